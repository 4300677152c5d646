import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { dischargeRecord, newInquiry } from "../enrollments/enrollment.factory.ts";
import { dischargeEnrollment, startLeave } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { changeLevelOfCare } from "../ledger/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { assessed, plannedEnrollment } from "../treatment/treatment.factory.ts";
import { activeEnrollment, weeklyGroup } from "./attendance.factory.ts";
import {
  Attendance,
  ProgramSession,
  SessionTemplateMember,
  addTemplateMembers,
  cancelSession,
  changeSession,
  expectAtSession,
  reconcileEnrollmentRosters,
  recordAttendance,
  removeTemplateMember,
  restoreSession,
  undoAttendance,
} from "./index.ts";

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
const run = <T>(work: Parameters<typeof t.db.run<T>>[1]): Promise<T> => t.db.run(clinician, work);
const sessionsOf = (templateId: string): Promise<ProgramSession[]> =>
  run((tx) => tx.find(ProgramSession, { templateId }, { order: { startsAt: "ASC" } }));
/** Days on which somebody is expected by a template. */
async function expected(templateId: string, enrollmentId: string): Promise<string[]> {
  const sessions = await sessionsOf(templateId);
  const rows = await run((tx) => tx.find(Attendance, { enrollmentId, state: "SCHEDULED" }));
  const ids = new Set(rows.map((row) => row.sessionId));
  return sessions.filter((one) => ids.has(one.id)).map((one) => one.occursOn ?? "");
}
/** A group with one member, from today on. */
async function group(options: { places?: number; siteId?: string } = {}) {
  const { programId, siteId } = await openProgram(t.db, admin(), options.siteId ? { siteId: options.siteId } : {});
  const { enrollmentId } = await plannedEnrollment(t.db, admin(), { programId });
  const templateId = await weeklyGroup(t.db, clinician, { programId, places: options.places });
  await run((tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] }));
  return { programId, siteId, enrollmentId, templateId };
}
const follow = (enrollmentId: string) => run((tx) => reconcileEnrollmentRosters(tx, enrollmentId));

/** `members-are-expected` */
describe("a member of a template", () => {
  it("is expected at every session from the first day to the last, and not after", async () => {
    const { templateId, enrollmentId } = await group();
    expect(await expected(templateId, enrollmentId)).toHaveLength(18);
    await run((tx) => removeTemplateMember(tx, { templateId, enrollmentId, endsOn: "2026-03-09" }));
    expect(await expected(templateId, enrollmentId)).toEqual(["2026-03-02", "2026-03-04", "2026-03-06"]);
    await run((tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId], startsOn: "2026-04-08" }));
    expect(await expected(templateId, enrollmentId)).toEqual([
      "2026-03-02",
      "2026-03-04",
      "2026-03-06",
      "2026-04-08",
      "2026-04-10",
    ]);
  });

  it("alone is expected at individual sessions", async () => {
    const { programId, enrollmentId } = await group();
    const other = await plannedEnrollment(t.db, admin(), { programId });
    const own = await weeklyGroup(t.db, clinician, { programId, enrollmentId, rrule: "FREQ=WEEKLY", minutes: 50 });
    expect(await expected(own, enrollmentId)).toHaveLength(6);
    await expect(
      run((tx) => addTemplateMembers(tx, { templateId: own, enrollmentIds: [other.enrollmentId] })),
    ).rejects.toMatchObject({ reason: "INDIVIDUAL" });
  });

  it("is refused twice, without a place, from another program, before admission and where a group has ended", async () => {
    const { programId, templateId, enrollmentId } = await group({ places: 2 });
    const [second, third] = [
      await plannedEnrollment(t.db, admin(), { programId }),
      await plannedEnrollment(t.db, admin(), { programId }),
    ];
    const add = (id: string, more: object = {}) =>
      run((tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [id], ...more }));
    await expect(add(enrollmentId)).rejects.toMatchObject({ reason: "MEMBER", path: ["enrollmentIds", "0"] });
    const inquiry = await newInquiry(t.db, admin(), { programId });
    await expect(add(inquiry.enrollmentId)).rejects.toMatchObject({ reason: "NOT_ADMITTED" });
    const stranger = await plannedEnrollment(t.db, admin());
    await expect(add(stranger.enrollmentId)).rejects.toMatchObject({ reason: "OTHER_PROGRAM" });
    await expect(add(second.enrollmentId, { startsOn: "2026-03-01" })).rejects.toMatchObject({ path: ["startsOn"] });
    await add(second.enrollmentId);
    await expect(add(third.enrollmentId)).rejects.toMatchObject({ reason: "FULL" });
    const attempt = run((tx) => removeTemplateMember(tx, { templateId, enrollmentId: third.enrollmentId }));
    await expect(attempt).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("takes the last place once, whoever asks at the same time", async () => {
    const { programId, templateId } = await group({ places: 2 });
    const rivals = await Promise.all([1, 2, 3].map(() => plannedEnrollment(t.db, admin(), { programId })));
    const answers = await Promise.allSettled(
      rivals.map(({ enrollmentId }) =>
        run((tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] })),
      ),
    );
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

/** `lists-follow-the-stay` */
describe("who is expected", () => {
  it("is not while on leave, and is again from the day of the return", async () => {
    const { programId, templateId } = await group();
    const { enrollmentId } = await activeEnrollment(t.db, admin(), { programId });
    await run(async (tx) => {
      await addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] });
      await startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-09" });
    });
    await follow(enrollmentId);
    expect((await expected(templateId, enrollmentId)).slice(0, 3)).toEqual(["2026-03-02", "2026-03-09", "2026-03-11"]);
  });

  it("is not after a discharge, and the membership ends with it", async () => {
    const { programId, templateId } = await group();
    const { enrollmentId } = await activeEnrollment(t.db, admin(), { programId });
    await run(async (tx) => {
      await addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] });
      await dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn: "2026-03-02", reason: 1 });
    });
    await follow(enrollmentId);
    expect(await expected(templateId, enrollmentId)).toEqual([]);
    expect(await run((tx) => tx.find(SessionTemplateMember, { enrollmentId }))).toMatchObject([
      { endsOn: "2026-03-02" },
    ]);
  });

  it("is, until a planned move to another program, and there from that day on", async () => {
    const { templateId, enrollmentId, siteId } = await group();
    const target = await openProgram(t.db, admin(), { siteId, name: "Day PHP", levelCode: "2.5" });
    const there = await weeklyGroup(t.db, clinician, { programId: target.programId });
    await run(async (tx) =>
      changeLevelOfCare(tx, {
        enrollmentId,
        toProgramId: target.programId,
        effectiveOn: "2026-03-09",
        assessmentId: await assessed(tx, enrollmentId),
        reason: "RETURN_TO_USE",
        clientAgrees: true,
      }),
    );
    await run((tx) => addTemplateMembers(tx, { templateId: there, enrollmentIds: [enrollmentId] }));
    await follow(enrollmentId);
    expect(await expected(templateId, enrollmentId)).toEqual(["2026-03-02", "2026-03-04", "2026-03-06"]);
    expect((await expected(there, enrollmentId))[0]).toBe("2026-03-09");
  });

  it("follows a session that is moved, cancelled and held after all", async () => {
    const { templateId, enrollmentId } = await group();
    const [first, second] = (await sessionsOf(templateId)).map((one) => one.id) as [string, string];
    await run((tx) => removeTemplateMember(tx, { templateId, enrollmentId, endsOn: "2026-03-05" }));
    expect(await expected(templateId, enrollmentId)).toEqual(["2026-03-02", "2026-03-04"]);
    await run((tx) => changeSession(tx, { sessionId: second, startsAt: new Date("2026-03-05T23:00:00Z") }));
    expect(await expected(templateId, enrollmentId)).toEqual(["2026-03-02"]);
    await run((tx) => cancelSession(tx, { sessionId: first }));
    expect(await expected(templateId, enrollmentId)).toEqual([]);
    await run((tx) => restoreSession(tx, { sessionId: first }));
    expect(await expected(templateId, enrollmentId)).toEqual(["2026-03-02"]);
    await expect(run((tx) => restoreSession(tx, { sessionId: first }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("may be a guest of one session, once and while there are places; who is recorded stays", async () => {
    const { programId, templateId } = await group({ places: 2 });
    const [first] = (await sessionsOf(templateId)).map((one) => one.id) as [string];
    const guests = await Promise.all([1, 2].map(() => plannedEnrollment(t.db, admin(), { programId })));
    const [guest, late] = guests.map((one) => one.enrollmentId) as [string, string];
    await run((tx) => expectAtSession(tx, { sessionId: first, enrollmentIds: [guest] }));
    expect(await expected(templateId, guest)).toEqual(["2026-03-02"]);
    await expect(run((tx) => expectAtSession(tx, { sessionId: first, enrollmentIds: [late] }))).rejects.toMatchObject({
      reason: "FULL",
    });
    await follow(guest);
    expect(await expected(templateId, guest)).toEqual(["2026-03-02"]);
    clock.set(new Date("2026-03-03T02:00:00Z"));
    await run((tx) =>
      recordAttendance(tx, { sessionId: first, roster: [{ enrollmentId: guest, outcome: "ATTENDED" }] }),
    );
    await expect(run((tx) => expectAtSession(tx, { sessionId: first, enrollmentIds: [late] }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reason: "HELD",
    });
    await expect(run((tx) => tx.change("delete from attendances where session_id = $1", [first]))).rejects.toThrow();
  });
});

/** `recorded-by-mistake` */
describe("what was recorded by mistake", () => {
  it("is taken back: members wait to be recorded, others leave the list, and the history tells", async () => {
    const { programId, templateId, enrollmentId } = await group();
    const wrong = await plannedEnrollment(t.db, admin(), { programId });
    const [first] = (await sessionsOf(templateId)).map((one) => one.id) as [string];
    clock.set(new Date("2026-03-03T02:00:00Z"));
    const undo = (id: string) => run((tx) => undoAttendance(tx, { sessionId: first, enrollmentId: id }));
    await expect(undo(enrollmentId)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await run((tx) =>
      recordAttendance(tx, {
        sessionId: first,
        roster: [
          { enrollmentId, outcome: "NO_SHOW" },
          { enrollmentId: wrong.enrollmentId, outcome: "ATTENDED" },
        ],
      }),
    );
    await undo(wrong.enrollmentId);
    expect(await run((tx) => tx.find(Attendance, { sessionId: first }))).toMatchObject([{ state: "NO_SHOW" }]);
    expect(await run((tx) => tx.get(ProgramSession, first))).toMatchObject({ state: "HELD" });
    await undo(enrollmentId);
    expect(await run((tx) => tx.find(Attendance, { sessionId: first }))).toMatchObject([
      { enrollmentId, state: "SCHEDULED", minutes: 0 },
    ]);
    expect(await run((tx) => tx.get(ProgramSession, first))).toMatchObject({ state: "SCHEDULED" });
    const history = await run((tx) =>
      tx.query<{ state: string; minutes: number }>(
        "select state, minutes from attendance_records where enrollment_id = $1 order by id",
        [wrong.enrollmentId],
      ),
    );
    expect(history).toEqual([
      { state: "ATTENDED", minutes: 180 },
      { state: "SCHEDULED", minutes: 0 },
    ]);
    await expect(undo(wrong.enrollmentId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
