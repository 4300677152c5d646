import { liveOrganisation } from "@causeway/identity/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { getIntrospectionQuery } from "graphql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../graphql/limits.ts";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let production: TestApi;
let harbour: OrganisationUnderTest;
let owner: TestClient;

beforeAll(async () => {
  [api, production] = await Promise.all([openTestApi(), openTestApi({ config: { environment: "production" } })]);
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  owner = await api.signIn(harbour);
});
afterAll(() => Promise.all([api?.close(), production?.close()]));

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

describe("which requests are taken", () => {
  const query = JSON.stringify({ query: "{ viewer { kind } }" });

  it("takes a POST of JSON", async () => {
    const answer = await post(query);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { viewer: null } });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it.each([
    ["a GET", () => fetch(`${api.url}/graphql?query={viewer{kind}}`), 405],
    ["text/plain", () => post(query, { "content-type": "text/plain" }), 415],
    ["a form", () => post("query={viewer{kind}}", { "content-type": "application/x-www-form-urlencoded" }), 415],
    ["a batch", () => post(`[${query},${query}]`), 400],
    ["JSON that is none", () => post("{"), 400],
    ["no query", () => post("{}"), 400],
    ["a body beyond the limit", () => post(JSON.stringify({ query: " ".repeat(LIMITS.bodyBytes) })), 413],
  ])("refuses %s", async (_name, send, status) => {
    expect((await send()).status).toBe(status);
  });

  it("takes a session from its own origin alone", async () => {
    const ask = async (headers: Record<string, string>) => {
      const answer = await owner.fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: "{ viewer { organisation { name } } }" }),
      });
      const body = (await answer.json()) as {
        data?: { viewer: unknown } | null;
        errors?: { extensions: { code: string } }[];
      };
      return { status: answer.status, ...body };
    };
    expect((await ask({})).data?.viewer).toEqual({ organisation: { name: "Harbour" } });
    expect((await ask({})).status).toBe(200);
    expect((await ask({ "sec-fetch-site": "same-origin", origin: api.url })).status).toBe(200);
    expect((await ask({ origin: api.url })).data?.viewer).toEqual({ organisation: { name: "Harbour" } });
    const foreign = { origin: "http://127.0.0.1:1" };
    for (const headers of [
      foreign,
      { origin: "null" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "same-origin", ...foreign },
      { "sec-fetch-site": "none", ...foreign },
    ]) {
      const refused = await ask(headers as unknown as Record<string, string>);
      expect(refused.status).toBe(403);
      expect(refused.errors?.[0]?.extensions).toEqual({ code: "FORBIDDEN" });
      expect(refused.data?.viewer).toBeUndefined();
    }
  });

  it("refuses a key that names nobody rather than taking the request for an anonymous one", async () => {
    for (const authorization of ["Bearer causeway_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Basic YTpi", "x"]) {
      const answer = await api.anonymous({ authorization }).execute("{ viewer { kind } }");
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions).toEqual({ code: "UNAUTHENTICATED" });
    }
  });
});

describe("limits, before it is known who asks", () => {
  const many = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join(" ");

  it.each([
    ["aliases", `{ ${many(LIMITS.aliases + 1, (i) => `a${i}: agreementInForce`)} }`, "aliases"],
    [
      "aliases in a fragment",
      `fragment F on Query { ${many(16, (i) => `a${i}: agreementInForce`)} } { ...F ...F }`,
      "aliases",
    ],
    [
      "directives",
      `{ ${many(LIMITS.directives + 1, (i) => `agreementInForce @include(if: ${i % 2 === 0})`)} }`,
      "directives",
    ],
    ["cost", `{ members(first: 100) { nodes { ${many(250, () => "id")} } } }`, "cost"],
    [
      "a page size by a variable",
      `query ($n: Int) { members(first: $n) { nodes { ${many(250, () => "id")} } } }`,
      "cost",
    ],
    [
      "a fragment called __schema",
      `fragment __schema on Query { members(first: 100) { nodes { ${many(250, () => "id")} } } } { ...__schema }`,
      "cost",
    ],
    [
      "a fragment called __type on aliases",
      `fragment __type on Query { ${many(LIMITS.aliases + 1, (i) => `a${i}: agreementInForce`)} } { ...__type }`,
      "aliases",
    ],
  ])("%s", async (_name, query, limit) => {
    const answer = await api.anonymous().execute(query, { n: 100 });
    expect(answer.errors?.map((error) => error.extensions.code)).toEqual(["LIMIT_EXCEEDED"]);
    expect(answer.errors?.[0]?.message).toContain(limit);
    expect(answer.status).toBe(400);
  });

  it("refuses a document of too many tokens and one whose fragments go round", async () => {
    const long = await api.anonymous().execute(`{ ${many(LIMITS.tokens, () => "agreementInForce")} }`);
    expect(long.errors?.[0]?.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
    const round = await api.anonymous().execute("fragment A on Query { ...B } fragment B on Query { ...A } { ...A }");
    expect(round.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("lets through what the console asks, and tells what it cost", async () => {
    const answer = await owner.execute(
      "{ members(first: 50) { totalCount edges { cursor node { id displayName role } } } }",
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.members.totalCount).toBe(7);
    expect(Number(answer.headers.get("x-graphql-cost"))).toBe(1 + 50 * (1 + 1 + (1 + 1 + 3)));
  });

  it("answers the whole schema to who may ask", async () => {
    expect((await api.anonymous().execute(getIntrospectionQuery())).body).toContain('"name":"AuditEntry"');
  });
});

describe("what a stranger learns in production", () => {
  it("no schema, and no suggestion", async () => {
    const asked = await production.anonymous().execute("{ __schema { queryType { name } } }");
    expect(asked.errors?.[0]?.extensions.code).toBe("INTROSPECTION_DISABLED");
    const hidden = "fragment F on Query { __schema { queryType { name } } } { ...F agreementInForce }";
    expect((await production.anonymous().execute(hidden)).errors?.[0]?.extensions.code).toBe("INTROSPECTION_DISABLED");
    const typed = await production.anonymous().execute("{ agreementInForc }");
    expect(typed.body).not.toContain("Did you mean");
    expect((await api.anonymous().execute("{ agreementInForc }")).body).toContain("Did you mean");
  });

  it("the schema is answered to who is signed in", async () => {
    const meadow = await liveOrganisation(production.db, { name: "Meadow" });
    const client = await production.signIn(meadow, "READ_ONLY");
    expect((await client.run("{ schema: __schema { queryType { name } } }")).schema.queryType.name).toBe("Query");
  });
});

describe("errors", () => {
  const secret = "Jane Doe 555-0100";

  it.each([
    ["a variable", "query ($n: Int) { members(first: $n) { nodes { id } } }", { n: secret }],
    [
      "a field of a variable",
      "mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }",
      { i: { email: { x: secret }, password: "p" } },
    ],
    [
      "an unknown field",
      "mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }",
      { i: { email: "e", password: "p", organisationId: [secret, secret] } },
    ],
    ["an enum", "query ($r: Role) { members(role: $r) { nodes { id } } }", { r: secret }],
    ["a literal", `{ members(first: "${secret}") { nodes { id } } }`, {}],
    ["a literal enum", `{ members(role: "${secret}") { nodes { id } } }`, {}],
    ["a date", `{ auditEntries(since: "${secret}") { nodes { id } } }`, {}],
    ["a cursor", `{ members(after: "${secret}") { nodes { id } } }`, {}],
    ["an id", `{ node(id: "${secret}") { id } }`, {}],
    ["a syntax error", `{ members(first: 1) { nodes { id } } } "${secret}`, {}],
  ])("never repeat %s", async (_name, query, variables) => {
    const answer = await owner.execute(query, variables);
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect(answer.body).not.toContain("Jane");
    expect(answer.body).not.toContain("555");
    expect(answer.errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_\w+|INVALID)$/);
    expect(answer.status).toBeLessThan(500);
  });

  it("name the field that has the wrong form, and what it should be", async () => {
    const answer = await owner.execute("mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }", {
      i: { email: 5, password: "p" },
    });
    expect(answer.errors?.[0]).toMatchObject({
      message: '"i.email" has to be a valid String.',
      extensions: { code: "BAD_USER_INPUT", field: ["i", "email"] },
    });
    const missing = await owner.execute("mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }", {
      i: { email: "e" },
    });
    expect(missing.errors?.[0]).toMatchObject({
      message: '"i.password" has to be given.',
      extensions: { field: ["i", "password"] },
    });
  });

  it("mask what nobody foresaw, and log it without its message", async () => {
    const broken = await openTestApi();
    const client = await broken.signIn(await liveOrganisation(broken.db));
    await broken.db.close();
    const answer = await client.execute("{ members { nodes { id } } }");
    expect(answer.errors?.[0]).toMatchObject({
      message: "Something went wrong. It has been recorded.",
      extensions: { code: "INTERNAL" },
    });
    const line = broken.log.find((entry) => entry.includes("unexpected error"));
    expect(line).toContain("frames");
    expect(line).not.toContain("after calling end");
    await broken.close().catch(() => undefined);
  });
});

describe("operations", () => {
  it("answers health, readiness and figures", async () => {
    expect(await (await fetch(`${api.url}/healthz`)).json()).toEqual({ status: "ok" });
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: "ready" });
    const figures = await (await fetch(`${api.url}/metrics`)).text();
    expect(figures).toMatch(/causeway_http_request_seconds_count\{[^}]*route="\/graphql"[^}]*\} [1-9]/);
  });

  it("is not ready over a schema that is not current", async () => {
    const old = await openTestApi();
    const admin = new pg.Client({ connectionString: old.clone.adminUrl });
    await admin.connect();
    await admin.query("delete from schema_migrations where name = (select max(name) from schema_migrations)");
    await admin.end();
    const answer = await fetch(`${old.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "schema is not current", missing: 1 });
    await old.close();
  });

  it("logs routes, never what was asked of them", async () => {
    await fetch(`${api.url}/nobody/jane.doe@example.org?name=Jane`);
    await fetch(`${api.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: "{" });
    expect(api.log.join("")).not.toContain("jane");
    expect(api.log.join("")).not.toContain("Jane");
  });
});
