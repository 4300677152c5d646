export type { Criterion, CriterionName, Judged, PartOfDay, Wishes } from "./criteria.rules.ts";
export { CRITERIA, criteriaOf } from "./criteria.rules.ts";
export { DirectoryEntry, PartOfDayEnum } from "./directory-entry.entity.ts";
export { findInDirectory, judged, rankEntries } from "./directory.query.ts";
export type { DirectoryFinding, DirectorySearch, SearchFrame } from "./directory.query.ts";
export { refreshEntry, refreshOpenings } from "./directory.service.ts";
export type { Point } from "./geography.rules.ts";
export { isTimeZone, pointOfPostalCode, timeZoneAt } from "./geography.rules.ts";
export { STALE_AFTER_DAYS, openingsStale } from "./openings.rules.ts";
