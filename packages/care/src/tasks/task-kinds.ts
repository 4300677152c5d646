import type { Role } from "@causeway/identity";

interface KindOfTask {
  /** What is to be done, in words. */
  readonly label: string;
  /** Whose queue it stands in. */
  readonly role: Role;
  /** Kind of the record it is about. */
  readonly subject: keyof typeof SUBJECTS;
}

/** Where the console shows a record: with a client or with a program. From SQL for its id, SQL for theirs. */
export interface Shown {
  readonly client?: (id: string) => string;
  readonly program?: (id: string) => string;
}

/** Kinds of records that tasks are about. */
export const SUBJECTS = {
  enrollment: { client: (id) => `(select client_id from enrollments where id = ${id})` },
  treatment_plan: {
    client: (id) =>
      `(select e.client_id from treatment_plans p join enrollments e on e.id = p.enrollment_id where p.id = ${id})`,
  },
  authorisation: { client: (id) => `(select client_id from authorisations where id = ${id})` },
  lane_alert: {
    client: (id) =>
      `(select e.client_id from lane_alerts a join enrollments e on e.id = a.enrollment_id where a.id = ${id})`,
  },
  waitlist_entry: {
    client: (id) =>
      `(select e.client_id from waitlist_entries w join enrollments e on e.id = w.enrollment_id where w.id = ${id})`,
  },
  consent: { client: (id) => `(select client_id from consents where id = ${id})` },
  program: { program: (id) => id },
  referral_recipient: { program: (id) => `(select program_id from referral_recipients where id = ${id})` },
  referral: { client: (id) => `(select client_id from referrals where id = ${id})` },
  attendance_day: { program: (id) => `(select program_id from attendance_days where id = ${id})` },
  capacity_notice: { program: (id) => `(select program_id from capacity_notices where id = ${id})` },
  emergency_review: { client: (id) => `(select client_id from emergency_reviews where id = ${id})` },
  breach: {},
  recipient_list_request: { client: (id) => `(select client_id from recipient_list_requests where id = ${id})` },
  program_credential: { program: (id) => `(select program_id from program_credentials where id = ${id})` },
} as const satisfies Readonly<Record<string, Shown>>;

/** Every kind of task, a line each; a room that opens another adds it here. */
export const TASK_KINDS = {
  LEAVE_REVIEW: { label: "The leave is over: is the client back?", role: "CLINICIAN", subject: "enrollment" },
  NO_CONTACT: { label: "No contact for 30 days", role: "CLINICIAN", subject: "enrollment" },
  DEATH_REVIEW: { label: "The client has died: end the stay by hand", role: "CLINICIAN", subject: "enrollment" },
  PLAN_REVIEW: { label: "Review the treatment plan", role: "CLINICIAN", subject: "treatment_plan" },
  DOSE_REVIEW: { label: "Two short weeks in a row", role: "CLINICIAN", subject: "enrollment" },
  AUTHORISATION_REVIEW: {
    label: "Ask the payer to go on",
    role: "UTILISATION_REVIEW",
    subject: "authorisation",
  },
  AUTHORISATION_APPEAL: {
    label: "Appeal the payer's denial",
    role: "UTILISATION_REVIEW",
    subject: "authorisation",
  },
  DAY_NOT_CLOSED: { label: "Close the attendance of the day", role: "CLINICIAN", subject: "attendance_day" },
  AUTHORISATION_UNITS: {
    label: "Most units are used: ask the payer for more",
    role: "UTILISATION_REVIEW",
    subject: "authorisation",
  },
  LANES_APART: { label: "Care, payer and attendance disagree", role: "UTILISATION_REVIEW", subject: "lane_alert" },
  OFFER_NEXT: { label: "Offer a place to who is next", role: "INTAKE", subject: "waitlist_entry" },
  INTERIM_SERVICES: { label: "Give interim services in time", role: "INTAKE", subject: "waitlist_entry" },
  INTERIM_OVERDUE: { label: "Interim services are overdue", role: "ADMIN", subject: "waitlist_entry" },
  ADMISSION_DUE: { label: "Admit in time", role: "INTAKE", subject: "waitlist_entry" },
  ADMISSION_OVERDUE: { label: "An admission is overdue", role: "ADMIN", subject: "waitlist_entry" },
  CAPACITY_NOTICE: {
    label: "Tell the state that the program is nearly full",
    role: "ADMIN",
    subject: "capacity_notice",
  },
  CONSENT_HELD: { label: "Get the revocation in writing, or lift the hold", role: "INTAKE", subject: "consent" },
  CREDENTIAL_EXPIRY: { label: "A licence or accreditation runs out", role: "ADMIN", subject: "program_credential" },
  OPENINGS_CONFIRMATION: { label: "Confirm the openings in the directory", role: "ADMIN", subject: "program" },
  EMERGENCY_REVIEW: {
    label: "Records were opened in an emergency: was it justified?",
    role: "ADMIN",
    subject: "emergency_review",
  },
  BREACH_NOTICE: { label: "Assess a breach, and tell who has to be told", role: "ADMIN", subject: "breach" },
  RECIPIENT_LIST: {
    label: "Give a client the list of who received records",
    role: "ADMIN",
    subject: "recipient_list_request",
  },
  PROGRAM_CLOSING: { label: "The program closes: where do its clients go?", role: "ADMIN", subject: "program" },
  REFERRAL_NO_SHOW: {
    label: "The referred client did not come: another time, or back to the sender",
    role: "INTAKE",
    subject: "referral_recipient",
  },
  REFERRAL_OUTCOME: {
    label: "Tell the sender what came of the intake",
    role: "INTAKE",
    subject: "referral_recipient",
  },
  REFERRAL_UNDONE: {
    label: "A session that closed a referral was taken back",
    role: "INTAKE",
    subject: "referral_recipient",
  },
  REFERRAL_OUTCOME_UNDONE: {
    label: "An outcome that was noted does not hold any more",
    role: "INTAKE",
    subject: "referral",
  },
  REFERRAL_CONSENT: { label: "A next choice cannot be asked without a consent", role: "INTAKE", subject: "referral" },
  OUTSIDE_LINK_CLOSED: {
    label: "A link was closed after wrong codes: call the receiver",
    role: "INTAKE",
    subject: "referral",
  },
  REFERRAL_UNFULFILLED: { label: "Nobody took the client: whom to ask next?", role: "INTAKE", subject: "referral" },
} as const satisfies Readonly<Record<string, KindOfTask>>;
export type TaskKind = keyof typeof TASK_KINDS;

export const TASK_KIND_NAMES = Object.keys(TASK_KINDS) as TaskKind[];
