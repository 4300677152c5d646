import type {
  FragmentDefinitionNode,
  FieldNode,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  DocumentNode,
  SelectionSetNode,
} from "graphql";
import { GraphQLError, Kind, getNamedType, isListType, isNonNullType, isObjectType, isInterfaceType } from "graphql";
import { DEFAULT_PAGE } from "./connection.ts";

/** What one request may ask. Refused before any SQL, and before it is known who asks. */
export const LIMITS = {
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  depth: 12,
  /** Introspection nests its own way; graphql-js bounds its lists. */
  introspectionDepth: 24,
  aliases: 30,
  directives: 30,
  /** Fields written, a fragment's at each place it is spread. */
  fields: 400,
  /** One for each field of each row that may be answered. */
  cost: 20_000,
  /** Of one list without a page size. */
  listLength: 5,
} as const;

export interface Measure {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  readonly cost: number;
}

const NOTHING: Measure = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, fields: 0, cost: 0 };

/**
 * @throws GraphQLError LIMIT_EXCEEDED naming the limit
 * @returns what the operation measures; its cost is told to the caller
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Measure {
  const measure = new Meter(schema, document, variables).operation(operation);
  for (const name of ["depth", "introspectionDepth", "aliases", "directives", "fields", "cost"] as const) {
    if (measure[name] > LIMITS[name]) {
      throw new GraphQLError(`The request exceeds the limit of ${LIMITS[name]} for ${WORDS[name]}.`, {
        extensions: { code: "LIMIT_EXCEEDED", http: { status: 400 } },
      });
    }
  }
  return measure;
}

const WORDS = {
  depth: "depth",
  introspectionDepth: "depth of introspection",
  aliases: "aliases",
  directives: "directives",
  fields: "fields",
  cost: "cost",
} as const;

/**
 * Walks the document with every fragment counted at each place it is spread, but walked once: what a
 * fragment is called never matters. Validation has refused cycles before.
 */
class Meter {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  operation(operation: OperationDefinitionNode): Measure {
    const root = this.#schema.getRootType(operation.operation) ?? undefined;
    const variables = operation.variableDefinitions?.flatMap((variable) => variable.directives ?? []) ?? [];
    const own = { ...NOTHING, directives: (operation.directives?.length ?? 0) + variables.length };
    return add(own, this.#set(operation.selectionSet, root));
  }

  #set(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure {
    let total = NOTHING;
    for (const node of set.selections) {
      const directives = { ...NOTHING, directives: node.directives?.length ?? 0 };
      const measured =
        node.kind === Kind.FIELD
          ? this.#field(node, parent)
          : node.kind === Kind.INLINE_FRAGMENT
            ? this.#set(
                node.selectionSet,
                node.typeCondition ? this.#schema.getType(node.typeCondition.name.value) : parent,
              )
            : this.#fragment(node.name.value);
      total = add(total, add(directives, measured));
    }
    return total;
  }

  #fragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known) return known;
    const node = this.#fragments.get(name);
    if (!node) return NOTHING;
    // Against a cycle, should one ever come this far.
    this.#measured.set(name, NOTHING);
    const measured = this.#set(node.selectionSet, this.#schema.getType(node.typeCondition.name.value));
    this.#measured.set(name, measured);
    return measured;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    const name = node.name.value;
    const introspects = name === "__schema" || name === "__type";
    const type = introspects ? undefined : typeOfField(parent, name);
    const below = node.selectionSet ? this.#set(node.selectionSet, type && getNamedType(type)) : NOTHING;
    const aliases = below.aliases + (node.alias ? 1 : 0);
    const rows = type ? this.#rows(node, type, parent) : 1;
    const depth = 1 + below.depth;
    return {
      depth: introspects ? 1 : depth,
      introspectionDepth: introspects ? depth : below.introspectionDepth,
      aliases,
      directives: below.directives,
      fields: 1 + below.fields,
      cost: 1 + rows * below.cost,
    };
  }

  /** How often the selection below a field may be answered. */
  #rows(node: FieldNode, type: GraphQLOutputType, parent: GraphQLNamedType | undefined): number {
    const paged = hasPageSize(parent, node.name.value);
    if (paged) {
      const sizes = (node.arguments ?? [])
        .filter((argument) => argument.name.value === "first" || argument.name.value === "last")
        .map(({ value }) =>
          value.kind === Kind.INT
            ? Number(value.value)
            : value.kind === Kind.VARIABLE
              ? this.#variables[value.name.value]
              : null,
        )
        .filter((size): size is number => typeof size === "number" && Number.isFinite(size) && size > 0);
      return Math.max(1, ...(sizes.length > 0 ? sizes : [DEFAULT_PAGE]));
    }
    // The rows of a connection are counted where its page size is given.
    if (!isList(type) || parent?.name.endsWith("Connection")) return 1;
    return LIMITS.listLength;
  }
}

function add(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
    cost: a.cost + b.cost,
  };
}

function fieldOf(parent: GraphQLNamedType | undefined, name: string) {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function typeOfField(parent: GraphQLNamedType | undefined, name: string): GraphQLOutputType | undefined {
  return fieldOf(parent, name)?.type;
}

function hasPageSize(parent: GraphQLNamedType | undefined, name: string): boolean {
  return fieldOf(parent, name)?.args.some((argument) => argument.name === "first") ?? false;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
