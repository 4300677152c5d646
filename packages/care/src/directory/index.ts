export { DirectoryEntry } from "./directory-entry.entity.ts";
export { findInDirectory } from "./directory.query.ts";
export type { DirectoryFinding, DirectorySearch } from "./directory.query.ts";
export { refreshEntry, refreshOpenings } from "./directory.service.ts";
export type { Point } from "./geography.rules.ts";
export { isTimeZone, pointOfPostalCode, timeZoneAt } from "./geography.rules.ts";
