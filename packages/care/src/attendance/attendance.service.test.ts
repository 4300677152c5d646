import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Relay } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { admittedEnrollment, dischargeRecord, newInquiry } from "../enrollments/enrollment.factory.ts";
import { activateTreatmentPlan, draftTreatmentPlan, recordAssessment } from "../treatment/index.ts";
import { plannedEnrollment } from "../treatment/treatment.factory.ts";
import { Enrollment, dischargeEnrollment, startLeave } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { activeEnrollment } from "./attendance.factory.ts";
import {
  Attendance,
  ProgramSession,
  cancelSession,
  recordAttendance,
  scheduleSession,
  undoAttendance,
} from "./index.ts";
import type { RosterLine } from "./index.ts";

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

const admin = (): Actor => harbour.actor("ADMIN");
const session = (programId: string, startsAt = clock.now(), minutes = 180): Promise<string> =>
  t.db.run(
    clinician,
    async (tx) => (await scheduleSession(tx, { programId, startsAt, minutes, modality: "GROUP" })).sessionId,
  );
const record = (sessionId: string, ...roster: RosterLine[]) =>
  t.db.run(clinician, (tx) => recordAttendance(tx, { sessionId, roster }));
const enrollmentOf = (id: string) => t.db.run(clinician, (tx) => tx.get(Enrollment, id));
const attendanceOf = (enrollmentId: string) => t.db.run(clinician, (tx) => tx.find(Attendance, { enrollmentId }));
/** Events as the organisation hears them. */
async function eventsAbout(subjectId: string): Promise<string[]> {
  const relay = new Relay({ url: t.urls.relay, clock, route: () => [], enqueue: async () => undefined });
  try {
    while ((await relay.tick()).relayed > 0);
  } finally {
    await relay.close();
  }
  const rows = await t.db.readWith<{ type: string }>(clinician, {
    sql: "select type from event_feed where subject_id = $1 order by seq",
    values: [subjectId],
  });
  return rows.map((row) => row.type);
}

/** `active-from-the-first-session` */
describe("the first attended session", () => {
  it("makes an admitted enrollment active, on the day of the program's own zone, and is told once", async () => {
    clock.set(new Date("2026-03-03T01:00:00Z")); // the evening of the 2nd in New York
    const { enrollmentId, programId } = await plannedEnrollment(t.db, admin());
    const first = await session(programId);
    await record(first, { enrollmentId, outcome: "ATTENDED" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      state: "ACTIVE",
      firstSessionOn: "2026-03-02",
      lastContactOn: "2026-03-02",
    });
    clock.advance(86_400_000);
    await record(await session(programId), { enrollmentId, outcome: "ATTENDED" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      firstSessionOn: "2026-03-02",
      lastContactOn: "2026-03-03",
    });
    expect(await eventsAbout(enrollmentId)).toEqual([
      "enrollment.opened",
      "enrollment.offered",
      "enrollment.admitted",
      "treatment.assessed",
      "treatment.plan-activated",
      "enrollment.first-session",
    ]);
  });

  /** `plan-before-start` */
  it("waits for an assessment and a plan in force, and may be missed without", async () => {
    const { enrollmentId, programId } = await admittedEnrollment(t.db, admin());
    const attended = { enrollmentId, outcome: "ATTENDED" } as const;
    const first = await session(programId);
    await record(first, { enrollmentId, outcome: "NO_SHOW" });
    const path = ["roster", "0", "enrollmentId"];
    await expect(record(first, attended)).rejects.toMatchObject({ reason: "ASSESSMENT_MISSING", path });
    await t.db.run(clinician, (tx) =>
      recordAssessment(tx, {
        enrollmentId,
        kind: "ADMISSION",
        assessedOn: "2026-03-02",
        edition: "ASAM4",
        ratings: [{ dimension: 1, token: "ANY" }],
      }),
    );
    await expect(record(first, attended)).rejects.toMatchObject({ reason: "PLAN_MISSING", path });
    const { treatmentPlanId } = await t.db.run(clinician, (tx) =>
      draftTreatmentPlan(tx, {
        enrollmentId,
        startsOn: "2026-03-02",
        reviewDueOn: "2026-04-02",
        goals: [{ category: "COPING", objective: "A walk a day" }],
      }),
    );
    await expect(record(first, attended)).rejects.toMatchObject({ code: "CONFLICT", reason: "PLAN_MISSING" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ADMITTED", firstSessionOn: null });
    await t.db.run(clinician, (tx) => activateTreatmentPlan(tx, { treatmentPlanId }));
    await record(first, attended);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ACTIVE" });
  });

  it("may be attended in part, but not missed", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, admin());
    await record(await session(programId), { enrollmentId, outcome: "NO_SHOW" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ADMITTED", firstSessionOn: null });
    await record(await session(programId), { enrollmentId, outcome: "PARTIAL", minutes: 60 });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ACTIVE" });
  });
});

/** `first-session-corrected` */
describe("a first session recorded by mistake", () => {
  const day = 86_400_000;
  const taken = (sessionId: string, enrollmentId: string) =>
    t.db.run(clinician, (tx) => undoAttendance(tx, { sessionId, enrollmentId }));

  it("makes room for the earliest that is left, and without any the stay has not begun", async () => {
    const { enrollmentId, programId, sessionId } = await activeEnrollment(t.db, admin());
    clock.advance(2 * day);
    const second = await session(programId);
    await record(second, { enrollmentId, outcome: "ATTENDED" });
    await record(sessionId, { enrollmentId, outcome: "NO_SHOW" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ACTIVE", firstSessionOn: "2026-03-04" });
    await taken(second, enrollmentId);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      state: "ADMITTED",
      firstSessionOn: null,
      holdsPlace: true,
    });
    await record(sessionId, { enrollmentId, outcome: "ATTENDED" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ACTIVE", firstSessionOn: "2026-03-02" });
    expect((await eventsAbout(enrollmentId)).slice(-3)).toEqual([
      "enrollment.first-session",
      "enrollment.start-undone",
      "enrollment.first-session",
    ]);
  });

  it("stays while a leave or a discharge rests on it, and goes on counting as it did", async () => {
    const away = await activeEnrollment(t.db, admin());
    await t.db.run(clinician, (tx) => startLeave(tx, { ...away, reason: "Hospital", until: "2026-03-06" }));
    await expect(taken(away.sessionId, away.enrollmentId)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "LAST_SESSION",
      path: ["enrollmentId"],
    });
    const gone = await activeEnrollment(t.db, admin());
    await t.db.run(clinician, (tx) =>
      dischargeEnrollment(tx, { ...dischargeRecord, ...gone, dischargedOn: "2026-03-02", reason: 2 }),
    );
    await expect(record(gone.sessionId, { enrollmentId: gone.enrollmentId, outcome: "NO_SHOW" })).rejects.toMatchObject(
      { reason: "LAST_SESSION", path: ["roster", "0", "outcome"] },
    );
    expect(await attendanceOf(gone.enrollmentId)).toMatchObject([{ state: "ATTENDED", minutes: 180 }]);
  });
});

/** `discharge-complete` */
describe("a discharge", () => {
  it("does not lie before a session that was attended", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin());
    clock.advance(2 * 86_400_000);
    const sessionId = await session(programId);
    await record(sessionId, { enrollmentId, outcome: "ATTENDED" });
    const discharge = (dischargedOn: string) =>
      t.db.run(clinician, (tx) =>
        dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn, reason: 2 }),
      );
    await expect(discharge("2026-03-03")).rejects.toMatchObject({ path: ["dischargedOn"], reason: "ATTENDED" });
    await record(sessionId, { enrollmentId, outcome: "NO_SHOW" });
    await discharge("2026-03-03");
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "DISCHARGED", dischargedOn: "2026-03-03" });
  });
});

describe("a roster", () => {
  it("takes several enrollments at once, clips minutes to the session and takes all or none", async () => {
    const { programId } = await openProgram(t.db, admin());
    const [a, b] = [
      await plannedEnrollment(t.db, admin(), { programId }),
      await plannedEnrollment(t.db, admin(), { programId }),
    ];
    const sessionId = await session(programId, clock.now(), 120);
    const stranger = await plannedEnrollment(t.db, admin());
    await expect(
      record(
        sessionId,
        { enrollmentId: a.enrollmentId, outcome: "ATTENDED" },
        { enrollmentId: stranger.enrollmentId, outcome: "ATTENDED" },
      ),
    ).rejects.toMatchObject({
      reason: "OTHER_PROGRAM",
      path: ["roster", "1", "enrollmentId"],
    });
    expect(await attendanceOf(a.enrollmentId)).toEqual([]);
    await record(
      sessionId,
      { enrollmentId: a.enrollmentId, outcome: "ATTENDED", minutes: 500 },
      { enrollmentId: b.enrollmentId, outcome: "PARTIAL", minutes: 45, mode: "TELEHEALTH" },
    );
    expect(await attendanceOf(a.enrollmentId)).toMatchObject([{ state: "ATTENDED", minutes: 120, mode: "IN_PERSON" }]);
    expect(await attendanceOf(b.enrollmentId)).toMatchObject([{ state: "PARTIAL", minutes: 45, mode: "TELEHEALTH" }]);
    expect(await t.db.run(clinician, (tx) => tx.get(ProgramSession, sessionId))).toMatchObject({ state: "HELD" });
  });

  it("is corrected by recording it again", async () => {
    const { enrollmentId, sessionId } = await activeEnrollment(t.db, admin());
    await record(sessionId, { enrollmentId, outcome: "PARTIAL", minutes: 30 });
    expect(await attendanceOf(enrollmentId)).toMatchObject([{ state: "PARTIAL", minutes: 30, version: 2 }]);
  });

  it("refuses a line twice, a session to come, and someone not admitted", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, admin());
    const line = { enrollmentId, outcome: "ATTENDED" } as const;
    const now = await session(programId);
    await expect(record(now, line, line)).rejects.toMatchObject({ path: ["roster", "1", "enrollmentId"] });
    const later = await session(programId, new Date(START.getTime() + 60_000));
    await expect(record(later, line)).rejects.toMatchObject({ reason: "NOT_BEGUN" });
    const inquiry = await newInquiry(t.db, admin(), { programId });
    await expect(record(now, { ...line, enrollmentId: inquiry.enrollmentId })).rejects.toMatchObject({
      reason: "NOT_ADMITTED",
    });
    clock.advance(60_000);
    await record(later, line);
  });

  it("refuses attendance during a leave, and takes an excuse", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin());
    await t.db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-06" }));
    clock.advance(86_400_000);
    const sessionId = await session(programId);
    await expect(record(sessionId, { enrollmentId, outcome: "ATTENDED" })).rejects.toMatchObject({
      reason: "ON_LEAVE",
    });
    await record(sessionId, { enrollmentId, outcome: "EXCUSED" });
  });

  it("answers another organisation's enrollment as a missing one", async () => {
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const foreign = await plannedEnrollment(t.db, meadow.actor("ADMIN"));
    const { programId } = await openProgram(t.db, admin());
    const sessionId = await session(programId);
    const attempt = (enrollmentId: string) =>
      record(sessionId, { enrollmentId, outcome: "ATTENDED" }).catch((e: Error) => ({ ...e, message: e.message }));
    expect(await attempt(foreign.enrollmentId)).toEqual(await attempt(newId()));
  });
});

describe("a session that the program cancels", () => {
  it("takes no attendance any more", async () => {
    const { enrollmentId, programId } = await plannedEnrollment(t.db, admin());
    const sessionId = await session(programId);
    await t.db.run(clinician, (tx) => cancelSession(tx, { sessionId }));
    await expect(record(sessionId, { enrollmentId, outcome: "ATTENDED" })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("was not held already", async () => {
    const { sessionId } = await activeEnrollment(t.db, admin());
    await expect(t.db.run(clinician, (tx) => cancelSession(tx, { sessionId }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reason: "HELD",
    });
  });
});
