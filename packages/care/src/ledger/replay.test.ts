import { identityEntities } from "@causeway/identity";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { DomainError, MovableClock } from "@causeway/kernel";
import type { Transaction } from "@causeway/database";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { Attendance, ProgramSession, recordAttendance, scheduleSession } from "../attendance/index.ts";
import {
  Authorisation,
  appealAuthorisation,
  burnDownOf,
  correctAuthorisation,
  decideAuthorisation,
  requestAuthorisation,
  watchAuthorisationOf,
} from "../authorisations/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { addDays } from "../programs/index.ts";
import { assessed } from "../treatment/treatment.factory.ts";
import { LevelTransition, changeLevelOfCare, laneFactsFor, ledgerOf } from "./index.ts";

let t: TestDatabase;
let admin: Actor;
let programs: string[];
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  clock.set(START);
  admin = (await liveOrganisation(t.db, { name: "Harbour" })).actor("ADMIN");
  programs = [];
  for (const levelCode of ["2.5", "2.1", "1"])
    programs.push((await openProgram(t.db, admin, { levelCode, capacity: 200 })).programId);
});
afterAll(() => t?.close());

type Step = (tx: Transaction, enrollmentId: string, today: string) => Promise<unknown>;
const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)];
const nat = fc.nat(9);
const answers = fc.record({
  answer: fc.constantFrom("approve" as const, "approvePartly" as const, "deny" as const, "pend" as const),
  approvedUnits: fc.integer({ min: 1, max: 8 }),
});

const attend = fc.integer({ min: 30, max: 300 }).map((minutes): Step => async (tx, enrollmentId) => {
  const { programId } = await tx.get(Enrollment, enrollmentId);
  const session = await scheduleSession(tx, { programId, startsAt: tx.now, minutes, modality: "GROUP" });
  await recordAttendance(tx, { ...session, roster: [{ enrollmentId, outcome: "ATTENDED" }] });
});
const amend = fc.tuple(nat, fc.boolean()).map(([which, there]): Step => async (tx, enrollmentId) => {
  const attendance = pick(await tx.find(Attendance, { enrollmentId }, { order: { id: "ASC" } }), which);
  if (!attendance) return;
  const session = await tx.get(ProgramSession, attendance.sessionId);
  const minutes = Math.ceil(session.minutes / 2);
  const line = there ? { outcome: "PARTIAL" as const, minutes } : { outcome: "NO_SHOW" as const };
  await recordAttendance(tx, { sessionId: session.id, roster: [{ enrollmentId, ...line }] });
});
const move = fc
  .tuple(nat, nat, fc.integer({ min: -3, max: 3 }), fc.boolean())
  .map(([to, which, days, corrects]): Step => async (tx, enrollmentId, today) => {
    const effectiveOn = addDays(today, days);
    const before = await tx.find(LevelTransition, { enrollmentId }, { order: { id: "ASC" } });
    const assessmentId = await assessed(tx, enrollmentId, "REASSESSMENT", days < 0 ? effectiveOn : today);
    await changeLevelOfCare(tx, {
      enrollmentId,
      toProgramId: pick(programs, to) ?? "",
      effectiveOn,
      assessmentId,
      reason: "GOALS_MET",
      clientAgrees: true,
      note: "As discussed",
      supersedesId: corrects ? pick(before, which)?.id : null,
    });
  });
const request = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 3, max: 20 }), nat).map(
  ([from, days, level]): Step =>
    (tx, enrollmentId, today) =>
      requestAuthorisation(tx, {
        enrollmentId,
        serviceCode: "H0015",
        unit: "DAY",
        units: 5,
        level: { edition: "ASAM3", code: pick(["2.5", "2.1", "1"], level) ?? "1" },
        startsOn: addDays(today, from),
        endsOn: addDays(today, from + days),
      }),
);
const answer = fc
  .tuple(nat, answers, fc.constantFrom("decide", "correct", "appeal"))
  .map(([which, given, kind]): Step => async (tx, enrollmentId, today) => {
    const row = pick(await tx.find(Authorisation, { enrollmentId }, { order: { id: "ASC" } }), which);
    if (!row) return;
    const input = { authorisationId: row.id, decidedOn: today, reason: "By letter", ...given };
    if (kind === "decide") await decideAuthorisation(tx, input);
    else if (kind === "correct") await correctAuthorisation(tx, input);
    else await appealAuthorisation(tx, { ...input, filedOn: today });
  });
/** The clock ends what was granted; its task tells nothing of the lanes. */
const watch = nat.map((which): Step => async (tx, enrollmentId) => {
  const row = pick(await tx.find(Authorisation, { enrollmentId }, { order: { id: "ASC" } }), which);
  if (row) await watchAuthorisationOf(tx, row.id);
});
const history = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 100 }), fc.oneof(attend, amend, move, request, answer, answer, watch)),
  {
    minLength: 6,
    maxLength: 16,
  },
);

/** What an observer is told at a moment: the three lanes, where they part, and what is used of each authorisation. */
async function told(enrollmentId: string, asBelievedAt: Date): Promise<unknown> {
  const facts = await laneFactsFor(t.db, admin, enrollmentId, asBelievedAt);
  if (!facts) return null;
  const uses: unknown[] = [];
  for (const one of facts.authorisations) uses.push(await burnDownOf(t.db, admin, one.id, asBelievedAt));
  return { ledger: ledgerOf(facts, { to: addDays(facts.today, 40) }), uses };
}

/** `told-as-it-was-believed` */
describe("any history", { timeout: 300_000 }, () => {
  it("told later as it was believed at a moment is what an observer was told at that moment", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        clock.set(START);
        const { enrollmentId } = await activeEnrollment(t.db, admin, { programId: programs[0] ?? "" });
        const seen = [{ at: clock.now(), answer: await told(enrollmentId, clock.now()) }];
        for (const [hours, step] of steps) {
          clock.advance(hours * 3_600_000);
          const today = clock.now().toISOString().slice(0, 10);
          try {
            await t.db.run(admin, (tx) => step(tx, enrollmentId, today));
            taken += 1;
          } catch (error) {
            // What is refused is part of a history, and changes nothing.
            if (!(error instanceof DomainError) || !error.isOutcome) throw error;
          }
          seen.push({ at: clock.now(), answer: await told(enrollmentId, clock.now()) });
        }
        clock.advance(90 * 86_400_000);
        for (const { at, answer: then } of seen) expect(await told(enrollmentId, at)).toEqual(then);
      }),
      { numRuns: 10 },
    );
    // Refusals alone would prove nothing.
    expect(taken).toBeGreaterThan(40);
  });
});
