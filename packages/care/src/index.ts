import type { EntityClass } from "@causeway/database";
import { Client, ClientDetails, Coverage } from "./clients/index.ts";
import { DirectoryEntry } from "./directory/index.ts";
import { Enrollment, Episode, Placement } from "./enrollments/index.ts";
import { Program, Site } from "./programs/index.ts";
import { Task } from "./tasks/index.ts";

export * from "./clients/index.ts";
export * from "./directory/index.ts";
export * from "./enrollments/index.ts";
export * from "./imports/index.ts";
export * from "./leavers/index.ts";
export * from "./programs/index.ts";
export { referralNotice, type ReferralNotice } from "./referrals/referral-notice.query.ts";
export * from "./tasks/index.ts";
export { enumType } from "./enum-type.ts";

/** For `Database.open`. */
export const careEntities: readonly EntityClass[] = [
  Site,
  Program,
  DirectoryEntry,
  Client,
  ClientDetails,
  Coverage,
  Episode,
  Enrollment,
  Placement,
  Task,
];
