import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { newClient } from "../clients/client.factory.ts";
import { newInquiry } from "../enrollments/enrollment.factory.ts";
import { closeEnrollment } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import type { Stage } from "./index.ts";
import {
  PlanHours,
  PlannedStay,
  TreatmentStage,
  planStay,
  setPlanHours,
  setTreatmentStage,
  treatmentAsOf,
} from "./index.ts";
import { plannedEnrollment } from "./treatment.factory.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
let clinician: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const stay = async (): Promise<string> => (await newInquiry(t.db, admin)).enrollmentId;
const stage = (enrollmentId: string, name: Stage, startsOn: string, endsOn?: string) =>
  t.db.run(clinician, (tx) => setTreatmentStage(tx, { enrollmentId, stage: name, startsOn, endsOn }));
const hours = (enrollmentId: string, minutesPerWeek: number, startsOn: string, over: object = {}) =>
  t.db.run(clinician, (tx) => setPlanHours(tx, { enrollmentId, minutesPerWeek, startsOn, ...over }));
const length = (enrollmentId: string, kind: "PLANNED" | "EXTENSION", weeks: number, reason?: string) =>
  t.db.run(clinician, (tx) => planStay(tx, { enrollmentId, kind, weeks, reason }));
const held = (enrollmentId: string, on: string, believed: Date = clock.now(), by: Actor = clinician) =>
  treatmentAsOf(t.db, by, enrollmentId, on, believed);

/** The stage that held on a day, as believed at a moment. */
async function stageOn(enrollmentId: string, on: string, believed: Date = clock.now()): Promise<string | null> {
  const id = (await held(enrollmentId, on, believed))?.stage;
  return id ? (await t.db.run(clinician, (tx) => tx.get(TreatmentStage, id))).stage : null;
}

/** `stages-effective-dated` */
describe("the stage of treatment", () => {
  it("holds from a day on, in any order, and tells what was believed before a correction", async () => {
    const id = await stay();
    await stage(id, "ENGAGEMENT", "2026-02-01");
    clock.advance(1000);
    await stage(id, "EARLY_RECOVERY", "2026-02-20");
    clock.advance(1000);
    await stage(id, "ENGAGEMENT", "2026-03-01");
    const days = ["2026-01-31", "2026-02-01", "2026-02-20", "2026-03-01", "2026-03-20"];
    const believed = (at?: Date) => Promise.all(days.map((day) => stageOn(id, day, at)));
    const before = [null, "ENGAGEMENT", "EARLY_RECOVERY", "ENGAGEMENT", "ENGAGEMENT"];
    expect(await believed()).toEqual(before);
    const then = clock.now();
    clock.advance(86_400_000);
    await stage(id, "MAINTENANCE", "2026-02-10", "2026-03-01");
    expect(await believed()).toEqual([null, "ENGAGEMENT", "MAINTENANCE", "ENGAGEMENT", "ENGAGEMENT"]);
    expect(await believed(then)).toEqual(before);
    expect(await believed(START)).toEqual([null, "ENGAGEMENT", "ENGAGEMENT", "ENGAGEMENT", "ENGAGEMENT"]);
    expect(await believed(new Date(START.getTime() - 1))).toEqual([null, null, null, null, null]);
    const rows = await t.db.run(clinician, (tx) => tx.find(TreatmentStage, { enrollmentId: id }));
    expect(rows.filter((row) => row.supersededAt === null)).toHaveLength(3);
    expect(new Set(rows.map((row) => row.recordedBy))).toEqual(new Set([clinician.id]));
  });

  it("is said twice at once, and one word holds for each day", async () => {
    const id = await stay();
    await Promise.all(
      (["ENGAGEMENT", "EARLY_RECOVERY", "MAINTENANCE"] as const).map((name) => stage(id, name, "2026-02-01")),
    );
    const rows = await t.db.run(clinician, (tx) => tx.find(TreatmentStage, { enrollmentId: id }));
    expect(rows).toHaveLength(3);
    expect(rows.filter((row) => row.supersededAt === null)).toHaveLength(1);
  });

  it("is refused ahead of its day, before its start, after the stay, and to others", async () => {
    const id = await stay();
    await expect(stage(id, "ENGAGEMENT", "2026-03-03")).rejects.toMatchObject({ reason: "FUTURE", path: ["startsOn"] });
    await expect(stage(id, "ENGAGEMENT", "2026-03-01", "2026-03-01")).rejects.toMatchObject({ path: ["endsOn"] });
    await expect(stage(id, "RECOVERED" as Stage, "2026-03-01")).rejects.toMatchObject({ path: ["stage"] });
    await expect(stage(newId(), "ENGAGEMENT", "2026-03-01")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const set = (by: Actor) =>
      t.db.run(by, (tx) => setTreatmentStage(tx, { enrollmentId: id, stage: "ENGAGEMENT", startsOn: "2026-03-01" }));
    await expect(set(harbour.actor("UTILISATION_REVIEW"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await expect(set(meadow.actor("OWNER"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await held(id, "2026-03-01", clock.now(), meadow.actor("OWNER"))).toBeNull();
    await expect(held(id, "2026-03-01", clock.now(), harbour.actor("READ_ONLY"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId: id, reason: "DECLINED" }));
    await expect(stage(id, "ENGAGEMENT", "2026-03-01")).rejects.toMatchObject({ reason: "ENDED" });
  });
});

describe("the hours of a plan", () => {
  const TAPER = { reason: "TAPER", endsOn: "2026-03-16" };

  /** `taper-two-weeks` */
  it("taper for two weeks at most, however they are recorded", async () => {
    const id = await stay();
    await hours(id, 600, "2026-03-01");
    await hours(id, 240, "2026-03-02", TAPER);
    await expect(hours(id, 180, "2026-03-16", { ...TAPER, endsOn: "2026-03-17" })).rejects.toMatchObject({
      code: "INVALID",
      reason: "TAPER_TOO_LONG",
    });
    const rows = await t.db.run(clinician, (tx) =>
      tx.find(PlanHours, { enrollmentId: id }, { order: { startsOn: "ASC" } }),
    );
    expect(
      rows.filter((row) => row.supersededAt === null).map((row) => [row.startsOn, row.endsOn, row.minutesPerWeek]),
    ).toEqual([
      ["2026-03-01", "2026-03-02", 600],
      ["2026-03-02", "2026-03-16", 240],
      ["2026-03-16", null, 600],
    ]);
  });

  it("are those of the level that the client is in, by age", async () => {
    const young = await newClient(t.db, admin, { details: { birthDate: "2010-03-02" } });
    const { enrollmentId } = await plannedEnrollment(t.db, admin, { clientId: young.clientId });
    await hours(enrollmentId, 360, "2026-03-02");
    await expect(hours(enrollmentId, 359, "2026-03-02")).rejects.toMatchObject({ reason: "BELOW_LEVEL" });
    const { enrollmentId: grown } = await plannedEnrollment(t.db, admin);
    await expect(hours(grown, 360, "2026-03-02")).rejects.toMatchObject({ reason: "BELOW_LEVEL" });
    const low = await openProgram(t.db, admin, { levelCode: "1" });
    const outpatient = await newInquiry(t.db, admin, { programId: low.programId });
    await hours(outpatient.enrollmentId, 60, "2026-03-02");
    await expect(hours(outpatient.enrollmentId, 30, "2026-03-02", TAPER)).rejects.toMatchObject({ reason: "NO_TAPER" });
  });

  it("warn above the level and refuse nothing; at most a year ahead", async () => {
    const id = await stay();
    await hours(id, 1140, "2026-03-02");
    await hours(id, 1200, "2026-03-09", { daysPerWeek: 5, note: "Days off work" });
    const { rows } = await t.db.readPage(
      clinician,
      PlanHours,
      { minutesPerWeek: {}, aboveLevel: {}, daysPerWeek: {} },
      { where: { enrollmentId: id, supersededAt: null }, order: [["startsOn", "ASC"]], limit: 9 },
    );
    expect(rows).toMatchObject([
      { minutesPerWeek: 1140, aboveLevel: false, daysPerWeek: null },
      { minutesPerWeek: 1200, aboveLevel: true, daysPerWeek: 5 },
    ]);
    await expect(hours(id, 600, "2027-04-01")).rejects.toMatchObject({ reason: "TOO_FAR_AHEAD" });
  });
});

/** `stay-over-a-year-has-a-reason` */
describe("the planned length of a stay", () => {
  it("is extended, and planned anew; beyond a year with a reason", async () => {
    const program = await openProgram(t.db, admin, { typicalWeeksMin: 8, typicalWeeksMax: 20 });
    const { enrollmentId } = await newInquiry(t.db, admin, program);
    await expect(length(enrollmentId, "EXTENSION", 2)).rejects.toMatchObject({ reason: "NOT_PLANNED" });
    await length(enrollmentId, "PLANNED", 12);
    clock.advance(1000);
    await length(enrollmentId, "EXTENSION", 9);
    clock.advance(1000);
    await expect(length(enrollmentId, "EXTENSION", 32)).rejects.toMatchObject({
      code: "INVALID",
      reason: "OVER_A_YEAR",
      path: ["reason"],
    });
    await length(enrollmentId, "EXTENSION", 32, "Two returns to use");
    clock.advance(1000);
    await length(enrollmentId, "PLANNED", 6);
    for (const weeks of [0, -1, 1.5, 521])
      await expect(length(enrollmentId, "PLANNED", weeks, "Long")).rejects.toMatchObject({ path: ["weeks"] });
    const { rows } = await t.db.readPage(
      clinician,
      PlannedStay,
      { totalWeeks: {}, outsideTypical: {} },
      { where: { enrollmentId }, order: [["recordedAt", "ASC"]], limit: 9 },
    );
    expect(rows.map((row) => [row["totalWeeks"], row["outsideTypical"]])).toEqual([
      [12, false],
      [21, true],
      [53, true],
      [6, true],
    ]);
  });

  it("is extended twice at once without losing a week", async () => {
    const enrollmentId = await stay();
    await length(enrollmentId, "PLANNED", 4);
    await Promise.all([length(enrollmentId, "EXTENSION", 2), length(enrollmentId, "EXTENSION", 3)]);
    const rows = await t.db.run(clinician, (tx) => tx.find(PlannedStay, { enrollmentId }));
    expect(Math.max(...rows.map((row) => row.totalWeeks))).toBe(9);
  });
});

describe("what held for a stay", () => {
  it("is the assessment, the plan, the stage, the hours and the length of that day and that belief", async () => {
    const { enrollmentId, assessmentId, treatmentPlanId } = await plannedEnrollment(t.db, admin);
    const { treatmentStageId } = await stage(enrollmentId, "ENGAGEMENT", "2026-03-01");
    const { planHoursId } = await hours(enrollmentId, 600, "2026-03-01");
    const { plannedStayId } = await length(enrollmentId, "PLANNED", 12);
    expect(await held(enrollmentId, "2026-03-02")).toEqual({
      assessment: assessmentId,
      treatmentPlan: treatmentPlanId,
      stage: treatmentStageId,
      planHours: planHoursId,
      plannedStay: plannedStayId,
    });
    expect(await held(enrollmentId, "2026-03-01")).toMatchObject({ assessment: null, treatmentPlan: null });
    expect(await held(enrollmentId, "2026-03-02", new Date(START.getTime() - 1))).toEqual({
      assessment: null,
      treatmentPlan: null,
      stage: null,
      planHours: null,
      plannedStay: null,
    });
  });
});
