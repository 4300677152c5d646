// Written by codegen.mjs from inbox.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type AdmissionPath = "DIRECT" | "RE_ENTRY" | "STEP_DOWN" | "STEP_UP";

export type AdmitReferralInput = {
  admissionPath?: AdmissionPath | null | undefined;
  /** A client of one's own; left out, one is entered from the packet. */
  clientId?: string | null | undefined;
  /** Enter somebody new although clients here may be the same person, as DUPLICATE tells. */
  createNew?: boolean | null | undefined;
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Needed where the client has another open enrollment here: why this one is admitted too. */
  overlapReason?: string | null | undefined;
};

export type AgeBand = "FROM_18_TO_25" | "FROM_26_TO_44" | "FROM_45_TO_64" | "FROM_65" | "UNDER_18" | "UNKNOWN";

/** A medical emergency of somebody whose packet is not open (42 CFR 2.51). */
export type BreakGlassInput = {
  /** The health care facility they are with. */
  affiliation: string;
  /** Why a consent could not be had. */
  consentUnobtainable: string;
  expectedVersion?: number | null | undefined;
  /** Of the received referral. */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** The nature of the emergency. */
  nature: string;
  /** The medical personnel who treat, by name. */
  personnel: string;
};

export type CancelReason = "CONSENT_REVOKED" | "FILLED_ELSEWHERE" | "NO_SHOW" | "SENDER_REQUEST";

export type ConsentCategory =
  | "ALLERGIES"
  | "ASSESSMENT"
  | "CONTACT"
  | "COUNSELING_NOTES"
  | "COVERAGE"
  | "DEMOGRAPHICS"
  | "DIAGNOSES"
  | "LEGAL"
  | "MEDICATIONS"
  | "NEEDS"
  | "REASON"
  | "RISK"
  | "SUBSTANCE_USE"
  | "TREATMENT_HISTORY";

export type DeclineReason =
  | "AGE_OR_POPULATION"
  | "BEHAVIOURAL_HISTORY"
  | "CLIENT_DECLINED"
  | "CONFLICT"
  | "DISTANCE"
  | "DUPLICATE"
  | "INCOMPLETE_INFO"
  | "LEVEL_TOO_HIGH"
  | "LEVEL_TOO_LOW"
  | "MEDICAL_ACUITY"
  | "NO_AUTHORISATION"
  | "NO_CAPACITY"
  | "OTHER"
  | "OUT_OF_NETWORK"
  | "PSYCH_ACUITY"
  | "UNREACHABLE"
  | "WITHDRAWAL_RISK";

export type DeclineReferralInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Needed when the reason is OTHER. */
  note?: string | null | undefined;
  reason: DeclineReason;
};

export type ForwardReferralInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Needed when the reason is OTHER. */
  note?: string | null | undefined;
  /** A program in the directory, of a third organisation, at the level. */
  programId: string;
  reason: DeclineReason;
};

export type PacketState = "CLOSED" | "CONSENT_EXPIRED" | "CONSENT_REVOKED" | "NOT_YET" | "OPEN";

export type ReassignReferralInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Another of the recipient's own programs, at the level that is asked for. */
  programId: string;
};

/** A move of one recipient's part. */
export type RecipientMoveInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
};

/** Who of several recipients gets the referral: the first that accepts, or the one the client chooses. */
export type ReferralMode = "CLIENT_CHOICE" | "FIRST_ACCEPT";

export type ReferralRecipientState =
  | "ACCEPTED"
  | "ADMITTED"
  | "APPT_CANCELLED"
  | "ATTENDED"
  | "CANCELLED"
  | "CANCEL_REQUESTED"
  | "DECLINED"
  | "DRAFT"
  | "EXPIRED"
  | "INFO_REQUESTED"
  | "INTAKE_DONE"
  | "NOT_STARTED"
  | "NO_SHOW"
  | "RECEIVED"
  | "SCHEDULED"
  | "SENT"
  | "WITHDRAWN";

/** How soon an answer is due: 2 h, 8 business hours, 1 or 3 business days. */
export type ReferralUrgency = "ASAP" | "ROUTINE" | "STAT" | "URGENT";

export type RequestInformationInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Without anything that names the client. */
  question: string;
};

export type ScheduleAppointmentInput = {
  appointmentAt: string;
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
};

export type UserErrorCode =
  | "ALREADY_FILLED"
  | "CONFLICT"
  | "CONSENT_INVALID"
  | "CONSENT_MISSING"
  | "DUPLICATE"
  | "IDEMPOTENCY_MISMATCH"
  | "ILLEGAL_TRANSITION"
  | "INVALID"
  | "LIMIT_REACHED"
  | "LINK_INVALID"
  | "LOCKED_OUT"
  | "NOT_FOUND"
  | "NO_PLACE"
  | "SIGN_IN_FAILED"
  | "STALE";

export type ReferralInboxQueryVariables = Exact<{
  states?: Array<ReferralRecipientState> | ReferralRecipientState | null | undefined;
  after?: string | null | undefined;
}>;

export type ReferralInboxQuery = {
  referralInbox: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      levelCode: string;
      ageBand: AgeBand;
      sentAt: string | null;
      dueAt: string | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ReceivedFragment = {
  id: string;
  number: string;
  state: ReferralRecipientState;
  urgency: ReferralUrgency;
  mode: ReferralMode;
  edition: string;
  levelCode: string;
  ageBand: AgeBand;
  paymentSource: number | null;
  needs: Array<string>;
  sentAt: string | null;
  receivedAt: string | null;
  dueAt: string | null;
  clockStoppedAt: string | null;
  infoQuestion: string | null;
  infoAnswer: string | null;
  declineReason: DeclineReason | null;
  declineNote: string | null;
  cancelReason: CancelReason | null;
  appointmentAt: string | null;
  admittedOn: string | null;
  firstSessionOn: string | null;
  version: number;
  availableActions: Array<string>;
  packetState: PacketState;
  chosen: boolean;
  access: { canBreakGlass: boolean };
  grant: { id: string; categories: Array<ConsentCategory> } | null;
  sender: { id: string; name: string } | null;
  program: { id: string; name: string };
};

export type ReceivedReferralQueryVariables = Exact<{
  id: string;
  mayOpen: boolean;
}>;

export type ReceivedReferralQuery = {
  receivedReferral: {
    id: string;
    number: string;
    state: ReferralRecipientState;
    urgency: ReferralUrgency;
    mode: ReferralMode;
    edition: string;
    levelCode: string;
    ageBand: AgeBand;
    paymentSource: number | null;
    needs: Array<string>;
    sentAt: string | null;
    receivedAt: string | null;
    dueAt: string | null;
    clockStoppedAt: string | null;
    infoQuestion: string | null;
    infoAnswer: string | null;
    declineReason: DeclineReason | null;
    declineNote: string | null;
    cancelReason: CancelReason | null;
    appointmentAt: string | null;
    admittedOn: string | null;
    firstSessionOn: string | null;
    version: number;
    availableActions: Array<string>;
    packetState: PacketState;
    chosen: boolean;
    possibleDuplicates?: Array<{ id: string; number: string }>;
    access: { canBreakGlass: boolean };
    grant: { id: string; categories: Array<ConsentCategory> } | null;
    sender: { id: string; name: string } | null;
    program: { id: string; name: string };
  } | null;
};

export type OwnProgramsQueryVariables = Exact<{
  levelCode: string;
}>;

export type OwnProgramsQuery = { programs: { nodes: Array<{ id: string; name: string; edition: string }> } };

export type PacketQueryVariables = Exact<{
  id: string;
}>;

export type PacketQuery = {
  receivedReferral: {
    id: string;
    packetState: PacketState;
    packet: {
      notice: string;
      redisclosure: { may: string; never: string };
      sections: Array<{
        category: ConsentCategory;
        text: string | null;
        facts: Array<{ name: string; value: string }>;
      }>;
      consent: {
        discloser: string;
        recipient: string;
        purpose: string;
        categories: Array<string>;
        description: string;
        signedBy: string;
        signedAt: string;
        expiresAt: string | null;
        expiryEvent: string | null;
      };
    } | null;
  } | null;
};

export type AcceptReferralMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type AcceptReferralMutation = {
  acceptReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type DeclineReferralMutationVariables = Exact<{
  input: DeclineReferralInput;
}>;

export type DeclineReferralMutation = {
  declineReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type RequestInformationMutationVariables = Exact<{
  input: RequestInformationInput;
}>;

export type RequestInformationMutation = {
  requestInformation: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ScheduleAppointmentMutationVariables = Exact<{
  input: ScheduleAppointmentInput;
}>;

export type ScheduleAppointmentMutation = {
  scheduleAppointment: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type RecordNoShowMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type RecordNoShowMutation = {
  recordNoShow: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type CancelAppointmentMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type CancelAppointmentMutation = {
  cancelAppointment: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type RecordIntakeMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type RecordIntakeMutation = {
  recordIntake: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type AdmitReferralMutationVariables = Exact<{
  input: AdmitReferralInput;
}>;

export type AdmitReferralMutation = {
  admitReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ConfirmCancellationMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type ConfirmCancellationMutation = {
  confirmCancellation: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type UndoAcceptanceMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type UndoAcceptanceMutation = {
  undoAcceptance: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ReassignReferralMutationVariables = Exact<{
  input: ReassignReferralInput;
}>;

export type ReassignReferralMutation = {
  reassignReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ForwardReferralMutationVariables = Exact<{
  input: ForwardReferralInput;
}>;

export type ForwardReferralMutation = {
  forwardReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type BreakGlassMutationVariables = Exact<{
  input: BreakGlassInput;
}>;

export type BreakGlassMutation = {
  breakGlass: {
    referral: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      edition: string;
      levelCode: string;
      ageBand: AgeBand;
      paymentSource: number | null;
      needs: Array<string>;
      sentAt: string | null;
      receivedAt: string | null;
      dueAt: string | null;
      clockStoppedAt: string | null;
      infoQuestion: string | null;
      infoAnswer: string | null;
      declineReason: DeclineReason | null;
      declineNote: string | null;
      cancelReason: CancelReason | null;
      appointmentAt: string | null;
      admittedOn: string | null;
      firstSessionOn: string | null;
      version: number;
      availableActions: Array<string>;
      packetState: PacketState;
      chosen: boolean;
      access: { canBreakGlass: boolean };
      grant: { id: string; categories: Array<ConsentCategory> } | null;
      sender: { id: string; name: string } | null;
      program: { id: string; name: string };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

const ReceivedFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReceivedFragment, unknown>;
export const ReferralInboxDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ReferralInbox" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "states" } },
          type: {
            kind: "ListType",
            type: {
              kind: "NonNullType",
              type: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipientState" } },
            },
          },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "after" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "referralInbox" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "25" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "after" },
                value: { kind: "Variable", name: { kind: "Name", value: "after" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "states" },
                value: { kind: "Variable", name: { kind: "Name", value: "states" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "nodes" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "number" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "urgency" } },
                      { kind: "Field", name: { kind: "Name", value: "levelCode" } },
                      { kind: "Field", name: { kind: "Name", value: "ageBand" } },
                      { kind: "Field", name: { kind: "Name", value: "sentAt" } },
                      { kind: "Field", name: { kind: "Name", value: "dueAt" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "sender" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "name" } },
                          ],
                        },
                      },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "program" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "name" } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "pageInfo" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "hasNextPage" } },
                      { kind: "Field", name: { kind: "Name", value: "endCursor" } },
                    ],
                  },
                },
                { kind: "Field", name: { kind: "Name", value: "totalCount" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReferralInboxQuery, ReferralInboxQueryVariables>;
export const ReceivedReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ReceivedReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "id" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "ID" } } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "mayOpen" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "receivedReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "id" },
                value: { kind: "Variable", name: { kind: "Name", value: "id" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "FragmentSpread", name: { kind: "Name", value: "Received" } },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "possibleDuplicates" },
                  directives: [
                    {
                      kind: "Directive",
                      name: { kind: "Name", value: "include" },
                      arguments: [
                        {
                          kind: "Argument",
                          name: { kind: "Name", value: "if" },
                          value: { kind: "Variable", name: { kind: "Name", value: "mayOpen" } },
                        },
                      ],
                    },
                  ],
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "number" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReceivedReferralQuery, ReceivedReferralQueryVariables>;
export const OwnProgramsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "OwnPrograms" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "levelCode" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "String" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "programs" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "50" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "levelCode" },
                value: { kind: "Variable", name: { kind: "Name", value: "levelCode" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "state" },
                value: { kind: "EnumValue", value: "ACTIVE" },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "nodes" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "name" } },
                      { kind: "Field", name: { kind: "Name", value: "edition" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OwnProgramsQuery, OwnProgramsQueryVariables>;
export const PacketDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Packet" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "id" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "ID" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "receivedReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "id" },
                value: { kind: "Variable", name: { kind: "Name", value: "id" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "packetState" } },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "packet" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "notice" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "redisclosure" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "may" } },
                            { kind: "Field", name: { kind: "Name", value: "never" } },
                          ],
                        },
                      },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "sections" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "category" } },
                            {
                              kind: "Field",
                              name: { kind: "Name", value: "facts" },
                              selectionSet: {
                                kind: "SelectionSet",
                                selections: [
                                  { kind: "Field", name: { kind: "Name", value: "name" } },
                                  { kind: "Field", name: { kind: "Name", value: "value" } },
                                ],
                              },
                            },
                            { kind: "Field", name: { kind: "Name", value: "text" } },
                          ],
                        },
                      },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "consent" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "discloser" } },
                            { kind: "Field", name: { kind: "Name", value: "recipient" } },
                            { kind: "Field", name: { kind: "Name", value: "purpose" } },
                            { kind: "Field", name: { kind: "Name", value: "categories" } },
                            { kind: "Field", name: { kind: "Name", value: "description" } },
                            { kind: "Field", name: { kind: "Name", value: "signedBy" } },
                            { kind: "Field", name: { kind: "Name", value: "signedAt" } },
                            { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
                            { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PacketQuery, PacketQueryVariables>;
export const AcceptReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "AcceptReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "acceptReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AcceptReferralMutation, AcceptReferralMutationVariables>;
export const DeclineReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "DeclineReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "DeclineReferralInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "declineReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<DeclineReferralMutation, DeclineReferralMutationVariables>;
export const RequestInformationDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RequestInformation" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RequestInformationInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "requestInformation" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RequestInformationMutation, RequestInformationMutationVariables>;
export const ScheduleAppointmentDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ScheduleAppointment" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ScheduleAppointmentInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "scheduleAppointment" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ScheduleAppointmentMutation, ScheduleAppointmentMutationVariables>;
export const RecordNoShowDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RecordNoShow" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "recordNoShow" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RecordNoShowMutation, RecordNoShowMutationVariables>;
export const CancelAppointmentDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "CancelAppointment" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "cancelAppointment" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CancelAppointmentMutation, CancelAppointmentMutationVariables>;
export const RecordIntakeDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RecordIntake" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "recordIntake" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RecordIntakeMutation, RecordIntakeMutationVariables>;
export const AdmitReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "AdmitReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "AdmitReferralInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "admitReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AdmitReferralMutation, AdmitReferralMutationVariables>;
export const ConfirmCancellationDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ConfirmCancellation" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "confirmCancellation" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ConfirmCancellationMutation, ConfirmCancellationMutationVariables>;
export const UndoAcceptanceDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "UndoAcceptance" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecipientMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "undoAcceptance" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UndoAcceptanceMutation, UndoAcceptanceMutationVariables>;
export const ReassignReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ReassignReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ReassignReferralInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "reassignReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReassignReferralMutation, ReassignReferralMutationVariables>;
export const ForwardReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ForwardReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ForwardReferralInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardReferral" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ForwardReferralMutation, ForwardReferralMutationVariables>;
export const BreakGlassDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "BreakGlass" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "BreakGlassInput" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "breakGlass" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "input" },
                value: { kind: "Variable", name: { kind: "Name", value: "input" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "referral" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Received" } }],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "userErrors" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "code" } },
                      { kind: "Field", name: { kind: "Name", value: "path" } },
                      { kind: "Field", name: { kind: "Name", value: "message" } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Received" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReceivedReferral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "ageBand" } },
          { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
          { kind: "Field", name: { kind: "Name", value: "needs" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "receivedAt" } },
          { kind: "Field", name: { kind: "Name", value: "dueAt" } },
          { kind: "Field", name: { kind: "Name", value: "clockStoppedAt" } },
          { kind: "Field", name: { kind: "Name", value: "infoQuestion" } },
          { kind: "Field", name: { kind: "Name", value: "infoAnswer" } },
          { kind: "Field", name: { kind: "Name", value: "declineReason" } },
          { kind: "Field", name: { kind: "Name", value: "declineNote" } },
          { kind: "Field", name: { kind: "Name", value: "cancelReason" } },
          { kind: "Field", name: { kind: "Name", value: "appointmentAt" } },
          { kind: "Field", name: { kind: "Name", value: "admittedOn" } },
          { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "packetState" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "access" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "canBreakGlass" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "categories" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "sender" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "program" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<BreakGlassMutation, BreakGlassMutationVariables>;
