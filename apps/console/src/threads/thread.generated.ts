// Written by codegen.mjs from thread.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
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

export type PostReferralMessageInput = {
  idempotencyKey?: string | null | undefined;
  /** Of the recipient's part; the same for both sides. */
  referralRecipientId: string;
  /** At most 4000 characters. */
  text: string;
};

export type ReferralDocumentState = "CLEAN" | "NOT_SCANNED" | "QUARANTINED" | "REFUSED" | "REMOVED";

/** The two organisations of a referral. */
export type ThreadSide = "RECIPIENT" | "SENDER";

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

export type ExchangeFragment = {
  side: ThreadSide;
  unread: number;
  canWrite: boolean;
  messages: {
    nodes: Array<{
      id: string;
      side: ThreadSide;
      text: string;
      notice: string | null;
      writtenBy: string | null;
      createdAt: string;
    }>;
  };
  documents: Array<{
    id: string;
    side: ThreadSide;
    name: string;
    bytes: number;
    category: ConsentCategory;
    state: ReferralDocumentState;
    notice: string | null;
    downloadPath: string | null;
    createdAt: string;
  }>;
};

export type SentThreadQueryVariables = Exact<{
  id: string;
}>;

export type SentThreadQuery = {
  node:
    | {
        id: string;
        thread: {
          side: ThreadSide;
          unread: number;
          canWrite: boolean;
          messages: {
            nodes: Array<{
              id: string;
              side: ThreadSide;
              text: string;
              notice: string | null;
              writtenBy: string | null;
              createdAt: string;
            }>;
          };
          documents: Array<{
            id: string;
            side: ThreadSide;
            name: string;
            bytes: number;
            category: ConsentCategory;
            state: ReferralDocumentState;
            notice: string | null;
            downloadPath: string | null;
            createdAt: string;
          }>;
        } | null;
      }
    | Record<PropertyKey, never>
    | null;
};

export type ReceivedThreadQueryVariables = Exact<{
  id: string;
}>;

export type ReceivedThreadQuery = {
  receivedReferral: {
    id: string;
    thread: {
      side: ThreadSide;
      unread: number;
      canWrite: boolean;
      messages: {
        nodes: Array<{
          id: string;
          side: ThreadSide;
          text: string;
          notice: string | null;
          writtenBy: string | null;
          createdAt: string;
        }>;
      };
      documents: Array<{
        id: string;
        side: ThreadSide;
        name: string;
        bytes: number;
        category: ConsentCategory;
        state: ReferralDocumentState;
        notice: string | null;
        downloadPath: string | null;
        createdAt: string;
      }>;
    } | null;
  } | null;
};

export type PostReferralMessageMutationVariables = Exact<{
  input: PostReferralMessageInput;
}>;

export type PostReferralMessageMutation = {
  postReferralMessage: {
    message: { id: string } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

const ExchangeFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Exchange" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralThread" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "side" } },
          { kind: "Field", name: { kind: "Name", value: "unread" } },
          { kind: "Field", name: { kind: "Name", value: "canWrite" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "messages" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "last" }, value: { kind: "IntValue", value: "50" } },
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
                      { kind: "Field", name: { kind: "Name", value: "side" } },
                      { kind: "Field", name: { kind: "Name", value: "text" } },
                      { kind: "Field", name: { kind: "Name", value: "notice" } },
                      { kind: "Field", name: { kind: "Name", value: "writtenBy" } },
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "documents" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "side" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "bytes" } },
                { kind: "Field", name: { kind: "Name", value: "category" } },
                { kind: "Field", name: { kind: "Name", value: "state" } },
                { kind: "Field", name: { kind: "Name", value: "notice" } },
                { kind: "Field", name: { kind: "Name", value: "downloadPath" } },
                { kind: "Field", name: { kind: "Name", value: "createdAt" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ExchangeFragment, unknown>;
export const SentThreadDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "SentThread" },
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
            name: { kind: "Name", value: "node" },
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
                {
                  kind: "InlineFragment",
                  typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralRecipient" } },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "thread" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Exchange" } }],
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
      name: { kind: "Name", value: "Exchange" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralThread" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "side" } },
          { kind: "Field", name: { kind: "Name", value: "unread" } },
          { kind: "Field", name: { kind: "Name", value: "canWrite" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "messages" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "last" }, value: { kind: "IntValue", value: "50" } },
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
                      { kind: "Field", name: { kind: "Name", value: "side" } },
                      { kind: "Field", name: { kind: "Name", value: "text" } },
                      { kind: "Field", name: { kind: "Name", value: "notice" } },
                      { kind: "Field", name: { kind: "Name", value: "writtenBy" } },
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "documents" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "side" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "bytes" } },
                { kind: "Field", name: { kind: "Name", value: "category" } },
                { kind: "Field", name: { kind: "Name", value: "state" } },
                { kind: "Field", name: { kind: "Name", value: "notice" } },
                { kind: "Field", name: { kind: "Name", value: "downloadPath" } },
                { kind: "Field", name: { kind: "Name", value: "createdAt" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SentThreadQuery, SentThreadQueryVariables>;
export const ReceivedThreadDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ReceivedThread" },
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
                {
                  kind: "Field",
                  name: { kind: "Name", value: "thread" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Exchange" } }],
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
      name: { kind: "Name", value: "Exchange" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "ReferralThread" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "side" } },
          { kind: "Field", name: { kind: "Name", value: "unread" } },
          { kind: "Field", name: { kind: "Name", value: "canWrite" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "messages" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "last" }, value: { kind: "IntValue", value: "50" } },
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
                      { kind: "Field", name: { kind: "Name", value: "side" } },
                      { kind: "Field", name: { kind: "Name", value: "text" } },
                      { kind: "Field", name: { kind: "Name", value: "notice" } },
                      { kind: "Field", name: { kind: "Name", value: "writtenBy" } },
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "documents" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "side" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "bytes" } },
                { kind: "Field", name: { kind: "Name", value: "category" } },
                { kind: "Field", name: { kind: "Name", value: "state" } },
                { kind: "Field", name: { kind: "Name", value: "notice" } },
                { kind: "Field", name: { kind: "Name", value: "downloadPath" } },
                { kind: "Field", name: { kind: "Name", value: "createdAt" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReceivedThreadQuery, ReceivedThreadQueryVariables>;
export const PostReferralMessageDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "PostReferralMessage" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "PostReferralMessageInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "postReferralMessage" },
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
                  name: { kind: "Name", value: "message" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "Field", name: { kind: "Name", value: "id" } }],
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
  ],
} as unknown as DocumentNode<PostReferralMessageMutation, PostReferralMessageMutationVariables>;
