export type { ServiceCode } from "./directory-codes.rules.ts";
export { settingOf } from "./directory-codes.rules.ts";
export { readCsv, readDirectory, readLines, readServiceCodes } from "./directory-file.query.ts";
export type { ImportCounts, ImportProgress } from "./directory-import.service.ts";
export { importDirectory } from "./directory-import.service.ts";
export type { DirectoryPlan, DirectoryRow, PlannedOrganisation, Refusal, Remark } from "./directory.rules.ts";
export { DIRECTORY_COLUMNS, planDirectory } from "./directory.rules.ts";
