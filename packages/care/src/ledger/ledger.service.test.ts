import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { recordAttendance, scheduleSession } from "../attendance/index.ts";
import { grantedAuthorisation, requestedAuthorisation } from "../authorisations/authorisation.factory.ts";
import { burnDownOf, correctAuthorisation, decideAuthorisation } from "../authorisations/index.ts";
import { dischargeRecord } from "../enrollments/enrollment.factory.ts";
import { dischargeEnrollment, endLeave, startLeave } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { Task, completeTask } from "../tasks/index.ts";
import { planStay, setPlanHours } from "../treatment/index.ts";
import { LaneAlert, compareLanesOf, laneFactsFor, ledgerOf } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z"); // Monday morning in New York
const clock = new MovableClock(START);
const DAY = 86_400_000;
const WINDOW = { startsOn: "2026-03-02", endsOn: "2026-03-30" };

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

type Stay = Awaited<ReturnType<typeof activeEnrollment>>;
/** A group of three hours, now. */
const group = async (stay: Stay, minutes = 180): Promise<string> =>
  t.db.run(admin, async (tx) => {
    const session = await scheduleSession(tx, {
      programId: stay.programId,
      startsAt: tx.now,
      minutes,
      modality: "GROUP",
    });
    await recordAttendance(tx, { ...session, roster: [{ enrollmentId: stay.enrollmentId, outcome: "ATTENDED" }] });
    return session.sessionId;
  });
const amend = (sessionId: string, stay: Stay, minutes: number) =>
  t.db.run(admin, (tx) =>
    recordAttendance(tx, {
      sessionId,
      roster: [
        {
          enrollmentId: stay.enrollmentId,
          outcome: minutes > 0 ? "PARTIAL" : "NO_SHOW",
          ...(minutes > 0 ? { minutes } : {}),
        },
      ],
    }),
  );
const compare = (stay: Stay) => t.db.run(admin, (tx) => compareLanesOf(tx, stay.enrollmentId));
const ledger = async (stay: Stay, asBelievedAt = clock.now()) => {
  const facts = await laneFactsFor(t.db, admin, stay.enrollmentId, asBelievedAt);
  return facts && ledgerOf(facts);
};
const alerts = (stay: Stay) =>
  t.db.run(admin, (tx) =>
    tx.find(LaneAlert, { enrollmentId: stay.enrollmentId }, { order: { openedAt: "ASC", kind: "ASC" } }),
  );
const alertsShort = async (stay: Stay) =>
  (await alerts(stay)).map((one) => [one.kind, one.startsOn, one.endsOn, one.closedAt === null]);
const tasksAbout = (subjectId: string) =>
  t.db.run(admin, (tx) => tx.find(Task, { subjectId }, { order: { dueAt: "ASC" } }));
const use = (id: string, at = clock.now()) => burnDownOf(t.db, admin, id, at);

/** `used-derives-from-attendance` */
describe("what is used of an authorisation", () => {
  it("follows from attendance, and from its corrections; as believed before, it is as it was", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW });
    expect(await use(id)).toMatchObject({ used: 1, remaining: 11 });
    clock.advance(DAY);
    const tuesday = await group(stay);
    const before = clock.now();
    expect(await use(id)).toMatchObject({ used: 2 });
    clock.advance(DAY);
    await amend(tuesday, stay, 179);
    expect(await use(id)).toMatchObject({
      used: 1,
      days: [{ units: 1 }, { on: "2026-03-03", minutes: 179, units: 0 }],
    });
    expect(await use(id, before)).toMatchObject({ used: 2 });
    expect(await use(id, new Date(START.getTime() - 1))).toBeNull();
  });

  it("counts a day where the session was held: late in the evening is still that day", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(
      t.db,
      admin,
      { ...stay, ...WINDOW, startsOn: "2026-03-03" },
      { decidedOn: "2026-03-02" },
    );
    clock.set(new Date("2026-03-04T03:30:00Z")); // 22:30 on the 3rd
    await group(stay);
    expect((await use(id))?.days).toMatchObject([{ on: "2026-03-03", units: 1 }]);
  });

  it("counts sessions that overlap once", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW, unit: "HOUR", units: 40 });
    await group(stay); // beside the three hours of the stay's first session
    expect(await use(id)).toMatchObject({ used: 3, days: [{ minutes: 180 }] });
  });

  it("is not another organisation's to see, nor a reader's", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    expect(await burnDownOf(t.db, meadow.actor("ADMIN"), id, clock.now())).toBeNull();
    expect(await laneFactsFor(t.db, meadow.actor("ADMIN"), stay.enrollmentId, clock.now())).toBeNull();
    await expect(burnDownOf(t.db, harbour.actor("READ_ONLY"), id, clock.now())).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("at 80 % is a task, once for what was granted; more granted takes it back", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW, units: 5 });
    for (const _ of [1, 2]) {
      clock.advance(DAY);
      await group(stay);
    }
    await compare(stay);
    expect(await tasksAbout(id)).toEqual([]);
    clock.advance(DAY);
    const fourth = await group(stay);
    for (const _ of [1, 2]) await compare(stay);
    expect(await tasksAbout(id)).toMatchObject([
      { kind: "AUTHORISATION_UNITS", state: "OPEN", assignedRole: "UTILISATION_REVIEW" },
    ]);
    await t.db.run(admin, async (tx) => {
      for (const task of await tx.find(Task, { subjectId: id })) await completeTask(tx, { taskId: task.id });
    });
    await amend(fourth, stay, 0);
    await amend(fourth, stay, 0);
    clock.advance(DAY);
    await group(stay);
    await compare(stay);
    expect(await tasksAbout(id)).toMatchObject([{ state: "DONE" }]);
    await t.db.run(admin, (tx) =>
      correctAuthorisation(tx, { authorisationId: id, answer: "approve", decidedOn: "2026-03-02", approvedUnits: 6 }),
    );
    clock.advance(DAY);
    await group(stay);
    await compare(stay);
    expect((await tasksAbout(id)).map((task) => task.state)).toEqual(["DONE", "OPEN"]);
    await t.db.run(admin, (tx) =>
      correctAuthorisation(tx, { authorisationId: id, answer: "approve", decidedOn: "2026-03-02", approvedUnits: 20 }),
    );
    await compare(stay);
    expect((await tasksAbout(id)).map((task) => task.state)).toEqual(["DONE", "CANCELLED"]);
  });
});

/** `lanes-apart` */
describe("an alert where the lanes part", () => {
  it("opens with a task, says that an answer is awaited, and closes by itself when the answer comes", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await requestedAuthorisation(t.db, admin, { ...stay, ...WINDOW });
    for (const _ of [1, 2]) await compare(stay);
    expect(await alerts(stay)).toMatchObject([
      {
        kind: "UNAUTHORISED",
        startsOn: "2026-03-02",
        endsOn: null,
        pending: true,
        clinicalCode: "2.1",
        closedAt: null,
      },
    ]);
    const [alert] = await alerts(stay);
    expect(await tasksAbout(alert?.id ?? "")).toMatchObject([
      { kind: "LANES_APART", state: "OPEN", assignedRole: "UTILISATION_REVIEW" },
    ]);
    clock.advance(3 * DAY);
    await t.db.run(admin, (tx) =>
      decideAuthorisation(tx, { authorisationId: id, answer: "deny", reason: "No", decidedOn: "2026-03-05" }),
    );
    await compare(stay);
    expect(await alerts(stay)).toMatchObject([{ pending: false, closedAt: null }]);
    await group(stay);
    await compare(stay);
    expect(await alertsShort(stay)).toEqual([
      ["UNAUTHORISED", "2026-03-02", null, true],
      ["CARE_AFTER_DENIAL", "2026-03-05", null, true],
    ]);
    // From the 6th on another payer covers.
    await grantedAuthorisation(
      t.db,
      admin,
      { ...stay, ...WINDOW, startsOn: "2026-03-06" },
      { decidedOn: "2026-03-05" },
    );
    await compare(stay);
    expect((await alertsShort(stay)).every(([, , , open]) => open)).toBe(true);
    clock.advance(DAY);
    await compare(stay);
    expect(await alertsShort(stay)).toEqual([
      ["UNAUTHORISED", "2026-03-02", "2026-03-06", false],
      ["CARE_AFTER_DENIAL", "2026-03-05", "2026-03-06", false],
    ]);
    expect(await tasksAbout(alert?.id ?? "")).toMatchObject([{ state: "CANCELLED" }]);
  });

  it("that a correction shows never to have been is closed without an end", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const id = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW }, { answer: "deny", reason: "No" });
    await compare(stay);
    await t.db.run(admin, (tx) =>
      correctAuthorisation(tx, { authorisationId: id, answer: "approve", decidedOn: "2026-03-02" }),
    );
    await compare(stay);
    expect((await alertsShort(stay)).map(([kind, , endsOn, open]) => [kind, endsOn, open])).toEqual([
      ["CARE_AFTER_DENIAL", null, false],
      ["UNAUTHORISED", null, false],
    ]);
  });

  it("closes with the stay, and so do the tasks to ask for more; an appeal goes on", async () => {
    const stay = await activeEnrollment(t.db, admin);
    const used = await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW, endsOn: "2026-03-03", units: 1 });
    const denied = await grantedAuthorisation(
      t.db,
      admin,
      { ...stay, ...WINDOW, startsOn: "2026-03-03" },
      { answer: "deny", reason: "No", decidedOn: "2026-03-02" },
    );
    await compare(stay);
    expect(await tasksAbout(used)).toMatchObject([{ kind: "AUTHORISATION_UNITS", state: "OPEN" }]);
    clock.advance(DAY);
    await compare(stay);
    clock.advance(DAY);
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId: stay.enrollmentId,
        dischargedOn: "2026-03-04",
        reason: 2,
        ...dischargeRecord,
      }),
    );
    await compare(stay);
    expect(await alertsShort(stay)).toEqual([["UNAUTHORISED", "2026-03-03", "2026-03-04", false]]);
    expect(await tasksAbout(used)).toMatchObject([{ state: "CANCELLED" }]);
    expect(await tasksAbout(denied)).toMatchObject([{ kind: "AUTHORISATION_APPEAL", state: "OPEN" }]);
  });

  it("is the organisation's own", async () => {
    const stay = await activeEnrollment(t.db, admin);
    await requestedAuthorisation(t.db, admin, { ...stay, ...WINDOW });
    await compare(stay);
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await t.db.run(meadow.actor("ADMIN"), async (tx) => {
      await compareLanesOf(tx, stay.enrollmentId);
      expect(await tx.find(LaneAlert, {})).toEqual([]);
    });
    expect(await alerts(stay)).toHaveLength(1);
  });
});

describe("the attended lane", () => {
  it("asks adolescents for the hours of their age", async () => {
    const { programId } = await openProgram(t.db, admin);
    const stay = await activeEnrollment(t.db, admin, { programId });
    await t.db.run(admin, (tx) =>
      tx.change("update client_details set birth_date = '2010-03-01' where client_id = $1", [stay.clientId]),
    );
    for (const minutes of [100, 80]) {
      clock.advance(DAY);
      await group(stay, minutes);
    }
    clock.set(new Date("2026-03-09T15:00:00Z"));
    expect((await ledger(stay))?.attended[0]).toMatchObject({
      minutes: 360,
      requiredMinutes: 360,
      verdict: "MET",
      level: { code: "2.1" },
    });
    await t.db.run(admin, (tx) =>
      tx.change("update client_details set birth_date = '2008-03-02' where client_id = $1", [stay.clientId]),
    );
    expect((await ledger(stay))?.attended[0]).toMatchObject({
      requiredMinutes: 540,
      verdict: "BELOW",
      level: { code: "1" },
    });
  });

  it("passes over the days of a leave, as it was known at the moment", async () => {
    const stay = await activeEnrollment(t.db, admin);
    await t.db.run(admin, (tx) => startLeave(tx, { ...stay, reason: "Family", until: "2026-03-12" }));
    clock.set(new Date("2026-03-09T15:00:00Z"));
    const away = clock.now();
    clock.advance(DAY);
    await t.db.run(admin, (tx) => endLeave(tx, stay));
    clock.set(new Date("2026-03-23T15:00:00Z"));
    const verdicts = async (at?: Date) => (await ledger(stay, at))?.attended.map((one) => one.verdict);
    expect(await verdicts()).toEqual(["EXEMPT", "BELOW", "BELOW", "OPEN"]);
    expect(await verdicts(away)).toEqual(["EXEMPT", "OPEN"]);
  });

  it("shows the weeks of a planned taper, and where what is granted ends before the plan", async () => {
    const stay = await activeEnrollment(t.db, admin);
    await grantedAuthorisation(t.db, admin, { ...stay, ...WINDOW });
    clock.set(new Date("2026-03-16T15:00:00Z"));
    await t.db.run(admin, async (tx) => {
      await planStay(tx, { ...stay, kind: "PLANNED", weeks: 3 });
      const taper = { reason: "TAPER" as const, minutesPerWeek: 240, startsOn: "2026-03-16", endsOn: "2026-03-23" };
      await setPlanHours(tx, { ...stay, ...taper });
    });
    await compare(stay);
    const before = clock.now();
    expect((await alertsShort(stay)).map(([kind]) => kind)).toEqual(["ATTENDED_BELOW"]);
    clock.advance(DAY);
    await t.db.run(admin, (tx) => planStay(tx, { ...stay, kind: "EXTENSION", weeks: 9 }));
    await compare(stay);
    expect((await alertsShort(stay)).slice(1)).toEqual([["ENDS_BEFORE_PLAN", "2026-03-30", "2026-05-25", true]]);
    expect((await ledger(stay, before))?.partings.map((one) => one.kind)).toEqual(["ATTENDED_BELOW"]);
    clock.set(new Date("2026-03-23T15:00:00Z"));
    expect((await ledger(stay))?.attended.map((one) => one.verdict)).toEqual(["BELOW", "BELOW", "TAPER", "OPEN"]);
  });
});
