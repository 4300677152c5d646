/** Plain English for the API's codes. A code without words here is shown readable, never hidden. */
function readable(code: string): string {
  const text = code.replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lookup(table: Record<string, string>): (code: string | null | undefined) => string {
  return (code) => (code ? (table[code] ?? readable(code)) : "");
}

export const referralState = lookup({
  DRAFT: "Draft",
  SENT: "Sent",
  RECEIVED: "Waiting for an answer",
  INFO_REQUESTED: "Information asked for",
  ACCEPTED: "Accepted",
  SCHEDULED: "Appointment set",
  NO_SHOW: "Did not come",
  APPT_CANCELLED: "Appointment cancelled",
  INTAKE_DONE: "Intake done",
  CANCEL_REQUESTED: "Cancellation asked for",
  ADMITTED: "Admitted",
  ATTENDED: "Attended",
  NOT_STARTED: "Never started",
  DECLINED: "Declined",
  CANCELLED: "Cancelled",
  WITHDRAWN: "Withdrawn",
  EXPIRED: "No answer in time",
  OPEN: "Open",
  FULFILLED: "Fulfilled",
  UNFULFILLED: "No place found",
});

/** As the receiver calls it: what is sent to them is new. */
export const receivedState = (state: string): string => (state === "SENT" ? "New" : referralState(state));

export const enrollmentState = lookup({
  INQUIRY: "Inquiry",
  PRE_SCREENED: "Pre-screened",
  WAITLISTED: "On the waitlist",
  OFFERED: "Place offered",
  ADMITTED: "Admitted",
  ACTIVE: "Active",
  ON_LEAVE: "On leave",
  DISCHARGED: "Discharged",
  CLOSED_NOT_ADMITTED: "Closed, not admitted",
});

export const programState = lookup({ DRAFT: "Draft", ACTIVE: "Open", PAUSED: "Paused", CLOSED: "Closed" });

export const organisationStatus = lookup({
  ONBOARDING: "Being set up",
  LIVE: "Live",
  SUSPENDED: "Suspended",
  CLOSED: "Closed",
  OUTSIDE: "Not on the platform",
});

export const urgency = lookup({ STAT: "Stat", ASAP: "As soon as possible", URGENT: "Urgent", ROUTINE: "Routine" });

export const role = lookup({
  OWNER: "Owner",
  ADMIN: "Administrator",
  INTAKE: "Intake",
  CLINICIAN: "Clinician",
  UTILISATION_REVIEW: "Utilisation review",
  OUTREACH: "Outreach",
  READ_ONLY: "Read only",
});

export const declineReason = lookup({
  NO_CAPACITY: "No place free",
  LEVEL_TOO_LOW: "Needs a higher level than we offer",
  LEVEL_TOO_HIGH: "Needs a lower level than we offer",
  MEDICAL_ACUITY: "Medical needs beyond our means",
  PSYCH_ACUITY: "Psychiatric needs beyond our means",
  WITHDRAWAL_RISK: "Withdrawal risk beyond our means",
  AGE_OR_POPULATION: "Age or group we do not serve",
  BEHAVIOURAL_HISTORY: "Behavioural history",
  OUT_OF_NETWORK: "Payer not accepted",
  NO_AUTHORISATION: "No authorisation",
  INCOMPLETE_INFO: "Information missing",
  UNREACHABLE: "Client could not be reached",
  CLIENT_DECLINED: "Client declined",
  DISTANCE: "Too far",
  DUPLICATE: "Already referred",
  CONFLICT: "Conflict of interest",
  OTHER: "Another reason",
});

export const mode = lookup({ FIRST_ACCEPT: "First to accept", CLIENT_CHOICE: "The client chooses" });

export const edition = lookup({ ASAM3: "ASAM 3rd edition", ASAM4: "ASAM 4th edition" });

export const ageBand = lookup({
  UNDER_18: "under 18",
  FROM_18_TO_25: "18 to 25",
  FROM_26_TO_44: "26 to 44",
  FROM_45_TO_64: "45 to 64",
  FROM_65: "65 or over",
  UNKNOWN: "not known",
});

export const cancelReason = lookup({
  SENDER_REQUEST: "The sender asked for it",
  CONSENT_REVOKED: "The client’s consent was revoked",
  FILLED_ELSEWHERE: "Another recipient was chosen",
  NO_SHOW: "The client did not come and is the sender’s again",
});

/** Of a packet, to its receiver. */
export const packetState = lookup({
  NOT_YET: "It opens once you are the chosen recipient, for as long as the client’s consent covers it.",
  OPEN: "Opening it is recorded, so that the client can learn who read it.",
  CONSENT_REVOKED: "Closed to you: the client’s consent does not stand now.",
  CONSENT_EXPIRED: "Closed to you: the client’s consent has ended.",
  CLOSED: "Closed to you, as this referral has ended.",
});

export const dataCategory = lookup({
  DEMOGRAPHICS: "Who the client is",
  CONTACT: "How to reach the client",
  COVERAGE: "Coverage",
  REASON: "Level and reason",
  SUBSTANCE_USE: "Substance use",
  TREATMENT_HISTORY: "Treatment so far",
  COUNSELING_NOTES: "Counseling notes",
  LEGAL: "Legal mandate",
  RISK: "Risks",
});

export const consentPurpose = lookup({
  TPO: "Treatment, payment and operations",
  FUNDRAISING: "Fundraising",
  LEGAL_PROCEEDING: "Legal proceeding",
  CRIMINAL_JUSTICE: "Criminal justice",
});

export const admissionPath = lookup({
  DIRECT: "Direct",
  STEP_DOWN: "From a higher level",
  STEP_UP: "From a lower level",
  RE_ENTRY: "Again",
});

/** Values of TEDS-D REASON. */
export const dischargeReason = lookup({
  "1": "Treatment completed",
  "2": "Dropped out of treatment",
  "3": "Terminated by the facility",
  "4": "Transferred",
  "5": "Incarcerated",
  "6": "Death",
  "7": "Other",
});

export const consentState = lookup({
  ACTIVE: "In force",
  HELD: "Held",
  REVOKED: "Revoked",
  FALSE: "Found false",
  ENDED: "Ended",
});

export const representativeKind = lookup({
  PARENT: "A parent",
  GUARDIAN: "A guardian",
  POWER_OF_ATTORNEY: "By power of attorney",
  PERSONAL_REPRESENTATIVE: "Of a client who died",
});

export const signerKind = lookup({
  CLIENT: "The client",
  REPRESENTATIVE: "A representative",
  PARENT_OR_GUARDIAN: "A parent or guardian",
});

export const paymentSource = lookup({
  "1": "Self-pay",
  "2": "Private insurance",
  "3": "Medicare",
  "4": "Medicaid",
  "5": "Other government payments",
  "6": "No charge",
  "7": "Other",
});

/** As a program lists whom it takes money from. */
export const payer = lookup({ PRIVATE: "Private insurance", SELF_PAY: "Self-pay" });

/** "Main house, Springfield, MA"; a site that is called as its city is named once. */
export const whereabouts = (...parts: readonly (string | null | undefined)[]): string =>
  [...new Set(parts.filter(Boolean))].join(", ");

const FACTS: Record<string, string> = {
  givenName: "Given name",
  familyName: "Family name",
  birthDate: "Born",
  sex: "Sex",
  postalCode: "Postal code",
  email: "E-mail",
  emailSafe: "Safe to write to",
  phone: "Phone",
  phoneSafe: "Safe to call",
  paymentSource: "Payer",
  edition: "Edition",
  levelCode: "Level of care",
  urgency: "Urgency",
  reason: "Reason",
  phoneShared: "Phone is shared",
  voicemailAllowed: "Voicemail allowed",
  preferredChannel: "Prefers",
  preferredLanguage: "Language",
  bestTime: "Best time",
  payerName: "Payer's name",
  planName: "Plan",
  memberId: "Member number",
  authorisationNumber: "Authorisation",
  authorisedLevel: "Authorised level",
  authorisedUnits: "Authorised units",
  authorisedFrom: "Authorised from",
  authorisedUntil: "Authorised until",
  primarySubstance: "Primary substance (TEDS code)",
  substance1: "Substance 1 (TEDS code)",
  route1: "Route (TEDS code)",
  frequency1: "Frequency (TEDS code)",
  ageOfFirstUse1: "Age of first use",
  observedOn1: "Told on",
  substance2: "Substance 2 (TEDS code)",
  substance3: "Substance 3 (TEDS code)",
  assessedOn: "Assessed on",
  assessmentEdition: "Edition of the dimensions",
  dimension1: "Dimension 1",
  dimension2: "Dimension 2",
  dimension3: "Dimension 3",
  dimension4: "Dimension 4",
  dimension5: "Dimension 5",
  dimension6: "Dimension 6",
  assessmentSummary: "Summary",
  pregnant: "Pregnant",
  injectsDrugs: "Injects",
  arrestsPast30Days: "Arrests in 30 days",
  livingArrangement: "Living arrangement (TEDS code)",
  employment: "Employment (TEDS code)",
  admittedOn: "Admitted",
  firstSessionOn: "First session",
  needs: "Needs",
};

/** The name of a fact in a packet; fields of TEDS keep the names of its codebook. */
export function factName(name: string): string {
  return FACTS[name] ?? name;
}

/** Where a fact stands among those of its section: the order of the names above; -1 for one that is not there. */
export const factPlace = (name: string): number => Object.keys(FACTS).indexOf(name);

export { readable };

export const documentState = lookup({
  QUARANTINED: "waits to be scanned",
  CLEAN: "scanned",
  NOT_SCANNED: "not scanned",
  REFUSED: "not taken: the scanner found something",
  REMOVED: "taken back",
});
