import { liveOrganisation } from "@causeway/identity/factory";
import { auditServer } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestApi } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({ config: { environment: "production" } });
});
afterAll(() => api?.close());

it("passes the audits of GraphQL over HTTP, all but those for GET, which is not offered", async () => {
  // Some of them ask for the schema as a stranger, which production refuses.
  const open = await openTestApi();
  const results = await auditServer({ url: `${open.url}/graphql`, fetchFn: fetch });
  await open.close();
  expect(results.length).toBeGreaterThan(55);
  const findings = results.filter((result) => result.status !== "ok");
  expect(findings.map((finding) => [finding.id, finding.status])).toEqual([
    ["5A70", "notice"],
    ["D6D5", "notice"],
    ["6A70", "notice"],
  ]);
});

/** The tests of graphql-cop: what is sent, and what would be a finding. */
describe("the list of graphql-cop", () => {
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return answer.text();
  };
  const query = (text: string) => send({ query: text });
  const times = (n: number, one: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => one(i)).join(" ");
  const errorsOf = (body: string): number => (JSON.parse(body) as { errors?: unknown[] }).errors?.length ?? 0;
  const GET = (text: string) =>
    fetch(`${api.url}/graphql?query=${encodeURIComponent(text)}`).then((answer) => answer.text());

  it("answers the very query when it is not abused", async () => {
    expect(await query("query cop { __typename }")).toBe('{"data":{"__typename":"Query"}}');
  });

  it.each([
    ["alias overloading", () => query(`query cop { ${times(101, (i) => `alias${i}: __typename`)} }`), "alias100"],
    [
      "array batching",
      () => send(Array.from({ length: 10 }, () => ({ query: "query cop { __typename }" }))),
      '"__typename":"Query"',
    ],
    ["field duplication", () => query(`query cop { ${times(500, () => "__typename")} }`), '"__typename":"Query"'],
    ["introspection", () => query("query cop { __schema { types { name fields { name } } } }"), '"types"'],
    [
      "circular introspection",
      () =>
        query(
          "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
        ),
      '"types"',
    ],
    ["mutation by GET", () => GET("mutation cop { __typename }"), '"__typename"'],
    ["query by GET", () => GET("query cop { __typename }"), '"__typename"'],
    [
      "a form",
      () => send("query=query cop { __typename }", { "content-type": "application/x-www-form-urlencoded" }),
      '"__typename":"Query"',
    ],
    ["field suggestions", () => query("query cop { __schema { directive } }"), "Did you mean"],
    ["tracing", () => query("query cop { __typename }"), "tracing"],
    ["an unhandled error", () => query("qwerty cop { abc }"), "exception"],
  ])("%s: no finding", async (_name, ask, finding) => {
    expect(await ask()).not.toContain(finding);
  });

  it("directive overloading: no finding", async () => {
    expect(errorsOf(await query("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }"))).toBe(5);
  });

  it("circular introspection is refused to who is signed in, too", async () => {
    const client = await api.signIn(await liveOrganisation(api.db));
    const round = await client.execute(
      "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
    );
    expect(round.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    const once = await client.run("{ schema: __schema { types { fields { type { name } } } } }");
    expect(once.schema.types.length).toBeGreaterThan(25);
  });
});
