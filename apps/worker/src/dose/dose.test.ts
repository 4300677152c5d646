import {
  EnrollmentWeek,
  Task,
  careEntities,
  changeLevelOfCare,
  completeTask,
  dischargeEnrollment,
  endLeave,
  recomputeWeeks,
  recordAttendance,
  scheduleSession,
  setPlanHours,
  startLeave,
} from "@causeway/care";
import { activeEnrollment, assessed, dischargeRecord, openProgram } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const MONDAY = new Date("2026-03-09T14:00:00Z"); // ten o'clock in New York, a day after the clocks changed
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = new MovableClock(MONDAY);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  meadow = await liveOrganisation(db, { name: "Meadow" });
  host = await startWorker({
    config: configFor(clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});
beforeEach(async () => {
  await host.idle();
  clock.set(MONDAY);
});

const admin = () => harbour.actor("ADMIN");

/** A session that was held now, or another one corrected. */
async function attended(
  enrollment: { enrollmentId: string; programId: string },
  minutes: number,
  session?: string,
): Promise<string> {
  return db.run(admin(), async (tx) => {
    const sessionId =
      session ??
      (
        await scheduleSession(tx, {
          programId: enrollment.programId,
          startsAt: tx.now,
          minutes: 600,
          modality: "GROUP",
        })
      ).sessionId;
    await recordAttendance(tx, {
      sessionId,
      roster: [
        minutes === 0
          ? { enrollmentId: enrollment.enrollmentId, outcome: "NO_SHOW" }
          : { enrollmentId: enrollment.enrollmentId, outcome: "PARTIAL", minutes },
      ],
    });
    return sessionId;
  });
}

const weeksOf = (enrollmentId: string): Promise<EnrollmentWeek[]> =>
  db.run(admin(), (tx) => tx.find(EnrollmentWeek, { enrollmentId }, { order: { weekStartsOn: "ASC" } }));
const statuses = async (enrollmentId: string) =>
  (await weeksOf(enrollmentId)).map((week) => `${week.weekStartsOn} ${week.status}`);
const reviews = (enrollmentId: string): Promise<Task[]> =>
  db.run(admin(), (tx) => tx.find(Task, { subjectId: enrollmentId, kind: "DOSE_REVIEW" }, { order: { id: "ASC" } }));
const states = async (enrollmentId: string) => (await reviews(enrollmentId)).map((task) => task.state);

/** To the hour of the day the stay began, some weeks later; everything due on the way is done. */
async function weeksLater(weeks: number): Promise<void> {
  for (let week = 0; week < weeks; week++) {
    await host.idle();
    clock.advance(7 * DAY);
  }
  await host.idle();
}

/** `weeks-touched-only` */
describe("a week of a stay", () => {
  it("is computed when attendance is recorded and corrected; other weeks and other stays are left as they were", async () => {
    const stay = await activeEnrollment(db, admin());
    const other = await activeEnrollment(db, admin(), { programId: stay.programId });
    await weeksLater(1);
    const session = await attended(stay, 500);
    await host.idle();
    const before = [await weeksOf(stay.enrollmentId), await weeksOf(other.enrollmentId)];
    expect(before[0]).toMatchObject([
      { weekStartsOn: "2026-03-09", requiredMinutes: 540, deliveredMinutes: 180, status: "SHORT" },
      { weekStartsOn: "2026-03-16", requiredMinutes: 540, deliveredMinutes: 500, status: "SHORT", maxMinutes: 1140 },
    ]);
    clock.advance(HOUR);
    await attended(stay, 540, session);
    await host.idle();
    const after = await weeksOf(stay.enrollmentId);
    expect(after[0]).toEqual(before[0]?.[0]);
    expect(after[1]).toMatchObject({
      deliveredMinutes: 540,
      status: "MET",
      computedAt: clock.now(),
      version: (before[0]?.[1]?.version ?? 0) + 1,
    });
    expect(await weeksOf(other.enrollmentId)).toEqual(before[1]);
    const seen = await db.run(meadow.actor("ADMIN"), (tx) => tx.find(EnrollmentWeek, {}));
    expect(seen).toEqual([]);
  });

  it("follows a change of level, a leave, the hours of the plan, and the end of the stay", async () => {
    const stay = await activeEnrollment(db, admin());
    const { enrollmentId } = stay;
    const { programId: php } = await openProgram(db, admin(), { levelCode: "2.5", name: "Day program" });
    await db.run(admin(), (tx) =>
      changeLevelOfCare(tx, {
        enrollmentId,
        toProgramId: php,
        effectiveOn: "2026-03-09",
        assessmentId: stay.assessmentId,
        reason: "RETURN_TO_USE",
        clientAgrees: true,
      }),
    );
    await host.idle();
    expect(await weeksOf(enrollmentId)).toMatchObject([{ requiredMinutes: 1200, maxMinutes: null, programId: php }]);
    await db.run(admin(), (tx) => startLeave(tx, { enrollmentId, reason: "Family", until: "2026-03-16" }));
    await host.idle();
    expect(await weeksOf(enrollmentId)).toMatchObject([{ requiredMinutes: 0, daysInPlacement: 0, status: "EXEMPT" }]);
    clock.advance(DAY);
    await db.run(admin(), (tx) => endLeave(tx, { enrollmentId }));
    await host.idle();
    expect(await weeksOf(enrollmentId)).toMatchObject([{ requiredMinutes: 1029, daysInPlacement: 6, status: "SHORT" }]);
    clock.advance(7 * DAY);
    await host.idle();
    expect(await statuses(enrollmentId)).toEqual(["2026-03-09 SHORT", "2026-03-16 SHORT"]);
    await db.run(admin(), (tx) =>
      setPlanHours(tx, {
        enrollmentId,
        minutesPerWeek: 120,
        reason: "TAPER",
        startsOn: "2026-03-09",
        endsOn: "2026-03-16",
      }),
    );
    await host.idle();
    expect(await weeksOf(enrollmentId)).toMatchObject([
      { requiredMinutes: 103, deliveredMinutes: 180, status: "TAPER" },
      { requiredMinutes: 1200, status: "SHORT" },
    ]);
    await db.run(admin(), (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId,
        dischargedOn: "2026-03-13",
        ...dischargeRecord,
        reason: 2,
      }),
    );
    await host.idle();
    // The discharge was entered late: the week after it is gone.
    expect(await weeksOf(enrollmentId)).toMatchObject([{ weekStartsOn: "2026-03-09", daysInPlacement: 3 }]);
  });
});

/** `weeks-closed` */
describe("a week that is over", () => {
  it("is closed by the clock where the program is, also when nothing was heard of it, and so is the next", async () => {
    const { enrollmentId } = await activeEnrollment(db, admin());
    await host.idle();
    expect(await statuses(enrollmentId)).toEqual(["2026-03-09 SHORT"]);
    // An event was lost, and with it the week.
    await ask(clone, "delete from enrollment_weeks where enrollment_id = $1", [enrollmentId]);
    clock.set(new Date("2026-03-16T03:59:00Z"));
    await host.idle();
    expect(await statuses(enrollmentId)).toEqual([]);
    clock.set(new Date("2026-03-16T04:00:00Z"));
    await host.idle();
    expect(await weeksOf(enrollmentId)).toMatchObject([
      { weekStartsOn: "2026-03-09", endsAt: clock.now(), deliveredMinutes: 180 },
      { weekStartsOn: "2026-03-16", endsAt: new Date("2026-03-23T04:00:00Z"), deliveredMinutes: 0 },
    ]);
    // The worker was away for two weeks; the week between is closed with the last.
    clock.set(new Date("2026-04-06T12:00:00Z"));
    await host.idle();
    expect((await weeksOf(enrollmentId)).map((week) => week.weekStartsOn)).toEqual([
      "2026-03-09",
      "2026-03-16",
      "2026-03-23",
      "2026-03-30",
      "2026-04-06",
    ]);
  });
});

/** `two-short-weeks` */
describe("two short weeks in a row", () => {
  it("become one task for the clinicians, which a correction takes back and another brings again", async () => {
    const stay = await activeEnrollment(db, admin());
    const { enrollmentId, sessionId } = stay;
    await weeksLater(1);
    expect(await states(enrollmentId)).toEqual([]);
    const second = await attended(stay, 100);
    await weeksLater(1);
    expect(await reviews(enrollmentId)).toMatchObject([
      { state: "OPEN", assignedRole: "CLINICIAN", subjectType: "enrollment" },
    ]);
    await attended(stay, 540, second);
    await host.idle();
    expect(await states(enrollmentId)).toEqual(["CANCELLED"]);
    await attended(stay, 99, second);
    await host.idle();
    expect(await states(enrollmentId)).toEqual(["CANCELLED", "OPEN"]);
    const [, open] = await reviews(enrollmentId);
    await db.run(admin(), (tx) => completeTask(tx, { taskId: open?.id ?? "" }));
    // Corrected again, still short: it was looked at.
    await attended(stay, 98, sessionId);
    await host.idle();
    expect(await states(enrollmentId)).toEqual(["CANCELLED", "DONE"]);
    // A third short week makes another pair.
    await weeksLater(1);
    expect(await states(enrollmentId)).toEqual(["CANCELLED", "DONE", "OPEN"]);
  });

  it("are found across a week of leave, not across one that was met; and nobody is reviewed who is gone", async () => {
    const away = await activeEnrollment(db, admin());
    const met = await activeEnrollment(db, admin());
    await weeksLater(1);
    await db.run(admin(), (tx) =>
      startLeave(tx, { enrollmentId: away.enrollmentId, reason: "Hospital", until: "2026-03-23" }),
    );
    await attended(met, 540);
    await weeksLater(1);
    await db.run(admin(), (tx) => endLeave(tx, { enrollmentId: away.enrollmentId }));
    await weeksLater(1);
    expect(await statuses(away.enrollmentId)).toEqual([
      "2026-03-09 SHORT",
      "2026-03-16 EXEMPT",
      "2026-03-23 SHORT",
      "2026-03-30 SHORT",
    ]);
    expect(await states(away.enrollmentId)).toEqual(["OPEN"]);
    expect(await statuses(met.enrollmentId)).toEqual([
      "2026-03-09 SHORT",
      "2026-03-16 MET",
      "2026-03-23 SHORT",
      "2026-03-30 SHORT",
    ]);
    // The week that goes on is not over: one short week so far.
    expect(await states(met.enrollmentId)).toEqual([]);
    await db.run(admin(), (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId: away.enrollmentId,
        dischargedOn: "2026-03-30",
        ...dischargeRecord,
        reason: 2,
      }),
    );
    await weeksLater(1);
    expect(await states(away.enrollmentId)).toEqual(["CANCELLED"]);
  });
});

/** `weeks-rebuilt` */
describe("weeks rebuilt from the rows they follow from", () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant("attend" as const), minutes: fc.constantFrom(0, 60, 200, 400, 599) }),
    fc.record({ kind: fc.constant("correct" as const), minutes: fc.constantFrom(0, 30, 300, 599), which: fc.nat(20) }),
    fc.record({ kind: fc.constant("leave" as const) }),
    fc.record({ kind: fc.constant("return" as const) }),
    fc.record({ kind: fc.constant("move" as const) }),
    fc.record({ kind: fc.constant("plan" as const), minutes: fc.constantFrom(1200, 1260, 1400) }),
    fc.record({ kind: fc.constant("taper" as const) }),
    fc.record({ kind: fc.constant("wait" as const), hours: fc.constantFrom(5, 30, 75, 168, 200) }),
  );

  it("are what came of them one event after another", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        clock.set(MONDAY);
        const stay = await activeEnrollment(db, admin());
        const { enrollmentId } = stay;
        const { programId: php } = await openProgram(db, admin(), { levelCode: "2.5", name: "Day program" });
        const sessions = [{ id: stay.sessionId, programId: stay.programId, minutes: 180 }];
        let programId = stay.programId;
        let away = false;
        let tapered = false;
        for (const one of acts) {
          const today = new Date(clock.now().getTime() - 4 * HOUR).toISOString().slice(0, 10);
          if (one.kind === "wait") clock.advance(one.hours * HOUR);
          if (one.kind === "attend" && !away)
            sessions.push({ id: await attended({ enrollmentId, programId }, one.minutes), programId, minutes: 600 });
          if (one.kind === "correct" && !away) {
            const session = sessions.filter((each) => each.programId === programId)[one.which];
            // Part of a session is less than all of it.
            if (session && one.minutes < session.minutes)
              await attended({ enrollmentId, programId }, one.minutes, session.id);
          }
          if (one.kind === "leave" && !away) {
            away = true;
            const until = new Date(Date.parse(today) + 9 * DAY).toISOString().slice(0, 10);
            await db.run(admin(), (tx) => startLeave(tx, { enrollmentId, reason: "Family", until }));
          }
          if (one.kind === "return" && away) {
            away = false;
            await db.run(admin(), (tx) => endLeave(tx, { enrollmentId }));
          }
          if (one.kind === "plan") {
            const { minutes: minutesPerWeek } = one;
            await db.run(admin(), (tx) => setPlanHours(tx, { enrollmentId, minutesPerWeek, startsOn: today }));
          }
          if (one.kind === "taper" && !tapered) {
            tapered = true;
            const endsOn = new Date(Date.parse(today) + 9 * DAY).toISOString().slice(0, 10);
            const taper = { enrollmentId, minutesPerWeek: 180, reason: "TAPER", startsOn: today, endsOn } as const;
            await db.run(admin(), (tx) => setPlanHours(tx, taper));
          }
          if (one.kind === "move" && programId !== php && !away) {
            programId = php;
            await db.run(admin(), async (tx) =>
              changeLevelOfCare(tx, {
                enrollmentId,
                toProgramId: php,
                effectiveOn: today,
                assessmentId: await assessed(tx, enrollmentId),
                reason: "RETURN_TO_USE",
                clientAgrees: true,
              }),
            );
          }
        }
        await host.idle();
        const incremental = await facts(enrollmentId);
        await ask(clone, "delete from enrollment_weeks where enrollment_id = $1", [enrollmentId]);
        await db.run(admin(), (tx) => recomputeWeeks(tx, [enrollmentId]));
        expect(incremental).toEqual(await facts(enrollmentId));
        expect(incremental.length).toBeGreaterThan(0);
      }),
      { numRuns: process.env["CAUSEWAY_PROVE"] ? 200 : 12 },
    );
  }, 120_000);

  const facts = async (enrollmentId: string) =>
    (await weeksOf(enrollmentId)).map((week) => ({ ...week, id: null, computedAt: null, version: null }));
});
