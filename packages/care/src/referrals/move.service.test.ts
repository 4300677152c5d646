import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, jobActor } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import {
  Referral,
  ReferralRecipient,
  Task,
  acceptReferral,
  careEntities,
  chooseRecipient,
  closeSiblings,
  declineReferral,
  expireReferral,
  fanOut,
  forwardReferral,
  openPacket,
  oweOutcome,
  reassignReferral,
  recordIntake,
  recordNoShow,
  releasePlaceOf,
  requestInformation,
  scheduleAppointment,
  scheduleDeadlines,
  settleReferral,
  takeBackAfterNoShow,
  takeBackNoShow,
  undoAcceptance,
} from "../index.ts";

let t: TestDatabase;
const START = new Date("2026-03-09T14:00:00Z"); // Monday 10:00 in New York
const clock = new MovableClock(START);
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let quarry: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;
let atQuarry: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  quarry = await liveOrganisation(t.db, { name: "Quarry" });
  atMeadow = await program(meadow);
  atSummit = await program(summit);
  atQuarry = await program(quarry);
});
afterAll(() => t?.close());

async function program(organisation: OrganisationUnderTest, options: Parameters<typeof openProgram>[2] = {}) {
  const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 50, ...options });
  return { programId, organisationId: organisation.organisationId };
}
const sender = () => harbour.actor("INTAKE");
const as = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(organisation.actor("INTAKE"), work);
const job = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(jobActor(organisation.organisationId, "test"), work);
const part = (referral: TestReferral, i = 0): { recipientId: string } => ({
  recipientId: referral.recipientIds[i] ?? "",
});
const partOf = (id: { recipientId: string }) => as(harbour, (tx) => tx.get(ReferralRecipient, id.recipientId));
const stateOf = async (id: { recipientId: string }) => (await partOf(id)).state;
const hours = (n: number): number => n * 3_600_000;
const later = (n: number): Date => new Date(clock.now().getTime() + hours(n));
async function held({ programId, organisationId }: AskedProgram): Promise<number> {
  const [row] = await t.db.readWith<{ n: number }>(jobActor(organisationId, "test"), {
    sql: "select places_held as n from programs where id = $1",
    values: [programId],
  });
  return row?.n ?? -1;
}
const tasksOf = async (organisation: OrganisationUnderTest, subjectId: string) =>
  (await job(organisation, (tx) => tx.find(Task, { subjectId, state: "OPEN" }))).map(({ kind }) => kind);

describe("acceptance-undone", () => {
  it("frees place and referral, shuts the packet, and the time to answer goes on where it stood", async () => {
    const before = await held(atMeadow);
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    clock.advance(hours(2));
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await as(meadow, (tx) => openPacket(tx, part(referral)));
    // Over the whole of the time to answer: while it was accepted no clock ran.
    clock.advance(hours(24 * 7));
    await as(meadow, (tx) => undoAcceptance(tx, part(referral)));
    expect(await held(atMeadow)).toBe(before);
    expect(await partOf(part(referral))).toMatchObject({ state: "RECEIVED", holdsPlace: false, acceptedAt: null });
    await expect(as(meadow, (tx) => openPacket(tx, part(referral)))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    // Monday 12:00 again, two of ten hours used.
    expect((await partOf(part(referral))).dueAt).toEqual(new Date("2026-03-17T14:00:00Z"));
    expect(await job(harbour, (tx) => scheduleDeadlines(tx, part(referral)))).toEqual({ scheduled: true });
    expect(await job(harbour, (tx) => expireReferral(tx, part(referral)))).toEqual({ expired: false });
    await as(summit, (tx) => acceptReferral(tx, part(referral, 1)));
    await expect(as(meadow, (tx) => acceptReferral(tx, part(referral)))).rejects.toMatchObject({
      code: "ALREADY_FILLED",
    });
    clock.set(START);
  });

  it("is the recipient's alone, and only while nothing was arranged", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    for (const organisation of [harbour, summit])
      await expect(as(organisation, (tx) => undoAcceptance(tx, part(referral)))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    await as(meadow, (tx) => scheduleAppointment(tx, { ...part(referral), appointmentAt: later(24) }));
    await expect(as(meadow, (tx) => undoAcceptance(tx, part(referral)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reason: "SCHEDULED",
    });
  });

  it("has one winner against a rival's acceptance and the closing of rivals, whatever the order", async () => {
    const before = [await held(atMeadow), await held(atSummit)];
    const ends: string[] = [];
    for (let i = 0; i < 12; i++) {
      const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
      await as(meadow, (tx) => acceptReferral(tx, part(referral)));
      const all = await Promise.allSettled([
        as(meadow, (tx) => undoAcceptance(tx, part(referral))),
        as(summit, (tx) => acceptReferral(tx, part(referral, 1))),
        job(harbour, (tx) => closeSiblings(tx, referral)),
      ]);
      for (const { status, reason } of all as { status: string; reason?: { code: string } }[])
        if (status === "rejected") expect(["ALREADY_FILLED", "STALE", "ILLEGAL_TRANSITION"]).toContain(reason?.code);
      const states = [await stateOf(part(referral)), await stateOf(part(referral, 1))];
      const [award] = await as(harbour, (tx) =>
        tx.query<{ winner: string | null }>(
          "select winner_recipient_id as winner from referral_awards where referral_id = $1",
          [referral.referralId],
        ),
      );
      // The one who has the award is the one who accepted, and nobody else did.
      expect([award?.winner ?? null, states.filter((state) => state === "ACCEPTED").length]).toEqual(
        states[1] === "ACCEPTED" ? [referral.recipientIds[1], 1] : [null, 0],
      );
      // Where the rival has it, the closing of rivals may have come after it.
      expect(states[1] === "ACCEPTED" ? ["RECEIVED", "CANCELLED"] : ["RECEIVED"]).toContain(states[0]);
      ends.push(states.join(" "));
      for (const [nth, organisation] of [meadow, summit].entries())
        await as(organisation, (tx) => declineReferral(tx, { ...part(referral, nth), reason: "NO_CAPACITY" })).catch(
          () => undefined,
        );
    }
    expect(ends).toHaveLength(12);
    expect([await held(atMeadow), await held(atSummit)]).toEqual(before);
  });
});

describe("reassigned-within-the-recipient", () => {
  it("goes to another of its own programs with the place that was held", async () => {
    const other = await program(meadow);
    const before = [await held(atMeadow), await held(other)];
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    const to = (organisation: OrganisationUnderTest, { programId }: AskedProgram) =>
      as(organisation, (tx) => reassignReferral(tx, { ...part(referral), programId }));
    await to(meadow, other);
    expect(await partOf(part(referral))).toMatchObject({ state: "ACCEPTED", programId: other.programId });
    expect([await held(atMeadow), await held(other)]).toEqual([before[0], (before[1] ?? 0) + 1]);
    await expect(to(meadow, other)).rejects.toMatchObject({ reason: "SAME_PROGRAM" });
    await expect(to(meadow, atSummit)).rejects.toMatchObject({ code: "NOT_FOUND", path: ["programId"] });
    await expect(to(meadow, await program(meadow, { levelCode: "2.5" }))).rejects.toMatchObject({
      reason: "OTHER_LEVEL",
    });
    await expect(to(harbour, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const full = await program(meadow, { capacity: 1 });
    const first = await sentReferral(t.db, sender(), [full]);
    await as(meadow, (tx) => acceptReferral(tx, part(first)));
    await expect(to(meadow, full)).rejects.toMatchObject({ code: "NO_PLACE", reason: "FULL" });
    expect(await partOf(part(referral))).toMatchObject({ programId: other.programId, holdsPlace: true });
  });
});

describe("forward-runs-consent-again", () => {
  const forward = (referral: TestReferral, { programId }: AskedProgram, i = 0) =>
    as(meadow, (tx) => forwardReferral(tx, { ...part(referral, i), reason: "NO_CAPACITY", programId }));
  const third = (referral: TestReferral) =>
    as(harbour, (tx) =>
      tx.findOne(ReferralRecipient, { referralId: referral.referralId, programId: atQuarry.programId }),
    );
  const follow = async (referral: TestReferral) => {
    await job(harbour, (tx) => settleReferral(tx, referral));
    return job(harbour, (tx) => fanOut(tx, referral));
  };

  it("makes the program named the sender's next choice; without a consent that names it nothing goes there", async () => {
    const before = await held(atMeadow);
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await forward(referral, atQuarry);
    expect(await held(atMeadow)).toBe(before);
    expect(await partOf(part(referral))).toMatchObject({
      state: "DECLINED",
      declineReason: "NO_CAPACITY",
      forwardedToProgramId: atQuarry.programId,
    });
    expect(await follow(referral)).toEqual({ asked: 0 });
    const asked = await third(referral);
    expect(asked).toMatchObject({ state: "DRAFT", wave: 2 });
    expect(await tasksOf(harbour, referral.referralId)).toEqual(
      expect.arrayContaining(["REFERRAL_CONSENT", "REFERRAL_UNFULFILLED"]),
    );
    const theirs = { recipientId: asked?.id ?? "" };
    await expect(as(quarry, (tx) => acceptReferral(tx, theirs))).rejects.toMatchObject({ code: "NOT_FOUND" });
    // Again and again, it is added once.
    await follow(referral);
    expect(await as(harbour, (tx) => tx.find(ReferralRecipient, { referralId: referral.referralId }))).toHaveLength(2);
  });

  it("asks it at once where a consent names it", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    const { clientId } = referral;
    await signedConsent(t.db, sender(), { clientId, recipientOrganisationIds: [quarry.organisationId] });
    await forward(referral, atQuarry);
    expect(await follow(referral)).toEqual({ asked: 1 });
    const theirs = { recipientId: (await third(referral))?.id ?? "" };
    await as(quarry, (tx) => acceptReferral(tx, theirs));
    expect(await stateOf(theirs)).toBe("ACCEPTED");
  });

  it("asks nobody again for it who was asked before, and names neither its own nor the sender's program", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atQuarry]);
    await as(quarry, (tx) => declineReferral(tx, { ...part(referral, 1), reason: "DISTANCE" }));
    await expect(forward(referral, await program(meadow))).rejects.toMatchObject({ reason: "OWN_PROGRAM" });
    await expect(forward(referral, await program(harbour))).rejects.toMatchObject({ reason: "SENDERS_PROGRAM" });
    await expect(forward(referral, await program(summit, { levelCode: "2.5" }))).rejects.toMatchObject({
      reason: "OTHER_LEVEL",
    });
    await expect(forward(referral, await program(summit, { published: false }))).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["programId"],
    });
    await forward(referral, atQuarry);
    expect(await follow(referral)).toEqual({ asked: 0 });
    expect(await tasksOf(harbour, referral.referralId)).toEqual(["REFERRAL_UNFULFILLED"]);
  });
});

describe("no-show-hands-back", () => {
  async function missed(waves: readonly number[] = [1]): Promise<TestReferral> {
    const programs = [atMeadow, atSummit].slice(0, waves.length);
    const referral = await sentReferral(t.db, sender(), programs, { waves });
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await as(meadow, (tx) => scheduleAppointment(tx, { ...part(referral), appointmentAt: later(1) }));
    clock.advance(hours(2));
    await as(meadow, (tx) => recordNoShow(tx, part(referral)));
    return referral;
  }

  it("lets the sender take the client back at once; award and place are free and the next wave is asked", async () => {
    const before = await held(atMeadow);
    const referral = await missed([1, 2]);
    expect(await tasksOf(meadow, part(referral).recipientId)).toEqual(["REFERRAL_NO_SHOW"]);
    await expect(as(meadow, (tx) => takeBackAfterNoShow(tx, part(referral)))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as(harbour, (tx) => takeBackAfterNoShow(tx, part(referral)));
    expect(await partOf(part(referral))).toMatchObject({ state: "CANCELLED", cancelReason: "NO_SHOW" });
    await job(meadow, (tx) => releasePlaceOf(tx, part(referral)));
    expect([await held(atMeadow), await tasksOf(meadow, part(referral).recipientId)]).toEqual([before, []]);
    expect(await job(harbour, (tx) => fanOut(tx, referral))).toEqual({ asked: 1 });
    await as(summit, (tx) => acceptReferral(tx, part(referral, 1)));
    clock.set(START);
  });

  it("goes back by itself after five business days of the recipient in which it did not go on", async () => {
    const referral = await missed();
    const due = new Date("2026-03-16T22:00:00Z"); // Monday 18:00 in New York
    expect((await partOf(part(referral))).outcomeDueAt).toEqual(due);
    expect(await job(harbour, (tx) => takeBackNoShow(tx, part(referral)))).toEqual({ takenBack: false });
    clock.set(due);
    expect(await job(harbour, (tx) => takeBackNoShow(tx, part(referral)))).toEqual({ takenBack: true });
    expect(await job(harbour, (tx) => takeBackNoShow(tx, part(referral)))).toEqual({ takenBack: false });
    expect(await stateOf(part(referral))).toBe("CANCELLED");
    clock.set(START);

    const goesOn = await missed();
    await as(meadow, (tx) => scheduleAppointment(tx, { ...part(goesOn), appointmentAt: later(1) }));
    expect(await tasksOf(meadow, part(goesOn).recipientId)).toEqual([]);
    await expect(as(harbour, (tx) => takeBackAfterNoShow(tx, part(goesOn)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    clock.set(due);
    expect(await job(harbour, (tx) => takeBackNoShow(tx, part(goesOn)))).toEqual({ takenBack: false });
    clock.set(START);
  });
});

describe("loop-closed", () => {
  it("asks the recipient for what came of an intake, once, when five business days are over", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await as(meadow, (tx) => scheduleAppointment(tx, { ...part(referral), appointmentAt: later(1) }));
    await as(meadow, (tx) => recordIntake(tx, part(referral)));
    const owe = () => job(meadow, (tx) => oweOutcome(tx, part(referral)));
    expect(await owe()).toEqual({ owed: false });
    clock.set((await partOf(part(referral))).outcomeDueAt ?? START);
    expect([await owe(), await owe()]).toEqual([{ owed: true }, { owed: false }]);
    expect(await tasksOf(meadow, part(referral).recipientId)).toEqual(["REFERRAL_OUTCOME"]);
    await as(meadow, (tx) => declineReferral(tx, { ...part(referral), reason: "CLIENT_DECLINED" }));
    expect(await tasksOf(meadow, part(referral).recipientId)).toEqual([]);
    clock.set(START);
  });
});

describe("client-choice", () => {
  it("goes on to the next wave when the chosen one declines later; the others stay closed and their places free", async () => {
    const before = [await held(atMeadow), await held(atSummit)];
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit, atQuarry], {
      mode: "CLIENT_CHOICE",
      waves: [1, 1, 2],
    });
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await as(summit, (tx) => requestInformation(tx, { ...part(referral, 1), question: "Is there a lift?" }));
    await as(harbour, (tx) => chooseRecipient(tx, part(referral)));
    await as(meadow, (tx) => declineReferral(tx, { ...part(referral), reason: "NO_CAPACITY" }));
    await job(harbour, (tx) => settleReferral(tx, referral));
    expect(await job(harbour, (tx) => fanOut(tx, referral))).toEqual({ asked: 1 });
    expect(await Promise.all([0, 1, 2].map((i) => stateOf(part(referral, i))))).toEqual([
      "DECLINED",
      "CANCELLED",
      "SENT",
    ]);
    expect([await held(atMeadow), await held(atSummit)]).toEqual(before);
    await as(quarry, (tx) => acceptReferral(tx, part(referral, 2)));
    await as(harbour, (tx) => chooseRecipient(tx, part(referral, 2)));
    expect((await as(harbour, (tx) => tx.get(Referral, referral.referralId))).state).toBe("OPEN");
    expect((await as(quarry, (tx) => openPacket(tx, part(referral, 2)))).content.DEMOGRAPHICS).toBeDefined();
  });

  it("lets one who accepted take it back before and after the choice", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit], { mode: "CLIENT_CHOICE" });
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    await as(meadow, (tx) => undoAcceptance(tx, part(referral)));
    await expect(as(harbour, (tx) => chooseRecipient(tx, part(referral)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    await as(summit, (tx) => acceptReferral(tx, part(referral, 1)));
    await as(harbour, (tx) => chooseRecipient(tx, part(referral, 1)));
    await as(summit, (tx) => undoAcceptance(tx, part(referral, 1)));
    await expect(as(summit, (tx) => openPacket(tx, part(referral, 1)))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    await as(summit, (tx) => acceptReferral(tx, part(referral, 1)));
    await as(harbour, (tx) => chooseRecipient(tx, part(referral, 1)));
  });
});
