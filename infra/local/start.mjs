// @ts-check
// npm start: everything from a fresh clone to a serving system, and everything stopped again at the end.
import { rmSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startChild, untilReady } from "./children.mjs";
import { build, checkNode, install, isInstalled, repository, runQuietly } from "./install.mjs";
import { address, home, keep, makeHome, readKept, secrets, services } from "./settings.mjs";
import { Refusal, seconds, step } from "./steps.mjs";

/** Longer than the 30 s in which accepted work is finished. */
const PATIENCE = 35_000;
const CLI = join(repository, "apps", "cli", "dist", "index.js");

/** @type {(() => Promise<void>)[]} Started last, stopped first. */
const running = [];
/** @type {Promise<void> | undefined} */
let stopping;
let hurried = false;
let releaseLock = () => {};

function stopAll() {
  stopping ??= (async () => {
    for (const one of running.toReversed()) await one();
    releaseLock();
  })();
  return stopping;
}

/** @param {number} code */
async function end(code) {
  await stopAll();
  process.exit(code);
}

/** @typedef {{ pid: number, began: string }} Identity */
/** @typedef {{ launcher: Identity, npm: Identity | null, children: Identity[], url: string, databaseUrl: string | undefined }} Running */

/**
 * One start at a time. What a killed start left behind is ended first; a start whose npm was killed is about to stop.
 * @param {typeof import("../../packages/database/dist/embedded/index.js")} embedded
 */
async function takeOver(embedded) {
  const { isAlive, takeHold, HeldByAnother } = embedded;
  const lock = join(home, "held-by.json");
  const deadline = performance.now() + PATIENCE + 5_000;
  for (;;) {
    const before = /** @type {Running | null} */ (readKept("running.json"));
    try {
      const release = takeHold(lock);
      releaseLock = () => {
        rmSync(join(home, "running.json"), { force: true });
        release();
      };
      const left = before?.children.filter(isAlive) ?? [];
      for (const { pid } of left) process.kill(pid, "SIGTERM");
      const patience = performance.now() + 5_000;
      while (left.some(isAlive) && performance.now() < patience) await delay(50);
      for (const child of left) if (isAlive(child)) process.kill(child.pid, "SIGKILL");
      while (left.some(isAlive)) await delay(20);
      return;
    } catch (error) {
      if (!(error instanceof HeldByAnother)) throw error;
      const isOrphan = before?.npm && before.launcher.pid === error.pid && !isAlive(before.npm);
      if (!isOrphan || performance.now() > deadline) {
        const where = before?.launcher.pid === error.pid ? ` at ${before.url}` : "";
        throw new Refusal(`Already running${where} (process ${error.pid}).`);
      }
      await delay(100);
    }
  }
}

/** When npm itself is killed nobody forwards signals any more: the change of parent tells. */
function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void end(0), 250).unref();
}

async function main() {
  const began = performance.now();
  checkNode();
  const { embedded, demo } = services(process.env);
  process.stdout.write("Causeway\n");
  watchNpm();
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    let first = 0;
    process.on(name, () => {
      // npm forwards what the terminal has already sent: two within a second are one.
      if (stopping && performance.now() - first > 1000) hurried = true;
      if (!stopping) process.stdout.write("\nStopping\n");
      first ||= performance.now();
      void end(0);
    });
  }

  if (!isInstalled()) await step("install packages", install);
  await step("build", async (remark) => {
    const cached = await build();
    if (cached) remark(`(${cached} from the cache)`);
  });
  const database = await import("../../packages/database/dist/embedded/index.js");
  makeHome();
  await takeOver(database);
  const { host, port, moved } = await address(process.env);
  const kept = secrets();

  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env };
  env.CAUSEWAY_SECRET ||= kept.secret;
  env.NODE_ENV ||= embedded ? "development" : "production";
  // In production demo data is there when asked for, and the mailbox stays closed.
  env.CAUSEWAY_DEMO = !demo ? "0" : env.NODE_ENV === "production" ? "data" : "1";
  Object.assign(env, { HOST: host, PORT: String(port) });

  if (embedded) {
    const postgres = await step("PostgreSQL (embedded)", async (remark) => {
      const started = await database.startEmbeddedPostgres({ dataDir: join(home, "postgres") });
      remark(`127.0.0.1:${started.port}`);
      return started;
    });
    running.push(() => postgres.stop());
    void postgres.gone.then(() => stopping ?? lost("PostgreSQL ended."));
    const app = new URL(postgres.ownerUrl);
    app.username = "causeway";
    app.password = kept.databasePassword;
    env.DATABASE_URL = app.href;
    env.DATABASE_OWNER_URL = postgres.ownerUrl;
  }
  if (env.DATABASE_OWNER_URL) {
    await step("migrate", () => runQuietly(process.execPath, [CLI, "migrate"], { env }));
  } else {
    process.stdout.write("  migrate                     left out: DATABASE_OWNER_URL is not set\n");
  }
  // Only migrations may own tables.
  delete env.DATABASE_OWNER_URL;

  const signIns = join(home, "demo-sign-ins.json");
  const loadDemo = () =>
    step("demo data", () => runQuietly(process.execPath, [CLI, "demo", "--sign-ins", signIns], { env }));
  // The first load moves many records on; a worker that already answers its events would change them in between.
  const firstLoad = demo && readKept("demo-sign-ins.json") === null;
  if (firstLoad) await loadDemo();

  const api = startChild("api", "apps/api/dist/main.js", env);
  const worker = startChild("worker", "apps/worker/dist/main.js", env);
  for (const child of [worker, api]) {
    running.push(() => child.stop(hurried ? 0 : PATIENCE));
  }
  const identity = (/** @type {number} */ pid) => ({ pid, began: database.processBegan(pid) ?? "" });
  const url = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  keep("running.json", {
    launcher: identity(process.pid),
    npm: process.env.npm_lifecycle_event === undefined ? null : identity(process.ppid),
    children: [identity(api.pid), identity(worker.pid)],
    url,
    databaseUrl: embedded ? env.DATABASE_URL : undefined,
  });
  for (const child of [api, worker]) {
    void child.ready.catch((/** @type {Error} */ error) => stopping ?? lost(error.message));
  }
  // Only looks that all is there: beside the others' start, which takes as long.
  if (demo && !firstLoad) await loadDemo();
  await step("API and console", () => untilReady(`${url}/readyz`, api, 60_000));
  await step("worker", () =>
    Promise.race([
      worker.ready,
      delay(60_000).then(() => Promise.reject(new Refusal("The worker did not become ready within 60 s."))),
    ]),
  );

  announce({ url, moved, port, demo, took: performance.now() - began });
}

/** @param {{ url: string, moved: boolean, port: number, demo: boolean, took: number }} facts */
function announce({ url, moved, port, demo, took }) {
  const lines = [
    "",
    `Serving after ${seconds(took)}.${moved ? ` Port 4000 is taken, so this is ${port}.` : ""}`,
    "",
    `  Console   ${url}/`,
    `  GraphQL   ${url}/graphql   (explorer: ${url}/graphiql)`,
    `  Health    ${url}/healthz  ${url}/readyz  ${url}/metrics`,
    `  Logs      ${join(home, "logs")}`,
  ];
  const people = demo ? /** @type {SignIn[] | null} */ (readKept("demo-sign-ins.json")) : null;
  if (people?.length) {
    const width = (/** @type {keyof SignIn} */ key) => Math.max(...people.map((person) => person[key].length));
    lines.push("", "Demo sign-ins");
    for (const person of people) {
      const cells = /** @type {const} */ (["organisation", "role", "email"]).map((key) =>
        person[key].padEnd(width(key)),
      );
      lines.push(`  ${cells.join("  ")}  ${person.password}`);
    }
  }
  lines.push("", "Ctrl-C stops everything. npm run reset empties the data.", "");
  process.stdout.write(lines.join("\n"));
}

/** @typedef {{ organisation: string, role: string, email: string, password: string }} SignIn */

/** @param {string} message */
function lost(message) {
  process.stderr.write(`\n${message}\n`);
  void end(1);
}

main().catch((/** @type {unknown} */ error) => {
  if (stopping) return;
  const message =
    error instanceof Refusal ? error.message : error instanceof Error ? (error.stack ?? "") : String(error);
  lost(message);
});
