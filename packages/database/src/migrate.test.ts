import { afterAll, beforeAll, expect, it } from "vitest";
import { cloneDatabase, type DatabaseClone } from "@causeway/testing";
import pg from "pg";
import { migrate, migrateDown, migrationNames } from "./migrate.ts";

let clone: DatabaseClone;
let admin: pg.Client;
beforeAll(async () => {
  clone = await cloneDatabase();
  admin = new pg.Client({ connectionString: clone.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await clone?.drop();
});

/** Everything of the schema that a migration makes, as lines. */
async function schema(): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(`
    select format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line from information_schema.columns where table_schema = 'public'
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
    union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
    union all select format('policy %s %s %s %s %s %s', tablename, policyname, roles, cmd, qual, with_check) from pg_policies where schemaname = 'public'
    union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select format('function %s', proname) from pg_proc where pronamespace = 'public'::regnamespace and probin is null
    union all select format('grant %s %s %s', grantee, table_name, privilege_type) from information_schema.role_table_grants where table_schema = 'public'
    order by 1`);
  return rows.map((row) => row.line);
}

it("goes up, down to nothing and up again without a difference", async () => {
  const before = await schema();
  expect(before.length).toBeGreaterThan(800);
  const names = await migrationNames();
  expect(await migrateDown(clone.ownerUrl, names.length)).toEqual(names.toReversed());
  expect(
    (await schema()).filter((line) => line.startsWith("column") && !line.startsWith("column schema_migrations")),
  ).toEqual([]);
  const { applied } = await migrate(clone.ownerUrl);
  expect(applied).toEqual(names);
  expect(await schema()).toEqual(before);
});

it("lets the logins in by a new secret", async () => {
  const login = new URL(clone.urls.relay);
  login.username = `${clone.name}_relay`;
  const urls = (password: string) => {
    login.password = password;
    return { ...clone.urls, relay: login.href };
  };
  const signIn = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.end();
  };
  const before = urls("before");
  await migrate(clone.ownerUrl, before);
  await signIn(before.relay);
  const after = urls("after");
  await migrate(clone.ownerUrl, after);
  await signIn(after.relay);
  await expect(signIn(before.relay)).rejects.toMatchObject({ code: "28P01" });
  await admin.query(`drop role ${login.username}`);
});

it("changes nothing when it is run again", async () => {
  const before = await schema();
  expect((await migrate(clone.ownerUrl)).applied).toEqual([]);
  expect(await schema()).toEqual(before);
});
