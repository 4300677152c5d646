import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { Task } from "../tasks/index.ts";
import { plannedEnrollment } from "../treatment/treatment.factory.ts";
import type { DayState } from "./day.machine.ts";
import { DAY_STATES, dayMachine } from "./day.machine.ts";
import {
  AttendanceDay,
  AttendanceDayEvent,
  cancelSession,
  changeSession,
  closeDay,
  dayActions,
  recordAttendance,
  reopenDay,
  restoreSession,
  reviewDayOf,
  scheduleSession,
  undoAttendance,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
/** Half past eight in the evening of the 2nd in New York. */
const START = new Date("2026-03-03T01:30:00Z");
const DAY = "2026-03-02";
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const run = <T>(work: Parameters<typeof t.db.run<T>>[1], actor = clinician): Promise<T> => t.db.run(actor, work);
const supervisor = (): Actor => harbour.actor("ADMIN");
/** A day with one session at eight in the evening, one person expected. */
async function day() {
  const { enrollmentId, programId } = await plannedEnrollment(t.db, supervisor());
  const startsAt = new Date(START.getTime() - 1_800_000);
  const { sessionId } = await run((tx) =>
    scheduleSession(tx, { programId, startsAt, minutes: 60, modality: "GROUP", enrollmentIds: [enrollmentId] }),
  );
  const record = (outcome: "ATTENDED" | "NO_SHOW" = "ATTENDED") =>
    run((tx) => recordAttendance(tx, { sessionId, roster: [{ enrollmentId, outcome }] }));
  const close = () => run((tx) => closeDay(tx, { programId, day: DAY }));
  return { enrollmentId, programId, sessionId, startsAt, record, close };
}

describe.each(DAY_STATES)("a day that is %s", (state) => {
  const next: Record<DayState, Record<string, DayState>> = { OPEN: { close: "CLOSED" }, CLOSED: { reopen: "OPEN" } };
  it.each(["close", "reopen"] as const)("given %s by a supervisor", (command) => {
    const to = next[state][command];
    if (to) expect(dayMachine.next(state, command, "supervisor")).toBe(to);
    else
      expect(() => dayMachine.next(state, command, "supervisor")).toThrow(expect.objectContaining({ reason: state }));
  });
  it("is never opened again by others", () => {
    expect(() => dayMachine.next(state, "reopen", "staff")).toThrow();
  });
});

/** `day-closed-when-recorded` */
describe("a day", () => {
  it("is closed once everything is recorded; what is open is said by its time", async () => {
    const { close, record, programId } = await day();
    await expect(close()).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "NOT_RECORDED",
      message: "Not recorded yet: 20:00 (1 person).",
    });
    await record();
    const { attendanceDayId } = await close();
    expect(await run((tx) => tx.get(AttendanceDay, attendanceDayId))).toMatchObject({
      programId,
      day: DAY,
      state: "CLOSED",
      closedAt: START,
      closedBy: clinician.id,
    });
    await expect(close()).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "CLOSED" });
  });

  it("is closed where its session was cancelled, and not before it comes", async () => {
    const { close, sessionId, programId } = await day();
    await run((tx) => cancelSession(tx, { sessionId }));
    await close();
    await expect(run((tx) => closeDay(tx, { programId, day: "2026-03-03" }))).rejects.toMatchObject({
      reason: "NOT_COME",
    });
    clock.advance(4 * 3_600_000); // past midnight in New York
    await run((tx) => closeDay(tx, { programId, day: "2026-03-03" }));
  });

  it("waits for sessions later that day, and for whoever is not recorded in one that was held", async () => {
    const { close, record, programId, sessionId } = await day();
    const other = await plannedEnrollment(t.db, supervisor(), { programId });
    await record();
    const later = await run((tx) =>
      scheduleSession(tx, { programId, startsAt: new Date("2026-03-03T03:00:00Z"), minutes: 60, modality: "GROUP" }),
    );
    await expect(close()).rejects.toMatchObject({ message: "Not recorded yet: 22:00." });
    await run((tx) => cancelSession(tx, later));
    await run((tx) =>
      tx.query(
        `insert into attendances (id, organisation_id, session_id, enrollment_id, state, mode, recorded_at)
         values ($1, $2, $3, $4, 'SCHEDULED', 'IN_PERSON', $5)`,
        [tx.newId(), tx.actor.organisationId, sessionId, other.enrollmentId, tx.now],
      ),
    );
    await expect(close()).rejects.toMatchObject({ message: "Not recorded yet: 20:00 (1 person)." });
  });
});

/** `closed-day-reopened-under-supervision` */
describe("a closed day", () => {
  it("takes no recording, undoing, moving, cancelling, restoring or new session", async () => {
    const { close, record, programId, sessionId, enrollmentId, startsAt } = await day();
    const elsewhere = await run((tx) =>
      scheduleSession(tx, { programId, startsAt: new Date("2026-03-04T01:00:00Z"), minutes: 60, modality: "GROUP" }),
    );
    await record();
    const cancelled = await run((tx) => scheduleSession(tx, { programId, startsAt, minutes: 30, modality: "FAMILY" }));
    await run((tx) => cancelSession(tx, cancelled));
    await close();
    const refused = { code: "CONFLICT", reason: "DAY_CLOSED" };
    await expect(record("NO_SHOW")).rejects.toMatchObject(refused);
    await expect(run((tx) => undoAttendance(tx, { sessionId, enrollmentId }))).rejects.toMatchObject(refused);
    await expect(run((tx) => changeSession(tx, { ...elsewhere, startsAt }))).rejects.toMatchObject(refused);
    await expect(run((tx) => cancelSession(tx, { sessionId }))).rejects.toMatchObject(refused);
    await expect(run((tx) => restoreSession(tx, cancelled))).rejects.toMatchObject(refused);
    await expect(
      run((tx) => scheduleSession(tx, { programId, startsAt, minutes: 60, modality: "GROUP" })),
    ).rejects.toMatchObject(refused);
  });

  it("is opened again by a supervisor with a reason, each time on record", async () => {
    const { close, record } = await day();
    await record();
    const { attendanceDayId } = await close();
    const reopen = (actor: Actor, reason = "Wrong person recorded") =>
      run((tx) => reopenDay(tx, { attendanceDayId, reason }), actor);
    await expect(reopen(clinician)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(reopen(supervisor(), " ")).rejects.toMatchObject({ path: ["reason"] });
    await reopen(supervisor());
    await expect(reopen(supervisor())).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await record("NO_SHOW");
    clock.advance(60_000);
    await close();
    const events = await run((tx) => tx.find(AttendanceDayEvent, { attendanceDayId }, { order: { id: "ASC" } }));
    expect(events).toMatchObject([
      { kind: "CLOSED", doneBy: clinician.id, reason: null },
      { kind: "REOPENED", doneBy: supervisor().id, reason: "Wrong person recorded" },
      { kind: "CLOSED", doneBy: clinician.id },
    ]);
    const audited = await run((tx) =>
      tx.query("select action from audit_entries where subject_id = $1 order by id", [attendanceDayId]),
    );
    expect(audited).toEqual(["close", "reopen", "close"].map((verb) => ({ action: `attendance.${verb}-day` })));
    await expect(run((tx) => tx.change("delete from attendance_day_events"))).rejects.toThrow();
  });

  it("offers its opening to supervisors alone", () => {
    expect(dayActions(supervisor(), { state: "CLOSED" })).toEqual(["reopenAttendanceDay"]);
    expect(dayActions(clinician, { state: "CLOSED" })).toEqual([]);
    expect(dayActions(clinician, { state: "OPEN" })).toEqual(["closeAttendanceDay"]);
    expect(dayActions(harbour.actor("READ_ONLY"), { state: "OPEN" })).toEqual([]);
  });

  it("closed while somebody records is one or the other, never both", async () => {
    for (let i = 0; i < 5; i++) {
      const { close, record, programId } = await day();
      await record();
      const [closing, recording] = await Promise.allSettled([close(), record("NO_SHOW")]);
      expect(closing.status).toBe("fulfilled");
      const [row] = await run((tx) => tx.find(AttendanceDay, { programId }));
      expect(row?.state).toBe("CLOSED");
      if (recording.status === "rejected") expect(recording.reason).toMatchObject({ reason: "DAY_CLOSED" });
    }
  });
});

/** `unclosed-days-are-looked-at` */
describe("a day that nobody closes", () => {
  const tasks = () => run((tx) => tx.find(Task, { kind: "DAY_NOT_CLOSED", state: "OPEN" }));

  it("becomes a task of the clinicians, once, which its closing takes back", async () => {
    const { programId, record, close } = await day();
    await record();
    const [row] = await run((tx) => tx.find(AttendanceDay, { programId }));
    expect(row).toMatchObject({ state: "OPEN", day: DAY });
    const review = () => run((tx) => reviewDayOf(tx, row?.id ?? ""));
    await review();
    await review();
    expect(await tasks()).toMatchObject([
      { subjectType: "attendance_day", subjectId: row?.id, assignedRole: "CLINICIAN" },
    ]);
    await close();
    expect(await tasks()).toEqual([]);
    await review();
    expect(await tasks()).toEqual([]);
  });

  it("is none where nothing was held", async () => {
    const { programId, sessionId } = await day();
    await run((tx) => cancelSession(tx, { sessionId }));
    const [row] = await run((tx) => tx.find(AttendanceDay, { programId }));
    await run((tx) => reviewDayOf(tx, row?.id ?? ""));
    expect(await tasks()).toEqual([]);
  });
});
