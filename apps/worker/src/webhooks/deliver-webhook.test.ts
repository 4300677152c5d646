import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { Database } from "@causeway/database";
import { careEntities } from "@causeway/care";
import { identityEntities } from "@causeway/identity";
import { createLogger, jobActor, MovableClock } from "@causeway/kernel";
import {
  createWebhookEndpoint,
  messagingEntities,
  replayWebhookDelivery,
  rotateWebhookSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from "@causeway/messaging";
import { cloneDatabase, type DatabaseClone } from "@causeway/testing";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allWork } from "../handlers.ts";
import { startWorker, type WorkerHost } from "../host.ts";
import { ask, configFor, makeParties, prepareJobs, type Parties } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const HOUR = 3_600_000;
const wait = { timeout: 20_000, interval: 20 };

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe("webhooks", () => {
  let clock: MovableClock;
  let clone: DatabaseClone;
  let db: Database;
  let parties: Parties;
  let host: WorkerHost;
  let server: Server;
  let base: string;
  let received: Received[];
  /** Status per path; a path without one hangs. */
  let statuses: Record<string, number>;
  const settings = () => configFor(clone, { CAUSEWAY_WEBHOOK_ALLOW: "127.0.0.1" });
  const as = (organisation: string) => jobActor(organisation, "test");

  beforeEach(async () => {
    clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
    received = [];
    statuses = { "/": 200 };
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const path = request.url ?? "";
        received.push({ path, headers: request.headers, body });
        const status = statuses[path];
        if (status !== undefined) response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    clone = await cloneDatabase();
    await prepareJobs(clone);
    parties = await makeParties(clone);
    db = await Database.open({ urls: clone.urls, entities, clock });
    host = await startWorker({
      config: settings(),
      clock,
      logger: createLogger("test", "fatal"),
      entities,
      work: allWork,
      idleMs: 20,
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await host.close();
    server.close();
    await db.close();
    await clone.drop();
  });

  const subscribe = (organisation: string, path = "/", eventTypes = ["referral.sent"]) =>
    db.run(as(organisation), (tx) => createWebhookEndpoint(tx, { url: `${base}${path}`, eventTypes }, settings()));
  const announce = () =>
    db.run(as(parties.sender), async (tx) => {
      const refIds = {
        referralId: parties.referralId,
        senderOrganisationId: parties.sender,
        recipientOrganisationId: parties.receiver,
        clientId: parties.recipientId,
      };
      tx.emit({ type: "referral.sent", subjectId: parties.recipientId, refIds, audience: [parties.receiver] });
    });
  const deliveries = () =>
    ask<{ id: string; state: string; attempts: number; error_code: string | null; response_status: number | null }>(
      clone,
      "select id, state, attempts, error_code, response_status from webhook_deliveries order by created_at",
    );
  const verified = (secret: string, one: Received | undefined) =>
    new Webhook(secret).verify(one?.body ?? "", one?.headers as Record<string, string>);

  it("webhook-signed: posts ids alone, signed so that the official library takes it, to those who may hear alone", async () => {
    const { secret } = await subscribe(parties.receiver);
    await subscribe(parties.stranger, "/stranger");
    await announce();
    await host.idle();
    expect(received.map((one) => one.path)).toEqual(["/"]);
    const body = verified(secret, received[0]) as { id: string; type: string; refs: Record<string, string> };
    expect(body).toMatchObject({
      type: "referral.sent",
      subject: expect.stringMatching(/^referral_recipient_/),
      occurredAt: "2026-03-02T15:00:00.000Z",
    });
    expect(Object.keys(body.refs).toSorted()).toEqual([
      "recipientOrganisationId",
      "referralId",
      "senderOrganisationId",
    ]);
    expect(received[0]?.headers["webhook-id"]).toBe(body.id);
    const flipped = { ...received[0]!, body: received[0]!.body.replace("referral.sent", "referral.sens") };
    expect(() => verified(secret, flipped)).toThrow();
    const [{ secret: stored } = { secret: Buffer.alloc(0) }] = await ask<{ secret: Buffer }>(
      clone,
      "select secret from webhook_endpoints limit 1",
    );
    expect(stored.includes(Buffer.from(secret.slice(6), "base64"))).toBe(false);
    expect(stored.toString("latin1")).not.toContain(secret.slice(6));
  });

  it("webhook-retried: a receiver that fails and recovers gets it, with every attempt in the log", async () => {
    await subscribe(parties.receiver);
    statuses["/"] = 503;
    await announce();
    await host.idle();
    expect(await deliveries()).toMatchObject([{ state: "PENDING", attempts: 1, response_status: 503 }]);
    clock.advance(10_000);
    await vi.waitFor(async () => expect(await deliveries()).toMatchObject([{ state: "PENDING", attempts: 2 }]), wait);
    statuses["/"] = 204;
    clock.advance(HOUR);
    await vi.waitFor(async () => expect(await deliveries()).toMatchObject([{ state: "DELIVERED", attempts: 3 }]), wait);
    expect(new Set(received.map((one) => one.headers["webhook-id"])).size).toBe(1);
    const log = await ask<{ response_status: number }>(
      clone,
      "select response_status from webhook_attempts order by at",
    );
    expect(log.map((one) => one.response_status)).toEqual([503, 503, 204]);
  });

  it("webhook-warned: given up after three days, warned of after one, switched off after five, and replayed", async () => {
    const { webhookEndpointId } = await subscribe(parties.receiver);
    statuses["/"] = 500;
    const endpoint = () =>
      ask<{ state: string; warned_at: Date | null }>(clone, "select state, warned_at from webhook_endpoints");
    const goOn = async (until: () => Promise<void>) =>
      vi.waitFor(async () => {
        clock.advance(HOUR);
        await host.idle();
        await until();
      }, wait);
    await announce();
    await goOn(async () => expect((await endpoint())[0]?.warned_at).not.toBeNull());
    await goOn(async () => expect(await deliveries()).toMatchObject([{ state: "FAILED", attempts: 10 }]));
    expect(await endpoint()).toMatchObject([{ state: "ENABLED" }]);
    await announce();
    await goOn(async () => expect(await endpoint()).toMatchObject([{ state: "DISABLED" }]));
    const told = await ask<{ kind: string; organisation_id: string }>(
      clone,
      "select distinct kind, organisation_id from notifications where kind like 'webhook%' order by kind",
    );
    expect(told).toEqual([
      { kind: "webhook.disabled", organisation_id: parties.receiver },
      { kind: "webhook.failing", organisation_id: parties.receiver },
    ]);
    statuses["/"] = 200;
    const [first] = await deliveries();
    await db.run(as(parties.receiver), (tx) =>
      updateWebhookEndpoint(tx, { webhookEndpointId, enabled: true }, settings()),
    );
    await expect(
      db.run(as(parties.stranger), (tx) => replayWebhookDelivery(tx, { webhookDeliveryId: first!.id })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await db.run(as(parties.receiver), (tx) => replayWebhookDelivery(tx, { webhookDeliveryId: first!.id }));
    await vi.waitFor(async () => expect((await deliveries())[0]).toMatchObject({ state: "DELIVERED" }), wait);
  });

  it("webhook-rotation: two secrets sign for a day, then the new one alone", async () => {
    const { webhookEndpointId, secret: old } = await subscribe(parties.receiver);
    const { secret } = await db.run(as(parties.receiver), (tx) =>
      rotateWebhookSecret(tx, { webhookEndpointId }, settings()),
    );
    await db.run(as(parties.receiver), (tx) => testWebhookEndpoint(tx, { webhookEndpointId }));
    await host.idle();
    expect(verified(old, received[0])).toMatchObject({ type: "webhook.test" });
    expect(verified(secret, received[0])).toMatchObject({ type: "webhook.test" });
    clock.advance(25 * HOUR);
    await db.run(as(parties.receiver), (tx) => testWebhookEndpoint(tx, { webhookEndpointId }));
    await host.idle();
    expect(() => verified(old, received[1])).toThrow();
    expect(verified(secret, received[1])).toMatchObject({ type: "webhook.test" });
  });

  it("webhook-isolated: 20 receivers that hang leave a healthy one alone", async () => {
    for (let i = 0; i < 19; i++) await subscribe(parties.receiver, `/hangs/${i}`);
    await ask(clone, "update webhook_endpoints set consecutive_failures = 1, failing_since = now()");
    await subscribe(parties.sender);
    await announce();
    await announce();
    await vi.waitFor(() => expect(received.filter((one) => one.path === "/")).toHaveLength(2), wait);
    // Received first, noted a moment later.
    await vi.waitFor(
      async () => expect((await deliveries()).filter((one) => one.state === "DELIVERED")).toHaveLength(2),
      wait,
    );
    expect((await deliveries()).filter((one) => one.state === "PENDING")).toHaveLength(38);
  });

  it("webhooks-stay-outside: an address inside is refused when it is given, and again when it is called", async () => {
    const strict = { secret: settings().secret, webhookAllow: [] };
    await expect(
      db.run(as(parties.receiver), (tx) =>
        createWebhookEndpoint(tx, { url: "https://169.254.169.254/latest", eventTypes: ["*"] }, strict),
      ),
    ).rejects.toMatchObject({ code: "INVALID", reason: "PRIVATE_ADDRESS", path: ["url"] });
    await subscribe(parties.receiver);
    await ask(clone, "update webhook_endpoints set url = 'https://10.0.0.1/'");
    await announce();
    await host.idle();
    expect(await deliveries()).toMatchObject([{ state: "PENDING", error_code: "PRIVATE_ADDRESS" }]);
    expect(received).toEqual([]);
  });
});
