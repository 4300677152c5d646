import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "../command.ts";
import { optionsOf, wholeNumber } from "../command.ts";
import { freePort, openStage } from "../journey/stage.ts";
import { fillBench } from "./bench-data.ts";
import { INBOX_QUERY } from "./inbox.query.ts";

const PLAIN = fileURLToPath(new URL("../../dist/bench/plain-server.js", import.meta.url));

export const benchCommand: Command = {
  name: "bench",
  summary: "measure the referral inbox against hand-written SQL over plain http",
  usage: `causeway bench [--rows N] [--rounds N] [--requests N] [--connections N] [--json FILE]

  --rows N          referrals in the database (default 40000)
  --rounds N        rounds of each side, alternating (default 7)
  --requests N      requests a round (default 400)
  --connections N   requests under way at once (default 16)
  --json FILE       where the figures go (default .causeway/bench/inbox.json)

50 rows with four relations, the same bytes from both sides, under the same row security, pipelined on both. The figure
to look at is the CPU time of the server process for one request: it does not depend on what else the machine does.`,
  async run(args, env) {
    const options = optionsOf(args, {
      rows: { type: "string" },
      rounds: { type: "string" },
      requests: { type: "string" },
      connections: { type: "string" },
      json: { type: "string" },
    });
    const folder = resolve(env["CAUSEWAY_HOME"] ?? ".causeway", "bench");
    const load = {
      rounds: wholeNumber("rounds", options.rounds, 1) ?? 7,
      requests: wholeNumber("requests", options.requests, 1) ?? 400,
      connections: wholeNumber("connections", options.connections, 1) ?? 16,
    };
    const rows = wholeNumber("rows", options.rows, 1000) ?? 40_000;
    const result = await benchInbox(folder, rows, load);
    const path = options.json ?? resolve(folder, "inbox.json");
    writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
    const line = (label: string, side: Side): string =>
      `  ${label.padEnd(34)}${side.cpuMs.toFixed(2).padStart(8)} ms CPU${side.perSecond.toFixed(0).padStart(8)} /s${side.p50Ms.toFixed(1).padStart(8)} ms${side.p95Ms.toFixed(1).padStart(8)} ms`;
    process.stdout.write(
      [
        `Referral inbox: 50 rows, four relations, ${result.bytes} bytes, alike on all sides; ${rows} referrals.`,
        `  medians of ${load.rounds} rounds of ${load.requests} requests, ${load.connections} at once          (rate, p50, p95)`,
        line("API", result.api),
        line("plain http + pg + SQL", result.plain),
        line("the same, looking up the session", result.plainWithSession),
        "",
        `  the limit's CPU over the API's: ${result.ratio.toFixed(2)}; with the session looked up: ${result.ratioWithSession.toFixed(2)}`,
        `  written to ${path}`,
        "",
      ].join("\n"),
    );
    return 0;
  },
};

interface Side {
  /** CPU of the server process for one request, user and system. */
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface BenchResult {
  readonly at: string;
  readonly node: string;
  readonly cpus: number;
  readonly rows: number;
  readonly bytes: number;
  readonly load: Load;
  readonly api: Side;
  readonly plain: Side;
  readonly plainWithSession: Side;
  /** Share of the API's CPU that the limit needs: 1 would be no overhead at all. */
  readonly ratio: number;
  readonly ratioWithSession: number;
}

interface Load {
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
}

interface Target {
  readonly port: number;
  readonly pid: number;
}

export async function benchInbox(folder: string, rows: number, load: Load): Promise<BenchResult> {
  const stage = await openStage({ folder, start: new Date("2026-03-02T17:00:00Z"), worker: false });
  const servers: { stop(): Promise<void> }[] = [];
  try {
    const reader = await fillBench(stage, rows);
    const api: Target = { port: Number(new URL(stage.url).port), pid: stage.apiPid };
    const cookie = await signIn(stage.url, reader);
    const env = {
      PATH: process.env["PATH"],
      DATABASE_URL: stage.urls.app,
      AUTHENTICATOR_URL: stage.urls.authenticator,
      ORGANISATION_ID: reader.organisationId,
      NOW: stage.clock.now().toISOString(),
    };
    const plain = await startPlain({ ...env, BENCH_SESSIONS: "0" });
    servers.push(plain);
    const withSession = await startPlain({ ...env, BENCH_SESSIONS: "1" });
    servers.push(withSession);
    const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
    const targets = [api, plain, withSession];
    const bodies = await Promise.all(targets.map((target) => ask(agent, target, cookie)));
    // Bytes that differ would compare two different works.
    for (const body of bodies) if (body !== bodies[0]) throw new Error("the sides do not answer the same bytes");
    const nodes = (JSON.parse(bodies[0] ?? "{}") as { data: { referralInbox: { nodes: unknown[] } } }).data
      .referralInbox.nodes;
    if (nodes.length !== 50) throw new Error(`the inbox has ${nodes.length} rows instead of 50`);
    const rounds = targets.map((): Side[] => []);
    for (let round = -1; round < load.rounds; round++) {
      for (const [i, target] of targets.entries()) {
        const side = await measure(agent, target, cookie, load);
        // The first round only warms up.
        if (round >= 0) rounds[i]?.push(side);
      }
    }
    agent.destroy();
    const [a, b, c] = rounds.map(median) as [Side, Side, Side];
    return {
      at: new Date().toISOString(),
      node: process.version,
      cpus: cpus().length,
      rows,
      bytes: Buffer.byteLength(bodies[0] ?? ""),
      load,
      api: a,
      plain: b,
      plainWithSession: c,
      ratio: b.cpuMs / a.cpuMs,
      ratioWithSession: c.cpuMs / a.cpuMs,
    };
  } finally {
    for (const server of servers) await server.stop();
    await stage.close();
  }
}

async function signIn(url: string, reader: { email: string; password: string }): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }",
      variables: { input: { email: reader.email, password: reader.password } },
    }),
  });
  const [cookie] = response.headers.getSetCookie();
  if (!cookie) throw new Error("the bench could not sign in");
  return cookie.split(";")[0] ?? "";
}

async function startPlain(env: NodeJS.ProcessEnv): Promise<Target & { stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [PLAIN], {
    env: { ...env, PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  await new Promise<void>((ready, failed) => {
    child.once("message", () => ready());
    child.once("exit", () => failed(new Error("the plain server did not start")));
  });
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

const BODY = JSON.stringify({ query: INBOX_QUERY });

function ask(agent: Agent, target: Target, cookie: string): Promise<string> {
  return new Promise((done, failed) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(BODY), cookie };
    const sent = request(
      { agent, host: "127.0.0.1", port: target.port, path: "/graphql", method: "POST", headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const body = Buffer.concat(parts).toString("utf8").trimEnd();
          if (response.statusCode === 200) done(body);
          else failed(new Error(`answered ${response.statusCode}: ${body.slice(0, 300)}`));
        });
      },
    );
    sent.once("error", failed);
    sent.end(BODY);
  });
}

async function measure(agent: Agent, target: Target, cookie: string, load: Load): Promise<Side> {
  const times: number[] = [];
  let left = load.requests;
  const before = cpuMs(target.pid);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (left-- > 0) {
        const at = performance.now();
        await ask(agent, target, cookie);
        times.push(performance.now() - at);
      }
    }),
  );
  const took = performance.now() - began;
  times.sort((x, y) => x - y);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    cpuMs: (cpuMs(target.pid) - before) / load.requests,
    perSecond: (load.requests / took) * 1000,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  };
}

/** User and system time of a process so far (proc(5): clock ticks of 10 ms). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field, the name, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function median(sides: readonly Side[]): Side {
  const of = (key: keyof Side): number => {
    const sorted = sides.map((side) => side[key]).toSorted((x, y) => x - y);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return { cpuMs: of("cpuMs"), perSecond: of("perSecond"), p50Ms: of("p50Ms"), p95Ms: of("p95Ms") };
}
