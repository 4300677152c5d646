import { acceptReferral, careEntities, postReferralMessage, readMessages, revokeConsent } from "@causeway/care";
import { openProgram, sentReferral, type TestReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let programId: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  meadow = await liveOrganisation(db, { name: "Meadow" });
  programId = (await openProgram(db, meadow.actor("ADMIN"), { capacity: 50 })).programId;
  host = await startWorker({
    config: configFor(clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});

const part = (referral: TestReferral) => ({ recipientId: referral.recipientIds[0] ?? "" });
const say = (from: OrganisationUnderTest, referral: TestReferral, text: string) => {
  clock.advance(1000);
  return db.run(from.actor("INTAKE"), (tx) => postReferralMessage(tx, { ...part(referral), text }));
};
async function accepted(): Promise<TestReferral> {
  const { organisationId } = meadow;
  const referral = await sentReferral(db, harbour.actor("INTAKE"), [{ programId, organisationId }]);
  await db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, part(referral)));
  return referral;
}
async function told(organisation: OrganisationUnderTest, referral: TestReferral) {
  await host.idle();
  return ask<{ title: string; link: string }>(
    clone,
    "select title, link from notifications where organisation_id = $1 and subject_id = $2 and kind = 'referral.message'",
    [organisation.organisationId, part(referral).recipientId],
  );
}

describe("notify-both-sides: a message that waits", () => {
  it("is told to the other side alone, once until it was read, by number and link", async () => {
    const referral = await accepted();
    await say(harbour, referral, "Robin Harper comes on Monday");
    await say(harbour, referral, "At nine");
    const notices = await told(meadow, referral);
    // Owner, admin and intake, one notice each.
    expect(notices).toHaveLength(3);
    expect(new Set(notices.map((notice) => notice.title))).toEqual(
      new Set([expect.stringMatching(/^[\w-]{9}: a message waits$/)]),
    );
    expect(await told(harbour, referral)).toEqual([]);
    await db.run(meadow.actor("INTAKE"), (tx) => readMessages(tx, { ...part(referral), limit: 10 }));
    await say(harbour, referral, "One more");
    expect(await told(meadow, referral)).toHaveLength(6);
    await say(meadow, referral, "Thank you");
    expect((await told(harbour, referral)).length).toBeGreaterThanOrEqual(3);
    const mails = await ask(clone, "select * from messages");
    expect(mails.length).toBeGreaterThan(0);
    expect(JSON.stringify(mails)).not.toContain("Monday");
  });

  it("is not told before the packet opens, nor once its consent ended", async () => {
    const { organisationId } = meadow;
    const waiting = await sentReferral(db, harbour.actor("INTAKE"), [{ programId, organisationId }]);
    await say(harbour, waiting, "For when you are chosen");
    expect(await told(meadow, waiting)).toEqual([]);
    const referral = await accepted();
    await host.idle();
    await db.run(harbour.actor("INTAKE"), async (tx) => {
      await postReferralMessage(tx, { ...part(referral), text: "Robin" });
      await revokeConsent(tx, { consentId: referral.consentId });
    });
    expect(await told(meadow, referral)).toEqual([]);
  });
});
