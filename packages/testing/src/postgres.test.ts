import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { cloneDatabase } from "./postgres.ts";

const [first, second] = await Promise.all([cloneDatabase(), cloneDatabase()]);
afterAll(() => Promise.all([first.drop(), second.drop()]));

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("what one test file writes, another does not see", async () => {
  await ask(first.ownerUrl, "create table only_here (id int)");
  const sql = `select to_regclass('public.only_here') is not null as there`;
  expect(await ask(first.ownerUrl, sql)).toEqual([{ there: true }]);
  expect(await ask(second.ownerUrl, sql)).toEqual([{ there: false }]);
});

test("the owner of the tables is no superuser and does not bypass row security", async () => {
  const rows = await ask(first.ownerUrl, "select rolsuper, rolbypassrls from pg_roles where rolname = current_user");
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test("a dropped clone is gone, open sessions or not", async () => {
  const clone = await cloneDatabase();
  const open = new pg.Client({ connectionString: clone.ownerUrl });
  open.on("error", () => undefined);
  await open.connect();
  await clone.drop();
  const rows = await ask(first.adminUrl, `select from pg_database where datname = '${clone.name}'`);
  expect(rows).toHaveLength(0);
});
