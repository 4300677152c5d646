import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { databaseUrls, migrate, type DatabaseUrls } from "@causeway/database";
import {
  HeldByAnother,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from "@causeway/database/embedded";
import pg from "pg";
import type { TestProject } from "vitest/node";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** Kept between runs, so that a run of one file starts at once; a run beside this one takes the next. */
async function startServer(): Promise<{ server: EmbeddedPostgres; slot: number }> {
  for (let slot = 1; ; slot += 1) {
    const dataDir = join(repository, ".causeway", "test", `postgres-${slot}`);
    const start = () => startEmbeddedPostgres({ dataDir, durable: false });
    try {
      return { server: await start(), slot };
    } catch (error) {
      if (error instanceof HeldByAnother) continue;
      // Without crash safety a machine that went down leaves data that cannot be opened; nothing in it is missed.
      await removeEmbeddedPostgres(dataDir);
      return { server: await start(), slot };
    }
  }
}

/** Changes whenever anything changes that the schema is made from. */
export function schemaFingerprint(root: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(sql|ts|json)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/^(dist|node_modules|src\/embedded)\//.test(relative(root, path)))
    .sort();
  for (const path of files) hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

async function makeTemplate(admin: pg.Client, ownerUrl: string, urls: DatabaseUrls, template: string): Promise<void> {
  const draft = "template_draft";
  await admin.query(`drop database if exists ${draft} with (force)`);
  await admin.query(`create database ${draft} owner causeway_owner`);
  const inDraft = new URL(ownerUrl);
  inDraft.pathname = `/${draft}`;
  await migrate(inDraft.href, urls);
  await admin.query(`alter database ${draft} rename to ${template}`);
}

/** The logins stay in the server between runs, with passwords of an earlier run: this run makes new ones. */
async function renewPasswords(admin: pg.Client, urls: DatabaseUrls): Promise<void> {
  for (const url of Object.values(urls)) {
    const { username, password } = new URL(url);
    const [name, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
    await admin.query(`alter role ${pg.escapeIdentifier(name)} password ${pg.escapeLiteral(secret)}`);
  }
}

/** One server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, slot } = await startServer();
  // Whoever holds the server of this number holds the folder of this number.
  const folder = join(repository, ".causeway", "test", `run-${slot}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  project.provide("causewayRun", { folder });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const template = `template_${schemaFingerprint(join(repository, "packages", "database"))}`;
  const dropExcept = async (kept: string) => {
    const { rows } = await admin.query<{ name: string }>(
      `select datname as name from pg_database where datname ~ '^(clone|template)_' and datname <> $1`,
      [kept],
    );
    for (const { name } of rows) await admin.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
    return admin.query(`select from pg_database where datname = $1`, [kept]);
  };
  const secret = randomBytes(32).toString("base64url");
  const app = new URL(server.ownerUrl);
  app.username = "causeway_test";
  app.password = randomBytes(24).toString("base64url");
  const urls = databaseUrls({ databaseUrl: app.href, secret });
  if ((await dropExcept(template)).rowCount === 0) await makeTemplate(admin, server.ownerUrl, urls, template);
  await renewPasswords(admin, urls);
  project.provide("causewayPostgres", {
    adminUrl: server.adminUrl,
    ownerUrl: server.ownerUrl,
    urls: { app: urls.app, relay: urls.relay, authenticator: urls.authenticator },
    secret,
    template,
  });
  return async () => {
    await dropExcept(template);
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  };
}
