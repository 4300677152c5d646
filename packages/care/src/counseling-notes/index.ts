export { CounselingNote } from "./counseling-note.entity.ts";
export type { NewCounselingNote } from "./counseling-note.service.ts";
export { amendCounselingNote, writeCounselingNote } from "./counseling-note.service.ts";
