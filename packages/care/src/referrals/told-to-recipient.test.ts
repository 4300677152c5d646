import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import { openProgram, sentReferral } from "../factory/index.ts";
import {
  ReceivedReferral,
  ReferralRecipient,
  careEntities,
  declineReferral,
  holdConsent,
  provideInformation,
  requestInformation,
  revokeConsent,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let atMeadow: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { capacity: 50 });
  atMeadow = { programId, organisationId: meadow.organisationId };
});
afterAll(() => t?.close());

const here = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(harbour.actor("INTAKE"), work);
const there = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(meadow.actor("INTAKE"), work);

async function answered() {
  const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
  const recipientId = referral.recipientIds[0] ?? "";
  await there((tx) => requestInformation(tx, { recipientId, question: "Does she need a lift?" }));
  await here((tx) => provideInformation(tx, { recipientId, answer: "She has a wheelchair." }));
  return { ...referral, recipientId };
}
const received = (id: string) =>
  t.db.readOne(
    meadow.actor("READ_ONLY"),
    ReceivedReferral,
    { infoAnswer: {}, grant: { revokedAt: {} }, packetState: {} },
    { id },
  );
const sent = (id: string) =>
  t.db.readOne(harbour.actor("READ_ONLY"), ReferralRecipient, { infoAnswer: {}, grant: { revokedAt: {} } }, { id });

describe("two-stage-disclosure: the sender's answer to a question", () => {
  it.each<[string, (of: { consentId: string; recipientId: string }) => Promise<unknown>]>([
    ["revoked", ({ consentId }) => here((tx) => revokeConsent(tx, { consentId }))],
    ["held", ({ consentId }) => here((tx) => holdConsent(tx, { consentId, reason: "Said so by telephone" }))],
    ["declined", ({ recipientId }) => there((tx) => declineReferral(tx, { recipientId, reason: "NO_CAPACITY" }))],
  ])("is read by the recipient until the referral is %s", async (_how, end) => {
    const part = await answered();
    expect(await received(part.recipientId)).toMatchObject({ infoAnswer: "She has a wheelchair." });
    await end(part);
    expect(await received(part.recipientId)).toMatchObject({ infoAnswer: null });
    expect(await sent(part.recipientId)).toMatchObject({ infoAnswer: "She has a wheelchair." });
  });
});

describe("consent-checked-at-send-and-read: what its reader is told", () => {
  it("is the same of a consent that is held and of one that was revoked", async () => {
    const held = await answered();
    const revoked = await answered();
    await here((tx) => holdConsent(tx, { consentId: held.consentId, reason: "Said so by telephone" }));
    await here((tx) => revokeConsent(tx, { consentId: revoked.consentId }));
    const told = async ({ recipientId }: { recipientId: string }) => {
      const { infoAnswer, packetState, grant } = (await received(recipientId)) as Record<string, unknown>;
      return { infoAnswer, packetState, revokedAt: (grant as { revokedAt: unknown }).revokedAt };
    };
    expect(await told(held)).toEqual(await told(revoked));
    expect(await told(held)).toEqual({ infoAnswer: null, packetState: "CONSENT_REVOKED", revokedAt: null });
    expect(await sent(revoked.recipientId)).toMatchObject({ grant: { revokedAt: expect.anything() } });
    expect(await sent(held.recipientId)).toMatchObject({ grant: { revokedAt: null } });
  });
});
