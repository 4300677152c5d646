import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId, jobActor } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { draftedReferral, newClient, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import {
  ReceivedReferral,
  ReferralRecipient,
  Referral,
  acceptReferral,
  acknowledgeReferral,
  admitReferral,
  careEntities,
  chooseRecipient,
  closeNotStarted,
  closeOnAttendance,
  closeSiblings,
  confirmCancellation,
  createReferral,
  declineReferral,
  expireReferral,
  openNextWave,
  openPacket,
  provideInformation,
  recallAfterRevocation,
  receiveReferral,
  recordNoShow,
  releasePlaceOf,
  remindRecipient,
  requestCancellation,
  requestInformation,
  revokeConsent,
  scheduleAppointment,
  settleReferral,
  withdrawReferral,
} from "../index.ts";

import { referralEvent } from "./referral.events.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z")); // Monday 10:00 in New York
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let stranger: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;

const hours = (n: number): number => n * 3_600_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit", timeZone: "America/Los_Angeles" });
  stranger = await liveOrganisation(t.db, { name: "Stranger" });
  atMeadow = await program(meadow, 50);
  atSummit = await program(summit, 50);
});
afterAll(() => t?.close());

async function program(organisation: OrganisationUnderTest, capacity: number): Promise<AskedProgram> {
  const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity });
  return { programId, organisationId: organisation.organisationId };
}
const sender = () => harbour.actor("INTAKE");
const as = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(organisation.actor("INTAKE"), work);
const job = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(jobActor(organisation.organisationId, "test"), work);
const first = (referral: TestReferral): { recipientId: string } => ({ recipientId: referral.recipientIds[0] ?? "" });
const second = (referral: TestReferral): { recipientId: string } => ({ recipientId: referral.recipientIds[1] ?? "" });
const partOf = (id: { recipientId: string }) => as(harbour, (tx) => tx.get(ReferralRecipient, id.recipientId));
const stateOf = async (id: { recipientId: string }) => (await partOf(id)).state;
const referralState = async ({ referralId }: TestReferral) =>
  (await as(harbour, (tx) => tx.get(Referral, referralId))).state;
async function held(organisation: OrganisationUnderTest, { programId }: AskedProgram): Promise<number> {
  const [row] = await t.db.readWith<{ places_held: number }>(organisation.actor("ADMIN"), {
    sql: "select places_held from programs where id = $1",
    values: [programId],
  });
  return row?.places_held ?? -1;
}
async function events(organisation: OrganisationUnderTest, subjectId: string): Promise<string[]> {
  // The outbox is the relay's alone; the test looks at it as the superuser would.
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: t.clone.adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ type: string }>(
      "select type from outbox where subject_id = $1 and $2 = any(audience) order by id",
      [subjectId, organisation.organisationId],
    );
    return rows.map((row) => row.type);
  } finally {
    await client.end();
  }
}

describe("a referral between two organisations", () => {
  it("goes from draft to attended-owing admission, each side seeing its own", async () => {
    const places = await held(meadow, atMeadow);
    const referral = await draftedReferral(t.db, sender(), [atMeadow]);
    // A draft is the sender's own affair: a missing one and this one are alike to its recipient.
    await expect(as(meadow, (tx) => receiveReferral(tx, first(referral)))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await events(meadow, first(referral).recipientId)).toEqual([]);

    const sent = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, first(sent)));
    expect(await stateOf(first(sent))).toBe("ACCEPTED");
    expect(await held(meadow, atMeadow)).toBe(places + 1);
    const { enrollmentId, clientId } = await as(meadow, (tx) => admitReferral(tx, first(sent)));
    const part = await partOf(first(sent));
    expect(part).toMatchObject({
      state: "ADMITTED",
      holdsPlace: false,
      recipientEnrollmentId: enrollmentId,
      admittedOn: "2026-03-09",
    });
    // The place passed on; it was not taken a second time.
    expect(await held(meadow, atMeadow)).toBe(places + 1);
    expect(clientId).not.toBe(sent.clientId);
    const [details] = await t.db.readWith<{ family_name: string }>(meadow.actor("INTAKE"), {
      sql: "select family_name from client_details where client_id = $1",
      values: [clientId],
    });
    expect(details?.family_name).toBe("Harper");
    expect(await events(harbour, part.id)).toEqual([
      "referral.sent",
      "referral.received",
      "referral.accepted",
      "referral.admitted",
    ]);
    expect(await events(stranger, part.id)).toEqual([]);
  });

  it("shows a stranger the same as nothing at all", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    for (const organisation of [stranger, summit]) {
      const refused = as(organisation, (tx) => acceptReferral(tx, first(referral)));
      await expect(refused).rejects.toMatchObject({ code: "NOT_FOUND", message: "No such referral." });
    }
    // The sender may not answer for the recipient.
    await expect(as(harbour, (tx) => acceptReferral(tx, first(referral)))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
  });

  it("decline-with-reason: lets a recipient decline after acceptance: the place and the referral are free again", async () => {
    const places = await held(meadow, atMeadow);
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    await expect(as(summit, (tx) => acceptReferral(tx, second(referral)))).rejects.toMatchObject({
      code: "ALREADY_FILLED",
    });
    await expect(
      as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "OTHER" })),
    ).rejects.toMatchObject({ code: "INVALID", path: ["note"] });
    await as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "MEDICAL_ACUITY" }));
    expect(await held(meadow, atMeadow)).toBe(places);
    await as(summit, (tx) => acceptReferral(tx, second(referral)));
    expect(await stateOf(second(referral))).toBe("ACCEPTED");
  });

  it("closes the rivals, and says no more than that it was filled", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    expect(await job(harbour, (tx) => closeSiblings(tx, referral))).toEqual({ closed: 1 });
    expect(await job(harbour, (tx) => closeSiblings(tx, referral))).toEqual({ closed: 0 });
    expect(await partOf(second(referral))).toMatchObject({ state: "CANCELLED", cancelReason: "FILLED_ELSEWHERE" });
    expect(await stateOf(first(referral))).toBe("ACCEPTED");
    expect(await events(summit, second(referral).recipientId)).toEqual(["referral.sent", "referral.cancelled"]);
  });

  it("client-choice: goes to the client's choice among those who accepted, each keeping a place until then", async () => {
    const before = [await held(meadow, atMeadow), await held(summit, atSummit)];
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit], { mode: "CLIENT_CHOICE" });
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    await as(summit, (tx) => acceptReferral(tx, second(referral)));
    expect([await held(meadow, atMeadow), await held(summit, atSummit)]).toEqual(before.map((n) => n + 1));
    await expect(as(meadow, (tx) => openPacket(tx, first(referral)))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    await expect(as(meadow, (tx) => admitReferral(tx, first(referral)))).rejects.toMatchObject({
      reason: "NOT_CHOSEN",
    });
    await as(harbour, (tx) => chooseRecipient(tx, second(referral)));
    await expect(as(harbour, (tx) => chooseRecipient(tx, first(referral)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect(await partOf(first(referral))).toMatchObject({ state: "CANCELLED", cancelReason: "FILLED_ELSEWHERE" });
    await job(meadow, (tx) => releasePlaceOf(tx, first(referral)));
    await job(meadow, (tx) => releasePlaceOf(tx, first(referral)));
    expect(await held(meadow, atMeadow)).toBe(before[0]);
    expect((await as(summit, (tx) => openPacket(tx, second(referral)))).content.DEMOGRAPHICS?.facts["familyName"]).toBe(
      "Harper",
    );
  });

  it("waves-of-three: asks a further wave only once nobody is live, and never more than three at once", async () => {
    const more = [
      await program(meadow, 5),
      await program(meadow, 5),
      await program(summit, 5),
      await program(summit, 5),
    ];
    await expect(draftedReferral(t.db, sender(), more)).rejects.toMatchObject({ reason: "WAVE_TOO_LARGE" });
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit], { waves: [1, 2] });
    await expect(as(harbour, (tx) => openNextWave(tx, referral))).rejects.toMatchObject({ reason: "WAVE_OPEN" });
    await expect(as(summit, (tx) => acceptReferral(tx, second(referral)))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "NO_CAPACITY" }));
    await job(harbour, (tx) => settleReferral(tx, referral));
    expect(await referralState(referral)).toBe("UNFULFILLED");
    await as(harbour, (tx) => openNextWave(tx, referral));
    expect(await referralState(referral)).toBe("OPEN");
    await as(summit, (tx) => acceptReferral(tx, second(referral)));
    expect(await stateOf(second(referral))).toBe("ACCEPTED");
  });

  it("no-duplicate-referral: is a hard stop the second time for the same client and level, also for two at once", async () => {
    const { clientId } = await newClient(t.db, sender());
    const both = await Promise.allSettled([1, 2].map(() => draftedReferral(t.db, sender(), [atMeadow], { clientId })));
    expect(both.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [drafted] = both.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    // The one that stands in the way is named: it is the sender's own.
    expect(both.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({
      code: "DUPLICATE",
      related: [encodeId("referral", drafted?.referralId ?? "")],
    });
    clock.advance(30 * hours(24));
    await expect(draftedReferral(t.db, sender(), [atMeadow], { clientId })).rejects.toMatchObject({
      code: "DUPLICATE",
    });
    clock.advance(1);
    await draftedReferral(t.db, sender(), [atMeadow], { clientId });
    clock.advance(-30 * hours(24) - 1);
  });

  it("goes to another organisation's listed program of the level alone", async () => {
    const own = await program(harbour, 5);
    const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { levelCode: "2.5" });
    const hidden = await openProgram(t.db, meadow.actor("ADMIN"), { published: false });
    const { clientId } = await newClient(t.db, sender());
    const to = (id: string) =>
      as(harbour, (tx) =>
        createReferral(tx, {
          clientId,
          edition: "ASAM3",
          levelCode: "2.1",
          reason: "x",
          urgency: "STAT",
          mode: "FIRST_ACCEPT",
          categories: ["REASON"],
          recipients: [{ programId: id }],
        }),
      );
    await expect(to(own.programId)).rejects.toMatchObject({ reason: "OWN_PROGRAM" });
    await expect(to(programId)).rejects.toMatchObject({ reason: "OTHER_LEVEL" });
    await expect(to(hidden.programId)).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["recipients", "0", "programId"],
    });
    await to(atMeadow.programId);
  });

  it("cancelled-by-the-recipient: is withdrawn where it was not received, else cancelled once the recipient confirms", async () => {
    const places = await held(meadow, atMeadow);
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    await as(harbour, (tx) => withdrawReferral(tx, referral));
    expect([await stateOf(first(referral)), await stateOf(second(referral))]).toEqual([
      "CANCEL_REQUESTED",
      "WITHDRAWN",
    ]);
    await expect(as(summit, (tx) => acceptReferral(tx, second(referral)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    await as(meadow, (tx) => confirmCancellation(tx, first(referral)));
    expect(await held(meadow, atMeadow)).toBe(places);
    await job(harbour, (tx) => settleReferral(tx, referral));
    expect(await referralState(referral)).toBe("WITHDRAWN");
  });

  it("refuses an answer to a version that has moved on, and names the current record", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    const seen = (await partOf(first(referral))).version;
    await as(meadow, (tx) => receiveReferral(tx, first(referral)));
    await expect(
      as(meadow, (tx) => acceptReferral(tx, { ...first(referral), expectedVersion: seen })),
    ).rejects.toMatchObject({ code: "STALE", currentId: first(referral).recipientId });
    await as(meadow, (tx) => acceptReferral(tx, { ...first(referral), expectedVersion: seen + 1 }));
  });

  it("loop-closed: is closed by the sender's acknowledgement of an outcome, once", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await expect(as(harbour, (tx) => acknowledgeReferral(tx, first(referral)))).rejects.toMatchObject({
      reason: "NO_OUTCOME",
    });
    await as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "DISTANCE" }));
    await as(harbour, (tx) => acknowledgeReferral(tx, first(referral)));
    await as(harbour, (tx) => acknowledgeReferral(tx, first(referral)));
    expect((await partOf(first(referral))).acknowledgedAt).toEqual(clock.now());
    expect(
      (await events(meadow, first(referral).recipientId)).filter((type) => type === "referral.acknowledged"),
    ).toHaveLength(1);
  });
});

describe("what the database refuses a recipient, whatever the code above it does", () => {
  const claim = (part: { recipientId: string }, { referralId }: TestReferral) =>
    as(meadow, (tx) =>
      tx.change(
        "update referral_awards set winner_recipient_id = $1, winner_organisation_id = $2, awarded_at = $3 where referral_id = $4",
        [part.recipientId, meadow.organisationId, tx.now, referralId],
      ),
    );
  const move = (part: { recipientId: string }, state: string) =>
    as(meadow, (tx) => tx.change("update referral_recipients set state = $2 where id = $1", [part.recipientId, state]));

  it("client-choice: to choose itself, where a first acceptance would win", async () => {
    const choice = await sentReferral(t.db, sender(), [atMeadow, atSummit], { mode: "CLIENT_CHOICE" });
    await expect(claim(first(choice), choice)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(meadow, (tx) => openPacket(tx, first(choice)))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    const race = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    expect(await claim(first(race), race)).toBe(1);
  });

  it("to bring back what has ended", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    expect(await move(first(referral), "RECEIVED")).toBe(1);
    expect(await move(first(referral), "DECLINED")).toBe(1);
    await expect(move(first(referral), "ACCEPTED")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("attendance-undone: to leave an end, but for what an attendance closed and its sender has not noted", async () => {
    const closed = async () => {
      const referral = await sentReferral(t.db, sender(), [atMeadow]);
      for (const state of ["RECEIVED", "ACCEPTED", "ADMITTED", "ATTENDED"])
        expect(await move(first(referral), state)).toBe(1);
      return referral;
    };
    const referral = await closed();
    await expect(move(first(referral), "RECEIVED")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await move(first(referral), "ADMITTED")).toBe(1);
    const noted = await closed();
    await as(harbour, (tx) => acknowledgeReferral(tx, first(noted)));
    await expect(move(first(noted), "ADMITTED")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("its rivals: nothing that it is shown or told of is theirs as well", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    const asked = { referralId: {}, wave: {}, number: {} };
    const seen = (organisation: OrganisationUnderTest, entity: Parameters<typeof t.db.readOne>[1]) =>
      t.db.readOne(organisation.actor("INTAKE"), entity, asked, { id: first(referral).recipientId });
    expect(await seen(meadow, ReferralRecipient)).toBeNull();
    expect(await seen(harbour, ReceivedReferral)).toBeNull();
    expect(await seen(harbour, ReferralRecipient)).toMatchObject({ wave: 1 });
    expect(await seen(meadow, ReceivedReferral)).toMatchObject({ number: expect.any(String) as string });
    expect(referralEvent("referral.sent", await partOf(first(referral))).refIds).not.toHaveProperty("referralId");
  });
});

describe("answer-deadlines", () => {
  it("reminds, then expires at twice the time, and not while information is awaited", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    const part = await partOf(first(referral));
    // One business day: Tuesday 10:00 in New York.
    expect(part.dueAt).toEqual(new Date("2026-03-10T14:00:00Z"));
    expect(part.expiresAt).toEqual(new Date("2026-03-11T14:00:00Z"));
    expect(await job(harbour, (tx) => remindRecipient(tx, first(referral)))).toEqual({ reminded: false });
    clock.advance(hours(5));
    expect(await job(harbour, (tx) => remindRecipient(tx, first(referral)))).toEqual({ reminded: true });
    expect(await job(harbour, (tx) => remindRecipient(tx, first(referral)))).toEqual({ reminded: false });
    await as(meadow, (tx) => requestInformation(tx, { ...first(referral), question: "Is transport arranged?" }));
    clock.advance(hours(24 * 7 - 5));
    expect(await job(harbour, (tx) => expireReferral(tx, first(referral)))).toEqual({ expired: false });
    expect(await job(harbour, (tx) => expireReferral(tx, second(referral)))).toEqual({ expired: true });
    await as(harbour, (tx) => provideInformation(tx, { ...first(referral), answer: "Yes" }));
    // Half of the day was used before the question: five hours are left.
    expect((await partOf(first(referral))).dueAt).toEqual(new Date("2026-03-16T19:00:00Z"));
    clock.advance(hours(24 * 7));
    expect(await job(harbour, (tx) => expireReferral(tx, first(referral)))).toEqual({ expired: true });
    expect(await referralState(referral)).toBe("UNFULFILLED");
    clock.advance(hours(-24 * 14));
  });

  it("closed-means-attended: hands the client back when no first session follows an admission", async () => {
    const places = await held(meadow, atMeadow);
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => acceptReferral(tx, first(referral)));
    await as(meadow, (tx) =>
      scheduleAppointment(tx, { ...first(referral), appointmentAt: new Date(clock.now().getTime() + hours(2)) }),
    );
    await expect(as(meadow, (tx) => recordNoShow(tx, first(referral)))).rejects.toMatchObject({ reason: "TOO_EARLY" });
    await as(meadow, (tx) => admitReferral(tx, first(referral)));
    expect(await job(meadow, (tx) => closeNotStarted(tx, first(referral)))).toEqual({ closed: true });
    expect(await job(meadow, (tx) => closeNotStarted(tx, first(referral)))).toEqual({ closed: false });
    expect(await stateOf(first(referral))).toBe("NOT_STARTED");
    expect(await held(meadow, atMeadow)).toBe(places);
  });
});

describe("revocation-immediate", () => {
  it("recalls what was not accepted and leaves an accepted referral to its parties", async () => {
    const referral = await sentReferral(t.db, sender(), [atMeadow, atSummit]);
    await as(meadow, (tx) => receiveReferral(tx, first(referral)));
    await as(harbour, (tx) => revokeConsent(tx, referral));
    await job(harbour, (tx) => recallAfterRevocation(tx, referral));
    expect([await stateOf(first(referral)), await stateOf(second(referral))]).toEqual([
      "CANCEL_REQUESTED",
      "WITHDRAWN",
    ]);
    const asked = await sentReferral(t.db, sender(), [atMeadow]);
    await as(meadow, (tx) => receiveReferral(tx, first(asked)));
    await as(meadow, (tx) => requestInformation(tx, { ...first(asked), question: "Is a lift needed?" }));
    await as(harbour, (tx) => revokeConsent(tx, asked));
    await expect(as(harbour, (tx) => provideInformation(tx, { ...first(asked), answer: "Yes" }))).rejects.toMatchObject(
      { code: "CONSENT_INVALID", reason: "ENDED" },
    );
    await job(harbour, (tx) => recallAfterRevocation(tx, asked));
    expect(await stateOf(first(asked))).toBe("CANCEL_REQUESTED");

    const { clientId } = referral;
    await expect(as(harbour, (tx) => requestCancellation(tx, second(referral)))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    await signedConsent(t.db, sender(), { clientId, recipientOrganisationIds: [meadow.organisationId] });
  });

  it("ends what an accepted referral tells its sender; the recipient's own care goes on", async () => {
    const open = await sentReferral(t.db, sender(), [atMeadow]);
    const referral = await sentReferral(t.db, sender(), [atMeadow]);
    for (const each of [open, referral]) await as(meadow, (tx) => acceptReferral(tx, first(each)));
    const appointmentAt = new Date(clock.now().getTime() + hours(24));
    await as(harbour, (tx) => revokeConsent(tx, referral));
    await expect(
      as(meadow, (tx) => scheduleAppointment(tx, { ...first(referral), appointmentAt })),
    ).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "ENDED" });
    await as(meadow, (tx) => scheduleAppointment(tx, { ...first(open), appointmentAt }));

    const { enrollmentId } = await as(meadow, (tx) => admitReferral(tx, first(open)));
    await as(harbour, (tx) => revokeConsent(tx, open));
    await job(meadow, async (tx) => {
      await tx.change("update enrollments set first_session_on = '2026-03-09' where id = $1", [enrollmentId]);
      expect(await closeOnAttendance(tx, { enrollmentId })).toEqual({ closed: false });
    });
    expect(await partOf(first(open))).toMatchObject({ state: "ADMITTED", firstSessionOn: null });
    await as(meadow, (tx) => declineReferral(tx, { ...first(referral), reason: "CLIENT_DECLINED" }));
  });
});
