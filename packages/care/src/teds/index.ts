export type { Extract, ExtractInput } from "./extract.service.ts";
export { exportTeds, previewExtract, stateProfiles } from "./extract.service.ts";
export type { ExtractKind, ExtractRow, StateProfile } from "./extract.rules.ts";
export { EXTRACT_KINDS } from "./extract.rules.ts";
