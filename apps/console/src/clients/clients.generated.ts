// Written by codegen.mjs from clients.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type AdmissionPath = "DIRECT" | "RE_ENTRY" | "STEP_DOWN" | "STEP_UP";

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

export type ConsentPurpose =
  | "CRIMINAL_JUSTICE"
  | "FUNDRAISING"
  | "LEGAL_PROCEEDING"
  | "OPERATIONS"
  | "OTHER"
  | "PAYMENT"
  | "TPO"
  | "TREATMENT";

export type ConsentState = "ACTIVE" | "ENDED" | "FALSE" | "HELD" | "REVOKED";

export type EnrollmentState =
  | "ACTIVE"
  | "ADMITTED"
  | "CLOSED_NOT_ADMITTED"
  | "DISCHARGED"
  | "INQUIRY"
  | "OFFERED"
  | "ON_LEAVE"
  | "PRE_SCREENED"
  | "WAITLISTED";

export type HoldConsentInput = {
  expectedVersion?: number | null | undefined;
  id: string;
  idempotencyKey?: string | null | undefined;
  /** Who said it, and how. */
  reason: string;
};

export type LiftConsentHoldInput = {
  expectedVersion?: number | null | undefined;
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

export type RevokeConsentInput = {
  expectedVersion?: number | null | undefined;
  id: string;
  idempotencyKey?: string | null | undefined;
};

export type Sex = "FEMALE" | "MALE" | "OTHER" | "UNKNOWN";

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

export type ClientsQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
  details: boolean;
}>;

export type ClientsQuery = {
  clients: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      doNotContact: boolean;
      deceasedOn: string | null;
      createdAt: string;
      details?: { givenName: string; familyName: string; birthDate: string | null };
      enrollments: Array<{ id: string; state: EnrollmentState; program: { id: string; name: string } }>;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ClientQueryVariables = Exact<{
  id: string;
  details: boolean;
}>;

export type ClientQuery = {
  client: {
    id: string;
    doNotContact: boolean;
    deceasedOn: string | null;
    timeZone: string | null;
    createdAt: string;
    details?: {
      givenName: string;
      familyName: string;
      birthDate: string | null;
      sex: Sex | null;
      phone: string | null;
      phoneSafe: boolean;
      email: string | null;
      emailSafe: boolean;
      postalCode: string | null;
    };
    coverages: Array<{ id: string; paymentSource: number; validFrom: string; validTo: string | null }>;
    enrollments: Array<{
      id: string;
      state: EnrollmentState;
      admissionPath: AdmissionPath;
      requestedAt: string;
      admittedAt: string | null;
      firstSessionOn: string | null;
      dischargedOn: string | null;
      dischargeReason: number | null;
      program: { id: string; name: string; levelCode: string };
    }>;
  } | null;
};

export type ConsentFragment = {
  id: string;
  purpose: ConsentPurpose;
  description: string;
  categories: Array<ConsentCategory>;
  state: ConsentState;
  signedAt: string;
  expiresAt: string | null;
  expiryEvent: string | null;
  revokedAt: string | null;
  heldAt: string | null;
  falseAt: string | null;
  endedAt: string | null;
  irrevocable: boolean;
  monitorOfficial: string | null;
  howToRevoke: string;
  version: number;
  availableActions: Array<string>;
  grants: Array<{
    id: string;
    revokedAt: string | null;
    recipientOrganisationId: string;
    recipient: { id: string; name: string } | null;
  }>;
};

export type ConsentsQueryVariables = Exact<{
  clientId: string;
}>;

export type ConsentsQuery = {
  consents: {
    nodes: Array<{
      id: string;
      purpose: ConsentPurpose;
      description: string;
      categories: Array<ConsentCategory>;
      state: ConsentState;
      signedAt: string;
      expiresAt: string | null;
      expiryEvent: string | null;
      revokedAt: string | null;
      heldAt: string | null;
      falseAt: string | null;
      endedAt: string | null;
      irrevocable: boolean;
      monitorOfficial: string | null;
      howToRevoke: string;
      version: number;
      availableActions: Array<string>;
      grants: Array<{
        id: string;
        revokedAt: string | null;
        recipientOrganisationId: string;
        recipient: { id: string; name: string } | null;
      }>;
    }>;
  };
};

export type HoldConsentMutationVariables = Exact<{
  input: HoldConsentInput;
}>;

export type HoldConsentMutation = {
  holdConsent: {
    consent: {
      id: string;
      purpose: ConsentPurpose;
      description: string;
      categories: Array<ConsentCategory>;
      state: ConsentState;
      signedAt: string;
      expiresAt: string | null;
      expiryEvent: string | null;
      revokedAt: string | null;
      heldAt: string | null;
      falseAt: string | null;
      endedAt: string | null;
      irrevocable: boolean;
      monitorOfficial: string | null;
      howToRevoke: string;
      version: number;
      availableActions: Array<string>;
      grants: Array<{
        id: string;
        revokedAt: string | null;
        recipientOrganisationId: string;
        recipient: { id: string; name: string } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type LiftConsentHoldMutationVariables = Exact<{
  input: LiftConsentHoldInput;
}>;

export type LiftConsentHoldMutation = {
  liftConsentHold: {
    consent: {
      id: string;
      purpose: ConsentPurpose;
      description: string;
      categories: Array<ConsentCategory>;
      state: ConsentState;
      signedAt: string;
      expiresAt: string | null;
      expiryEvent: string | null;
      revokedAt: string | null;
      heldAt: string | null;
      falseAt: string | null;
      endedAt: string | null;
      irrevocable: boolean;
      monitorOfficial: string | null;
      howToRevoke: string;
      version: number;
      availableActions: Array<string>;
      grants: Array<{
        id: string;
        revokedAt: string | null;
        recipientOrganisationId: string;
        recipient: { id: string; name: string } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type RevokeConsentMutationVariables = Exact<{
  input: RevokeConsentInput;
}>;

export type RevokeConsentMutation = {
  revokeConsent: {
    consent: {
      id: string;
      purpose: ConsentPurpose;
      description: string;
      categories: Array<ConsentCategory>;
      state: ConsentState;
      signedAt: string;
      expiresAt: string | null;
      expiryEvent: string | null;
      revokedAt: string | null;
      heldAt: string | null;
      falseAt: string | null;
      endedAt: string | null;
      irrevocable: boolean;
      monitorOfficial: string | null;
      howToRevoke: string;
      version: number;
      availableActions: Array<string>;
      grants: Array<{
        id: string;
        revokedAt: string | null;
        recipientOrganisationId: string;
        recipient: { id: string; name: string } | null;
      }>;
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type ClientReferralsQueryVariables = Exact<{
  clientId: string;
  after?: string | null | undefined;
}>;

export type ClientReferralsQuery = {
  referrals: {
    nodes: Array<{
      id: string;
      number: string;
      state: ReferralState;
      levelCode: string;
      sentAt: string | null;
      recipients: Array<{ id: string; state: ReferralRecipientState; recipient: { id: string; name: string } | null }>;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type EnrollmentsQueryVariables = Exact<{
  states?: Array<EnrollmentState> | EnrollmentState | null | undefined;
  after?: string | null | undefined;
  details: boolean;
}>;

export type EnrollmentsQuery = {
  enrollments: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      state: EnrollmentState;
      admissionPath: AdmissionPath;
      requestedAt: string;
      admittedAt: string | null;
      firstSessionOn: string | null;
      dischargedOn: string | null;
      client: { id: string; details?: { givenName: string; familyName: string } };
      program: { id: string; name: string; levelCode: string };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

const ConsentFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "Consent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Consent" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "purpose" } },
          { kind: "Field", name: { kind: "Name", value: "description" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "signedAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
          { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
          { kind: "Field", name: { kind: "Name", value: "heldAt" } },
          { kind: "Field", name: { kind: "Name", value: "falseAt" } },
          { kind: "Field", name: { kind: "Name", value: "endedAt" } },
          { kind: "Field", name: { kind: "Name", value: "irrevocable" } },
          { kind: "Field", name: { kind: "Name", value: "monitorOfficial" } },
          { kind: "Field", name: { kind: "Name", value: "howToRevoke" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grants" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
                { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
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
  ],
} as unknown as DocumentNode<ConsentFragment, unknown>;
export const ClientsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Clients" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "search" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
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
            name: { kind: "Name", value: "clients" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "25" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "after" },
                value: { kind: "Variable", name: { kind: "Name", value: "after" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "search" },
                value: { kind: "Variable", name: { kind: "Name", value: "search" } },
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
                      { kind: "Field", name: { kind: "Name", value: "doNotContact" } },
                      { kind: "Field", name: { kind: "Name", value: "deceasedOn" } },
                      { kind: "Field", name: { kind: "Name", value: "createdAt" } },
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
                            { kind: "Field", name: { kind: "Name", value: "birthDate" } },
                          ],
                        },
                      },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "enrollments" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "state" } },
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
} as unknown as DocumentNode<ClientsQuery, ClientsQueryVariables>;
export const ClientDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Client" },
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
            name: { kind: "Name", value: "client" },
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
                { kind: "Field", name: { kind: "Name", value: "doNotContact" } },
                { kind: "Field", name: { kind: "Name", value: "deceasedOn" } },
                { kind: "Field", name: { kind: "Name", value: "timeZone" } },
                { kind: "Field", name: { kind: "Name", value: "createdAt" } },
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
                      { kind: "Field", name: { kind: "Name", value: "birthDate" } },
                      { kind: "Field", name: { kind: "Name", value: "sex" } },
                      { kind: "Field", name: { kind: "Name", value: "phone" } },
                      { kind: "Field", name: { kind: "Name", value: "phoneSafe" } },
                      { kind: "Field", name: { kind: "Name", value: "email" } },
                      { kind: "Field", name: { kind: "Name", value: "emailSafe" } },
                      { kind: "Field", name: { kind: "Name", value: "postalCode" } },
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "coverages" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "paymentSource" } },
                      { kind: "Field", name: { kind: "Name", value: "validFrom" } },
                      { kind: "Field", name: { kind: "Name", value: "validTo" } },
                    ],
                  },
                },
                {
                  kind: "Field",
                  name: { kind: "Name", value: "enrollments" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "admissionPath" } },
                      { kind: "Field", name: { kind: "Name", value: "requestedAt" } },
                      { kind: "Field", name: { kind: "Name", value: "admittedAt" } },
                      { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
                      { kind: "Field", name: { kind: "Name", value: "dischargedOn" } },
                      { kind: "Field", name: { kind: "Name", value: "dischargeReason" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "program" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "name" } },
                            { kind: "Field", name: { kind: "Name", value: "levelCode" } },
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
} as unknown as DocumentNode<ClientQuery, ClientQueryVariables>;
export const ConsentsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Consents" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "clientId" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "ID" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "consents" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "50" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "clientId" },
                value: { kind: "Variable", name: { kind: "Name", value: "clientId" } },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Consent" } }],
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
      name: { kind: "Name", value: "Consent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Consent" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "purpose" } },
          { kind: "Field", name: { kind: "Name", value: "description" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "signedAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
          { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
          { kind: "Field", name: { kind: "Name", value: "heldAt" } },
          { kind: "Field", name: { kind: "Name", value: "falseAt" } },
          { kind: "Field", name: { kind: "Name", value: "endedAt" } },
          { kind: "Field", name: { kind: "Name", value: "irrevocable" } },
          { kind: "Field", name: { kind: "Name", value: "monitorOfficial" } },
          { kind: "Field", name: { kind: "Name", value: "howToRevoke" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grants" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
                { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
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
  ],
} as unknown as DocumentNode<ConsentsQuery, ConsentsQueryVariables>;
export const HoldConsentDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "HoldConsent" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "HoldConsentInput" } } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "holdConsent" },
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
                  name: { kind: "Name", value: "consent" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Consent" } }],
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
      name: { kind: "Name", value: "Consent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Consent" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "purpose" } },
          { kind: "Field", name: { kind: "Name", value: "description" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "signedAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
          { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
          { kind: "Field", name: { kind: "Name", value: "heldAt" } },
          { kind: "Field", name: { kind: "Name", value: "falseAt" } },
          { kind: "Field", name: { kind: "Name", value: "endedAt" } },
          { kind: "Field", name: { kind: "Name", value: "irrevocable" } },
          { kind: "Field", name: { kind: "Name", value: "monitorOfficial" } },
          { kind: "Field", name: { kind: "Name", value: "howToRevoke" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grants" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
                { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
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
  ],
} as unknown as DocumentNode<HoldConsentMutation, HoldConsentMutationVariables>;
export const LiftConsentHoldDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "LiftConsentHold" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "LiftConsentHoldInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "liftConsentHold" },
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
                  name: { kind: "Name", value: "consent" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Consent" } }],
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
      name: { kind: "Name", value: "Consent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Consent" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "purpose" } },
          { kind: "Field", name: { kind: "Name", value: "description" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "signedAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
          { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
          { kind: "Field", name: { kind: "Name", value: "heldAt" } },
          { kind: "Field", name: { kind: "Name", value: "falseAt" } },
          { kind: "Field", name: { kind: "Name", value: "endedAt" } },
          { kind: "Field", name: { kind: "Name", value: "irrevocable" } },
          { kind: "Field", name: { kind: "Name", value: "monitorOfficial" } },
          { kind: "Field", name: { kind: "Name", value: "howToRevoke" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grants" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
                { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
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
  ],
} as unknown as DocumentNode<LiftConsentHoldMutation, LiftConsentHoldMutationVariables>;
export const RevokeConsentDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RevokeConsent" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RevokeConsentInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "revokeConsent" },
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
                  name: { kind: "Name", value: "consent" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "Consent" } }],
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
      name: { kind: "Name", value: "Consent" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Consent" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "purpose" } },
          { kind: "Field", name: { kind: "Name", value: "description" } },
          { kind: "Field", name: { kind: "Name", value: "categories" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "signedAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
          { kind: "Field", name: { kind: "Name", value: "expiryEvent" } },
          { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
          { kind: "Field", name: { kind: "Name", value: "heldAt" } },
          { kind: "Field", name: { kind: "Name", value: "falseAt" } },
          { kind: "Field", name: { kind: "Name", value: "endedAt" } },
          { kind: "Field", name: { kind: "Name", value: "irrevocable" } },
          { kind: "Field", name: { kind: "Name", value: "monitorOfficial" } },
          { kind: "Field", name: { kind: "Name", value: "howToRevoke" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "grants" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
                { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
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
  ],
} as unknown as DocumentNode<RevokeConsentMutation, RevokeConsentMutationVariables>;
export const ClientReferralsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ClientReferrals" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "clientId" } },
          type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "ID" } } },
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
            name: { kind: "Name", value: "referrals" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "10" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "after" },
                value: { kind: "Variable", name: { kind: "Name", value: "after" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "clientId" },
                value: { kind: "Variable", name: { kind: "Name", value: "clientId" } },
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
                      { kind: "Field", name: { kind: "Name", value: "levelCode" } },
                      { kind: "Field", name: { kind: "Name", value: "sentAt" } },
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
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ClientReferralsQuery, ClientReferralsQueryVariables>;
export const EnrollmentsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Enrollments" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "states" } },
          type: {
            kind: "ListType",
            type: {
              kind: "NonNullType",
              type: { kind: "NamedType", name: { kind: "Name", value: "EnrollmentState" } },
            },
          },
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
            name: { kind: "Name", value: "enrollments" },
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
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "admissionPath" } },
                      { kind: "Field", name: { kind: "Name", value: "requestedAt" } },
                      { kind: "Field", name: { kind: "Name", value: "admittedAt" } },
                      { kind: "Field", name: { kind: "Name", value: "firstSessionOn" } },
                      { kind: "Field", name: { kind: "Name", value: "dischargedOn" } },
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
                        name: { kind: "Name", value: "program" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "name" } },
                            { kind: "Field", name: { kind: "Name", value: "levelCode" } },
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
} as unknown as DocumentNode<EnrollmentsQuery, EnrollmentsQueryVariables>;
