import { LiveResolver } from "./live/live.resolver.ts";
import { AlumnusResolver, CheckInResolver } from "./alumni/alumnus.resolver.ts";
import { AuthorisationResolver } from "./authorisations/authorisation.resolver.ts";
import { ConsentResolver } from "./consent/consent.resolver.ts";
import { DisclosureRestrictionResolver } from "./consent/restriction.resolver.ts";
import { ConsentSignersResolver } from "./consent/signers.resolver.ts";
import { BreachResolver } from "./disclosures/breach.resolver.ts";
import {
  DisclosureResolver,
  EmergencyReviewResolver,
  RecipientListResolver,
} from "./disclosures/disclosure.resolver.ts";
import { CounselingNoteResolver } from "./counseling-notes/counseling-note.resolver.ts";
import { AttendanceHistoryResolver, AttendanceResolver } from "./attendance/attendance.resolver.ts";
import { DayResolver, HolidayResolver } from "./attendance/day.resolver.ts";
import { ScheduleResolver } from "./attendance/schedule.resolver.ts";
import { ClientResolver } from "./clients/client.resolver.ts";
import { ClientMergeResolver } from "./clients/merge.resolver.ts";
import { ClientDetailsResolver, ClientFactsResolver } from "./clients/client-facts.resolver.ts";
import { DirectoryEntryResolver, DirectoryResolver } from "./directory/directory.resolver.ts";
import { AccessResolver } from "./explaining/access.resolver.ts";
import { EnrollmentResolver } from "./enrollments/enrollment.resolver.ts";
import { WaitlistResolver, WaitsOfEnrollmentResolver } from "./enrollments/waitlist.resolver.ts";
import { CapacityNoticeResolver } from "./programs/capacity-notice.resolver.ts";
import { ClosingResolver } from "./programs/closing.resolver.ts";
import { ProgramPartResolver } from "./programs/program-part.resolver.ts";
import { LedgerResolver, LevelTransitionResolver } from "./ledger/ledger.resolver.ts";
import { ProgramRecordResolver, ProgramRevisionResolver } from "./programs/program-record.resolver.ts";
import { ProgramResolver } from "./programs/program.resolver.ts";
import { SiteResolver } from "./programs/site.resolver.ts";
import { TedsResolver } from "./teds/teds.resolver.ts";
import { TaskResolver } from "./tasks/task.resolver.ts";
import { AssessmentResolver } from "./treatment/assessment.resolver.ts";
import { DrugTestResolver } from "./treatment/drug-test.resolver.ts";
import { EnrollmentTreatmentResolver } from "./treatment/enrollment-treatment.resolver.ts";
import { CourseResolver } from "./treatment/course.resolver.ts";
import { TreatmentGoalResolver } from "./treatment/goal.resolver.ts";
import { TreatmentPlanResolver } from "./treatment/plan.resolver.ts";
import { MatchingResolver, ScreeningResolver } from "./matching/matching.resolver.ts";
import { NodeResolver } from "./graphql/node.resolver.ts";
import { AccountResolver } from "./identity/account.resolver.ts";
import { ApiClientResolver } from "./identity/api-client.resolver.ts";
import { AuditResolver } from "./identity/audit.resolver.ts";
import { EventResolver } from "./identity/event.resolver.ts";
import { MemberResolver } from "./identity/member.resolver.ts";
import { DoseResolver } from "./dose/dose.resolver.ts";
import { OrganisationResolver } from "./identity/organisation.resolver.ts";
import { SessionResolver } from "./identity/session.resolver.ts";
import { MessageResolver } from "./messaging/message.resolver.ts";
import { DeadLetterResolver } from "./queue/dead-letter.resolver.ts";
import { WebhookEndpointResolver, WebhookResolver } from "./webhooks/webhook.resolver.ts";
import { OutsideReceiverResolver } from "./outside/receiver.resolver.ts";
import { OutsideLinkResolver } from "./outside/outside-link.resolver.ts";
import { InboxResolver } from "./referrals/inbox.resolver.ts";
import { ReferralRecipientResolver, ReferralResolver } from "./referrals/referral.resolver.ts";
import { ReferralDocumentResolver, ThreadDocumentResolver } from "./threads/document.resolver.ts";
import {
  ReceivedThreadResolver,
  ReferralMessageResolver,
  SentThreadResolver,
  ThreadResolver,
} from "./threads/thread.resolver.ts";
import { ReportResolver } from "./reports/report.resolver.ts";

/** Every resolver, one line each. */
export const resolvers = [
  //
  NodeResolver,
  SessionResolver,
  AccountResolver,
  OrganisationResolver,
  MemberResolver,
  ApiClientResolver,
  AuditResolver,
  ConsentResolver,
  ConsentSignersResolver,
  DisclosureResolver,
  EmergencyReviewResolver,
  RecipientListResolver,
  BreachResolver,
  CounselingNoteResolver,
  DisclosureRestrictionResolver,
  ReferralResolver,
  ReferralRecipientResolver,
  InboxResolver,
  SentThreadResolver,
  ReceivedThreadResolver,
  ThreadResolver,
  ReferralMessageResolver,
  OutsideReceiverResolver,
  OutsideLinkResolver,
  ThreadDocumentResolver,
  ReferralDocumentResolver,
  EventResolver,
  MessageResolver,
  DeadLetterResolver,
  WebhookResolver,
  WebhookEndpointResolver,
  SiteResolver,
  ProgramResolver,
  ProgramRecordResolver,
  ProgramPartResolver,
  ClosingResolver,
  ProgramRevisionResolver,
  DirectoryResolver,
  DirectoryEntryResolver,
  MatchingResolver,
  ScreeningResolver,
  ClientResolver,
  ClientDetailsResolver,
  ClientFactsResolver,
  ClientMergeResolver,
  EnrollmentResolver,
  WaitlistResolver,
  WaitsOfEnrollmentResolver,
  CapacityNoticeResolver,
  AttendanceResolver,
  AttendanceHistoryResolver,
  DoseResolver,
  ScheduleResolver,
  DayResolver,
  HolidayResolver,
  LedgerResolver,
  LevelTransitionResolver,
  AuthorisationResolver,
  EnrollmentTreatmentResolver,
  AssessmentResolver,
  TreatmentPlanResolver,
  TreatmentGoalResolver,
  CourseResolver,
  DrugTestResolver,
  TaskResolver,
  TedsResolver,
  AlumnusResolver,
  CheckInResolver,
  ReportResolver,
  AccessResolver,
  LiveResolver,
] as const;
