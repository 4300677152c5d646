import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Relay } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { plannedEnrollment } from "../treatment/treatment.factory.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import type { RosterLine } from "./index.ts";
import { Attendance, AttendanceRecord, cancelSession, recordAttendance, scheduleSession } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);
const session = (programId: string, from: number, minutes: number, enrollmentIds: string[] = []): Promise<string> =>
  t.db.run(
    clinician,
    async (tx) =>
      (await scheduleSession(tx, { programId, startsAt: after(from), minutes, modality: "GROUP", enrollmentIds }))
        .sessionId,
  );
const record = (sessionId: string, ...roster: RosterLine[]) =>
  t.db.run(clinician, (tx) => recordAttendance(tx, { sessionId, roster }));
const attendanceAt = (sessionId: string) => t.db.run(clinician, (tx) => tx.find(Attendance, { sessionId }));
const counted = async (...sessions: string[]) =>
  (await Promise.all(sessions.map(attendanceAt))).map(([row]) => row?.countedMinutes);
const historyOf = (sessionId: string) =>
  t.db.run(clinician, (tx) => tx.find(AttendanceRecord, { sessionId }, { order: { id: "ASC" } }));
/** Sessions of which the organisation heard that attendance was recorded, in order. */
async function told(): Promise<string[]> {
  const relay = new Relay({ url: t.urls.relay, clock, route: () => [], enqueue: async () => undefined });
  try {
    while ((await relay.tick()).relayed > 0);
  } finally {
    await relay.close();
  }
  const rows = await t.db.readWith<{ subject_id: string }>(clinician, {
    sql: "select subject_id from event_feed where type = 'attendance.recorded' order by seq",
    values: [],
  });
  return rows.map((row) => row.subject_id);
}

/** `overlaps-counted-once` */
describe("two sessions at once", () => {
  it("count once, in either order, across programs, and again when one is corrected", async () => {
    const admin = harbour.actor("ADMIN");
    const a = await plannedEnrollment(t.db, admin);
    const b = await plannedEnrollment(t.db, admin, { clientId: a.clientId, overlapReason: "Two programs" });
    const late = await session(b.programId, 60, 60);
    const early = await session(a.programId, 0, 90);
    clock.set(after(200));
    await record(late, { enrollmentId: b.enrollmentId, outcome: "ATTENDED" });
    expect(await counted(late)).toEqual([60]);
    await record(early, { enrollmentId: a.enrollmentId, outcome: "ATTENDED" });
    expect(await counted(early, late)).toEqual([90, 30]);
    await record(early, { enrollmentId: a.enrollmentId, outcome: "PARTIAL", leftAt: after(70) });
    expect(await counted(early, late)).toEqual([70, 50]);
    await record(early, { enrollmentId: a.enrollmentId, outcome: "NO_SHOW" });
    expect(await counted(early, late)).toEqual([0, 60]);
    expect((await historyOf(late)).map((row) => [row.state, row.countedMinutes])).toEqual([
      ["ATTENDED", 60],
      ["ATTENDED", 30],
      ["ATTENDED", 50],
      ["ATTENDED", 60],
    ]);
  });

  it("recorded by two people at once count once", async () => {
    const admin = harbour.actor("ADMIN");
    const a = await plannedEnrollment(t.db, admin);
    const b = await plannedEnrollment(t.db, admin, { clientId: a.clientId, overlapReason: "Two programs" });
    const [one, two] = [await session(a.programId, 0, 60), await session(b.programId, 0, 60)];
    clock.set(after(60));
    await Promise.all([
      record(one, { enrollmentId: a.enrollmentId, outcome: "ATTENDED" }),
      record(two, { enrollmentId: b.enrollmentId, outcome: "ATTENDED" }),
    ]);
    expect((await counted(one, two)).toSorted()).toEqual([0, 60]);
  });

  it("of two clients count for each", async () => {
    const { programId } = await openProgram(t.db, harbour.actor("ADMIN"));
    const a = await plannedEnrollment(t.db, harbour.actor("ADMIN"), { programId });
    const b = await plannedEnrollment(t.db, harbour.actor("ADMIN"), { programId });
    const [one, two] = [await session(programId, 0, 60), await session(programId, 30, 60)];
    clock.set(after(120));
    await record(one, { enrollmentId: a.enrollmentId, outcome: "ATTENDED" });
    await record(two, { enrollmentId: b.enrollmentId, outcome: "ATTENDED" });
    expect(await counted(one, two)).toEqual([60, 60]);
  });
});

/** `attendance-history` */
describe("what was recorded", () => {
  it("stays on record through corrections, with who and when, and each is told", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, harbour.actor("ADMIN"));
    const sessionId = await session(programId, 0, 60, [enrollmentId]);
    const before = (await told()).length;
    await record(sessionId, { enrollmentId, outcome: "ATTENDED", arrivedAt: after(10) });
    clock.set(after(60));
    await record(sessionId, { enrollmentId, outcome: "PARTIAL", minutes: 20 });
    expect((await told()).slice(before)).toEqual([sessionId, sessionId]);
    expect(await historyOf(sessionId)).toMatchObject([
      { state: "ATTENDED", minutes: 50, countedMinutes: 50, recordedBy: clinician.id, recordedAt: START },
      { state: "PARTIAL", minutes: 20, countedMinutes: 20, recordedBy: clinician.id, recordedAt: after(60) },
    ]);
    await expect(t.db.run(clinician, (tx) => tx.change("update attendance_records set minutes = 1"))).rejects.toThrow();
  });
});

/** `expected-are-on-the-list` */
describe("who is expected", () => {
  it("is on the list before the session, and loses nothing when the program cancels it", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, harbour.actor("ADMIN"));
    const sessionId = await session(programId, 60, 60, [enrollmentId]);
    expect(await attendanceAt(sessionId)).toMatchObject([{ state: "SCHEDULED", minutes: 0, countedMinutes: 0 }]);
    await t.db.run(clinician, (tx) => cancelSession(tx, { sessionId, reason: "Snow" }));
    expect(await attendanceAt(sessionId)).toMatchObject([{ state: "PROGRAM_CANCELLED", minutes: 0 }]);
    expect((await told()).at(-1)).toEqual(sessionId);
  });

  it("is somebody admitted, of this program, once, and no more than there are places", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, harbour.actor("ADMIN"));
    const other = await plannedEnrollment(t.db, harbour.actor("ADMIN"));
    await expect(session(programId, 60, 60, [enrollmentId, enrollmentId])).rejects.toMatchObject({
      path: ["enrollmentIds", "1"],
    });
    await expect(session(programId, 60, 60, [other.enrollmentId])).rejects.toMatchObject({ reason: "OTHER_PROGRAM" });
    const full = { programId, startsAt: after(60), minutes: 60, modality: "GROUP", places: 1 } as const;
    await expect(
      t.db.run(clinician, (tx) => scheduleSession(tx, { ...full, enrollmentIds: [enrollmentId, other.enrollmentId] })),
    ).rejects.toMatchObject({ reason: "FULL" });
  });
});

/** `make-up-for-a-missed-session` */
describe("a make-up", () => {
  it("stands for one missed session of the same stay, once", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, harbour.actor("ADMIN"));
    const [missed, first, second] = [
      await session(programId, 0, 60),
      await session(programId, 60, 60),
      await session(programId, 120, 60),
    ];
    clock.set(after(120));
    await record(missed, { enrollmentId, outcome: "EXCUSED" });
    const makeUpForId = (await attendanceAt(missed))[0]?.id;
    await expect(record(first, { enrollmentId, outcome: "NO_SHOW", makeUpForId })).rejects.toMatchObject({
      path: ["roster", "0", "makeUpForId"],
    });
    await record(first, { enrollmentId, outcome: "ATTENDED", makeUpForId });
    await expect(record(second, { enrollmentId, outcome: "ATTENDED", makeUpForId })).rejects.toMatchObject({
      reason: "MADE_UP",
    });
    const attended = (await attendanceAt(first))[0]?.id;
    await expect(record(second, { enrollmentId, outcome: "ATTENDED", makeUpForId: attended })).rejects.toMatchObject({
      reason: "NOT_MISSED",
    });
    const stranger = await plannedEnrollment(t.db, harbour.actor("ADMIN"), { programId });
    await expect(
      record(second, { enrollmentId: stranger.enrollmentId, outcome: "ATTENDED", makeUpForId }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
