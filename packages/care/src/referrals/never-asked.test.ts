import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, jobActor } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { draftedReferral, handedOver, openProgram, sentReferral } from "../factory/index.ts";
import {
  ReceivedReferral,
  ReferralRecipient,
  acknowledgeReferral,
  breakGlass,
  careEntities,
  postReferralMessage,
  recordScan,
  removeDocument,
  sendReferral,
  withdrawReferral,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let programs: AskedProgram[];

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  programs = await Promise.all(
    [meadow, summit].map(async (organisation) => ({
      programId: (await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 50 })).programId,
      organisationId: organisation.organisationId,
    })),
  );
});
afterAll(() => t?.close());

const sender = () => harbour.actor("INTAKE");
const here = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(sender(), work);
const by = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(organisation.actor("CLINICIAN"), work);
const part = (referral: TestReferral, i: number): string => referral.recipientIds[i] ?? "";

/** Types of the events of a part that an organisation hears, as a superuser finds them. */
async function heard(recipientId: string, { organisationId }: OrganisationUnderTest): Promise<string[]> {
  const admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ type: string }>(
      "select type from outbox where subject_id = $1 and $2 = any(audience) order by id",
      [recipientId, organisationId],
    );
    return rows.map(({ type }) => type);
  } finally {
    await admin.end();
  }
}

describe("never-asked-never-told", () => {
  const inTheInbox = (organisation: OrganisationUnderTest, id: string) =>
    by(organisation, (tx) => tx.find(ReceivedReferral, { id }));

  it("shows nothing of a referral that was withdrawn before its wave was sent", async () => {
    const referral = await sentReferral(t.db, sender(), programs, { waves: [1, 2] });
    await here((tx) => withdrawReferral(tx, referral));
    const states = await here((tx) => tx.find(ReferralRecipient, { referralId: referral.referralId }));
    expect(states.map(({ state }) => state)).toEqual(["WITHDRAWN", "WITHDRAWN"]);
    // Who was asked sees that it was taken back; who was not has heard of nothing.
    expect(await inTheInbox(meadow, part(referral, 0))).toMatchObject([{ state: "WITHDRAWN" }]);
    expect(await inTheInbox(summit, part(referral, 1))).toEqual([]);
    const emergency = {
      personnel: "Dr A",
      affiliation: "Summit",
      nature: "Overdose",
      consentUnobtainable: "Unconscious",
    };
    await expect(
      by(summit, (tx) => breakGlass(tx, { ...emergency, recipientId: part(referral, 1) })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Nor when the sender takes note of the end.
    for (const recipientId of referral.recipientIds) await here((tx) => acknowledgeReferral(tx, { recipientId }));
    expect(await heard(part(referral, 0), meadow)).toContain("referral.acknowledged");
    expect(await heard(part(referral, 1), summit)).toEqual([]);
  });

  it("tells a program that is only drafted of no document, and once it is asked of none that it may not open", async () => {
    const referral = await draftedReferral(t.db, sender(), programs.slice(0, 1));
    const recipientId = part(referral, 0);
    await handedOver(t.db, sender(), { recipientId });
    const refused = await handedOver(t.db, sender(), { recipientId, scan: false });
    await t.db.run(jobActor(harbour.organisationId, "test"), (tx) =>
      recordScan(tx, { documentId: refused.documentId, verdict: "infected", scanner: "test" }),
    );
    const { documentId } = await handedOver(t.db, sender(), { recipientId });
    await here((tx) => removeDocument(tx, { documentId }));
    expect(await heard(recipientId, meadow)).toEqual([]);
    expect(await heard(recipientId, harbour)).toEqual(expect.arrayContaining(["referral.document-ready"]));

    await here((tx) => sendReferral(tx, referral));
    await handedOver(t.db, sender(), { recipientId });
    await here((tx) => postReferralMessage(tx, { recipientId, text: "She asks for a bed by the window." }));
    expect(await heard(recipientId, meadow)).toEqual(["referral.sent"]);
  });

  it("tells of a document when it can be opened, and not before the scanner spoke", async () => {
    const referral = await sentReferral(t.db, sender(), programs.slice(0, 1), { disclosure: "AT_SEND" });
    const recipientId = part(referral, 0);
    await handedOver(t.db, sender(), { recipientId });
    await here((tx) => postReferralMessage(tx, { recipientId, text: "It is her discharge letter." }));
    const told = ["referral.sent", "referral.document-ready", "referral.message-posted"];
    expect(await heard(recipientId, meadow)).toEqual(told);
  });
});
