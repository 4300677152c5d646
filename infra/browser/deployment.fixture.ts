import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Database, type EntityClass } from "@causeway/database";
import { migrateJobs } from "@causeway/jobs";
import { cloneDatabase } from "@causeway/testing";
import { inject } from "vitest";

const apps = fileURLToPath(new URL("../../apps/", import.meta.url));

/** Of the demonstration, as `causeway demo` writes it. */
export interface SignIn {
  readonly organisation: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface Deployment {
  readonly url: string;
  /** Of every API process; `url` is the first. */
  readonly urls: readonly string[];
  /** The API processes, for a test that ends one. */
  readonly apis: readonly ChildProcess[];
  readonly adminUrl: string;
  readonly secret: string;
  /** Empty unless the demonstration was asked for. */
  readonly signIns: readonly SignIn[];
  /** For factories; the processes have connections of their own. */
  readonly db: Database;
  close(): Promise<void>;
}

/**
 * The built API and worker as processes of their own, over a database of their own; the API serves the built console.
 * @throws Error when they were not built
 */
export async function startDeployment(
  entities: readonly EntityClass[],
  options: { demo?: boolean; apis?: number } = {},
): Promise<Deployment> {
  for (const built of ["api/dist/main.js", "cli/dist/index.js", "worker/dist/main.js", "console/dist/index.html"]) {
    if (!existsSync(apps + built)) throw new Error(`apps/${built} is missing: npm run build`);
  }
  const clone = await cloneDatabase();
  await migrateJobs(clone.ownerUrl, { role: "causeway_relay" });
  const db = await Database.open({ urls: clone.urls, entities, poolSize: 4 });
  const ports: number[] = [];
  while (ports.length < (options.apis ?? 1)) ports.push(await freePort());
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "test",
    DATABASE_URL: clone.urls.app,
    DATABASE_RELAY_URL: clone.urls.relay,
    DATABASE_AUTHENTICATOR_URL: clone.urls.authenticator,
    CAUSEWAY_SECRET: clone.secret,
    CAUSEWAY_DEMO: "1",
    LOG_LEVEL: "warn",
  };
  const signIns = options.demo ? await fillWithDemo(env) : [];
  const start = (main: string, port: number): ChildProcess =>
    spawn(process.execPath, [apps + main], {
      env: { ...env, PORT: String(port) },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  const apis = ports.map((port) => start("api/dist/main.js", port));
  const processes = [...apis, start("worker/dist/main.js", ports[0] ?? 0)];
  const close = async () => {
    await Promise.all(processes.map(stop));
    await db.close();
    await clone.drop();
  };
  try {
    await Promise.all(processes.map(ready));
  } catch (error) {
    await close();
    throw error;
  }
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  return { url: urls[0] ?? "", urls, apis, adminUrl: clone.adminUrl, secret: clone.secret, db, signIns, close };
}

async function fillWithDemo(env: NodeJS.ProcessEnv): Promise<SignIn[]> {
  const folder = await mkdtemp(join(inject("causewayRun").folder, "demo-"));
  const file = join(folder, "sign-ins.json");
  await promisify(execFile)(process.execPath, [`${apps}cli/dist/index.js`, "demo", "--sign-ins", file], { env });
  return JSON.parse(await readFile(file, "utf8")) as SignIn[];
}

async function ready(child: ChildProcess): Promise<void> {
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`a process of the deployment ended with ${code}`))),
  ]);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
