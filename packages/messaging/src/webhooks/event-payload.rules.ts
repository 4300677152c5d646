import { encodeId } from "@causeway/kernel";

/** Kind of record that an event is about, by the first word of its type. */
const SUBJECTS: Readonly<Record<string, string>> = {
  referral: "referral_recipient",
  enrollment: "enrollment",
  level: "enrollment",
  authorisation: "authorisation",
  treatment: "enrollment",
  client: "client",
  consent: "consent",
  program: "program",
  alumni: "alumnus",
  "check-in": "check_in",
  member: "member",
  invitation: "invitation",
  organisation: "organisation",
  webhook: "webhook_endpoint",
  emergency: "emergency_access",
  "emergency-review": "emergency_review",
  breach: "breach",
  task: "task",
  // About nobody in particular; each member reads their own notices.
  notification: "organisation",
};

/** Kinds of the ids beside it. What is not here does not leave. */
const REFERENCES: Readonly<Record<string, string>> = {
  referralId: "referral",
  referralRecipientId: "referral_recipient",
  senderOrganisationId: "organisation",
  recipientOrganisationId: "organisation",
  programId: "program",
  enrollmentId: "enrollment",
  consentId: "consent",
  mergedClientId: "client",
  alumnusId: "alumnus",
  assessmentId: "assessment",
  treatmentPlanId: "treatment_plan",
};

export interface EventAsTold {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly subject: string;
  readonly refs: Readonly<Record<string, string>>;
}

/**
 * An event as partners hear it: ids alone, to be read back under their own permission and today's consent
 * (42 CFR 2.31, 2.33: nothing about a person travels in an event).
 */
export function eventAsTold(event: {
  id: string;
  type: string;
  subjectId: string;
  refIds: Readonly<Record<string, string>>;
  occurredAt: Date;
}): EventAsTold {
  const kind = SUBJECTS[event.type.split(".")[0] ?? ""] ?? "record";
  const refs = Object.entries(event.refIds).flatMap(([name, id]) => {
    const prefix = REFERENCES[name];
    return prefix === undefined ? [] : [[name, encodeId(prefix, id)] as const];
  });
  return {
    id: encodeId("event", event.id),
    type: event.type,
    occurredAt: event.occurredAt.toISOString(),
    subject: encodeId(kind, event.subjectId),
    refs: Object.fromEntries(refs),
  };
}
