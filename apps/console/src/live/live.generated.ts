// Written by codegen.mjs from live.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type CancelReason = "CONSENT_REVOKED" | "FILLED_ELSEWHERE" | "NO_SHOW" | "SENDER_REQUEST";

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

export type PacketState = "CLOSED" | "CONSENT_EXPIRED" | "CONSENT_REVOKED" | "NOT_YET" | "OPEN";

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

export type TaskState = "CANCELLED" | "DONE" | "OPEN";

export type ChangesSubscriptionVariables = Exact<{ [key: string]: never }>;

export type ChangesSubscription = {
  changes: {
    seq: string;
    type: string;
    received: {
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      levelCode: string;
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
    } | null;
    sent: {
      id: string;
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
      referral: { id: string; state: ReferralState; version: number; availableActions: Array<string> } | null;
    } | null;
    notification: { id: string; title: string; link: string; createdAt: string; readAt: string | null } | null;
    task: { id: string; state: TaskState } | null;
  };
};

export const ChangesDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "subscription",
      name: { kind: "Name", value: "Changes" },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "changes" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "seq" } },
                { kind: "Field", name: { kind: "Name", value: "type" } },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "received" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "number" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "urgency" } },
                      { kind: "Field", name: { kind: "Name", value: "levelCode" } },
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
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "sent" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
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
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "referral" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "state" } },
                            { kind: "Field", name: { kind: "Name", value: "version" } },
                            { kind: "Field", name: { kind: "Name", value: "availableActions" } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "notification" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "title" } },
                      { kind: "Field", name: { kind: "Name", value: "link" } },
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
                      { kind: "Field", name: { kind: "Name", value: "readAt" } },
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "task" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
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
} as unknown as DocumentNode<ChangesSubscription, ChangesSubscriptionVariables>;
