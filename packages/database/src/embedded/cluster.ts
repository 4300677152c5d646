import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { takeHold } from "./holder.ts";
import { findPlace, makeFolder, sheltersOf, type Place } from "./place.ts";
import { clearLeftServer, startPostmaster, type Postmaster } from "./postmaster.ts";

const ADMIN = "causeway_admin";
const OWNER = "causeway_owner";

/** Crash safety given up for speed; only for data that a test run makes and throws away. */
const FORGETFUL = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  max_connections: "300",
};

export interface EmbeddedPostgresOptions {
  /** Folder of this cluster alone; made when missing. */
  readonly dataDir: string;
  /** Name of the database that is made and owned by the owner role. Default `causeway`. */
  readonly database?: string;
  /** False: the data may be lost in a crash. For tests. Default true. */
  readonly durable?: boolean;
  /** Server settings by name, over the launcher's own. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly host: string;
  readonly port: number;
  /** Of the role that owns the database and runs migrations: may make roles and databases, and is no superuser. */
  readonly ownerUrl: string;
  /** Of the superuser; for what the owner may not do (extensions that are not trusted, terminating sessions). */
  readonly adminUrl: string;
  readonly pid: number;
  /** Resolves when the server has gone, however it came about. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

interface ClusterRecord {
  readonly port: number;
  readonly adminPassword: string;
  readonly ownerPassword: string;
}

function readRecord(dataDir: string): ClusterRecord | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, "cluster.json"), "utf8")) as ClusterRecord;
  } catch {
    return null;
  }
}

function writeRecord(dataDir: string, record: ClusterRecord): void {
  const draft = join(dataDir, "cluster.json.draft");
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  renameSync(draft, join(dataDir, "cluster.json"));
}

/** `wanted` when it is free, else one that is. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}

function makeCluster(place: Place, data: string, password: string, durable: boolean): void {
  // Made beside and moved into place when whole: a start that was killed half way leaves nothing that looks finished.
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(draft, "..", "initdb-password");
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: "wx" });
  if (place.user) for (const path of [draft, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
  try {
    const made = spawnSync(
      join(place.binaries.root, "bin", "initdb"),
      [
        `--pgdata=${draft}`,
        `--username=${ADMIN}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The same order of text on every machine, whatever locales it has.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--text-search-config=english",
        ...(durable ? [] : ["--no-sync"]),
      ],
      { cwd: draft, env: { LC_ALL: "C", PATH: process.env.PATH }, encoding: "utf8", ...place.user },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message || "no message"}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

async function makeOwner(adminUrl: string, record: ClusterRecord, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const known = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [OWNER, database],
    );
    if (!known.rows[0]?.role) {
      await client.query(
        `create role ${OWNER} login nosuperuser createdb createrole password ${pg.escapeLiteral(record.ownerPassword)}`,
      );
    }
    if (!known.rows[0]?.database) {
      await client.query(`create database ${pg.escapeIdentifier(database)} owner ${OWNER}`);
    }
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL that npm installed, on a free port of the loopback (kept between starts), with passwords made
 * at the first start and kept in `dataDir`/cluster.json (mode 0600). As root the server runs as an unprivileged user.
 * A server left over from a launcher that was killed is stopped first. The server stops when this process ends.
 * @throws HeldByAnother when a living process has this cluster running.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, database = "causeway", durable = true } = options;
  makeFolder(dataDir);
  const release = takeHold(join(dataDir, "held-by.json"));
  let postmaster: Postmaster | undefined;
  try {
    const place = findPlace(dataDir);
    const data = join(place.folder, "data");
    await clearLeftServer(data);
    let record = readRecord(dataDir);
    if (!record || !existsSync(data)) {
      if (existsSync(data))
        throw new Error(`${dataDir} has data but not its passwords (cluster.json). Empty it: npm run reset.`);
      record = {
        port: 0,
        adminPassword: randomBytes(24).toString("base64url"),
        ownerPassword: randomBytes(24).toString("base64url"),
      };
      writeRecord(dataDir, record);
      makeCluster(place, data, record.adminPassword, durable);
    }
    const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
    if (made !== place.binaries.version.split(".")[0]) {
      throw new Error(
        `${dataDir} was made by PostgreSQL ${made}; installed is ${place.binaries.version}. Empty it: npm run reset.`,
      );
    }
    const port = await freePort(record.port);
    if (port !== record.port) writeRecord(dataDir, (record = { ...record, port }));
    const settings = { ...(durable ? {} : FORGETFUL), ...options.settings };
    postmaster = await startPostmaster(place, data, port, settings, join(dataDir, "postgres.log"));
    const url = (user: string, password: string, name: string) =>
      `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    const adminUrl = url(ADMIN, record.adminPassword, "postgres");
    await makeOwner(adminUrl, record, database);
    const server = postmaster;
    return {
      host: "127.0.0.1",
      port,
      ownerUrl: url(OWNER, record.ownerPassword, database),
      adminUrl,
      pid: server.pid,
      gone: server.gone,
      async stop() {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    await postmaster?.stop();
    release();
    throw error;
  }
}

/**
 * Removes the cluster with all its data, in `dataDir` and where it had to be kept outside; a server left over is stopped.
 * @throws HeldByAnother when a living process has this cluster running.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const release = takeHold(join(dataDir, "held-by.json"));
  try {
    for (const folder of [dataDir, ...sheltersOf(dataDir)]) await clearLeftServer(join(folder, "data"));
    const mark = join(dataDir, "shelter.json");
    if (existsSync(mark)) {
      const { id } = JSON.parse(readFileSync(mark, "utf8")) as { id: string };
      for (const shelter of sheltersOf(dataDir)) {
        const belongsTo = join(shelter, "belongs-to");
        if (existsSync(belongsTo) && readFileSync(belongsTo, "utf8") === id) rmSync(shelter, { recursive: true });
      }
    }
    rmSync(dataDir, { recursive: true, force: true });
  } finally {
    release();
  }
}
