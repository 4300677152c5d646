import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { draftedReferral, openProgram, sentReferral } from "../factory/index.ts";
import {
  acceptReferral,
  accountingOfDisclosures,
  acknowledgeReferral,
  careEntities,
  closeSiblings,
  declineReferral,
  messageNotice,
  postReferralMessage,
  readMessages,
  revokeConsent,
  threadOf,
} from "../index.ts";

let t: TestDatabase;
const START = new Date("2026-03-09T14:00:00Z");
const clock = new MovableClock(START);
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let stranger: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  stranger = await liveOrganisation(t.db, { name: "Stranger" });
  const program = async (organisation: OrganisationUnderTest): Promise<AskedProgram> => ({
    programId: (await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 50 })).programId,
    organisationId: organisation.organisationId,
  });
  atMeadow = await program(meadow);
  atSummit = await program(summit);
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const as = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(organisation.actor("INTAKE"), work);
const first = (referral: TestReferral): { recipientId: string } => ({ recipientId: referral.recipientIds[0] ?? "" });
const say = async (organisation: OrganisationUnderTest, at: { recipientId: string }, text: string) => {
  clock.advance(1000);
  return as(organisation, (tx) => postReferralMessage(tx, { ...at, text }));
};
const texts = async (organisation: OrganisationUnderTest, at: { recipientId: string }): Promise<string[]> => {
  clock.advance(1000);
  const { messages } = await as(organisation, (tx) => readMessages(tx, { ...at, limit: 50 }));
  return messages.map((message) => message.text);
};
const accounted = async ({ clientId }: TestReferral) =>
  t.db.readWith<{ kind: string; categories: string[]; recipientName: string }>(
    harbour.actor("ADMIN"),
    accountingOfDisclosures(clientId, new Date(0)),
  );

/** A thread with a word of each side, its packet open to Meadow. */
async function talking(): Promise<TestReferral> {
  const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
  await as(meadow, (tx) => acceptReferral(tx, first(referral)));
  await say(harbour, first(referral), "Robin comes on Monday");
  await say(meadow, first(referral), "We expect them at nine");
  return referral;
}

describe("thread-as-the-packet", () => {
  it("shows the recipient its own words alone until the packet opens, and the sender all that was said", async () => {
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    await say(meadow, first(referral), "Does the person need a ride?");
    await say(harbour, first(referral), "Robin lives in Holyoke");
    expect(await texts(meadow, first(referral))).toEqual(["Does the person need a ride?"]);
    expect(await texts(harbour, first(referral))).toEqual(["Does the person need a ride?", "Robin lives in Holyoke"]);
    expect(await accounted(referral)).toEqual([]);
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    expect(await texts(meadow, first(referral))).toEqual(["Does the person need a ride?", "Robin lives in Holyoke"]);
  });

  it("accounts for each read of the sender's words to the sender, and for no other", async () => {
    const referral = await talking();
    await texts(harbour, first(referral));
    expect(await accounted(referral)).toEqual([]);
    await texts(meadow, first(referral));
    await texts(meadow, first(referral));
    expect(await accounted(referral)).toMatchObject([
      { kind: "READ", recipientName: "Meadow", categories: expect.arrayContaining(["DEMOGRAPHICS"]) },
      { kind: "READ", recipientName: "Meadow" },
    ]);
  });

  const ends: [how: string, end: (referral: TestReferral) => Promise<unknown>][] = [
    ["the consent is revoked", (r) => as(harbour, (tx) => revokeConsent(tx, { consentId: r.consentId }))],
    ["the consent runs out", async () => clock.set(new Date("2026-09-01T12:00:00Z"))],
    ["the part is declined", (r) => as(meadow, (tx) => declineReferral(tx, { ...first(r), reason: "NO_CAPACITY" }))],
  ];
  it.each(ends)("shuts to the recipient as soon as %s, and takes no more words of either", async (_, end) => {
    const referral = await talking();
    expect(await texts(meadow, first(referral))).toHaveLength(2);
    await end(referral);
    expect(await texts(meadow, first(referral))).toEqual(["We expect them at nine"]);
    expect(await texts(harbour, first(referral))).toHaveLength(2);
    for (const side of [harbour, meadow])
      await expect(say(side, first(referral), "One more thing")).rejects.toMatchObject({
        code: expect.stringMatching(/^(CONSENT_INVALID|CONFLICT)$/),
        reason: "ENDED",
      });
    expect((await as(meadow, (tx) => threadOf(tx, first(referral).recipientId)))?.canWrite).toBe(false);
  });

  it("is shut to a rival that was not chosen, whose own words stay its own", async () => {
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow, atSummit], { disclosure: "AT_SEND" });
    const [toMeadow, toSummit] = referral.recipientIds.map((recipientId) => ({ recipientId }));
    await say(harbour, toSummit!, "Robin could come to you");
    expect(await texts(summit, toSummit!)).toEqual(["Robin could come to you"]);
    await as(meadow, (tx) => acceptReferral(tx, toMeadow!));
    // At once, before anybody was told.
    expect(await texts(summit, toSummit!)).toEqual([]);
    await as(harbour, (tx) => closeSiblings(tx, { referralId: referral.referralId }));
    expect(await texts(summit, toSummit!)).toEqual([]);
    await expect(texts(summit, toMeadow!)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("answers a stranger as if nothing were there", async () => {
    const referral = await talking();
    const missing = { recipientId: newId() };
    const refusal = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: Error & { code: string }) => `${error.code} ${error.message}`,
      );
    const words = async (at: { recipientId: string }) => [
      await refusal(texts(stranger, at)),
      await refusal(say(stranger, at, "x")),
    ];
    expect(await words(first(referral))).toEqual(await words(missing));
  });

  it("is not there for the recipient of a draft", async () => {
    const draft = await draftedReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    await expect(texts(meadow, first(draft))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(say(harbour, first(draft), "Not yet")).rejects.toMatchObject({ code: "CONFLICT", reason: "ENDED" });
  });

  it("is for those who read packets, and written by those who send or answer", async () => {
    const referral = await talking();
    const of = (role: "READ_ONLY" | "CLINICIAN"): Actor => meadow.actor(role);
    await expect(
      t.db.run(of("READ_ONLY"), (tx) => readMessages(tx, { ...first(referral), limit: 5 })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await t.db.run(of("READ_ONLY"), (tx) => threadOf(tx, first(referral).recipientId))).toBeNull();
    await expect(
      t.db.run(of("CLINICIAN"), (tx) => postReferralMessage(tx, { ...first(referral), text: "x" })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await t.db.run(of("CLINICIAN"), (tx) => threadOf(tx, first(referral).recipientId))).toMatchObject({
      side: "RECIPIENT",
      canWrite: false,
    });
  });

  it("cannot be written in the other's name, nor changed, even in SQL", async () => {
    const referral = await talking();
    const forge = (organisation: OrganisationUnderTest, side: string) =>
      as(organisation, (tx) =>
        tx.query(
          `insert into referral_messages (id, referral_recipient_id, sender_organisation_id, recipient_organisation_id, side, author_kind, text, created_at)
           values ($1, $2, $3, $4, $5, 'person', 'forged', now())`,
          [tx.newId(), first(referral).recipientId, harbour.organisationId, meadow.organisationId, side],
        ),
      );
    await expect(forge(harbour, "RECIPIENT")).rejects.toThrow();
    await expect(forge(meadow, "SENDER")).rejects.toThrow();
    await forge(meadow, "RECIPIENT");
    for (const sql of ["update referral_messages set text = 'other'", "delete from referral_messages"])
      await expect(as(harbour, (tx) => tx.query(sql))).rejects.toThrow();
  });
});

describe("a thread", () => {
  it("counts what is unread for each side, and what was read no more", async () => {
    const referral = await talking();
    const unread = async (side: OrganisationUnderTest) =>
      (await as(side, (tx) => threadOf(tx, first(referral).recipientId)))?.unread;
    expect([await unread(harbour), await unread(meadow)]).toEqual([1, 1]);
    await texts(meadow, first(referral));
    expect([await unread(harbour), await unread(meadow)]).toEqual([1, 0]);
    await say(harbour, first(referral), "And on Tuesday");
    await texts(harbour, first(referral));
    expect([await unread(harbour), await unread(meadow)]).toEqual([0, 1]);
  });

  it("tells of a message once for all that is unread, and of none that may not be read", async () => {
    const referral = await talking();
    const notice = () => as(meadow, (tx) => messageNotice(tx, first(referral).recipientId));
    const told = await notice();
    expect(told).toMatchObject({ side: "RECIPIENT", readTo: "never" });
    await say(harbour, first(referral), "More");
    expect((await notice())?.readTo).toBe("never");
    await texts(meadow, first(referral));
    expect(await notice()).toBeNull();
    await say(harbour, first(referral), "Again");
    expect((await notice())?.readTo).not.toBe("never");
    await as(harbour, (tx) => revokeConsent(tx, { consentId: referral.consentId }));
    expect(await notice()).toBeNull();
  });

  it("is paged both ways, without losing a word", async () => {
    const referral = await talking();
    for (let i = 0; i < 5; i++) await say(harbour, first(referral), `Word ${i}`);
    const whole = await texts(meadow, first(referral));
    const walk = async (backwards: boolean): Promise<string[]> => {
      const found: string[] = [];
      for (let after: string[] | undefined; ;) {
        const page = await as(meadow, (tx) =>
          readMessages(tx, { ...first(referral), limit: 2, backwards, ...(after ? { after } : {}) }),
        );
        const words = page.messages.map((message) => message.text);
        if (backwards) found.unshift(...words);
        else found.push(...words);
        if (!page.hasMore) return found;
        after = backwards ? page.keys[0] : page.keys.at(-1);
      }
    };
    expect(whole).toHaveLength(7);
    expect(await walk(false)).toEqual(whole);
    expect(await walk(true)).toEqual(whole);
  });

  it.each(["", "   ", "x".repeat(4001), "a\0b", "\ud800"])("refuses what is no message", async (text) => {
    const referral = await talking();
    await expect(say(harbour, first(referral), text)).rejects.toMatchObject({ code: "INVALID", path: ["text"] });
  });

  it("announces a message by ids alone", async () => {
    const referral = await talking();
    const client = new pg.Client({ connectionString: t.clone.adminUrl });
    await client.connect();
    const { rows } = await client.query(
      "select ref_ids, audience from outbox where type = 'referral.message-posted' and subject_id = $1",
      [first(referral).recipientId],
    );
    await client.end();
    expect(rows).toHaveLength(2);
    expect(rows[0].audience.toSorted()).toEqual([harbour.organisationId, meadow.organisationId].toSorted());
    expect(JSON.stringify(rows)).not.toContain("Robin");
  });

  it("ends with the loop", async () => {
    const referral = await talking();
    await as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "NO_CAPACITY" }));
    await as(harbour, (tx) => acknowledgeReferral(tx, first(referral)));
    await expect(say(harbour, first(referral), "x")).rejects.toMatchObject({ reason: "ENDED" });
  });
});
