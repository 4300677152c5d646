import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { policyStatements, ROLES } from "./policies.ts";
import { TABLES } from "./tables.ts";

/**
 * `table-has-a-class`: every table of the schema, read from the catalogue, has a class and meets
 * all that its class asks. A new table without a line in tables.ts fails here.
 */
let t: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [] });
  owner = new pg.Client({ connectionString: t.clone.adminUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

interface CatalogueRow {
  table: string;
  rls: boolean;
  force: boolean;
  owner: string;
}

const catalogue = async (): Promise<CatalogueRow[]> =>
  (
    await owner.query<CatalogueRow>(
      `select c.relname as table, c.relrowsecurity as rls, c.relforcerowsecurity as force, r.rolname as owner
       from pg_class c join pg_roles r on r.oid = c.relowner
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    )
  ).rows;

interface PolicyRow {
  table: string;
  role: string;
  command: string;
  using: string | null;
  check: string | null;
}

const policies = async (): Promise<PolicyRow[]> =>
  (
    await owner.query<PolicyRow>(
      `select tablename as table, array_to_string(roles, ',') as role, cmd as command, qual as using, with_check as check from pg_policies where schemaname = 'public'`,
    )
  ).rows;

const secured = Object.entries(TABLES).filter(([, spec]) => spec.kind !== "reference");

describe("census of tables", () => {
  it("knows every table of the schema and no table that is not there", async () => {
    const tables = (await catalogue()).map((row) => row.table).toSorted();
    expect(tables.length).toBeGreaterThan(50);
    expect(tables).toEqual(Object.keys(TABLES).toSorted());
    figure("table-has-a-class", `${tables.length} tables, each with its class`);
  });

  it("would find a table without a class", async () => {
    await owner.query("create table planted (id uuid)");
    try {
      const unknown = (await catalogue()).map((row) => row.table).filter((table) => !(table in TABLES));
      expect(unknown).toEqual(["planted"]);
    } finally {
      await owner.query("drop table planted");
    }
  });

  it("has row security enabled and forced wherever there is a row to guard", async () => {
    const rows = new Map((await catalogue()).map((row) => [row.table, row]));
    const open = secured.filter(([table]) => !rows.get(table)?.rls || !rows.get(table)?.force).map(([table]) => table);
    expect(open).toEqual([]);
  });

  it("is owned by none of the runtime roles, and none of them can step around row security", async () => {
    const runtime = Object.values(ROLES) as string[];
    expect((await catalogue()).filter((row) => runtime.includes(row.owner))).toEqual([]);
    const { rows } = await owner.query<{ name: string }>(
      `select rolname as name from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      [runtime],
    );
    expect(rows).toEqual([]);
    const { rows: members } = await owner.query(
      `select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
       where m.rolname = any($1) and g.rolname <> all($1)`,
      [runtime],
    );
    expect(members).toEqual([]);
  });

  it("holds the organisation columns NOT NULL", async () => {
    const { rows } = await owner.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and is_nullable = 'YES'
         and column_name in ('organisation_id', 'sender_organisation_id', 'recipient_organisation_id')`,
    );
    // A disclosure under a legal basis other than consent may go to someone who is no organisation here.
    expect(rows).toEqual([{ table: "disclosures", column: "recipient_organisation_id" }]);
  });

  it.each(secured.filter(([, spec]) => spec.kind === "tenant"))(
    "%s: own rows alone, for reading and for writing",
    async (table, spec) => {
      const rule = "(organisation_id = app_organisation())";
      const added = spec.kind === "tenant" && spec.authenticatorOnly ? undefined : rule;
      const ofApp = (await policies()).filter((policy) => policy.table === table && policy.role === ROLES.app);
      expect(ofApp.find((policy) => policy.command === "SELECT")?.using).toBe(rule);
      expect(ofApp.find((policy) => policy.command === "INSERT")?.check).toBe(added);
      const update = ofApp.find((policy) => policy.command === "UPDATE");
      if (update) expect([update.using, update.check]).toEqual([rule, rule]);
    },
  );

  it("links tenant tables by pairs, so that a foreign key probes nobody else's rows", async () => {
    const tenant = Object.entries(TABLES)
      .filter(([, spec]) => spec.kind === "tenant" || (spec.kind === "identity" && spec.app === "organisation"))
      .map(([table]) => table);
    const { rows } = await owner.query<{ table: string; target: string; name: string; width: number }>(
      `select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target, c.conname as name, cardinality(c.conkey) as width
       from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
    );
    const single = rows
      .filter((row) => tenant.includes(row.table) && tenant.includes(row.target) && row.width < 2)
      .map((row) => row.name);
    expect(rows.length).toBeGreaterThan(60);
    expect(single).toEqual([]);
  });

  it("has no view, definer function, sequence or TRUNCATE that a runtime role could use", async () => {
    const { rows: views } = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'S')`,
    );
    expect(views).toEqual([]);
    const { rows: definers } = await owner.query(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`,
    );
    expect(definers).toEqual([]);
    const { rows: truncates } = await owner.query(
      `select table_name, grantee from information_schema.role_table_grants where table_schema = 'public' and grantee = any($1) and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
      [Object.values(ROLES)],
    );
    expect(truncates).toEqual([]);
  });

  it("leaves unique constraints that span organisations only where they tell nothing", async () => {
    const { rows } = await owner.query<{ table: string; definition: string }>(
      `select i.indrelid::regclass::text as table, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary`,
    );
    const tenantWide = rows
      .filter((row) => TABLES[row.table]?.kind === "tenant" || TABLES[row.table]?.kind === "two-party")
      .filter((row) => !/organisation_id/.test(row.definition));
    // Keys made of unguessable ids of the same referral or consent: nothing to probe without holding them.
    expect(tenantWide.map((row) => row.table).toSorted()).toEqual(["referral_packets"]);
  });

  it("lays exactly the policies of the list, one a command and role", async () => {
    const expected = await policies();
    const key = (policy: PolicyRow): string => `${policy.table} ${policy.role} ${policy.command}`;
    const statements = policyStatements(() => ["id", "organisation_id"]);
    const created = statements.filter((statement) => statement.startsWith("create policy"));
    expect(created.length).toBe(expected.length);
    expect(new Set(expected.map(key)).size).toBe(expected.length);
  });
});
