// Written by codegen.mjs from send.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type CoSignerKind = "CLIENT" | "GUARDIAN" | "PARENT";

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

export type CreateReferralInput = {
  /** What the packet holds; the consent must cover it all. */
  categories: Array<ConsentCategory>;
  clientId: string;
  /** TWO_STAGE unless given. */
  disclosure?: ReferralDisclosure | null | undefined;
  /** Edition of the ASAM criteria: ASAM3 or ASAM4. */
  edition: string;
  enrollmentId?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  levelCode: string;
  mode: ReferralMode;
  /** Codes in capitals, shown before the packet opens. */
  needs?: Array<string> | null | undefined;
  reason: string;
  recipients: Array<ReferralRecipientInput>;
  /** Words for the packet. */
  sections?: Array<PacketSectionInput> | null | undefined;
  urgency: ReferralUrgency;
  /** Why all of the record is needed; asked where all of it is named. */
  wholeRecordReason?: string | null | undefined;
};

/** Why an official must know (42 CFR 2.35). */
export type MonitorDuty = "CORRECTIONS" | "COURT" | "PAROLE" | "PRETRIAL" | "PROBATION";

export type PacketSectionInput = {
  category: ConsentCategory;
  text: string;
};

/** A written consent, element by element (42 CFR 2.31). */
export type RecordConsentInput = {
  categories: Array<ConsentCategory>;
  clientId: string;
  /** Who signs too, where the law asks two signatures. */
  coSignerKind?: CoSignerKind | null | undefined;
  coSignerName?: string | null | undefined;
  /** How much and what kind of information, in words. */
  description: string;
  /** The one program that may disclose; else the organisation. */
  discloserProgramId?: string | null | undefined;
  /** Needed, or an event, unless the purpose is TPO. */
  expiresAt?: string | null | undefined;
  expiryEvent?: string | null | undefined;
  /** The right to refuse such messages; needed for FUNDRAISING. */
  fundraisingOptOutExplained?: boolean | null | undefined;
  /** How it is revoked, as the paper says it. */
  howToRevoke?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  /** By name, or those who treat the client. */
  intermediaryMembers?: string | null | undefined;
  intermediaryName?: string | null | undefined;
  /** Until it ends; for CRIMINAL_JUSTICE alone. */
  irrevocable?: boolean | null | undefined;
  /** Needed for CRIMINAL_JUSTICE. */
  monitorDuty?: MonitorDuty | null | undefined;
  /** The official or agency; needed for CRIMINAL_JUSTICE. */
  monitorOfficial?: string | null | undefined;
  purpose: ConsentPurpose;
  /** Needed when the purpose is OTHER. */
  purposeText?: string | null | undefined;
  /** A class in words, for TPO alone; it opens nothing here. */
  recipientClass?: string | null | undefined;
  /** Each organisation that may receive, by name; never a class. */
  recipientOrganisationIds: Array<string>;
  /** That it may be disclosed again; needed for TPO. */
  redisclosureExplained: boolean;
  /** What follows without a signature; needed for TPO. */
  refusalExplained?: boolean | null | undefined;
  /** Needed when another than the client signs. */
  representativeKind?: RepresentativeKind | null | undefined;
  revocationExplained: boolean;
  /** Where the signed paper or its file is kept. */
  signatureDocument?: string | null | undefined;
  /** WET_INK unless given. */
  signatureMethod?: SignatureMethod | null | undefined;
  signedAt: string;
  /** Needed when another than the client signs. */
  signerAuthority?: string | null | undefined;
  signerKind: SignerKind;
  signerName: string;
  /** Needed when the client signs by a mark. */
  witnessName?: string | null | undefined;
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

export type ReferralRecipientInput = {
  /** Instead: a receiver off the platform, asked at this level. */
  outsideReceiverId?: string | null | undefined;
  /** A program in the directory, or of a receiver off the platform. */
  programId?: string | null | undefined;
  /** 1 unless given; at most three recipients a wave. */
  wave?: number | null | undefined;
};

export type ReferralState = "DRAFT" | "FULFILLED" | "OPEN" | "UNFULFILLED" | "WITHDRAWN";

/** How soon an answer is due: 2 h, 8 business hours, 1 or 3 business days. */
export type ReferralUrgency = "ASAP" | "ROUTINE" | "STAT" | "URGENT";

export type RepresentativeKind = "GUARDIAN" | "PARENT" | "PERSONAL_REPRESENTATIVE" | "POWER_OF_ATTORNEY";

export type SignatureMethod = "ELECTRONIC" | "WET_INK" | "WITNESSED_MARK";

export type SignerKind = "CLIENT" | "PARENT_OR_GUARDIAN" | "REPRESENTATIVE";

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

export type ClientChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;

export type ClientChoicesQuery = {
  clients: {
    nodes: Array<{ id: string; details: { givenName: string; familyName: string; birthDate: string | null } }>;
  };
};

export type ClientChosenQueryVariables = Exact<{
  id: string;
}>;

export type ClientChosenQuery = {
  client: { id: string; details: { givenName: string; familyName: string; birthDate: string | null } } | null;
};

export type LevelsQueryVariables = Exact<{ [key: string]: never }>;

export type LevelsQuery = { levelsOfCare: Array<{ edition: string; code: string; name: string }> };

export type FindProgramsQueryVariables = Exact<{
  edition?: string | null | undefined;
  levelCodes?: Array<string> | string | null | undefined;
  words?: string | null | undefined;
  nearPostalCode?: string | null | undefined;
}>;

export type FindProgramsQuery = {
  directoryPrograms: {
    edges: Array<{
      distanceKm: number | null;
      node: {
        id: string;
        organisationId: string;
        organisationName: string;
        programName: string;
        siteName: string;
        city: string | null;
        region: string | null;
        openings: number;
        openingsConfirmedAt: string | null;
        payers: Array<string>;
      };
    }>;
  };
};

export type ConsentChoicesQueryVariables = Exact<{
  clientId: string;
}>;

export type ConsentChoicesQuery = {
  consents: {
    nodes: Array<{
      id: string;
      state: ConsentState;
      purpose: ConsentPurpose;
      categories: Array<ConsentCategory>;
      expiresAt: string | null;
      signedAt: string;
      grants: Array<{ id: string; recipientOrganisationId: string; revokedAt: string | null }>;
    }>;
  };
};

export type RecordConsentMutationVariables = Exact<{
  input: RecordConsentInput;
}>;

export type RecordConsentMutation = {
  recordConsent: {
    consent: { id: string } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type DraftReferralMutationVariables = Exact<{
  input: CreateReferralInput;
}>;

export type DraftReferralMutation = {
  createReferral: {
    referral: { id: string; version: number } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type SendDraftMutationVariables = Exact<{
  input: ReferralMoveInput;
}>;

export type SendDraftMutation = {
  sendReferral: {
    referral: { id: string; state: ReferralState; version: number } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export const ClientChoicesDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ClientChoices" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "search" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "clients" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "8" } },
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
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "details" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "givenName" } },
                            { kind: "Field", name: { kind: "Name", value: "familyName" } },
                            { kind: "Field", name: { kind: "Name", value: "birthDate" } },
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
} as unknown as DocumentNode<ClientChoicesQuery, ClientChoicesQueryVariables>;
export const ClientChosenDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ClientChosen" },
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
                {
                  kind: "Field",
                  name: { kind: "Name", value: "details" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "givenName" } },
                      { kind: "Field", name: { kind: "Name", value: "familyName" } },
                      { kind: "Field", name: { kind: "Name", value: "birthDate" } },
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
} as unknown as DocumentNode<ClientChosenQuery, ClientChosenQueryVariables>;
export const LevelsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Levels" },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "levelsOfCare" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "edition" } },
                { kind: "Field", name: { kind: "Name", value: "code" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<LevelsQuery, LevelsQueryVariables>;
export const FindProgramsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "FindPrograms" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "edition" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "levelCodes" } },
          type: {
            kind: "ListType",
            type: { kind: "NonNullType", type: { kind: "NamedType", name: { kind: "Name", value: "String" } } },
          },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "words" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "nearPostalCode" } },
          type: { kind: "NamedType", name: { kind: "Name", value: "String" } },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "directoryPrograms" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "12" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "edition" },
                value: { kind: "Variable", name: { kind: "Name", value: "edition" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "levelCodes" },
                value: { kind: "Variable", name: { kind: "Name", value: "levelCodes" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "words" },
                value: { kind: "Variable", name: { kind: "Name", value: "words" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "nearPostalCode" },
                value: { kind: "Variable", name: { kind: "Name", value: "nearPostalCode" } },
              },
              {
                kind: "Argument",
                name: { kind: "Name", value: "othersOnly" },
                value: { kind: "BooleanValue", value: true },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                {
                  kind: "Field",
                  name: { kind: "Name", value: "edges" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "distanceKm" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "node" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "organisationId" } },
                            { kind: "Field", name: { kind: "Name", value: "organisationName" } },
                            { kind: "Field", name: { kind: "Name", value: "programName" } },
                            { kind: "Field", name: { kind: "Name", value: "siteName" } },
                            { kind: "Field", name: { kind: "Name", value: "city" } },
                            { kind: "Field", name: { kind: "Name", value: "region" } },
                            { kind: "Field", name: { kind: "Name", value: "openings" } },
                            { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
                            { kind: "Field", name: { kind: "Name", value: "payers" } },
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
} as unknown as DocumentNode<FindProgramsQuery, FindProgramsQueryVariables>;
export const ConsentChoicesDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "ConsentChoices" },
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
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "purpose" } },
                      { kind: "Field", name: { kind: "Name", value: "categories" } },
                      { kind: "Field", name: { kind: "Name", value: "expiresAt" } },
                      { kind: "Field", name: { kind: "Name", value: "signedAt" } },
                      {
                        kind: "Field",
                        name: { kind: "Name", value: "grants" },
                        selectionSet: {
                          kind: "SelectionSet",
                          selections: [
                            { kind: "Field", name: { kind: "Name", value: "id" } },
                            { kind: "Field", name: { kind: "Name", value: "recipientOrganisationId" } },
                            { kind: "Field", name: { kind: "Name", value: "revokedAt" } },
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
} as unknown as DocumentNode<ConsentChoicesQuery, ConsentChoicesQueryVariables>;
export const RecordConsentDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "RecordConsent" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "RecordConsentInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "recordConsent" },
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
} as unknown as DocumentNode<RecordConsentMutation, RecordConsentMutationVariables>;
export const DraftReferralDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "DraftReferral" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "CreateReferralInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "createReferral" },
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
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "version" } },
                    ],
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
} as unknown as DocumentNode<DraftReferralMutation, DraftReferralMutationVariables>;
export const SendDraftDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "SendDraft" },
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
                    selections: [
                      { kind: "Field", name: { kind: "Name", value: "id" } },
                      { kind: "Field", name: { kind: "Name", value: "state" } },
                      { kind: "Field", name: { kind: "Name", value: "version" } },
                    ],
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
} as unknown as DocumentNode<SendDraftMutation, SendDraftMutationVariables>;
