import type { EntityClass } from "@causeway/database";
import {
  Attendance,
  AttendanceDay,
  AttendanceDayEvent,
  AttendanceRecord,
  Holiday,
  ProgramSession,
  SessionTemplate,
  SessionTemplateMember,
} from "./attendance/index.ts";
import { Alumnus, CheckIn, CheckInAttempt, ContactConsent } from "./alumni/index.ts";
import { Authorisation, AuthorisationDecision, BillingCode } from "./authorisations/index.ts";
import {
  CareTeamMember,
  Client,
  ClientCircumstances,
  ClientDetails,
  ClientExternalId,
  ClientSubstance,
  Coverage,
} from "./clients/index.ts";
import { Breach, BreachClient, BreachNotice, EmergencyReview, RecipientListRequest } from "./disclosures/index.ts";
import { CounselingNote } from "./counseling-notes/index.ts";
import { Consent, ConsentGrant, Disclosure, DisclosureRestriction } from "./consent/index.ts";
import { DirectoryEntry } from "./directory/index.ts";
import { EnrollmentWeek } from "./dose/index.ts";
import {
  Enrollment,
  EnrollmentDateChange,
  EnrollmentLeave,
  Episode,
  Placement,
  VoidedDischarge,
  WaitlistEntry,
  WaitlistEvent,
} from "./enrollments/index.ts";
import { Screening } from "./matching/index.ts";
import { ClientMerge } from "./merging/index.ts";
import { LaneAlert, LevelTransition } from "./ledger/index.ts";
import { OutsideReceiver, OutsideReceiverLevel } from "./outside/index.ts";
import { OutsideLink } from "./outside-links/index.ts";
import {
  EmergencyAccess,
  ReceivedReferral,
  Referral,
  ReferralAward,
  ReferralPacket,
  ReferralRecipient,
} from "./referrals/index.ts";
import {
  CapacityNotice,
  LevelOfCare,
  Program,
  ProgramCapacity,
  ProgramCredential,
  ProgramPrice,
  ProgramRevision,
  ProgramSlot,
  ProgramStaff,
  ProgramStateChange,
  Site,
} from "./programs/index.ts";
import { ReferralDocument, ReferralMessage } from "./threads/index.ts";
import { Task, TaskChange } from "./tasks/index.ts";
import {
  Assessment,
  DrugTest,
  DrugTestResult,
  DrugTestStep,
  GoalNote,
  PlanHours,
  PlanReview,
  PlannedStay,
  TreatmentGoal,
  TreatmentPlan,
  TreatmentStage,
} from "./treatment/index.ts";

export * from "./attendance/index.ts";
export * from "./alumni/index.ts";
export * from "./authorisations/index.ts";
export * from "./clients/index.ts";
export * from "./closing/index.ts";
export * from "./consent/index.ts";
export * from "./counseling-notes/index.ts";
export * from "./directory/index.ts";
export * from "./disclosures/index.ts";
export * from "./dose/index.ts";
export * from "./enrollments/index.ts";
export * from "./explaining/index.ts";
export * from "./imports/index.ts";
export * from "./leavers/index.ts";
export * from "./ledger/index.ts";
export * from "./merging/index.ts";
export * from "./matching/index.ts";
export * from "./outside/index.ts";
export * from "./outside-links/index.ts";
export * from "./programs/index.ts";
export * from "./referrals/index.ts";
export * from "./reports/index.ts";
export * from "./tasks/index.ts";
export * from "./teds/index.ts";
export * from "./threads/index.ts";
export * from "./treatment/index.ts";
export { enumType } from "./enum-type.ts";

/** For `Database.open`. */
export const careEntities: readonly EntityClass[] = [
  Alumnus,
  CheckIn,
  CheckInAttempt,
  ContactConsent,
  LevelOfCare,
  Site,
  Program,
  ProgramSlot,
  ProgramPrice,
  ProgramCredential,
  ProgramStaff,
  ProgramCapacity,
  ProgramRevision,
  ProgramStateChange,
  DirectoryEntry,
  Screening,
  Client,
  ClientDetails,
  ClientCircumstances,
  ClientSubstance,
  ClientExternalId,
  CareTeamMember,
  ClientMerge,
  Coverage,
  Episode,
  Enrollment,
  EnrollmentLeave,
  EnrollmentDateChange,
  VoidedDischarge,
  WaitlistEntry,
  WaitlistEvent,
  CapacityNotice,
  Placement,
  Assessment,
  TreatmentPlan,
  PlanReview,
  TreatmentGoal,
  GoalNote,
  TreatmentStage,
  PlanHours,
  PlannedStay,
  DrugTest,
  DrugTestStep,
  DrugTestResult,
  Consent,
  ConsentGrant,
  Disclosure,
  DisclosureRestriction,
  CounselingNote,
  Referral,
  ReferralRecipient,
  ReceivedReferral,
  ReferralPacket,
  ReferralAward,
  ReferralMessage,
  OutsideReceiver,
  OutsideReceiverLevel,
  EmergencyAccess,
  EmergencyReview,
  Breach,
  BreachClient,
  BreachNotice,
  RecipientListRequest,
  OutsideLink,
  ReferralDocument,
  ProgramSession,
  Attendance,
  AttendanceRecord,
  BillingCode,
  Authorisation,
  AuthorisationDecision,
  EnrollmentWeek,
  AttendanceDay,
  AttendanceDayEvent,
  Holiday,
  SessionTemplate,
  SessionTemplateMember,
  LaneAlert,
  LevelTransition,
  Task,
  TaskChange,
];
