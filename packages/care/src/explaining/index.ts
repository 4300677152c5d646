export type { Asked } from "./access.query.ts";
export { whoCanSee, whyCanISee } from "./access.query.ts";
export type { AccessLine, AccessViewer } from "./access.rules.ts";
export { ACCESS_VIEWERS } from "./access.rules.ts";
