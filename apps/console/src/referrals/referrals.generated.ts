// Written by codegen.mjs from referrals.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
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

export type OpenNextWaveInput = {
  expectedVersion?: number | null | undefined;
  /** Of the referral. */
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Programs to ask, when no wave is waiting. */
  programIds?: Array<string> | null | undefined;
};

export type OrganisationStatus = "CLOSED" | "LIVE" | "ONBOARDING" | "OUTSIDE" | "SUSPENDED";

export type ProvideInformationInput = {
  /** Without anything that names the client. */
  answer: string;
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
};

/** A move of one recipient's part. */
export type RecipientMoveInput = {
  expectedVersion?: number | null | undefined;
  /** Of the recipient's part: referral_recipient_... */
  id: string;
  idempotencyKey?: string | null | undefined;
};

/** When the packet opens: to the chosen recipient alone, or to each on sending. */
export type ReferralDisclosure = "AT_SEND" | "TWO_STAGE";

/** Who of several recipients gets the referral: the first that accepts, or the one the client chooses. */
export type ReferralMode = "CLIENT_CHOICE" | "FIRST_ACCEPT";

/** A move of a whole referral by its sender. */
export type ReferralMoveInput = {
  expectedVersion?: number | null | undefined;
  /** Of the referral. */
  id: string;
  idempotencyKey?: string | null | undefined;
};

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

export type ReferralState = "DRAFT" | "FULFILLED" | "OPEN" | "UNFULFILLED" | "WITHDRAWN";

/** How soon an answer is due: 2 h, 8 business hours, 1 or 3 business days. */
export type ReferralUrgency = "ASAP" | "ROUTINE" | "STAT" | "URGENT";

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

export type ReferralsQueryVariables = Exact<{
  state?: ReferralState | null | undefined;
  after?: string | null | undefined;
  details: boolean;
}>;

export type ReferralsQuery = {
  referrals: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      levelCode: string;
      createdAt: string;
      sentAt: string | null;
      client: { id: string; details?: { givenName: string; familyName: string } };
      recipients: Array<{ id: string; state: ReferralRecipientState; recipient: { id: string; name: string } | null }>;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type PartFragment = {
  id: string;
  number: string;
  wave: number;
  state: ReferralRecipientState;
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
  acknowledgedAt: string | null;
  version: number;
  availableActions: Array<string>;
  chosen: boolean;
  grant: { id: string; revokedAt: string | null } | null;
  recipient: { id: string; name: string; status: OrganisationStatus } | null;
  forwardedTo: { id: string; organisationName: string; programName: string } | null;
  program: { id: string; programName: string; siteName: string; city: string | null; region: string | null } | null;
};

export type SentFragment = {
  id: string;
  number: string;
  state: ReferralState;
  urgency: ReferralUrgency;
  mode: ReferralMode;
  disclosure: ReferralDisclosure;
  edition: string;
  levelCode: string;
  reason: string;
  categories: Array<ConsentCategory>;
  createdAt: string;
  sentAt: string | null;
  version: number;
  availableActions: Array<string>;
  recipients: Array<{
    id: string;
    number: string;
    wave: number;
    state: ReferralRecipientState;
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
    acknowledgedAt: string | null;
    version: number;
    availableActions: Array<string>;
    chosen: boolean;
    grant: { id: string; revokedAt: string | null } | null;
    recipient: { id: string; name: string; status: OrganisationStatus } | null;
    forwardedTo: { id: string; organisationName: string; programName: string } | null;
    program: { id: string; programName: string; siteName: string; city: string | null; region: string | null } | null;
  }>;
};

export type ReferralQueryVariables = Exact<{
  id: string;
  details: boolean;
}>;

export type ReferralQuery = {
  referral: {
    id: string;
    number: string;
    state: ReferralState;
    urgency: ReferralUrgency;
    mode: ReferralMode;
    disclosure: ReferralDisclosure;
    edition: string;
    levelCode: string;
    reason: string;
    categories: Array<ConsentCategory>;
    createdAt: string;
    sentAt: string | null;
    version: number;
    availableActions: Array<string>;
    client: { id: string; details?: { givenName: string; familyName: string } };
    recipients: Array<{
      id: string;
      number: string;
      wave: number;
      state: ReferralRecipientState;
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
      acknowledgedAt: string | null;
      version: number;
      availableActions: Array<string>;
      chosen: boolean;
      grant: { id: string; revokedAt: string | null } | null;
      recipient: { id: string; name: string; status: OrganisationStatus } | null;
      forwardedTo: { id: string; organisationName: string; programName: string } | null;
      program: { id: string; programName: string; siteName: string; city: string | null; region: string | null } | null;
    }>;
  } | null;
};

export type SendReferralMutationVariables = Exact<{
  input: ReferralMoveInput;
}>;

export type SendReferralMutation = {
  sendReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type WithdrawReferralMutationVariables = Exact<{
  input: ReferralMoveInput;
}>;

export type WithdrawReferralMutation = {
  withdrawReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type OpenNextWaveMutationVariables = Exact<{
  input: OpenNextWaveInput;
}>;

export type OpenNextWaveMutation = {
  openNextWave: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ChooseRecipientMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type ChooseRecipientMutation = {
  chooseRecipient: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type WithdrawRecipientMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type WithdrawRecipientMutation = {
  withdrawRecipient: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type RequestCancellationMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type RequestCancellationMutation = {
  requestCancellation: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type AcknowledgeReferralMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type AcknowledgeReferralMutation = {
  acknowledgeReferral: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ProvideInformationMutationVariables = Exact<{
  input: ProvideInformationInput;
}>;

export type ProvideInformationMutation = {
  provideInformation: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type TakeBackAfterNoShowMutationVariables = Exact<{
  input: RecipientMoveInput;
}>;

export type TakeBackAfterNoShowMutation = {
  takeBackAfterNoShow: {
    referral: {
      id: string;
      number: string;
      state: ReferralState;
      urgency: ReferralUrgency;
      mode: ReferralMode;
      disclosure: ReferralDisclosure;
      edition: string;
      levelCode: string;
      reason: string;
      categories: Array<ConsentCategory>;
      createdAt: string;
      sentAt: string | null;
      version: number;
      availableActions: Array<string>;
      recipients: Array<{
        id: string;
        number: string;
        wave: number;
        state: ReferralRecipientState;
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
        acknowledgedAt: string | null;
        version: number;
        availableActions: Array<string>;
        chosen: boolean;
        grant: { id: string; revokedAt: string | null } | null;
        recipient: { id: string; name: string; status: OrganisationStatus } | null;
        forwardedTo: { id: string; organisationName: string; programName: string } | null;
        program: {
          id: string;
          programName: string;
          siteName: string;
          city: string | null;
          region: string | null;
        } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

const PartFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PartFragment, unknown>;
const SentFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SentFragment, unknown>;
export const ReferralsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Referrals" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "state" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "ReferralState" } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "after" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "details" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "referrals" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "25" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "after" },
                value: { kind: "Variable", name: { kind: "Name", value: "after" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "state" },
                value: { kind: "Variable", name: { kind: "Name", value: "state" } },
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
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
                      { kind: "Field", name: { kind: "Name", value: "sentAt" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "client" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            {
                              kind: "Field",
                              name: { kind: "Name", value: "details" },
                              directives: [
                                {
                                  kind: "Directive",
                                  name: { kind: "Name", value: "include" },
                                  arguments: [
                                    {
                                      kind: "Argument",
                                      name: { kind: "Name", value: "if" },
                                      value: { kind: "Variable", name: { kind: "Name", value: "details" } },
                                    },
                                  ],
                                },
                              ],
                              selectionSet: {
                                kind: "SelectionSet",
                                selections: [
                                  { kind: "Field", name: { kind: "Name", value: "givenName" } },
                                  { kind: "Field", name: { kind: "Name", value: "familyName" } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "recipients" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "state" } },
                            {
                              kind: "Field",
                              name: { kind: "Name", value: "recipient" },
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
} as unknown as DocumentNode<ReferralsQuery, ReferralsQueryVariables>;
export const ReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Referral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "id" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "ID" } } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "details" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "referral" },
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
                { kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "client" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "details" },
                        directives: [
                          {
                            kind: "Directive",
                            name: { kind: "Name", value: "include" },
                            arguments: [
                              {
                                kind: "Argument",
                                name: { kind: "Name", value: "if" },
                                value: { kind: "Variable", name: { kind: "Name", value: "details" } },
                              },
                            ],
                          },
                        ],
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "givenName" } },
                            { kind: "Field", name: { kind: "Name", value: "familyName" } },
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
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReferralQuery, ReferralQueryVariables>;
export const SendReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "SendReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ReferralMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "sendReferral" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SendReferralMutation, SendReferralMutationVariables>;
export const WithdrawReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "WithdrawReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ReferralMoveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "withdrawReferral" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<WithdrawReferralMutation, WithdrawReferralMutationVariables>;
export const OpenNextWaveDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "OpenNextWave" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "OpenNextWaveInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "openNextWave" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OpenNextWaveMutation, OpenNextWaveMutationVariables>;
export const ChooseRecipientDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ChooseRecipient" },
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
            name: { kind: "Name", value: "chooseRecipient" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ChooseRecipientMutation, ChooseRecipientMutationVariables>;
export const WithdrawRecipientDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "WithdrawRecipient" },
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
            name: { kind: "Name", value: "withdrawRecipient" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<WithdrawRecipientMutation, WithdrawRecipientMutationVariables>;
export const RequestCancellationDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RequestCancellation" },
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
            name: { kind: "Name", value: "requestCancellation" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RequestCancellationMutation, RequestCancellationMutationVariables>;
export const AcknowledgeReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "AcknowledgeReferral" },
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
            name: { kind: "Name", value: "acknowledgeReferral" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<AcknowledgeReferralMutation, AcknowledgeReferralMutationVariables>;
export const ProvideInformationDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ProvideInformation" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProvideInformationInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "provideInformation" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ProvideInformationMutation, ProvideInformationMutationVariables>;
export const TakeBackAfterNoShowDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "TakeBackAfterNoShow" },
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
            name: { kind: "Name", value: "takeBackAfterNoShow" },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Sent" } }],
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
      name: { kind: "Name", value: "Part" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "wave" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
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
          { kind: "Field", name: { kind: "Name", value: "acknowledgedAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "chosen" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grant" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipient" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "status" } },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "forwardedTo" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                { kind: "Field", name: { kind: "Name", value: "programName" } },
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
                { kind: "Field", name: { kind: "Name", value: "programName" } },
                { kind: "Field", name: { kind: "Name", value: "siteName" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Sent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Referral" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "number" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "urgency" } },
          { kind: "Field", name: { kind: "Name", value: "mode" } },
          { kind: "Field", name: { kind: "Name", value: "disclosure" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "reason" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "createdAt" } },
          { kind: "Field", name: { kind: "Name", value: "sentAt" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "recipients" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Part" } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TakeBackAfterNoShowMutation, TakeBackAfterNoShowMutationVariables>;
