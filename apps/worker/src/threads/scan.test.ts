import { createHash, randomBytes } from "node:crypto";
import { type AddressInfo, type Server, createServer } from "node:net";
import { ReferralDocument, acceptReferral, addDocument, careEntities, openDocument } from "@causeway/care";
import { openProgram, sentReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { createLogger, systemClock } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { newObjectKey, openStore, type ObjectStore, type StoredAt } from "@causeway/storage";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost | undefined;
let daemon: Server | undefined;
let store: ObjectStore;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let recipientId: string;

beforeEach(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock: systemClock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  meadow = await liveOrganisation(db, { name: "Meadow" });
  const { programId } = await openProgram(db, meadow.actor("ADMIN"));
  const { organisationId } = meadow;
  recipientId =
    (await sentReferral(db, harbour.actor("INTAKE"), [{ programId, organisationId }])).recipientIds[0] ?? "";
  await db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId }));
  store = openStore({ ...configFor(clone), storage: undefined, s3: undefined }, db);
});
afterEach(async () => {
  await host?.close();
  daemon?.close();
  daemon = undefined;
  await db?.close();
  await clone?.drop();
});

/** Speaks INSTREAM over a socket; whatever holds the word is infected, and it is silent while it is away. */
async function clamd(state: { away: boolean }): Promise<string> {
  daemon = createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on("error", () => undefined);
    if (state.away) return void socket.destroy();
    socket.on("data", (data) => {
      parts.push(data as Buffer);
      const whole = Buffer.concat(parts);
      if (whole.subarray(-4).equals(Buffer.alloc(4)))
        socket.end(whole.includes("BAD") ? "stream: Test FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((resolve) => daemon?.listen(0, "127.0.0.1", resolve));
  const { port } = daemon.address() as AddressInfo;
  return `tcp://127.0.0.1:${port}`;
}

async function start(settings: Record<string, string> = {}): Promise<void> {
  host = await startWorker({
    config: configFor(clone, settings),
    clock: systemClock,
    logger: createLogger("test", "silent"),
    entities,
    work: allWork,
    idleMs: 20,
  });
}

/** As the API does: the bytes into the store, then the row. */
async function handOver(by: OrganisationUnderTest, text: string): Promise<{ documentId: string; at: StoredAt }> {
  const bytes = Buffer.concat([Buffer.from("%PDF-1.7 "), Buffer.from(text), randomBytes(70_000), Buffer.from("x")]);
  const between = {
    senderOrganisationId: harbour.organisationId,
    recipientOrganisationId: meadow.organisationId,
  };
  const at = { key: newObjectKey(), ...between };
  const actor = by.actor("INTAKE");
  await store.put(actor, at, bytes);
  const { documentId } = await db.run(actor, (tx) =>
    addDocument(tx, {
      recipientId,
      category: "REASON",
      name: "Robin.pdf",
      mediaType: "application/pdf",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      storageKey: at.key,
    }),
  );
  return { documentId, at };
}
const document = (id: string) => db.run(harbour.actor("INTAKE"), (tx) => tx.get(ReferralDocument, id));
const told = (organisation: OrganisationUnderTest) =>
  ask<{ kind: string; title: string }>(
    clone,
    "select distinct kind, title from notifications where organisation_id = $1 and kind like 'referral.document%'",
    [organisation.organisationId],
  );

describe("documents-scanned", () => {
  it("by clamd over a socket: what is clean reaches the other side, what is not is refused and its bytes are gone", async () => {
    await start({ CLAMD_URL: await clamd({ away: false }) });
    const clean = await handOver(harbour, "all well");
    const bad = await handOver(meadow, "BAD");
    await host?.idle();
    expect(await document(clean.documentId)).toMatchObject({ state: "CLEAN", scanner: "clamd" });
    expect(await document(bad.documentId)).toMatchObject({ state: "REFUSED", scanner: "clamd" });
    const harbours = harbour.actor("INTAKE");
    expect(await store.get(harbours, clean.at)).not.toBeNull();
    expect(await store.get(harbours, bad.at)).toBeNull();
    // Each by number alone: one waits, and whoever handed over the other is told of it; its recipient never hears.
    expect(await told(meadow)).toMatchObject([
      { kind: "referral.document", title: expect.stringMatching(/: a document waits$/) },
      { kind: "referral.document_refused" },
    ]);
    expect(await told(harbour)).toEqual([]);
    const open = { documentId: clean.documentId, requireScan: true };
    expect(await db.run(meadow.actor("INTAKE"), (tx) => openDocument(tx, open))).toMatchObject({ name: "Robin.pdf" });
  });

  it("waits in quarantine while the scanner is away, and goes on when it is back", async () => {
    const state = { away: true };
    await start({ CLAMD_URL: await clamd(state) });
    const { documentId } = await handOver(harbour, "all well");
    await expect
      .poll(
        async () =>
          (await ask<{ n: number }>(clone, "select count(*)::int as n from dispatches where job = 'document.scan'"))[0]
            ?.n,
      )
      .toBeGreaterThan(0);
    expect((await document(documentId)).state).toBe("QUARANTINED");
    state.away = false;
    await expect.poll(async () => (await document(documentId)).state, { timeout: 25_000, interval: 100 }).toBe("CLEAN");
  }, 40_000);

  it("says that nobody looked where no scanner is configured", async () => {
    await start();
    const { documentId } = await handOver(harbour, "BAD or not");
    await host?.idle();
    expect(await document(documentId)).toMatchObject({ state: "NOT_SCANNED", scannedAt: null });
    expect(await told(meadow)).toMatchObject([{ kind: "referral.document" }]);
  });
});
