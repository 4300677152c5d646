import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { DomainError } from "@causeway/kernel";
import pg from "pg";
import type { DatabaseUrls } from "./connections.ts";
import { ROLES, policyStatements } from "./policies.ts";
import { TABLES } from "./tables.ts";

/** Pipeline features, `merge` semantics and trusted extensions that this software relies on. */
export const LOWEST_POSTGRES_VERSION = 15;

const MIGRATIONS = new URL("../migrations/", import.meta.url);

export interface MigrationResult {
  readonly applied: readonly string[];
  readonly serverVersion: number;
}

/**
 * Brings a database to the newest schema with its roles, policies and grants, as the owner role.
 * Safe to run again and by several processes at once (advisory lock).
 * @param urls the deployment's connection strings, whose logins are made; without them only the group roles are
 * @throws DomainError UNAVAILABLE when the server is older than {@link LOWEST_POSTGRES_VERSION}.
 */
export async function migrate(ownerUrl: string, urls?: DatabaseUrls): Promise<MigrationResult> {
  return withOwner(ownerUrl, async (client) => {
    const serverVersion = await checkVersion(client);
    await client.query("select pg_advisory_lock(4823001)");
    await ensureRoles(client, urls);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())",
    );
    const done = new Set(
      (await client.query<{ name: string }>("select name from schema_migrations")).rows.map((row) => row.name),
    );
    const applied: string[] = [];
    for (const name of (await migrationNames()).filter((candidate) => !done.has(candidate))) {
      const sql = await readFile(new URL(`${name}.up.sql`, MIGRATIONS), "utf8");
      await inTransaction(client, async () => {
        await client.query(sql);
        await client.query("insert into schema_migrations (name) values ($1)", [name]);
      });
      applied.push(name);
    }
    await applyPolicies(client, applied.length > 0);
    return { applied, serverVersion };
  });
}

/** Takes back the newest `count` migrations, newest first. For operators and the up-down-up test. */
export async function migrateDown(ownerUrl: string, count: number): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const names = (
      await client.query<{ name: string }>("select name from schema_migrations order by name desc limit $1", [count])
    ).rows.map((row) => row.name);
    for (const name of names) {
      const sql = await readFile(new URL(`${name}.down.sql`, MIGRATIONS), "utf8");
      await inTransaction(client, async () => {
        await client.query(sql);
        await client.query("delete from schema_migrations where name = $1", [name]);
      });
    }
    return names;
  });
}

/** Names of all migrations, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(MIGRATIONS);
  return files
    .filter((file) => file.endsWith(".up.sql"))
    .map((file) => file.slice(0, -".up.sql".length))
    .toSorted();
}

async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "causeway-migrate" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function checkVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ v: string }>("select current_setting('server_version_num') as v");
  const version = Math.floor(Number(rows[0]?.v) / 10_000);
  if (version < LOWEST_POSTGRES_VERSION) {
    throw new DomainError(
      "UNAVAILABLE",
      `PostgreSQL ${LOWEST_POSTGRES_VERSION} or newer is needed; this server is ${version}.`,
    );
  }
  return version;
}

/** Group roles, and the logins of this deployment as members of one each. Roles are cluster-wide. */
async function ensureRoles(client: pg.Client, urls: DatabaseUrls | undefined): Promise<void> {
  for (const role of Object.values(ROLES)) {
    await createRole(client, role, "nologin");
  }
  if (!urls) return;
  for (const key of ["app", "relay", "authenticator"] as const) {
    const url = new URL(urls[key]);
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    const login = `login password ${client.escapeLiteral(password)}`;
    await createRole(client, user, login);
    // A changed secret or URL changes the password of a login that is there already.
    await changeRole(client, user, login);
    await client.query(`grant ${ROLES[key]} to ${client.escapeIdentifier(user)}`);
  }
}

async function createRole(client: pg.Client, name: string, attributes: string): Promise<void> {
  const existing = await client.query("select 1 from pg_roles where rolname = $1", [name]);
  if (existing.rowCount) return;
  try {
    await client.query(`create role ${client.escapeIdentifier(name)} ${attributes} nosuperuser nobypassrls`);
  } catch (error) {
    // Another database of the same cluster may be migrating at this moment.
    const code = (error as { code?: string }).code;
    if (code !== "42710" && code !== "23505") throw error;
  }
}

/** Left alone where the login was made by someone this owner may not change. */
async function changeRole(client: pg.Client, name: string, attributes: string): Promise<void> {
  try {
    await client.query(`alter role ${client.escapeIdentifier(name)} ${attributes}`);
  } catch (error) {
    const code = (error as { code?: string }).code;
    // 42501: not ours to change. XX000: another database of the same cluster changes it at this moment.
    if (code !== "42501" && code !== "XX000") throw error;
  }
}

/** Policies take exclusive locks, so they are laid again only when they or the schema changed. */
async function applyPolicies(client: pg.Client, schemaChanged: boolean): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and table_name = any($1) order by ordinal_position`,
    [Object.keys(TABLES)],
  );
  const columns = new Map<string, string[]>();
  for (const row of rows) columns.set(row.table, [...(columns.get(row.table) ?? []), row.column]);
  const statements = policyStatements((table) => columns.get(table) ?? []);
  const mark = `policies ${createHash("sha256").update(statements.join(";")).digest("hex")}`;
  const laid = await client.query<{ mark: string | null }>("select obj_description('public'::regnamespace) as mark");
  if (!schemaChanged && laid.rows[0]?.mark === mark) return;
  await inTransaction(client, async () => {
    await client.query([...statements, `comment on schema public is ${client.escapeLiteral(mark)}`].join(";\n"));
  });
}
