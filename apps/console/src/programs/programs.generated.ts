// Written by codegen.mjs from programs.graphql and schema.graphql; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
type Incremental<T> = T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from "@urql/core";
export type ProgramCommandInput = {
  expectedVersion?: number | null | undefined;
  id: string;
};

export type ProgramState = "ACTIVE" | "CLOSED" | "DRAFT" | "PAUSED";

/** For a day after today it is planned, and takes effect as that day begins where the program is. */
export type ProgramStateInput = {
  /** Now, unless given. */
  effectiveOn?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  id: string;
  /** At most 500 characters. */
  reason?: string | null | undefined;
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

export type ProgramLineFragment = {
  id: string;
  name: string;
  edition: string;
  levelCode: string;
  state: ProgramState;
  published: boolean;
  capacity: number;
  placesHeld: number;
  openings: number;
  openingsConfirmedAt: string | null;
  site: { id: string; name: string; city: string | null; region: string | null };
};

export type ProgramWholeFragment = {
  services: Array<string>;
  payers: Array<string>;
  populations: Array<string>;
  languages: Array<string>;
  availableActions: Array<string>;
  version: number;
  id: string;
  name: string;
  edition: string;
  levelCode: string;
  state: ProgramState;
  published: boolean;
  capacity: number;
  placesHeld: number;
  openings: number;
  openingsConfirmedAt: string | null;
  site: { id: string; name: string; city: string | null; region: string | null };
};

export type ProgramsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

export type ProgramsQuery = {
  programs: {
    totalCount: number | null;
    nodes: Array<{
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ProgramQueryVariables = Exact<{
  id: string;
}>;

export type ProgramQuery = {
  program: {
    services: Array<string>;
    payers: Array<string>;
    populations: Array<string>;
    languages: Array<string>;
    availableActions: Array<string>;
    version: number;
    id: string;
    name: string;
    edition: string;
    levelCode: string;
    state: ProgramState;
    published: boolean;
    capacity: number;
    placesHeld: number;
    openings: number;
    openingsConfirmedAt: string | null;
    site: { id: string; name: string; city: string | null; region: string | null };
  } | null;
};

export type ConfirmOpeningsMutationVariables = Exact<{
  input: ProgramCommandInput;
}>;

export type ConfirmOpeningsMutation = {
  confirmOpenings: {
    program: {
      services: Array<string>;
      payers: Array<string>;
      populations: Array<string>;
      languages: Array<string>;
      availableActions: Array<string>;
      version: number;
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type PublishProgramMutationVariables = Exact<{
  input: ProgramCommandInput;
}>;

export type PublishProgramMutation = {
  publishProgram: {
    program: {
      services: Array<string>;
      payers: Array<string>;
      populations: Array<string>;
      languages: Array<string>;
      availableActions: Array<string>;
      version: number;
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type UnpublishProgramMutationVariables = Exact<{
  input: ProgramCommandInput;
}>;

export type UnpublishProgramMutation = {
  unpublishProgram: {
    program: {
      services: Array<string>;
      payers: Array<string>;
      populations: Array<string>;
      languages: Array<string>;
      availableActions: Array<string>;
      version: number;
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type OpenProgramMutationVariables = Exact<{
  input: ProgramStateInput;
}>;

export type OpenProgramMutation = {
  openProgram: {
    program: {
      services: Array<string>;
      payers: Array<string>;
      populations: Array<string>;
      languages: Array<string>;
      availableActions: Array<string>;
      version: number;
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

export type PauseProgramMutationVariables = Exact<{
  input: ProgramStateInput;
}>;

export type PauseProgramMutation = {
  pauseProgram: {
    program: {
      services: Array<string>;
      payers: Array<string>;
      populations: Array<string>;
      languages: Array<string>;
      availableActions: Array<string>;
      version: number;
      id: string;
      name: string;
      edition: string;
      levelCode: string;
      state: ProgramState;
      published: boolean;
      capacity: number;
      placesHeld: number;
      openings: number;
      openingsConfirmedAt: string | null;
      site: { id: string; name: string; city: string | null; region: string | null };
    } | null;
    userErrors: Array<{ code: UserErrorCode; path: Array<string>; message: string }>;
  };
};

const ProgramLineFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ProgramLineFragment, unknown>;
const ProgramWholeFragmentDoc = {
  kind: "Document",
  definitions: [
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ProgramWholeFragment, unknown>;
export const ProgramsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Programs" },
      variableDefinitions: [
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
            name: { kind: "Name", value: "programs" },
            arguments: [
              { kind: "Argument", name: { kind: "Name", value: "first" }, value: { kind: "IntValue", value: "50" } },
              {
                kind: "Argument",
                name: { kind: "Name", value: "after" },
                value: { kind: "Variable", name: { kind: "Name", value: "after" } },
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
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } }],
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
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
                { kind: "Field", name: { kind: "Name", value: "city" } },
                { kind: "Field", name: { kind: "Name", value: "region" } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ProgramsQuery, ProgramsQueryVariables>;
export const ProgramDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "query",
      name: { kind: "Name", value: "Program" },
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
            name: { kind: "Name", value: "program" },
            arguments: [
              {
                kind: "Argument",
                name: { kind: "Name", value: "id" },
                value: { kind: "Variable", name: { kind: "Name", value: "id" } },
              },
            ],
            selectionSet: {
              kind: "SelectionSet",
              selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
            },
          },
        ],
      },
    },
    {
      kind: "FragmentDefinition",
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ProgramQuery, ProgramQueryVariables>;
export const ConfirmOpeningsDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "ConfirmOpenings" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProgramCommandInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "confirmOpenings" },
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
                  name: { kind: "Name", value: "program" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
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
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ConfirmOpeningsMutation, ConfirmOpeningsMutationVariables>;
export const PublishProgramDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "PublishProgram" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProgramCommandInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "publishProgram" },
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
                  name: { kind: "Name", value: "program" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
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
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PublishProgramMutation, PublishProgramMutationVariables>;
export const UnpublishProgramDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "UnpublishProgram" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProgramCommandInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "unpublishProgram" },
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
                  name: { kind: "Name", value: "program" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
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
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UnpublishProgramMutation, UnpublishProgramMutationVariables>;
export const OpenProgramDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "OpenProgram" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProgramStateInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "openProgram" },
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
                  name: { kind: "Name", value: "program" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
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
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<OpenProgramMutation, OpenProgramMutationVariables>;
export const PauseProgramDocument = {
  kind: "Document",
  definitions: [
    {
      kind: "OperationDefinition",
      operation: "mutation",
      name: { kind: "Name", value: "PauseProgram" },
      variableDefinitions: [
        {
          kind: "VariableDefinition",
          variable: { kind: "Variable", name: { kind: "Name", value: "input" } },
          type: {
            kind: "NonNullType",
            type: { kind: "NamedType", name: { kind: "Name", value: "ProgramStateInput" } },
          },
        },
      ],
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          {
            kind: "Field",
            name: { kind: "Name", value: "pauseProgram" },
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
                  name: { kind: "Name", value: "program" },
                  selectionSet: {
                    kind: "SelectionSet",
                    selections: [{ kind: "FragmentSpread", name: { kind: "Name", value: "ProgramWhole" } }],
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
      name: { kind: "Name", value: "ProgramLine" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "Field", name: { kind: "Name", value: "id" } },
          { kind: "Field", name: { kind: "Name", value: "name" } },
          { kind: "Field", name: { kind: "Name", value: "edition" } },
          { kind: "Field", name: { kind: "Name", value: "levelCode" } },
          { kind: "Field", name: { kind: "Name", value: "state" } },
          { kind: "Field", name: { kind: "Name", value: "published" } },
          { kind: "Field", name: { kind: "Name", value: "capacity" } },
          { kind: "Field", name: { kind: "Name", value: "placesHeld" } },
          { kind: "Field", name: { kind: "Name", value: "openings" } },
          { kind: "Field", name: { kind: "Name", value: "openingsConfirmedAt" } },
          {
            kind: "Field",
            name: { kind: "Name", value: "site" },
            selectionSet: {
              kind: "SelectionSet",
              selections: [
                { kind: "Field", name: { kind: "Name", value: "id" } },
                { kind: "Field", name: { kind: "Name", value: "name" } },
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
      name: { kind: "Name", value: "ProgramWhole" },
      typeCondition: { kind: "NamedType", name: { kind: "Name", value: "Program" } },
      selectionSet: {
        kind: "SelectionSet",
        selections: [
          { kind: "FragmentSpread", name: { kind: "Name", value: "ProgramLine" } },
          { kind: "Field", name: { kind: "Name", value: "services" } },
          { kind: "Field", name: { kind: "Name", value: "payers" } },
          { kind: "Field", name: { kind: "Name", value: "populations" } },
          { kind: "Field", name: { kind: "Name", value: "languages" } },
          { kind: "Field", name: { kind: "Name", value: "availableActions" } },
          { kind: "Field", name: { kind: "Name", value: "version" } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PauseProgramMutation, PauseProgramMutationVariables>;
