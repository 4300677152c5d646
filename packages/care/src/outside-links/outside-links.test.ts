import { Database } from "@causeway/database";
import { identityEntities, openLink } from "@causeway/identity";
import { type OrganisationUnderTest, liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, jobActor } from "@causeway/kernel";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { revokeConsent } from "../consent/index.ts";
import { namedReceiver, openProgram, sentReferral } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { openReceiverOrganisation, receiverPlan } from "../outside/index.ts";
import {
  ReferralAward,
  ReferralRecipient,
  acceptAsOutside,
  acceptReferral,
  admitAsOutside,
  attendAsOutside,
  closeNotStarted,
  declineReferral,
  loadPart,
  openPacket,
  outsideActions,
  requestCancellation,
} from "../referrals/index.ts";
import { RECIPIENT_STATES } from "../referrals/index.ts";
import { codeOf, isCode } from "./code.rules.ts";
import {
  closeOutsideLink,
  issueOutsideLink,
  requireOpenLink,
  retireOutsideReceiver,
  showReceiverCode,
} from "./link.service.ts";
import type { TestOutsidePart } from "./outside-link.factory.ts";
import { linkHolder, linkNow, outsidePart } from "./outside-link.factory.ts";
import { codeToSend, confirmWithoutConsent, speakForRetired } from "./receiver-news.service.ts";
import { askForCode, inSession, proveCode } from "./second-factor.service.ts";

const SECRET = "a secret of a test, thirty-two long";
const START = new Date("2026-03-09T14:00:00Z");
const clock = new MovableClock(START);
const MINUTE = 60_000;
let clone: DatabaseClone;
let db: Database;
let harbour: OrganisationUnderTest;

beforeAll(async () => {
  clone = await cloneDatabase();
  db = await Database.open({ urls: clone.urls, entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
});
afterAll(async () => {
  await db?.close();
  await clone?.drop();
});
beforeEach(() => clock.set(START));

const sender = () => harbour.actor("INTAKE");
const open = ({ holder, linkId }: TestOutsidePart) => db.run(holder, (tx) => requireOpenLink(tx, linkId));
const ask = async (part: TestOutsidePart) => {
  const { link } = await open(part);
  return db.run(part.holder, (tx) => askForCode(tx, link));
};
const codeNow = async ({ linkId }: TestOutsidePart) =>
  (await db.run(sender(), (tx) => codeToSend(tx, { linkId, secret: SECRET })))?.code ?? null;
const prove = async (part: TestOutsidePart, code: string) => {
  const { link } = await open(part);
  return db.run(part.holder, (tx) => proveCode(tx, { link, code, secret: SECRET }));
};
const wrongOf = (code: string) => (code === "000000" ? "111111" : "000000");
const state = async ({ recipientId }: TestOutsidePart) =>
  (await db.run(sender(), (tx) => tx.get(ReferralRecipient, recipientId))).state;
const withPhone = async () =>
  outsidePart(db, sender(), { receiver: await namedReceiver(db, sender(), { phone: "+15185550142" }) });

describe("`second-factor-apart`: the code", () => {
  it("is six digits, and right for its own id alone", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (id, other) => {
        const code = codeOf(SECRET, id);
        expect(code).toMatch(/^\d{6}$/);
        expect(isCode(SECRET, id, code)).toBe(true);
        expect(isCode(SECRET, id, ` ${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true);
        expect(isCode(SECRET, other, code)).toBe(code === codeOf(SECRET, other));
        expect(isCode(`${SECRET}!`, id, code)).toBe(code === codeOf(`${SECRET}!`, id));
      }),
    );
  });
  it.each(["", "12345", "1234567", "abcdef", "１２３４５６"])("%s is none", (typed) =>
    expect(isCode(SECRET, "x", typed)).toBe(false),
  );

  it("goes to the telephone of the card, works once and for ten minutes, and opens one browser", async () => {
    const part = await withPhone();
    expect(await codeNow(part)).toBeNull();
    expect(await ask(part)).toBe(true);
    const code = (await codeNow(part)) ?? "";
    clock.advance(10 * MINUTE);
    expect(await prove(part, code)).toEqual({ token: null, closed: false });
    await ask(part);
    const fresh = (await codeNow(part)) ?? "";
    const { token } = await prove(part, fresh);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await prove(part, fresh)).toEqual({ token: null, closed: false });
    const { link } = await open(part);
    const within = (candidate: string | null) => db.run(part.holder, (tx) => inSession(tx, link, candidate));
    expect(await within(token)).toBe(true);
    expect(await within(null)).toBe(false);
    expect(await within("x".repeat(43))).toBe(false);
    clock.advance(29 * MINUTE);
    expect(await within(token)).toBe(true);
    clock.advance(31 * MINUTE);
    expect(await within(token)).toBe(false);
  });

  it("a session of one link opens no other, not of the same receiver either", async () => {
    const receiver = await namedReceiver(db, sender(), { phone: "+15185550142" });
    const one = await outsidePart(db, sender(), { receiver });
    const two = await outsidePart(db, sender(), { receiver });
    await ask(one);
    await ask(two);
    expect(await prove(two, (await codeNow(one)) ?? "")).toEqual({ token: null, closed: false });
    const { token } = await prove(one, (await codeNow(one)) ?? "");
    const own = await prove(two, (await codeNow(two)) ?? "");
    const { link } = await open(two);
    expect(await db.run(two.holder, (tx) => inSession(tx, link, own.token))).toBe(true);
    expect(await db.run(two.holder, (tx) => inSession(tx, link, token))).toBe(false);
  });

  it("three are given in an hour, whoever asks at the same time", async () => {
    const part = await withPhone();
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask(part)));
    expect(asked.filter(Boolean)).toHaveLength(3);
    clock.advance(61 * MINUTE);
    expect(await ask(part)).toBe(true);
  });

  it("five wrong ones lock the link for an hour, fifteen close it; tries at once are counted one by one", async () => {
    const part = await withPhone();
    await ask(part);
    const code = (await codeNow(part)) ?? "";
    const wrong = wrongOf(code);
    const tries = await Promise.all(Array.from({ length: 12 }, () => prove(part, wrong)));
    expect(tries.every((outcome) => outcome.token === null)).toBe(true);
    expect(await linkNow(db, sender(), part.linkId)).toMatchObject({ tries: 5, failures: 5, codeId: null });
    // Locked: the right one does not help, nor a new one.
    expect(await prove(part, code)).toEqual({ token: null, closed: false });
    expect(await ask(part)).toBe(false);
    for (let round = 2; round <= 3; round++) {
      clock.advance(61 * MINUTE);
      await ask(part);
      for (let i = 0; i < 5; i++) await prove(part, wrongOf((await codeNow(part)) ?? "000000")).catch(() => undefined);
    }
    expect(await linkNow(db, sender(), part.linkId)).toMatchObject({ failures: 15, closedAt: clock.now() });
    await expect(open(part)).rejects.toMatchObject({ code: "LINK_INVALID" });
  });

  it("is shown to a member who tells it by telephone; that is kept", async () => {
    const part = await outsidePart(db, sender());
    await ask(part);
    expect(await codeNow(part)).toBeNull();
    let code = "";
    await db.run(sender(), (tx) =>
      showReceiverCode(tx, { recipientId: part.recipientId, secret: SECRET }, (shown) => void (code = shown)),
    );
    expect((await prove(part, code)).token).not.toBeNull();
    const kept = await db.run(sender(), (tx) =>
      tx.query("select 1 from audit_entries where action = 'outside-code.show' and subject_id = $1", [
        part.recipientId,
      ]),
    );
    expect(kept).toHaveLength(1);
    await expect(
      db.run(harbour.actor("READ_ONLY"), (tx) =>
        showReceiverCode(tx, { recipientId: part.recipientId, secret: SECRET }, () => undefined),
      ),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db.run(sender(), (tx) => revokeConsent(tx, { consentId: part.consentId }));
    await expect(
      db.run(sender(), (tx) =>
        showReceiverCode(tx, { recipientId: part.recipientId, secret: SECRET }, () => undefined),
      ),
    ).rejects.toMatchObject({ code: "CONFLICT", reason: "ENDED" });
  });
});

describe("`outside-by-link`: what ends a link", () => {
  const ends: [string, (part: TestOutsidePart) => Promise<unknown>][] = [
    ["the consent is revoked", ({ consentId }) => db.run(sender(), (tx) => revokeConsent(tx, { consentId }))],
    ["it is closed by the sender", (part) => db.run(sender(), (tx) => closeOutsideLink(tx, part))],
    ["a new one is issued", (part) => db.run(sender(), (tx) => issueOutsideLink(tx, part))],
    ["the receiver is retired", (part) => db.run(sender(), (tx) => retireOutsideReceiver(tx, part))],
    [
      "the part is declined",
      (part) => db.run(part.holder, (tx) => declineReferral(tx, { ...part, reason: "DISTANCE" })),
    ],
    ["thirty days go by", async () => clock.advance(30 * 86_400_000)],
  ];
  it.each(ends)("%s", async (_, end) => {
    const part = await outsidePart(db, sender());
    await open(part);
    await end(part);
    const opened = async () => {
      const { actor } = await openLink(db, { token: part.token, purpose: "outside-referral" });
      expect(actor.organisationId).toBe(harbour.organisationId);
      await linkHolder(db, part.token);
      await open(part);
    };
    await expect(opened()).rejects.toMatchObject({ code: "LINK_INVALID" });
  });

  it("another is chosen: the link shows nothing at once, before its part is closed", async () => {
    const meadow = await liveOrganisation(db, { name: "Meadow" });
    const { programId } = await openProgram(db, meadow.actor("ADMIN"));
    const cedar = await namedReceiver(db, sender());
    const { recipientIds } = await sentReferral(db, sender(), [
      cedar,
      { programId, organisationId: meadow.organisationId },
    ]);
    const issued = await db.run(sender(), (tx) => issueOutsideLink(tx, { recipientId: recipientIds[0] ?? "" }));
    const { holder, linkId } = await linkHolder(db, issued?.token ?? "");
    await db.run(holder, (tx) => requireOpenLink(tx, linkId));
    await db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId: recipientIds[1] ?? "" }));
    await expect(db.run(holder, (tx) => requireOpenLink(tx, linkId))).rejects.toMatchObject({ code: "LINK_INVALID" });
  });

  it("only one link of a part is open, however many are asked for at once", async () => {
    const part = await outsidePart(db, sender());
    const again = () => db.run(sender(), (tx) => issueOutsideLink(tx, part)).catch(() => null);
    await Promise.all([again(), again(), again()]);
    const [row] = await db.run(sender(), (tx) =>
      tx.query<{ n: number }>(
        "select count(*)::int as n from outside_links where referral_recipient_id = $1 and closed_at is null",
        [part.recipientId],
      ),
    );
    expect(row?.n).toBe(1);
  });

  it("a receiver on the platform gets none, and a stranger sees no link", async () => {
    const meadow = await liveOrganisation(db, { name: "Meadow" });
    const { programId } = await openProgram(db, meadow.actor("ADMIN"));
    const { recipientIds } = await sentReferral(db, sender(), [{ programId, organisationId: meadow.organisationId }]);
    expect(await db.run(sender(), (tx) => issueOutsideLink(tx, { recipientId: recipientIds[0] ?? "" }))).toBeNull();
    const part = await outsidePart(db, sender());
    await expect(db.run(meadow.actor("OWNER"), (tx) => closeOutsideLink(tx, part))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("`outside-by-link`: answers", () => {
  it.each(RECIPIENT_STATES.map((each) => [each]))("from %s it may do what the machine allows, and no more", (from) => {
    const allowed: Partial<Record<string, string[]>> = {
      SENT: ["receive", "requestInformation", "accept", "decline"],
      RECEIVED: ["requestInformation", "accept", "decline"],
      INFO_REQUESTED: ["decline"],
      ACCEPTED: ["undoAcceptance", "decline", "scheduleAppointment", "admit"],
      SCHEDULED: ["decline", "scheduleAppointment", "recordNoShow", "cancelAppointment", "recordIntake", "admit"],
      NO_SHOW: ["decline", "scheduleAppointment", "admit"],
      APPT_CANCELLED: ["decline", "scheduleAppointment", "admit"],
      INTAKE_DONE: ["decline", "scheduleAppointment", "admit"],
      CANCEL_REQUESTED: ["decline", "admit", "confirmCancellation"],
      ADMITTED: ["attend"],
    };
    expect(outsideActions({ state: from }, true).toSorted()).toEqual((allowed[from] ?? []).toSorted());
    expect(outsideActions({ state: from }, false)).not.toContain("admit");
  });

  it("accepts, reads the packet as a disclosure, admits and closes the loop, with no place and no enrollment", async () => {
    const part = await outsidePart(db, sender());
    const { holder } = part;
    await expect(db.run(holder, (tx) => openPacket(tx, part))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    await db.run(holder, (tx) => acceptAsOutside(tx, part));
    const packet = await db.run(holder, (tx) => openPacket(tx, part));
    expect(packet.content.DEMOGRAPHICS?.facts).toHaveProperty("familyName");
    const [line] = await db.run(sender(), (tx) =>
      tx.query<{ name: string; kind: string; actor: string }>(
        "select recipient_name as name, kind, actor_kind as actor from disclosures where referral_recipient_id = $1",
        [part.recipientId],
      ),
    );
    expect(line).toEqual({ name: "Cedar House", kind: "READ", actor: "signed_link" });
    const admit = (admittedOn: string) => db.run(holder, (tx) => admitAsOutside(tx, { ...part, admittedOn }));
    await expect(admit("2026-03-10")).rejects.toMatchObject({ code: "INVALID", path: ["admittedOn"] });
    await expect(admit("2026-03-01")).rejects.toMatchObject({ code: "INVALID" });
    await admit("2026-03-09");
    clock.advance(2 * 86_400_000);
    const attend = (firstSessionOn: string) => db.run(holder, (tx) => attendAsOutside(tx, { ...part, firstSessionOn }));
    await expect(attend("2026-03-08")).rejects.toMatchObject({ code: "INVALID" });
    await attend("2026-03-11");
    const closed = await db.run(sender(), (tx) => loadPart(tx, "sender", part));
    expect(closed).toMatchObject({ state: "ATTENDED", admittedOn: "2026-03-09", firstSessionOn: "2026-03-11" });
    expect(closed).toMatchObject({ holdsPlace: false, recipientEnrollmentId: null });
  });

  it("one of two receivers off the platform wins when both accept at once", async () => {
    const one = await namedReceiver(db, sender());
    const two = await namedReceiver(db, sender());
    const { recipientIds, referralId } = await sentReferral(db, sender(), [one, two]);
    const answers = await Promise.allSettled(
      [one, two].map(({ organisationId }, i) =>
        db.run(jobActor(organisationId, "test"), (tx) => acceptAsOutside(tx, { recipientId: recipientIds[i] ?? "" })),
      ),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const award = await db.run(sender(), (tx) => tx.findOne(ReferralAward, { referralId }));
    expect(recipientIds).toContain(award?.winnerRecipientId);
  });

  it("is for receivers off the platform alone: one on it answers by its records", async () => {
    const meadow = await liveOrganisation(db, { name: "Meadow" });
    const { programId } = await openProgram(db, meadow.actor("ADMIN"));
    const { recipientIds } = await sentReferral(db, sender(), [{ programId, organisationId: meadow.organisationId }]);
    await expect(
      db.run(meadow.actor("OWNER"), (tx) => acceptAsOutside(tx, { recipientId: recipientIds[0] ?? "" })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("without a first session the client is the sender's again", async () => {
    const part = await outsidePart(db, sender());
    await db.run(part.holder, (tx) => acceptAsOutside(tx, part));
    await db.run(part.holder, (tx) => admitAsOutside(tx, { ...part, admittedOn: "2026-03-09" }));
    const job = () => db.run(jobActor(part.organisationId, "test"), (tx) => closeNotStarted(tx, part));
    expect(await job()).toEqual({ closed: true });
    expect(await job()).toEqual({ closed: false });
    expect(await state(part)).toBe("NOT_STARTED");
  });

  it("what a receiver can no longer say for itself is said for it", async () => {
    const accepted = await outsidePart(db, sender());
    await db.run(accepted.holder, (tx) => acceptAsOutside(tx, accepted));
    await db.run(sender(), (tx) => requestCancellation(tx, accepted));
    const confirm = () =>
      db.run(jobActor(accepted.organisationId, "test"), (tx) => confirmWithoutConsent(tx, accepted));
    await confirm();
    expect(await state(accepted)).toBe("CANCEL_REQUESTED");
    await db.run(sender(), (tx) => revokeConsent(tx, accepted));
    await confirm();
    expect(await state(accepted)).toBe("CANCELLED");

    const retired = await outsidePart(db, sender());
    await db.run(sender(), (tx) => retireOutsideReceiver(tx, retired));
    const plan = await db.run(sender(), (tx) => receiverPlan(tx, retired));
    await db.run(jobActor(retired.organisationId, "test"), (tx) => openReceiverOrganisation(tx, plan));
    const speak = () => db.run(jobActor(retired.organisationId, "test"), (tx) => speakForRetired(tx));
    expect(await speak()).toEqual({ closed: 1 });
    expect(await speak()).toEqual({ closed: 0 });
    expect(await state(retired)).toBe("DECLINED");
  });
});
