import { MoreThan } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, encodeId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { ProgramSession, SessionTemplate, scheduleSession } from "../attendance/index.ts";
import {
  Enrollment,
  closeEnrollment,
  openEnrollment,
  preScreenEnrollment,
  waitlistEnrollment,
} from "../enrollments/index.ts";
import {
  activeEnrollment,
  admittedEnrollment,
  dischargeRecord,
  newInquiry,
  newClient,
  openProgram,
  sentReferral,
  weeklyGroup,
} from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { Program, ProgramStateChange } from "../programs/index.ts";
import { acceptReferral } from "../referrals/index.ts";
import { Task } from "../tasks/index.ts";
import type { ClosingDestination } from "./index.ts";
import { closeProgram, takeStateChangeOf } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: Actor;
let closing: string;
let other: string;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(async () => {
  clock.set(START);
  ({ programId: closing } = await openProgram(t.db, admin, { name: "Evening IOP" }));
  ({ programId: other } = await openProgram(t.db, admin, { name: "Day IOP" }));
});

const close = (destinations: ClosingDestination[] = [], effectiveOn?: string) =>
  t.db.run(admin, (tx) => closeProgram(tx, { programId: closing, destinations, effectiveOn }));
const programOf = (id: string) => t.db.run(admin, (tx) => tx.get(Program, id));
const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const outside = (id: string) => encodeId("enrollment", id);
const moved = (enrollmentId: string, toProgramId = other): ClosingDestination => ({
  move: { enrollmentId, toProgramId, clientAgrees: true, note: "Both programs agree" },
});
async function waitlisted(): Promise<{ enrollmentId: string; clientId: string }> {
  const inquiry = await newInquiry(t.db, admin, { programId: closing, requestedAt: new Date("2026-02-20T15:00:00Z") });
  await t.db.run(admin, async (tx) => {
    await preScreenEnrollment(tx, inquiry);
    await waitlistEnrollment(tx, { ...inquiry, waitingReason: "CLIENT_REQUEST" });
  });
  return inquiry;
}

/** `closing-says-where` */
describe("closing a program", () => {
  it("is refused with the ids of who is left, and nothing has moved", async () => {
    const held = await admittedEnrollment(t.db, admin, { programId: closing });
    const waits = await waitlisted();
    const asked = await newInquiry(t.db, admin, { programId: closing });
    await expect(close([moved(held.enrollmentId)])).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "CLIENTS_REMAIN",
      path: ["destinations"],
      message: "0 hold places here and 2 wait for one: say for each where it goes.",
      related: [outside(waits.enrollmentId), outside(asked.enrollmentId)],
    });
    await expect(close()).rejects.toMatchObject({
      related: [held, waits, asked].map((one) => outside(one.enrollmentId)),
    });
    expect(await enrollmentOf(held.enrollmentId)).toMatchObject({ programId: closing });
    expect(await programOf(closing)).toMatchObject({ state: "ACTIVE", placesHeld: 1 });
    expect(await programOf(other)).toMatchObject({ placesHeld: 0 });
  });

  it("moves who holds a place, lets who waits ask elsewhere as of the same day, and ends the rest", async () => {
    const held = await activeEnrollment(t.db, admin, { programId: closing });
    const waits = await waitlisted();
    const asked = await newInquiry(t.db, admin, { programId: closing });
    const leaves = await activeEnrollment(t.db, admin, { programId: closing });
    await close([
      moved(held.enrollmentId),
      moved(waits.enrollmentId),
      { close: { enrollmentId: asked.enrollmentId, reason: "DECLINED" } },
      {
        discharge: {
          ...dischargeRecord,
          enrollmentId: leaves.enrollmentId,
          dischargedOn: "2026-03-02",
          reason: 4,
          destination: "Meadow",
        },
      },
    ]);
    expect(await programOf(closing)).toMatchObject({ state: "CLOSED", published: false, placesHeld: 0 });
    expect(await programOf(other)).toMatchObject({ placesHeld: 1 });
    expect(await enrollmentOf(held.enrollmentId)).toMatchObject({ programId: other, state: "ACTIVE" });
    expect(await enrollmentOf(waits.enrollmentId)).toMatchObject({
      state: "CLOSED_NOT_ADMITTED",
      closedReason: "PROGRAM_CLOSED",
    });
    expect(await enrollmentOf(asked.enrollmentId)).toMatchObject({ closedReason: "DECLINED" });
    expect(await enrollmentOf(leaves.enrollmentId)).toMatchObject({ state: "DISCHARGED", dischargeReason: 4 });
    const [again] = await t.db.run(admin, (tx) => tx.find(Enrollment, { clientId: waits.clientId, programId: other }));
    expect(again).toMatchObject({ state: "WAITLISTED", requestedAt: new Date("2026-02-20T15:00:00Z") });
  });

  it("is all or nothing: where the other program has too few places nobody moves", async () => {
    const { programId: small } = await openProgram(t.db, admin, { capacity: 1 });
    const one = await admittedEnrollment(t.db, admin, { programId: closing });
    const two = await admittedEnrollment(t.db, admin, { programId: closing });
    await expect(close([moved(one.enrollmentId, small), moved(two.enrollmentId, small)])).rejects.toMatchObject({
      code: "NO_PLACE",
      path: ["destinations", "1", "move", "toProgramId"],
    });
    expect(await programOf(small)).toMatchObject({ placesHeld: 0 });
    expect(await programOf(closing)).toMatchObject({ state: "ACTIVE", placesHeld: 2 });
  });

  it("takes one destination a client, of this program, in another one of the organisation", async () => {
    const held = await admittedEnrollment(t.db, admin, { programId: closing });
    const elsewhere = await admittedEnrollment(t.db, admin, { programId: other });
    const foreign = await openProgram(t.db, meadow.actor("ADMIN"));
    const { enrollmentId } = held;
    await expect(close([moved(elsewhere.enrollmentId, closing)])).rejects.toMatchObject({ reason: "ELSEWHERE" });
    await expect(close([moved(enrollmentId, closing)])).rejects.toMatchObject({
      code: "INVALID",
      path: ["destinations", "0", "move", "toProgramId"],
    });
    await expect(close([moved(enrollmentId, foreign.programId)])).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["destinations", "0", "move", "toProgramId"],
    });
    for (const wrong of [{}, { ...moved(enrollmentId), close: { enrollmentId, reason: "DECLINED" } as const }])
      await expect(close([wrong])).rejects.toMatchObject({ code: "INVALID", path: ["destinations", "0"] });
    await expect(
      t.db.run(harbour.actor("CLINICIAN"), (tx) => closeProgram(tx, { programId: closing })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("calls off what was still to be held there, by a template or by itself, and nothing elsewhere", async () => {
    const held = await activeEnrollment(t.db, admin, { programId: closing });
    const templates = [
      await weeklyGroup(t.db, admin, { programId: closing }),
      await weeklyGroup(t.db, admin, { programId: other }),
    ];
    const alone = await t.db.run(admin, (tx) =>
      scheduleSession(tx, {
        programId: closing,
        startsAt: new Date("2026-03-20T15:00:00Z"),
        minutes: 60,
        modality: "INDIVIDUAL",
        enrollmentIds: [held.enrollmentId],
      }),
    );
    const coming = (programId: string) =>
      t.db.run(admin, (tx) => tx.find(ProgramSession, { programId, state: "SCHEDULED" }));
    expect([await coming(closing), await coming(other)].map((sessions) => sessions.length)).toEqual([19, 18]);
    await close([moved(held.enrollmentId)]);
    expect([await coming(closing), await coming(other)].map((sessions) => sessions.length)).toEqual([0, 18]);
    expect(await t.db.run(admin, (tx) => tx.get(ProgramSession, alone.sessionId))).toMatchObject({
      state: "PROGRAM_CANCELLED",
      cancelReason: "The program has closed.",
    });
    expect(await t.db.run(admin, (tx) => tx.get(ProgramSession, held.sessionId))).toMatchObject({ state: "HELD" });
    const states = await Promise.all(
      templates.map((id) => t.db.run(admin, async (tx) => (await tx.get(SessionTemplate, id)).state)),
    );
    expect(states).toEqual(["ENDED", "ACTIVE"]);
  });

  it("waits for the accepted referrals that hold a place", async () => {
    const { recipientIds } = await sentReferral(t.db, meadow.actor("ADMIN"), [{ ...harbour, programId: closing }]);
    await t.db.run(admin, (tx) => acceptReferral(tx, { recipientId: recipientIds[0] ?? "" }));
    await expect(close()).rejects.toMatchObject({
      reason: "REFERRALS_REMAIN",
      related: [encodeId("referral_recipient", recipientIds[0] ?? "")],
    });
  });
});

/** `program-state-planned` */
describe("a closing of a later day", () => {
  const planned = async () => {
    const changes = await t.db.run(admin, (tx) =>
      tx.find(ProgramStateChange, { programId: closing, command: "close" }),
    );
    return changes[0]?.id ?? "";
  };
  const take = async () => {
    const id = await planned();
    await t.db.run(admin, (tx) => takeStateChangeOf(tx, id));
  };

  it("moves who was sent elsewhere on that day, closes, and calls off what was to come", async () => {
    const held = await admittedEnrollment(t.db, admin, { programId: closing });
    await weeklyGroup(t.db, admin, { programId: closing });
    await close([moved(held.enrollmentId)], "2026-03-10");
    expect(await enrollmentOf(held.enrollmentId)).toMatchObject({ programId: closing, incomingProgramId: other });
    await take();
    expect(await programOf(closing)).toMatchObject({ state: "ACTIVE", placesHeld: 1 });
    clock.set(new Date("2026-03-10T06:00:00Z"));
    await take();
    expect(await enrollmentOf(held.enrollmentId)).toMatchObject({ programId: other, incomingProgramId: null });
    expect(await programOf(closing)).toMatchObject({ state: "CLOSED", placesHeld: 0 });
    expect(await programOf(other)).toMatchObject({ placesHeld: 1 });
    const coming = { programId: closing, state: "SCHEDULED", startsAt: MoreThan(clock.now()) } as const;
    expect(await t.db.run(admin, (tx) => tx.find(ProgramSession, coming))).toEqual([]);
  });

  it("waits for who is left, and says so once", async () => {
    const held = await admittedEnrollment(t.db, admin, { programId: closing });
    await close([], "2026-03-05");
    clock.set(new Date("2026-03-05T06:00:00Z"));
    await take();
    await take();
    expect(await programOf(closing)).toMatchObject({ state: "ACTIVE" });
    const tasks = () => t.db.run(admin, (tx) => tx.find(Task, { subjectId: closing, kind: "PROGRAM_CLOSING" }));
    expect(await tasks()).toMatchObject([{ state: "OPEN", assignedRole: "ADMIN" }]);
    await t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId: held.enrollmentId, reason: "NEVER_STARTED" }));
    await take();
    expect(await programOf(closing)).toMatchObject({ state: "CLOSED" });
    expect(await tasks()).toMatchObject([{ state: "CANCELLED" }]);
  });
});

/** `closing-says-where` */
describe("somebody who comes while the program closes", () => {
  it("is refused, or keeps it open: nobody is left in a program that has closed", async () => {
    for (let round = 0; round < 12; round++) {
      const { programId } = await openProgram(t.db, admin);
      const { clientId } = await newClient(t.db, admin);
      const [closed, opened] = await Promise.allSettled([
        t.db.run(admin, (tx) => closeProgram(tx, { programId })),
        t.db.run(admin, (tx) => openEnrollment(tx, { clientId, programId })),
      ]);
      expect([closed.status, opened.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    }
  });
});
