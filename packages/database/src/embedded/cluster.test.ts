import { compileProgram } from "@causeway/testing";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { removeEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from "./cluster.ts";
import { HeldByAnother, processBegan, takeHold } from "./holder.ts";
import { sheltersOf } from "./place.ts";

let parent: string;
let dataDir: string;
let launcher: string;
const children = new Set<ChildProcess>();
const running: EmbeddedPostgres[] = [];

beforeAll(async () => {
  launcher = await compileProgram(new URL("./launcher.factory.ts", import.meta.url));
});
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "causeway-cluster-"));
  chmodSync(parent, 0o711);
  dataDir = join(parent, "postgres");
});
afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop();
  for (const child of children) child.kill("SIGKILL");
  await vi.waitFor(() => removeEmbeddedPostgres(dataDir), { timeout: 20_000 });
  rmSync(parent, { recursive: true, force: true });
});

async function start(durable = false): Promise<EmbeddedPostgres> {
  const cluster = await startEmbeddedPostgres({ dataDir, durable });
  running.push(cluster);
  return cluster;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

interface Launched {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ownerUrl: string;
}

async function launch(durable = "forgetful"): Promise<Launched> {
  const child = fork(launcher, [dataDir, durable], { execArgv: [] });
  children.add(child);
  child.once("exit", () => children.delete(child));
  const [started] = (await once(child, "message")) as [{ pid: number; ownerUrl: string }];
  return { child, ...started };
}

test("data outlives the server, passwords and port stay, and nothing is left running", async () => {
  const first = await start();
  await ask(first.ownerUrl, "create table kept as select 42 as answer");
  await first.stop();
  expect(await takesConnections(first.port)).toBe(false);
  expect(processBegan(first.pid)).toBeNull();
  const second = await start();
  expect(second.ownerUrl).toBe(first.ownerUrl);
  expect(await ask(second.ownerUrl, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
});

test("listens on the loopback alone, and only its own passwords open it", async () => {
  const cluster = await start();
  expect(await ask(cluster.ownerUrl, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await ask(cluster.adminUrl, "show unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  for (const guess of ["", "postgres", "password"]) {
    const url = new URL(cluster.adminUrl);
    url.password = guess;
    await expect(ask(url.href, "select 1")).rejects.toThrow(/password/);
  }
  expect(await ask(cluster.adminUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(statSync(join(dataDir, "cluster.json")).mode & 0o077).toBe(0);
  await cluster.stop();
});

test("values of rows do not reach the server's log", async () => {
  const cluster = await start();
  await ask(cluster.ownerUrl, "create table people (email text primary key)");
  await ask(cluster.ownerUrl, "insert into people values ('ada@example.org')");
  await expect(ask(cluster.ownerUrl, "insert into people values ('ada@example.org')")).rejects.toThrow("people_pkey");
  await cluster.stop();
  const log = readFileSync(join(dataDir, "postgres.log"), "utf8");
  expect(log).toContain("people_pkey");
  expect(log).not.toContain("ada@example.org");
});

test("durable unless told otherwise: committed rows survive a killed server", async () => {
  const first = await launch("durable");
  expect(await ask(first.ownerUrl, "show fsync")).toEqual([{ fsync: "on" }]);
  await ask(first.ownerUrl, "create table kept as select 42 as answer");
  process.kill(first.pid, "SIGKILL");
  await vi.waitFor(() => expect(processBegan(first.pid)).toBeNull(), { timeout: 10_000 });
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await start(true);
  expect(await ask(second.ownerUrl, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
});

test("a killed launcher takes the server with it, and the next start works at once", async () => {
  const first = await launch();
  await ask(first.ownerUrl, "create table kept as select 42 as answer");
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(await ask(second.ownerUrl, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(processBegan(first.pid)).toBeNull();
});

test("a running cluster is not started a second time, and can be after it stopped", async () => {
  const first = await launch();
  await expect(start()).rejects.toThrow(HeldByAnother);
  await expect(removeEmbeddedPostgres(dataDir)).rejects.toThrow(HeldByAnother);
  expect(await ask(first.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  first.child.send("stop");
  await once(first.child, "exit");
  await (await start()).stop();
});

test("another port is taken when its own is in use", async () => {
  const first = await start();
  await first.stop();
  const other = createServer().listen(first.port, "127.0.0.1");
  await once(other, "listening");
  const second = await start();
  expect(second.port).not.toBe((other.address() as AddressInfo).port);
  expect(await ask(second.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
  other.close();
});

test("a postmaster.pid whose number belongs to another process does not stand in the way", async () => {
  const first = await start();
  await ask(first.ownerUrl, "create table kept as select 42 as answer");
  const [{ data_directory: data } = { data_directory: "" }] = await ask<{ data_directory: string }>(
    first.adminUrl,
    "show data_directory",
  );
  await first.stop();
  writeFileSync(join(data, "postmaster.pid"), `${process.pid}\n${data}\n`);
  const second = await start();
  expect(await ask(second.ownerUrl, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
});

test("removing leaves nothing, inside the folder and outside", async () => {
  chmodSync(parent, 0o700);
  const shelters = () => sheltersOf(dataDir).filter((path) => existsSync(path));
  const cluster = await start();
  await cluster.stop();
  const outside = shelters();
  expect(outside.length > 0).toBe(process.getuid?.() === 0);
  await removeEmbeddedPostgres(dataDir);
  expect(readdirSync(parent)).toEqual([]);
  expect(outside.filter((path) => existsSync(path))).toEqual([]);
});

test("where the server's user may pass, data stays in the folder", async () => {
  const cluster = await start();
  await cluster.stop();
  expect(existsSync(join(dataDir, "data", "PG_VERSION"))).toBe(true);
  expect(statSync(parent).mode & 0o777).toBe(0o711);
});

test("below a folder closed to others it runs as well, keeps its data, and the folder stays closed", async () => {
  chmodSync(parent, 0o700);
  const first = await start();
  await ask(first.ownerUrl, "create table kept as select 42 as answer");
  await first.stop();
  const second = await start();
  expect(await ask(second.ownerUrl, "select answer from kept")).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(statSync(parent).mode & 0o777).toBe(0o700);
});

test("a hold is refused while its process lives, and taken over when that is gone", () => {
  const path = join(parent, "hold.json");
  const release = takeHold(path);
  expect(() => takeHold(path)).toThrow(HeldByAnother);
  release();
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, JSON.stringify({ pid: process.pid, began: "an earlier process of this number" }));
  takeHold(path)();
  expect(readdirSync(parent)).toEqual([]);
});
