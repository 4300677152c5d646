import { liveOrganisation } from "@causeway/identity/factory";
import { encodeId, newId } from "@causeway/kernel";
import { figure } from "@causeway/testing";
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLOutputType } from "graphql";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { apiSchema } from "../schema.ts";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

/** Derived from the schema: a new field is tried without anybody adding it here. */
const schema = apiSchema();
const MARK = "zq7marker";
/** `npm run prove` sends every value; otherwise this many of each field, chosen by the seed. */
const EVERY = process.env["CAUSEWAY_PROVE"] === "1";
const SAMPLE = 5;
const SEED = 20260302;

let api: TestApi;
let client: TestClient;
beforeAll(async () => {
  api = await openTestApi();
  client = await api.signIn(await liveOrganisation(api.db));
});
afterAll(() => api?.close());

const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  String: [
    "",
    `\0${MARK}`,
    `\ud800${MARK}`,
    `'; drop table clients; --${MARK}`,
    MARK.repeat(5000),
    "__proto__",
    `%_\\${MARK}`,
  ],
  ID: ["", MARK, `\0${MARK}`, encodeId("client", newId()), `client_${"z".repeat(26)}`, `' or 1=1 --${MARK}`],
  Int: [2_147_483_647, -2_147_483_648, 1e308, MARK],
  Float: [1e308, -1e308, MARK],
  Boolean: [MARK],
  DateTime: ["0000-00-00T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "+275760-09-13T00:00:00Z", MARK],
  LocalDate: ["0000-01-01", "9999-12-31", "2026-02-30", MARK],
};

function hostileOf(type: GraphQLInputType): readonly unknown[] {
  return HOSTILE[getNamedType(type).name] ?? [MARK, { notAField: MARK }];
}

/** A value of the right form that names nothing. */
function plain(type: GraphQLInputType, depth = 0): unknown {
  if (isNonNullType(type)) return plain(type.ofType, depth);
  if (isListType(type)) return [plain(type.ofType, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || depth === 0);
    return Object.fromEntries(fields.map((field) => [field.name, plain(field.type, depth + 1)]));
  }
  const plains: Record<string, unknown> = {
    String: "plain",
    ID: encodeId("client", newId()),
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: "2026-03-01T00:00:00Z",
    LocalDate: "2026-03-01",
  };
  return plains[type.name] ?? {};
}

/** The plain value with one leaf after another replaced by each hostile value, and the whole of it too. */
function* spoiled(type: GraphQLInputType): Generator<unknown> {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) {
    for (const value of hostileOf(type)) yield isListType(isNonNullType(type) ? type.ofType : type) ? [value] : value;
    return;
  }
  yield { ["__proto__x"]: MARK };
  yield JSON.parse(`{"__proto__": {"polluted": "${MARK}"}}`);
  for (const field of Object.values(named.getFields())) {
    for (const value of spoiledOnce(field.type)) yield { ...(plain(named) as object), [field.name]: value };
  }
}

function* spoiledOnce(type: GraphQLInputType): Generator<unknown> {
  const named = getNamedType(type);
  const wrap = (value: unknown): unknown => (isListType(isNonNullType(type) ? type.ofType : type) ? [value] : value);
  if (!isInputObjectType(named)) {
    for (const value of hostileOf(type)) yield wrap(value);
    return;
  }
  yield wrap({ notAField: MARK });
  for (const field of Object.values(named.getFields())) {
    if (!isLeafType(getNamedType(field.type))) continue;
    for (const value of hostileOf(field.type).slice(0, 3))
      yield wrap({ ...(plain(named, 1) as object), [field.name]: value });
  }
}

/** Every leaf that can be asked without arguments, two levels down. */
function selectionOf(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (!isObjectType(named)) return "{ __typename }";
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const leaf = isLeafType(getNamedType(field.type));
    if (!leaf && depth >= 1) return [];
    return [`${field.name} ${leaf ? "" : selectionOf(field.type, depth + 1)}`];
  });
  return `{ ${fields.join(" ") || "__typename"} }`;
}

function operation(kind: "query" | "mutation", field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  return `${kind} (${declared}) { ${field.name}(${passed}) ${selectionOf(field.type)} }`;
}

/** The same few of a list each time, spread over all of it: one from each of as many equal parts. */
function sampled<T>(all: readonly T[], few: number, seed: number): T[] {
  if (EVERY || all.length <= few) return [...all];
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const part = all.length / few;
  return Array.from({ length: few }, (_, i) => all[Math.floor((i + random()) * part)] as T);
}

interface Tried {
  readonly sent: number;
  /** What should not have been answered, in words. */
  readonly findings: readonly string[];
}

async function tryField(kind: "query" | "mutation", field: GraphQLField<unknown, unknown>): Promise<Tried> {
  const query = operation(kind, field);
  const base = Object.fromEntries(field.args.map((argument: GraphQLArgument) => [argument.name, plain(argument.type)]));
  const findings: string[] = [];
  const fine = await client.execute(query, base);
  // A request that is refused for its form would try nothing of what lies behind.
  const refused = fine.errors?.[0]?.extensions.code ?? "";
  if (/^(LIMIT|GRAPHQL|BAD_USER_INPUT)/.test(refused)) findings.push(`the plain request: ${fine.body.slice(0, 300)}`);
  const all = field.args.flatMap((argument) =>
    [...spoiled(argument.type)].map((value) => ({ name: argument.name, value })),
  );
  // Another place in each field, so that together they meet every kind of value.
  const trials = sampled(
    all,
    SAMPLE,
    SEED + [...field.name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
  );
  for (const { name, value } of trials) {
    const answer = await client.execute(query, { ...base, [name]: value });
    const said = JSON.stringify(answer.errors ?? []) + JSON.stringify(userErrorsOf(answer.data));
    const wrong = [
      answer.status >= 500 && `status ${answer.status}`,
      said.includes(MARK) && "the value is repeated",
      said.includes('"INTERNAL"') && "nobody foresaw it",
      /\bselect |insert into|relation "|column "|syntax error at/i.test(said) && "SQL shows",
    ].filter(Boolean);
    if (wrong.length > 0)
      findings.push(`${name}=${JSON.stringify(value).slice(0, 200)}: ${wrong.join(", ")}: ${said.slice(0, 300)}`);
  }
  return { sent: trials.length, findings };
}

function userErrorsOf(data: unknown): unknown {
  return Object.values((data ?? {}) as Record<string, { userErrors?: unknown } | null>).map(
    (payload) => payload?.userErrors,
  );
}

const fields = (["query", "mutation"] as const).flatMap((kind) =>
  Object.values((kind === "query" ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {})
    .filter((field) => field.args.length > 0)
    .map((field) => [kind, field.name, field] as const),
);

let sentInAll = 0;

it.each(fields)("%s %s answers hostile values with an error that repeats nothing", async (kind, _name, field) => {
  const { sent, findings } = await tryField(kind, field);
  expect(findings).toEqual([]);
  expect(sent).toBeGreaterThan(3);
  sentInAll += sent;
  // Still signed in, and still answering.
  expect((await client.run("{ viewer { kind } }")).viewer).toEqual({ kind: "PERSON" });
});

it("tries every field that takes arguments", () => {
  expect(fields.length).toBeGreaterThan(80);
  if (EVERY) expect(sentInAll).toBeGreaterThan(2000);
  figure("hostile-input", `${sentInAll} values sent to ${fields.length} fields, none repeated and none unforeseen`);
});
