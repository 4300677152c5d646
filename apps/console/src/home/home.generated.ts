// Written by codegen.mjs from home.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type ProgramState = "ACTIVE" | "CLOSED" | "DRAFT" | "PAUSED";

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

export type HomeQueryVariables = Exact<{
  referrals: boolean;
  programs: boolean;
  enrollments: boolean;
  tasks: boolean;
}>;

export type HomeQuery = {
  waiting?: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      number: string;
      state: ReferralRecipientState;
      urgency: ReferralUrgency;
      levelCode: string;
      sentAt: string | null;
      dueAt: string | null;
      sender: { id: string; name: string } | null;
    }>;
  };
  accepted?: { totalCount: number | null };
  open?: { totalCount: number | null };
  programs?: {
    nodes: Array<{
      id: string;
      name: string;
      state: ProgramState;
      capacity: number;
      placesHeld: number;
      openings: number;
    }>;
  };
  here?: { totalCount: number | null };
  tasks?: {
    totalCount: number | null;
    nodes: Array<{ id: string; label: string; dueAt: string; assignedRole: string; link: string | null }>;
  };
};

export const HomeDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Home" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "referrals" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "programs" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "enrollments" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "tasks" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "Boolean" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            alias: { kind: "Name", value: "waiting" },
            name: { kind: "Name", value: "referralInbox" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "5" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "states" },
                value: {
                  kind: "ListValue",
                  values: [
                    { kind: "EnumValue", value: "SENT" },
                    { kind: "EnumValue", value: "RECEIVED" },
                  ],
                },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "orderBy" },
                value: { kind: "StringValue", value: "DUE", block: false },
              },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "referrals" } },
                  },
                ],
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
                    ],
                  },
                },
                { kind: "Field", name: { kind: "Name", value: "totalCount" } },
              ],
            },
          },
          {
            kind: "Field",
            alias: { kind: "Name", value: "accepted" },
            name: { kind: "Name", value: "referralInbox" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "1" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "states" },
                value: {
                  kind: "ListValue",
                  values: [
                    { kind: "EnumValue", value: "ACCEPTED" },
                    { kind: "EnumValue", value: "SCHEDULED" },
                    { kind: "EnumValue", value: "INTAKE_DONE" },
                  ],
                },
              },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "referrals" } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "totalCount" } }],
            },
          },
          {
            kind: "Field",
            alias: { kind: "Name", value: "open" },
            name: { kind: "Name", value: "referrals" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "1" } },
              { kind: "Argument", name: { kind: "Name", value: "state" }, value: { kind: "EnumValue", value: "OPEN" } },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "referrals" } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "totalCount" } }],
            },
          },
          {
            kind: "Field",
            name: { kind: "Name", value: "programs" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "50" } },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "programs" } },
                  },
                ],
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
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "capacity" } },
                      { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
                      { kind: "Field", name: { kind: "Name", value: "openings" } },
                    ],
                  },
                },
              ],
            },
          },
          {
            kind: "Field",
            alias: { kind: "Name", value: "here" },
            name: { kind: "Name", value: "enrollments" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "1" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "states" },
                value: {
                  kind: "ListValue",
                  values: [
                    { kind: "EnumValue", value: "ADMITTED" },
                    { kind: "EnumValue", value: "ACTIVE" },
                    { kind: "EnumValue", value: "ON_LEAVE" },
                  ],
                },
              },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "enrollments" } },
                  },
                ],
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "Field", name: { kind: "Name", value: "totalCount" } }],
            },
          },
          {
            kind: "Field",
            alias: { kind: "Name", value: "tasks" },
            name: { kind: "Name", value: "workQueue" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "6" } },
            ],
            directives: [
              {
                kind: "Directive",
                name: { kind: "Name", value: "include" },
                arguments: [
                  {
                    kind: "Argument",
                    name: { kind: "Name", value: "if" },
                    value: { kind: "Variable", name: { kind: "Name", value: "tasks" } },
                  },
                ],
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
                      { kind: "Field", name: { kind: "Name", value: "label" } },
                      { kind: "Field", name: { kind: "Name", value: "dueAt" } },
                      { kind: "Field", name: { kind: "Name", value: "assignedRole" } },
                      { kind: "Field", name: { kind: "Name", value: "link" } },
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
} as unknown as DocumentNode<HomeQuery, HomeQueryVariables>;
