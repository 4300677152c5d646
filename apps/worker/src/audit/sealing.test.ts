import { createServer } from "node:http";
import { careEntities } from "@causeway/care";
import { Database, verifyAudit } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { createLogger, jobActor, MovableClock } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { cloneDatabase, type DatabaseClone } from "@causeway/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { allWork } from "../handlers.ts";
import { startHealthServer } from "../health.ts";
import { startWorker } from "../host.ts";
import { ask, configFor, makeParties, prepareJobs, type Parties } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const secret = `whsec_${Buffer.from("a secret of the anchor, 32 bytes").toString("base64")}`;
let clone: DatabaseClone;
let db: Database;
let parties: Parties;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  parties = await makeParties(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
});
afterAll(async () => {
  await db?.close();
  await clone?.drop();
});

const act = () =>
  db.run(jobActor(parties.sender, "test"), async (tx) => tx.audit({ action: "thing.do", subjectType: "thing" }));
const waiting = async () => (await ask<{ n: number }>(clone, "select count(*)::int as n from audit_pending"))[0]?.n;

it("audit-is-chained: the worker seals what is done, tells how far it is, and leaves nothing behind when it stops", async () => {
  const posts: { headers: Record<string, string>; body: string }[] = [];
  const anchor = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      posts.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => anchor.listen(0, "127.0.0.1", resolve));
  const { port } = anchor.address() as { port: number };
  await act();
  await ask(clone, "update audit_pending set noted_at = noted_at - interval '1 minute'");
  const host = await startWorker({
    config: configFor(clone, {
      CAUSEWAY_AUDIT_ANCHOR: `http://127.0.0.1:${port}/heads`,
      CAUSEWAY_AUDIT_ANCHOR_SECRET: secret,
    }),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
    sealEveryMs: 50,
  });
  const health = await startHealthServer(host, { port: 0, address: "127.0.0.1" });
  try {
    await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 10_000 });
    await vi.waitFor(() => expect(posts.length).toBeGreaterThan(0), { timeout: 10_000 });
    const { port: healthPort } = health.address() as { port: number };
    const metrics = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
    expect(metrics).toMatch(/^causeway_audit_unsealed_seconds 0$/m);
    const [post] = posts;
    const { data } = new Webhook(secret).verify(post?.body ?? "", post?.headers ?? {}) as {
      data: { heads: { organisationId: string; batch: number; entries: number; hash: string; sealedAt: string }[] };
    };
    expect(data.heads.map((head) => head.organisationId)).toContain(parties.sender);
    expect((await verifyAudit({ url: clone.urls.relay, anchors: data.heads })).findings).toEqual([]);
  } finally {
    health.close();
    const closing = host.close();
    await act();
    await closing;
    anchor.close();
  }
  expect(await waiting()).toBe(0);
});
