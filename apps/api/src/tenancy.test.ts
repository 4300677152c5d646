import { openProgram } from "@causeway/care/factory";
import { Relay } from "@causeway/database";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId, kindOfId, newId } from "@causeway/kernel";
import { figure } from "@causeway/testing";
import type { GraphQLField } from "graphql";
import { getNamedType, isLeafType, isObjectType } from "graphql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actsKeptBy, clientsOfRows } from "./testing/kept-acts.ts";
import type { Answered, TestApi, TestClient } from "./testing/open-test-api.ts";
import { openTestApi } from "./testing/open-test-api.ts";
import { idsIn } from "./testing/shown-ids.ts";
import { recordStatements } from "./testing/recorded-statements.ts";
import type { IdsByKind } from "./testing/populated-organisation.ts";
import { populate } from "./testing/populated-organisation.ts";
import * as walk from "./testing/schema-walk.ts";
import { fields, isMissing, kindOf, places, variablesFor } from "./testing/schema-walk.ts";

/**
 * `existence-is-a-disclosure` at the API, and no row across organisations, derived from the schema:
 * a new field, argument or list is tried the day it is made, or this test fails.
 * Harbour and Meadow both deal with Quay, and know nothing of each other.
 */
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let foreign: IdsByKind;
let own: IdsByKind;
let insider: TestClient;
let owner: TestClient;
let reader: TestClient;
let bystander: TestClient;
/** What owners may not see is asked by a counselor of theirs. */
const counselors = new Map<TestClient, TestClient>();

beforeAll(async () => {
  api = await openTestApi({ clock, config: { demo: true } });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const quay = await liveOrganisation(api.db, { name: "Quay" });
  const { programId } = await openProgram(api.db, quay.actor("OWNER"));
  foreign = { ...(await populate(api, harbour, { ...quay, programId })), email: harbour.email("ADMIN") };
  own = { ...(await populate(api, meadow, { ...quay, programId })), email: meadow.email("ADMIN") };
  const relay = new Relay({ url: api.urls.relay, clock, route: () => [], enqueue: () => Promise.resolve() });
  while ((await relay.tick()).relayed > 0);
  await relay.close();
  insider = await api.signIn(harbour);
  owner = await api.signIn(meadow);
  reader = await api.signIn(meadow, "READ_ONLY");
  bystander = await api.signIn(harbour, "READ_ONLY");
  counselors.set(insider, await api.signIn(harbour, "CLINICIAN"));
  counselors.set(owner, await api.signIn(meadow, "CLINICIAN"));
});
afterAll(() => api?.close());

const ask: typeof walk.ask = (client, kind, field, ...rest) =>
  walk.ask(/counselingNote/i.test(field.name) ? (counselors.get(client) ?? client) : client, kind, field, ...rest);

/** Live organisations are known to one another by name; here their id is no secret. */
const PUBLIC = new Set([
  "recordDisclosureRestriction.input.towardsOrganisationId",
  "organisation.id",
  "recordConsent.input.recipientOrganisationIds",
  "loopClosureReport.partnerOrganisationId",
  "referralAcceptanceReport.partnerOrganisationId",
  "timeToAdmissionReport.partnerOrganisationId",
  "timeToFirstResponseReport.partnerOrganisationId",
]);

/** What these say of a record that is not there, in place of NOT_FOUND. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  "signIn.input.organisationId": "SIGN_IN_FAILED",
};

describe("existence-is-a-disclosure: an id of another organisation and one that names nothing", () => {
  it("are given in every place that takes an id", () => {
    const unknown = places.filter(({ field, path }) => !(kindOf(field, path) in foreign));
    expect(unknown.map((place) => `${place.name}: ${kindOf(place.field, place.path)}`)).toEqual([]);
    // A place added to the schema is tried at once; these say that none was lost on the way.
    expect(places.length).toBeGreaterThanOrEqual(100);
    expect(new Set(places.map((place) => place.field.name)).size).toBeGreaterThanOrEqual(85);
  });

  it("are answered byte for byte alike, to an owner and to a reader", async () => {
    const different: string[] = [];
    const unreached: string[] = [];
    const { statements, stop } = recordStatements();
    let reached = 0;
    for (const { name, kind, field, path } of places.filter((place) => !PUBLIC.has(place.name))) {
      const prefix = kindOf(field, path);
      const id = foreign[prefix] ?? "";
      expect(kindOfId(id)).toBe(prefix);
      const missing = encodeId(prefix, newId());
      for (const [role, client, depth] of [["OWNER", owner, 1] as const, ["READ_ONLY", reader, 0] as const]) {
        statements.length = 0;
        const strange = await ask(client, kind, field, variablesFor(field, { ids: own, path, id }), depth);
        const first = statements.splice(0);
        const absent = await ask(client, kind, field, variablesFor(field, { ids: own, path, id: missing }), depth);
        // The same work, and so the same time: statement for statement. A page and its count are read at once by two
        // connections, and whichever is there first begins.
        if (first.length === 0 || first.toSorted().join(";") !== statements.toSorted().join(";"))
          different.push(`${role} ${name} runs ${first.length} statements / ${statements.length}`);
        const alike = strange.status === absent.status;
        if (!alike || strange.body.replaceAll(id, "ID") !== absent.body.replaceAll(missing, "ID"))
          different.push(`${role} ${name}: ${strange.body.slice(0, 300)} / ${absent.body.slice(0, 300)}`);
        if (isMissing(strange, OTHER_WORDS[name])) reached += 1;
        else if (role === "OWNER" || strange.errors?.[0]?.extensions.code !== "FORBIDDEN")
          unreached.push(`${role} ${name}: ${strange.body.slice(0, 200)}`);
      }
    }
    stop();
    expect(different).toEqual([]);
    // An answer about something else would be alike as well, and prove nothing.
    expect(unreached).toEqual([]);
    expect(reached).toBeGreaterThan(places.length);
    // The walk grows with the schema.
  }, 180_000);
});

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: api.clone.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Tables of every row that an organisation owns, by UUID; without what it has put in the directory for all to see. */
function rowsOf(organisationId: string): Promise<ReadonlyMap<string, string>> {
  return asAdmin(async (client) => {
    const { rows: tables } = await client.query<{ table: string; owner: string }>(
      `select a.table_name as table, a.column_name as owner from information_schema.columns a
       join information_schema.columns b on b.table_schema = a.table_schema and b.table_name = a.table_name
         and b.column_name = 'id' and b.data_type = 'uuid'
       where a.table_schema = 'public'
         and a.column_name in ('organisation_id', 'sender_organisation_id', 'recipient_organisation_id')`,
    );
    const found = new Map<string, string>();
    for (const { table, owner: column } of tables) {
      const sql = `select id from ${table} where ${column} = $1`;
      const { rows } = await client.query<{ id: string }>(sql, [organisationId]);
      for (const { id } of rows) found.set(id, table);
    }
    const { rows: listed } = await client.query<{ id: string }>(
      "select program_id as id from directory_entries where organisation_id = $1",
      [organisationId],
    );
    for (const { id } of listed) found.delete(id);
    return found;
  });
}

describe("every query of the schema", { timeout: 180_000 }, () => {
  const queries = fields.filter(({ kind }) => kind === "query").map(({ field }) => field);

  /** With all that hangs on the rows in one request or, where that asks for more fields than one may, a request for each. */
  async function deep(client: TestClient, field: GraphQLField<unknown, unknown>, variables: Record<string, unknown>) {
    const whole = await ask(client, "query", field, variables, 2);
    if (whole.errors?.[0]?.extensions.code !== "LIMIT_EXCEEDED") return [whole];
    const answered = getNamedType(field.type);
    const record = isObjectType(answered) ? getNamedType(answered.getFields()["nodes"]?.type ?? answered) : null;
    const hanging = Object.values(isObjectType(record) ? record.getFields() : {}).filter(
      (one) => !isLeafType(getNamedType(one.type)),
    );
    const parts: Answered<unknown>[] = [];
    for (const { name } of hanging) {
      const part = await ask(client, "query", field, variables, 2, name);
      // Lists within lists cost by their rows; one row shows them as well.
      const costly = part.errors?.[0]?.extensions.code === "LIMIT_EXCEEDED" && "first" in variables;
      const shown = costly ? await ask(client, "query", field, { ...variables, first: 1 }, 2, name) : part;
      // What was refused for its cost was not looked at.
      expect(shown.errors?.[0]?.extensions.code, `${field.name} ${name}`).not.toBe("LIMIT_EXCEEDED");
      parts.push(shown);
    }
    return parts;
  }

  /** Each query twice: few rows with what hangs on them, and as many rows as it gives. */
  async function answers(client: TestClient, ids: IdsByKind): Promise<readonly [string, Answered<unknown>][]> {
    const found: [string, Answered<unknown>][] = [];
    for (const field of queries) {
      const variables = variablesFor(field, { ids, path: [] });
      const pages = field.args.some((argument) => argument.name === "first");
      for (const answer of await deep(client, field, { ...variables, ...(pages ? { first: 5 } : {}) }))
        found.push([field.name, answer]);
      if (pages) found.push([field.name, await ask(client, "query", field, { ...variables, first: 100 }, 0)]);
    }
    return found;
  }

  function leaks(answered: Awaited<ReturnType<typeof answers>>, theirs: ReadonlyMap<string, string>): string[] {
    return answered.flatMap(([name, { body }]) =>
      [...idsIn(body)].filter((id) => theirs.has(id)).map((id) => `${name} shows a row of ${theirs.get(id)}`),
    );
  }

  it("shows an organisation its own, and nothing of another that it has no part in", async () => {
    const theirs = await rowsOf(harbour.organisationId);
    const mine = await rowsOf(meadow.organisationId);
    expect(theirs.size).toBeGreaterThan(100);
    const empty: string[] = [];
    const seen = { own: new Set<string>(), tables: new Set<string>() };
    const answered = await answers(owner, own);
    for (const [name, answer] of answered) {
      if (answer.errors && name !== "openInvitation") empty.push(`${name}: ${answer.body.slice(0, 200)}`);
      for (const id of idsIn(answer.body)) {
        const table = mine.get(id);
        if (table === undefined) continue;
        seen.own.add(id);
        seen.tables.add(table);
      }
    }
    expect(leaks(answered, theirs)).toEqual([]);
    expect(seen.own.size).toBeGreaterThan(60);
    expect([...seen.tables].length).toBeGreaterThan(20);
    // The twin: whose they are gets a real value from each query.
    for (const [name, answer] of await answers(insider, foreign)) {
      if (name !== "openInvitation" && isMissing(answer))
        empty.push(`${name} for its owner: ${answer.body.slice(0, 200)}`);
    }
    expect(empty).toEqual([]);
    expect(queries.length).toBeGreaterThanOrEqual(40);
  });

  it("is seen to fail where a table is left open", async () => {
    await asAdmin((client) => client.query("alter table sites disable row level security"));
    const theirs = await rowsOf(harbour.organisationId);
    expect(leaks(await answers(owner, own), theirs)).toContain("sites shows a row of sites");
    await asAdmin((client) => client.query("alter table sites enable row level security"));
    expect(leaks(await answers(owner, own), theirs)).toEqual([]);
  });
});

describe("audit-of-each-act: what the API shows and does", { timeout: 180_000 }, () => {
  const keptBy = (work: () => Promise<unknown>) =>
    asAdmin((client) => actsKeptBy(client, harbour.organisationId, work));

  /**
   * Two lists that name records by their ids and tell nothing of them: the log, which would grow by every look at it,
   * and the feed, whose ids are read by other queries.
   */
  const IDS_ALONE = new Set(["auditEntries", "events"]);
  /** Nobody is signed in: the answer is the same whether or not there is such an address. */
  const UNKNOWN = new Set(["requestPasswordReset"]);

  it("keeps every read of what belongs to a client, by that client", async () => {
    const whose = await asAdmin((client) => clientsOfRows(client, harbour.organisationId));
    const unkept: string[] = [];
    let shown = 0;
    for (const { kind, field } of fields) {
      if (kind !== "query" || IDS_ALONE.has(field.name)) continue;
      // With what hangs on the rows, and without: what a relation keeps must not be what keeps the row.
      for (const depth of [0, 1]) {
        let body = "";
        const kept = await keptBy(async () => {
          body = (await ask(insider, "query", field, variablesFor(field, { ids: foreign, path: [] }), depth)).body;
        });
        const clients = new Set([...idsIn(body)].flatMap((id) => whose.get(id) ?? []));
        const noted = new Set(kept.map((entry) => entry.client_id));
        const missing = [...clients].filter((id) => !noted.has(id));
        if (missing.length > 0) unkept.push(`${field.name}: ${missing.length} of ${clients.size} clients`);
        for (const entry of kept) if (entry.action === "record.read") expect(entry.fields?.length).toBeGreaterThan(0);
        shown += clients.size;
      }
    }
    expect(unkept).toEqual([]);
    expect(shown).toBeGreaterThan(30);
  });

  it("keeps every query that a reader is refused, by the field's own name", async () => {
    const unkept: string[] = [];
    let denied = 0;
    for (const { kind, field } of fields) {
      if (kind !== "query") continue;
      let answer: Answered<unknown> | undefined;
      const kept = await keptBy(async () => {
        answer = await ask(bystander, "query", field, variablesFor(field, { ids: foreign, path: [] }), 0);
      });
      if (answer?.errors?.[0]?.extensions.code !== "FORBIDDEN") continue;
      denied += 1;
      if (!kept.some((entry) => entry.outcome === "DENIED" && entry.action === `query.${field.name}`))
        unkept.push(field.name);
    }
    expect(unkept).toEqual([]);
    expect(denied).toBeGreaterThan(10);
  });

  it("keeps every mutation that a reader is refused, and every one that is done", async () => {
    const unkept: string[] = [];
    const counted = { denied: 0, done: 0 };
    const people = new Map<string, TestClient>();
    for (const { kind, field } of fields) {
      if (kind !== "mutation" || UNKNOWN.has(field.name)) continue;
      for (const role of ["READ_ONLY", "OWNER"] as const) {
        let answer: Answered<unknown> | undefined;
        const send = async (anew: boolean) => {
          if (anew || !people.has(role)) people.set(role, await api.signIn(harbour, role));
          const variables = variablesFor(field, { ids: foreign, path: [] });
          return keptBy(async () => {
            answer = await ask(people.get(role) as TestClient, "mutation", field, variables, 0);
          });
        };
        let kept = await send(field.name === "signOut");
        // What was tried before may have ended the session.
        if (answer?.errors?.[0]?.extensions.code === "UNAUTHENTICATED") kept = await send(true);
        const has = (outcome: string) => kept.some((entry) => entry.outcome === outcome);
        const [payload] = Object.values((answer?.data ?? {}) as Record<string, { userErrors?: unknown[] } | null>);
        const denied = answer?.errors?.[0]?.extensions.code === "FORBIDDEN";
        const done = !answer?.errors && payload && (payload.userErrors ?? []).length === 0;
        if (denied && !has("DENIED")) unkept.push(`${role} ${field.name} denied`);
        if (done && !has("DONE")) unkept.push(`${role} ${field.name} done`);
        if (denied) counted.denied += 1;
        if (done) counted.done += 1;
      }
    }
    expect(unkept).toEqual([]);
    figure("audit-of-each-act", `${counted.denied} refusals and ${counted.done} mutations done, each kept`);
    expect(counted.denied).toBeGreaterThan(80);
    expect(counted.done).toBeGreaterThan(30);
  });
});
