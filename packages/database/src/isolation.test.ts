import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { ROLES } from "./policies.ts";
import { TABLES } from "./tables.ts";

/**
 * `no-row-across-organisations`: every table x verb x stranger, on rows that really are there.
 * One row a table is made by the owner of the data from the catalogue itself, so that a new
 * table is covered the day it is made.
 */
let t: TestDatabase;
let admin: pg.Client;
let app: pg.Client;
const harbour = randomUUID();
const meadow = randomUUID();
const stranger = randomUUID();
const nobody = randomUUID();

const guarded = Object.entries(TABLES).filter(([, spec]) => spec.kind !== "reference");
const ownedBy = (table: string): "organisation_id" | "sender_organisation_id" | "id" | null => {
  const spec = TABLES[table];
  if (!spec) return null;
  if (spec.kind === "tenant") return "organisation_id";
  if (spec.kind === "two-party") return "sender_organisation_id";
  if (spec.kind === "public") return spec.owner === "id" ? "id" : "organisation_id";
  if (spec.kind === "reference") return null;
  if (spec.kind === "identity") return spec.app === "organisation" ? "organisation_id" : null;
  return spec.app === "none" ? null : "organisation_id";
};

beforeAll(async () => {
  t = await openTestDatabase({ entities: [] });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  app = new pg.Client({ connectionString: t.urls.app });
  await app.connect();
  await admin.query("set session_replication_role = replica"); // rows of every table without their parents
  const { rows: checks } = await admin.query<{ table: string; name: string }>(
    "select conrelid::regclass::text as table, conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0",
  );
  for (const check of checks) await admin.query(`alter table ${check.table} drop constraint ${check.name}`);
  await learnColumns();
  for (const [table] of guarded) {
    await plant(table, harbour, meadow);
    await plant(table, meadow, harbour);
    await plant(table, stranger, harbour);
  }
});
afterAll(async () => {
  await admin?.end();
  await app?.end();
  await t?.close();
});

/** A row of this table between these organisations. */
async function plant(table: string, owner: string, other: string): Promise<void> {
  const { rows: columns } = await admin.query<{
    name: string;
    type: string;
    element: string | null;
    nullable: string;
    fallback: string | null;
  }>(
    `select column_name as name, data_type as type, udt_name as element, is_nullable as nullable, column_default as fallback
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  const chosen: Record<string, unknown> = {};
  for (const column of columns) {
    if (column.name === "organisation_id" || column.name === "sender_organisation_id") chosen[column.name] = owner;
    else if (column.name === "recipient_organisation_id") chosen[column.name] = other;
    else if (column.name === "id" && table === "organisations") chosen[column.name] = owner;
    else if (column.nullable === "YES" || column.fallback !== null) continue;
    else if (column.type === "uuid") chosen[column.name] = randomUUID();
    else if (column.type === "text") chosen[column.name] = randomUUID();
    else if (
      column.type === "integer" ||
      column.type === "smallint" ||
      column.type === "bigint" ||
      column.type.startsWith("numeric")
    )
      chosen[column.name] = 1;
    else if (column.type === "boolean") chosen[column.name] = true;
    else if (column.type.startsWith("timestamp") || column.type === "date")
      chosen[column.name] = "2026-01-01T00:00:00Z";
    else if (column.type.startsWith("time")) chosen[column.name] = "18:00";
    else if (column.type === "jsonb") chosen[column.name] = "{}";
    else if (column.type === "bytea") chosen[column.name] = Buffer.from(randomUUID());
    else if (column.type === "double precision") chosen[column.name] = 1;
    else if (column.type === "ARRAY")
      chosen[column.name] = column.element === "_int4" ? [1] : column.element === "_uuid" ? [owner] : ["x"];
    else throw new Error(`no value for ${table}.${column.name} of ${column.type}`);
  }
  if (table === "organisations") chosen["status"] = "ONBOARDING";
  const names = Object.keys(chosen);
  await admin.query(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(chosen),
  );
}

/** What one command did as this organisation: rows touched, or the code of the refusal. */
async function attempt(organisation: string | null, sql: string): Promise<number | string> {
  await app.query("begin");
  try {
    if (organisation !== null) await app.query("select set_config('app.organisation_id', $1, true)", [organisation]);
    return (await app.query(sql)).rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await app.query("rollback");
  }
}

/** Each of the three has one row in every table: as much as it may reach of its own, and no more. */
const strangers: [who: string, organisation: string | null, own: number][] = [
  ["an unrelated organisation", stranger, 1],
  ["no organisation", null, 0],
  ["an empty organisation", "", 0],
  ["garbage", "not-a-uuid'; --", 0],
];

const refused = (outcome: number | string): boolean => outcome === "42501" || outcome === "22P02";

describe.each(guarded)("%s", (table, spec) => {
  const owned = ownedBy(table);
  const readable = spec.kind === "public" && spec.visible === "true";

  it.each(strangers)("shows and gives nothing of others to %s", async (_, organisation, own) => {
    const seen = await attempt(organisation, `select 1 from ${table}`);
    if (readable && !refused(seen)) expect(seen).toBe(3);
    else expect(refused(seen) || seen === (owned ? own : 0), `select: ${seen}`).toBe(true);
    for (const sql of [blindUpdate(table), `delete from ${table}`]) {
      const outcome = await attempt(organisation, sql);
      const constrained = own === 1 && typeof outcome === "string" && outcome.startsWith("23");
      expect(
        refused(outcome) || constrained || (typeof outcome === "number" && outcome <= own),
        `${sql}: ${outcome}`,
      ).toBe(true);
    }
    const inserted = await attempt(organisation, blindInsert(table));
    expect(["42501", "22P02"], `insert: ${inserted}`).toContain(inserted);
  });

  if (owned && spec.kind !== "queue") {
    it("shows its owner the row", async () => {
      const mine = `select ${owned} from ${table} where ${owned} = '${harbour}'`;
      expect(await attempt(harbour, mine)).toBe(1);
      expect(await attempt(stranger, mine)).toBe(readable ? 1 : 0);
    });
  }
});

describe("a pool that is shared", () => {
  it("carries nothing from one borrower to the next, whether it committed, failed or was cut off", async () => {
    const pool = new pg.Pool({ connectionString: t.urls.app, max: 1 });
    // A connection cut off in the middle reports its end; that is the case under test.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    const rounds = Number(process.env["CAUSEWAY_PROVE"] ? 10_000 : 1_000);
    let wrong = 0;
    let cut = 0;
    for (let i = 0; i < rounds; i++) {
      const organisation = i % 2 === 0 ? harbour : meadow;
      const client = await pool.connect();
      const before = await client.query<{ o: string | null }>("select app_organisation()::text as o");
      if (before.rows[0]?.o !== null) wrong++;
      await client.query("begin");
      await client.query("select set_config('app.organisation_id', $1, true)", [organisation]);
      const { rows } = await client.query<{ organisation_id: string }>("select organisation_id from sites");
      if (rows.length !== 1 || rows[0]?.organisation_id !== organisation) wrong++;
      if (i % 10 === 3) {
        await client.query("select 1/0").catch(() => undefined);
        await client.query("rollback");
        client.release();
      } else if (i % 10 === 7) {
        client.release(true); // cut off in the middle of its transaction
        cut++;
      } else {
        await client.query("commit");
        client.release();
      }
    }
    await pool.end();
    expect(cut).toBe(rounds / 10);
    expect(wrong).toBe(0);
    figure(
      "nothing-carried-over",
      `${rounds} transactions on one connection, ${cut} cut off, ${rounds / 10} aborted: ${wrong} carried anything`,
    );
  });
});

/** A row of nothing but its owner: refused by row security before any constraint is looked at. */
const blindInsert = (table: string): string => {
  const owner = ownedBy(table);
  return `insert into ${table} ${owner ? `(${owner}) values ('${harbour}')` : "default values"}`;
};

/** Reads no column, so that the policy for UPDATE stands alone. */
const blindUpdate = (table: string): string => `update ${table} set ${updatable.get(table) ?? "id"} = default`;
const updatable = new Map<string, string>();

async function learnColumns(): Promise<void> {
  const { rows } = await admin.query<{ table: string; name: string }>(
    `select distinct on (a.attrelid) a.attrelid::regclass::text as table, a.attname as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
     order by a.attrelid, has_column_privilege($1, a.attrelid, a.attnum, 'update') desc, a.attnum desc`,
    [ROLES.app],
  );
  for (const row of rows) updatable.set(row.table, row.name);
}

describe("the place of a person", () => {
  it("people-placed-by-the-authenticator: is not made, nor given to somebody else, by the application", async () => {
    const add = `insert into memberships (id, organisation_id, person_id, display_name, email, role, status, joined_at)
      values ('${randomUUID()}', '${harbour}', '${randomUUID()}', 'X', 'x@harbour.example', 'OWNER', 'ACTIVE', '1970-01-01')`;
    expect(await attempt(harbour, add)).toBe("42501");
    expect(await attempt(harbour, `update memberships set person_id = '${randomUUID()}'`)).toBe("42501");
    expect(await attempt(harbour, "update memberships set display_name = 'Y', role = 'OWNER'")).toBe(1);
  });
});

describe("the accounting of another organisation", () => {
  const add = (row: Record<string, unknown>) =>
    attempt(
      meadow,
      `insert into disclosures select * from jsonb_populate_record(null::disclosures, '${JSON.stringify({
        sender_organisation_id: harbour,
        recipient_organisation_id: meadow,
        ...row,
      })}')`,
    );

  it("takes from a recipient only its own reads of what was sent to it", async () => {
    expect(await add({ kind: "EXPORT", referral_recipient_id: randomUUID() })).toBe("42501");
    expect(await add({ kind: "READ" })).toBe("42501");
    expect(await add({ kind: "READ", recipient_organisation_id: stranger, referral_recipient_id: randomUUID() })).toBe(
      "42501",
    );
    // Past the policy, and stopped by a column that is still missing.
    expect(await add({ kind: "READ", referral_recipient_id: randomUUID() })).toBe("23502");
  });
});

describe("each policy is needed", () => {
  it("lets a stranger through as soon as any one of them is opened", async () => {
    const { rows } = await admin.query<{ table: string; name: string; command: string; rule: string | null }>(
      `select tablename as table, policyname as name, cmd as command, coalesce(qual, with_check) as rule
       from pg_policies where schemaname = 'public' and roles = array[$1::name]`,
      [ROLES.app],
    );
    const closed = rows.filter((row) => row.rule !== "true");
    const unnoticed: string[] = [];
    for (const { table, name, command } of closed) {
      const sql =
        {
          SELECT: `select 1 from ${table}`,
          UPDATE: blindUpdate(table),
          DELETE: `delete from ${table}`,
          INSERT: blindInsert(table),
        }[command] ?? "";
      await admin.query("begin");
      await admin.query("set local session_replication_role = origin");
      await admin.query(
        `alter policy ${name} on ${table} ${command === "INSERT" ? "" : "using (true)"} ${command === "SELECT" || command === "DELETE" ? "" : "with check (true)"}`,
      );
      await admin.query(`set local role ${ROLES.app}`);
      await admin.query("select set_config('app.organisation_id', $1, true)", [nobody]);
      const outcome = await admin.query(sql).then(
        (result) => result.rowCount ?? 0,
        (error: { code: string }) => error.code,
      );
      await admin.query("rollback");
      if (refused(outcome) || outcome === 0) unnoticed.push(`${table} ${command}: ${outcome}`);
    }
    expect(closed.length).toBeGreaterThan(100);
    expect(unnoticed).toEqual([]);
    figure(
      "each-policy-needed",
      `${closed.length} policies opened one at a time: ${closed.length - unnoticed.length} noticed`,
    );
  });
});
