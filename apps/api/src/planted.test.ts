import { openProgram } from "@causeway/care/factory";
import { Relay, TABLES } from "@causeway/database";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { figure } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestApi, TestClient } from "./testing/open-test-api.ts";
import { openTestApi } from "./testing/open-test-api.ts";
import type { IdsByKind } from "./testing/populated-organisation.ts";
import { populate } from "./testing/populated-organisation.ts";
import { ask, fields, pathsTo, variablesFor } from "./testing/schema-walk.ts";

/** A word that stands nowhere but where this test puts it: wherever the API takes words. */
const PLANTED = "Zyqolitha";
/**
 * What is told further, kept for others or read by operators: ids and codes alone belong there. Every table of the class
 * of queues, and these.
 */
const IDS_ALONE = [
  ...Object.entries(TABLES).flatMap(([table, { kind }]) => (kind === "queue" ? [table] : [])),
  "audit_entries",
  "effects",
  "idempotency_keys",
  "webhook_deliveries",
  "webhook_attempts",
];

const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
let api: TestApi;
let admin: pg.Client;
let owner: TestClient;
let counselor: TestClient;
let own: IdsByKind;

beforeAll(async () => {
  api = await openTestApi({ clock, config: { demo: true } });
  const meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const quay = await liveOrganisation(api.db, { name: "Quay" });
  const { programId } = await openProgram(api.db, quay.actor("OWNER"));
  own = { ...(await populate(api, meadow, { ...quay, programId })), email: meadow.email("ADMIN") };
  owner = await api.signIn(meadow);
  counselor = await api.signIn(meadow, "CLINICIAN");
  admin = new pg.Client({ connectionString: api.clone.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await api?.close();
});

/** Columns of the tables in which the word stands, in whatever form it is kept. */
async function foundIn(tables: readonly string[] | "all"): Promise<string[]> {
  const { rows } = await admin.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb', 'json', 'ARRAY')
       and ($1::text[] is null or c.table_name = any($1))
     order by 1, 2`,
    [tables === "all" ? null : tables],
  );
  const found: string[] = [];
  for (const { table, column } of rows) {
    const sql = `select 1 from ${table} where ${column}::text ilike $1 limit 1`;
    if ((await admin.query(sql, [`%${PLANTED}%`])).rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

describe("ids-alone: words of a person, planted wherever the API takes words", { timeout: 300_000 }, () => {
  it("are in no event, job, entry of the audit, log or refusal", async () => {
    const echoed: string[] = [];
    let sent = 0;
    for (const { kind, field } of fields) {
      // Who signs out is nobody afterwards; links and sign-in carry no words of a client.
      if (kind !== "mutation" || field.name === "signOut") continue;
      const words = field.args.flatMap((argument) => pathsTo("String", argument.type, [argument.name]));
      for (const path of words) {
        const variables = variablesFor(field, { ids: own, path, word: PLANTED });
        const who = /counselingNote/i.test(field.name) ? counselor : owner;
        const answer = await ask(who, "mutation", field, variables, 0);
        sent += 1;
        const told = answer.errors ?? Object.values(answer.data as object).flatMap((one) => one?.userErrors ?? []);
        if (JSON.stringify(told).includes(PLANTED)) echoed.push(`${field.name}.${path.join(".")}`);
      }
    }
    const relay = new Relay({ url: api.urls.relay, clock, route: () => [], enqueue: () => Promise.resolve() });
    while ((await relay.tick()).relayed > 0);
    await relay.close();

    // The twin: the word did arrive, where it belongs.
    const kept = await foundIn("all");
    expect(kept.length).toBeGreaterThan(40);
    expect(kept).toEqual(expect.arrayContaining(["client_details.given_name", "counseling_notes.text"]));
    expect(await foundIn(IDS_ALONE)).toEqual([]);
    expect(echoed).toEqual([]);
    expect(api.log.filter((line) => line.includes(PLANTED))).toEqual([]);
    figure(
      "ids-alone",
      `${sent} words sent, kept in ${kept.length} columns of care and in none of ${IDS_ALONE.length} tables`,
    );
  });
});
