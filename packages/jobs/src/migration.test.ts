import { randomUUID } from "node:crypto";
import { cloneDatabase, type DatabaseClone } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { query } from "./backends.factory.ts";
import { migrateJobs } from "./migration.ts";

describe("migrateJobs", () => {
  let database: DatabaseClone;
  let runtimeUrl: string;
  const role = `jobs_${randomUUID().slice(0, 8)}`;
  const stranger = `${role}_stranger`;

  beforeAll(async () => {
    database = await cloneDatabase();
    for (const each of [role, stranger]) {
      await query(database.adminUrl, `create role ${each} login password 'of-a-test'`);
    }
    runtimeUrl = urlOf(role);
  });
  afterAll(async () => {
    await query(database.adminUrl, `drop owned by ${role} cascade; drop role ${role}; drop role ${stranger}`);
    await database.drop();
  });

  function urlOf(user: string): string {
    const url = new URL(database.ownerUrl);
    url.username = user;
    url.password = "of-a-test";
    return url.href;
  }

  test("it can be run again, and by several at once", async () => {
    await Promise.all([1, 2, 3].map(() => migrateJobs(database.ownerUrl, { role })));
    await migrateJobs(database.ownerUrl, { role });
    const ledger = await query(database.ownerUrl, "select version from bullmq.migration order by version");
    expect(ledger.length).toBeGreaterThan(0);
    expect(new Set(ledger.map((row) => JSON.stringify(row))).size).toBe(ledger.length);
  });

  test("the runtime role owns nothing, and the owner is no superuser", async () => {
    const owners = await query(
      database.ownerUrl,
      `select distinct owner.rolname as owner, owner.rolsuper as super from pg_class c
       join pg_roles owner on owner.oid = c.relowner where c.relnamespace = 'bullmq'::regnamespace`,
    );
    expect(owners).toEqual([{ owner: new URL(database.ownerUrl).username, super: false }]);
  });

  test.each([
    "select count(*) from bullmq.job",
    "select * from bullmq.migration limit 1",
    "delete from bullmq.job where false",
    "select bullmq.pause('q', false)",
    "select nextval('bullmq.job_seq')",
  ])("the runtime role may: %s", async (sql) => {
    await expect(query(runtimeUrl, sql)).resolves.toBeDefined();
  });

  test.each([
    "create table bullmq.mine ()",
    "truncate bullmq.job",
    "drop table bullmq.job",
    "alter table bullmq.job add column mine int",
    "insert into bullmq.migration values (999, 'mine', 6)",
    "delete from bullmq.migration",
    "select setval('bullmq.job_seq', 1)",
  ])("the runtime role may not: %s", async (sql) => {
    await expect(query(runtimeUrl, sql)).rejects.toMatchObject({ code: "42501" });
  });

  test.each(["select count(*) from bullmq.job", "select bullmq.pause('q', true)"])(
    "another role may not: %s",
    async (sql) => {
      await expect(query(urlOf(stranger), sql)).rejects.toMatchObject({ code: "42501" });
    },
  );
});
