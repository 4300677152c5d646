export { ClientMerge } from "./client-merge.entity.ts";
export type { MergePreview } from "./merge.query.ts";
export { previewMerge } from "./merge.query.ts";
export type { EpisodeOverlap, MergeRefusal } from "./merge.rules.ts";
export { MERGE_REFUSALS } from "./merge.rules.ts";
export type { MergeInput } from "./merge.service.ts";
export { mergeClients } from "./merge.service.ts";
export { undoClientMerge } from "./undo-merge.service.ts";
