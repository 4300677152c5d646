import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { figure } from "@causeway/testing";
import { processBegan } from "../../packages/database/src/embedded/index.ts";
import { repository } from "./install.mjs";

/** The built programs, started as a newcomer does, with data of their own below a folder closed to others. */
let parent: string;
let home: string;
const launchers = new Set<ChildProcess>();

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "causeway-start-"));
  home = join(parent, "home");
});
afterEach(async () => {
  for (const launcher of launchers) await end(launcher, "SIGTERM");
  spawnSync(process.execPath, ["infra/local/reset.mjs"], { cwd: repository, env: environment({}) });
  rmSync(parent, { recursive: true, force: true });
});

function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, CAUSEWAY_HOME: home, ...extra };
}

interface Started {
  readonly launcher: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  /** API, worker and PostgreSQL. */
  readonly pids: readonly number[];
}

function run(extra: NodeJS.ProcessEnv, args: readonly string[]): { launcher: ChildProcess; said: () => string } {
  const launcher = spawn(process.execPath, ["infra/local/start.mjs", ...args], {
    cwd: repository,
    env: environment(extra),
    stdio: ["ignore", "pipe", "pipe"],
  });
  launchers.add(launcher);
  launcher.once("exit", () => launchers.delete(launcher));
  let said = "";
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return { launcher, said: () => said };
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(home, name), "utf8"));

async function start(extra: NodeJS.ProcessEnv = {}, args: readonly string[] = ["--no-demo"]): Promise<Started> {
  const { launcher, said } = run(extra, args);
  await vi.waitFor(
    () => {
      if (launcher.exitCode !== null) throw new Error(`ended with ${launcher.exitCode}: ${said()}`);
      expect(said()).toContain("Ctrl-C stops everything");
    },
    { timeout: 90_000, interval: 20 },
  );
  const { url, children } = readJson("running.json") as { url: string; children: { pid: number }[] };
  const postmaster = spawnSync("/bin/sh", [
    "-c",
    `ps -o pid= --ppid ${launcher.pid} 2>/dev/null || pgrep -P ${launcher.pid}`,
  ]);
  const pids = new Set([
    ...children.map(({ pid }) => pid),
    ...postmaster.stdout.toString().split(/\s+/).filter(Boolean).map(Number),
  ]);
  return { launcher, url, said, pids: [...pids] };
}

async function end(launcher: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode;
  const exited = once(launcher, "exit");
  launcher.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

const living = (pids: readonly number[]) => pids.filter((pid) => processBegan(pid) !== null);

test(
  "serves every address, keeps its secrets to itself, and stops in order without a process left",
  { timeout: 120_000 },
  async () => {
    const { launcher, url, said, pids } = await start();
    expect(pids).toHaveLength(3);
    for (const path of ["/", "/graphiql", "/healthz", "/readyz", "/metrics"]) {
      expect([path, (await fetch(url + path, { headers: { accept: "text/html" } })).status]).toEqual([path, 200]);
    }
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(await answer.json()).toMatchObject({ data: { __typename: "Query" } });
    for (const step of ["build", "PostgreSQL", "migrate", "API and console", "worker"]) {
      expect(said()).toMatch(new RegExp(`${step}.*\\d+\\.\\d s`));
    }
    const secret = readJson("secrets.json") as { secret: string; databasePassword: string };
    expect(statSync(join(home, "secrets.json")).mode & 0o077).toBe(0);
    for (const value of Object.values(secret)) expect(said()).not.toContain(value);

    expect(await end(launcher, "SIGTERM")).toBe(0);
    expect(living(pids)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
    expect(readdirSync(home)).not.toContain("held-by.json");
  },
);

test("a demo sign-in works, with the password that was printed and no other", { timeout: 120_000 }, async () => {
  const { url, said } = await start({}, []);
  const people = readJson("demo-sign-ins.json") as { organisation: string; email: string; password: string }[];
  expect(statSync(join(home, "demo-sign-ins.json")).mode & 0o077).toBe(0);
  expect(new Set(people.map(({ organisation }) => organisation)).size).toBeGreaterThanOrEqual(3);
  expect(new Set(people.map(({ password }) => password)).size).toBe(people.length);
  for (const { email, password } of people) expect(said()).toMatch(new RegExp(`${email} +${password}\\n`));
  const [person] = people;
  const signIn = async (password: string | undefined) => {
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({
        query:
          "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { organisation { name } } userErrors { code } } }",
        variables: { input: { email: person?.email, password } },
      }),
    });
    return { body: (await answer.json()) as unknown, cookie: answer.headers.get("set-cookie") };
  };
  const right = await signIn(person?.password);
  expect(right.body).toMatchObject({ data: { signIn: { viewer: { organisation: { name: person?.organisation } } } } });
  expect(right.cookie).toMatch(/HttpOnly/);
  const wrong = await signIn("not the password");
  expect(wrong.body).toMatchObject({ data: { signIn: { viewer: null } } });
  expect(wrong.cookie).toBeNull();
});

test("after a killed launcher nothing lives on, and the next start serves", { timeout: 180_000 }, async () => {
  const first = await start();
  await end(first.launcher, "SIGKILL");
  const second = await start();
  expect(living(first.pids)).toEqual([]);
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  await end(second.launcher, "SIGKILL");
  await vi.waitFor(() => expect(living(second.pids)).toEqual([]), { timeout: 40_000, interval: 50 });
});

test("a second start beside a running one is refused and leaves it alone", { timeout: 120_000 }, async () => {
  const first = await start();
  const { launcher, said } = run({}, ["--no-demo"]);
  await once(launcher, "exit");
  expect(launcher.exitCode).toBe(1);
  expect(said()).toContain(`Already running at ${first.url}`);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
});

test(
  "a second start builds nothing, keeps the data and its people, and says how long it took",
  { timeout: 180_000 },
  async () => {
    await end((await start({}, [])).launcher, "SIGINT");
    const people = readFileSync(join(home, "demo-sign-ins.json"), "utf8");
    const { said } = await start({}, []);
    expect(said()).toMatch(/build .*\((\d+) of \1 from the cache\)/);
    expect(readFileSync(join(home, "demo-sign-ins.json"), "utf8")).toBe(people);
    const took = /Serving after ([\d.]+) s/.exec(said())?.[1];
    expect(Number(took)).toBeGreaterThan(0);
    // A figure, not a limit of the test: 5 s are promised, and a busy machine may take longer.
    figure("second-start", `${took} s, of 5 s promised`);
  },
);

test(
  "a port that was asked for and is taken is a clear error; one that is free is used",
  { timeout: 120_000 },
  async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { launcher, said } = run({ PORT: String(port) }, ["--no-demo"]);
    await once(launcher, "exit");
    expect(launcher.exitCode).toBe(1);
    expect(said()).toContain(`Port ${port} (PORT) is taken`);
    other.close();
    await once(other, "close");
    const { url } = await start({ PORT: String(port) });
    expect(url).toBe(`http://127.0.0.1:${port}`);
  },
);

test("the owner's URL without the application's is refused before anything starts", async () => {
  const { launcher, said } = run({ DATABASE_OWNER_URL: "postgres://owner:hidden@127.0.0.1/x" }, []);
  await once(launcher, "exit");
  expect(launcher.exitCode).toBe(1);
  expect(said()).toContain("DATABASE_URL is not");
  expect(said()).not.toContain("hidden");
  expect(existsSync(home)).toBe(false);
});
