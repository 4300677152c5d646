import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, jobActor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { newInquiry } from "../enrollments/enrollment.factory.ts";
import { careEntities } from "../index.ts";
import { Task } from "../tasks/index.ts";
import type { GoalOutcome } from "./index.ts";
import {
  GoalNote,
  PlanReview,
  TreatmentGoal,
  TreatmentPlan,
  activateTreatmentPlan,
  addTreatmentGoal,
  agreeToTreatmentPlan,
  closeTreatmentPlan,
  draftTreatmentPlan,
  endTreatmentOf,
  goalActions,
  noteGoalProgress,
  planActions,
  reopenTreatmentGoal,
  resumeTreatmentOf,
  reviewPlanOf,
  reviewTreatmentPlan,
  settleTreatmentGoal,
  updateTreatmentGoal,
  updateTreatmentPlan,
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

const stay = async (): Promise<string> => (await newInquiry(t.db, harbour.actor("ADMIN"))).enrollmentId;
const GOAL = { category: "WORK", objective: "Part-time work", targetOn: "2026-06-01" } as const;
const draft = async (enrollmentId: string, over: object = {}): Promise<string> =>
  t.db.run(
    clinician,
    async (tx) =>
      (
        await draftTreatmentPlan(tx, {
          enrollmentId,
          startsOn: "2026-03-02",
          reviewDueOn: "2026-04-01",
          goals: [GOAL],
          ...over,
        })
      ).treatmentPlanId,
  );
const activate = (treatmentPlanId: string, over: object = {}) =>
  t.db.run(clinician, (tx) => activateTreatmentPlan(tx, { treatmentPlanId, ...over }));
const plan = (id: string) => t.db.run(clinician, (tx) => tx.get(TreatmentPlan, id));
const goals = (planId: string) => t.db.run(clinician, (tx) => tx.find(TreatmentGoal, { planId }));
const goalOf = async (planId: string): Promise<TreatmentGoal> => (await goals(planId))[0] as TreatmentGoal;
const settle = (treatmentGoalId: string, outcome: GoalOutcome) =>
  t.db.run(clinician, (tx) => settleTreatmentGoal(tx, { treatmentGoalId, outcome }));
const tasks = (subjectId: string) => t.db.run(clinician, (tx) => tx.find(Task, { subjectId }));

/** `plan-states` */
describe("a treatment plan", () => {
  it("is written, put in force with the client's agreement, and revised by the next with its open goals", async () => {
    const enrollmentId = await stay();
    const first = await draft(enrollmentId, { goals: [GOAL, { ...GOAL, objective: "A home" }] });
    await activate(first, { agreement: "SPOKEN", agreedOn: "2026-03-01" });
    expect(await plan(first)).toMatchObject({ state: "ACTIVE", agreement: "SPOKEN", activatedAt: START });
    await t.db.run(clinician, (tx) =>
      agreeToTreatmentPlan(tx, { treatmentPlanId: first, agreement: "SIGNED", agreedOn: "2026-03-02" }),
    );
    expect(await plan(first)).toMatchObject({ agreement: "SIGNED", agreedOn: "2026-03-02" });
    const [met, open] = await goals(first);
    await settle(met?.id ?? "", "MET");

    const second = await draft(enrollmentId, { goals: [{ category: "LEGAL", objective: "Probation ends" }] });
    expect(await plan(second)).toMatchObject({ state: "DRAFT", revisesId: first });
    expect(await goals(second)).toMatchObject([
      { objective: open?.objective, carriedFromId: open?.id, targetOn: "2026-06-01" },
      { objective: "Probation ends", carriedFromId: null },
    ]);
    expect(await plan(first)).toMatchObject({ state: "ACTIVE" });
    await activate(second);
    expect(await plan(first)).toMatchObject({ state: "REVISED", endedAt: START });
    expect(await plan(second)).toMatchObject({ state: "ACTIVE", agreement: null, agreedOn: null });
  });

  it("is reworded while it is a draft, and not in force", async () => {
    const id = await draft(await stay(), { summary: "First words" });
    const update = (over: object) =>
      t.db.run(clinician, (tx) => updateTreatmentPlan(tx, { treatmentPlanId: id, ...over }));
    await update({ reviewDueOn: "2026-05-01" });
    expect(await plan(id)).toMatchObject({ reviewDueOn: "2026-05-01", summary: "First words" });
    await update({ summary: " " });
    expect(await plan(id)).toMatchObject({ summary: null });
    await expect(update({ startsOn: "2026-05-01" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(update({ expectedVersion: 1 })).rejects.toMatchObject({ code: "STALE" });
    await t.db.run(clinician, (tx) => addTreatmentGoal(tx, { treatmentPlanId: id, ...GOAL }));
    const goal = await goalOf(id);
    const reword = (over: object) =>
      t.db.run(clinician, (tx) => updateTreatmentGoal(tx, { treatmentGoalId: goal.id, ...over }));
    await reword({ objective: "Full-time work" });
    expect(await goalOf(id)).toMatchObject({ objective: "Full-time work", category: "WORK", targetOn: "2026-06-01" });
    await expect(reword({ objective: " " })).rejects.toMatchObject({ code: "INVALID", path: ["objective"] });
    await activate(id);
    await expect(update({ summary: "More" })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "ACTIVE" });
    await expect(reword({ objective: "Less" })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await expect(
      t.db.run(clinician, (tx) => addTreatmentGoal(tx, { treatmentPlanId: id, ...GOAL })),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("is one draft at a time, and needs an open goal to be in force", async () => {
    const enrollmentId = await stay();
    const id = await draft(enrollmentId, { goals: [] });
    await expect(draft(enrollmentId)).rejects.toMatchObject({ code: "CONFLICT", reason: "DRAFT_OPEN" });
    await expect(activate(id)).rejects.toMatchObject({ reason: "NO_GOAL" });
    const { treatmentGoalId } = await t.db.run(clinician, (tx) =>
      addTreatmentGoal(tx, { treatmentPlanId: id, ...GOAL }),
    );
    await expect(settle(treatmentGoalId, "MET")).rejects.toMatchObject({ reason: "NOT_BEGUN" });
    await settle(treatmentGoalId, "DROPPED");
    await expect(activate(id)).rejects.toMatchObject({ reason: "NO_GOAL" });
    await expect(activate(id, { agreement: "SIGNED" })).rejects.toMatchObject({ path: ["agreedOn"] });
    await expect(activate(id, { agreement: "SIGNED", agreedOn: "2026-03-03" })).rejects.toMatchObject({
      reason: "FUTURE",
    });
  });

  it.each([
    ["a review on its first day", { reviewDueOn: "2026-03-02" }, ["reviewDueOn"]],
    ["a review after half a year", { reviewDueOn: "2026-08-30" }, ["reviewDueOn"]],
    ["a goal without words", { goals: [{ ...GOAL, objective: "" }] }, ["goals", "0", "objective"]],
    ["a goal of no category", { goals: [{ ...GOAL, category: "LOVE" }] }, ["goals", "0", "category"]],
    ["a target that is no day", { goals: [{ ...GOAL, targetOn: "2026-13-01" }] }, ["goals", "0", "targetOn"]],
    ["goals without end", { goals: Array.from({ length: 51 }, () => GOAL) }, ["goals"]],
  ])("is refused with %s", async (_, wrong, path) => {
    await expect(draft(await stay(), wrong)).rejects.toMatchObject({ code: "INVALID", path });
  });

  it("closes with the stay, and is in force again when the stay goes on after all", async () => {
    const enrollmentId = await stay();
    const closed = await draft(enrollmentId);
    await activate(closed);
    await t.db.run(clinician, (tx) => closeTreatmentPlan(tx, { treatmentPlanId: closed }));
    const resume = () =>
      t.db.run(jobActor(harbour.organisationId, "resume"), (tx) => resumeTreatmentOf(tx, enrollmentId));
    await resume();
    expect(await plan(closed)).toMatchObject({ state: "CLOSED", endedWithStay: false });
    const inForce = await draft(enrollmentId);
    await activate(inForce);
    const written = await draft(enrollmentId);
    await t.db.run(jobActor(harbour.organisationId, "end"), (tx) => endTreatmentOf(tx, enrollmentId));
    await resume();
    await resume();
    expect(await plan(inForce)).toMatchObject({ state: "ACTIVE", endedAt: null });
    expect([(await plan(closed)).state, (await plan(written)).state]).toEqual(["CLOSED", "CLOSED"]);
  });

  it("closes with the stay, a draft of it too, and once", async () => {
    const enrollmentId = await stay();
    const inForce = await draft(enrollmentId);
    await activate(inForce);
    const next = await draft(enrollmentId);
    const end = () => t.db.run(jobActor(harbour.organisationId, "end"), (tx) => endTreatmentOf(tx, enrollmentId));
    await end();
    await end();
    expect([(await plan(inForce)).state, (await plan(next)).state]).toEqual(["CLOSED", "CLOSED"]);
    await expect(t.db.run(clinician, (tx) => closeTreatmentPlan(tx, { treatmentPlanId: next }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reason: "CLOSED",
    });
  });

  it("is written by who may treat, and is not there for another organisation", async () => {
    const id = await draft(await stay());
    const close = (by: Actor) => t.db.run(by, (tx) => closeTreatmentPlan(tx, { treatmentPlanId: id }));
    await expect(close(harbour.actor("INTAKE"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await expect(close(meadow.actor("OWNER"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(planActions(harbour.actor("INTAKE"), { state: "DRAFT" })).toEqual([]);
    expect(goalActions(harbour.actor("INTAKE"), { state: "OPEN", planState: "ACTIVE" })).toEqual([]);
    expect(planActions(clinician, { state: "REVISED" })).toEqual([]);
  });
});

/** `plan-reviewed` */
describe("the review of a plan", () => {
  const review = (planId: string) =>
    t.db.run(jobActor(harbour.organisationId, "review"), (tx) => reviewPlanOf(tx, planId));

  it("is asked for a week before its day, and again after the next", async () => {
    const id = await draft(await stay());
    clock.set(new Date("2026-03-25T03:59:00Z")); // still the 24th where the program is
    await review(id);
    await activate(id);
    await review(id);
    expect(await tasks(id)).toEqual([]);
    clock.set(new Date("2026-03-25T04:00:00Z"));
    await review(id);
    await review(id);
    expect(await tasks(id)).toMatchObject([
      { kind: "PLAN_REVIEW", assignedRole: "CLINICIAN", state: "OPEN", dueAt: new Date("2026-04-01T04:00:00Z") },
    ]);
    const looked = (nextReviewOn: string) =>
      t.db.run(clinician, (tx) => reviewTreatmentPlan(tx, { treatmentPlanId: id, note: "On the way", nextReviewOn }));
    await expect(looked("2026-03-25")).rejects.toMatchObject({ code: "INVALID", path: ["nextReviewOn"] });
    await expect(looked("2026-12-01")).rejects.toMatchObject({ reason: "TOO_LONG" });
    await looked("2026-05-01");
    expect(await plan(id)).toMatchObject({ state: "ACTIVE", reviewDueOn: "2026-05-01" });
    expect(await tasks(id)).toMatchObject([{ state: "CANCELLED" }]);
    expect(await t.db.run(clinician, (tx) => tx.find(PlanReview, { planId: id }))).toMatchObject([
      { reviewedOn: "2026-03-25", nextReviewOn: "2026-05-01", note: "On the way" },
    ]);
    clock.set(new Date("2026-04-24T12:00:00Z"));
    await review(id);
    expect((await tasks(id)).map((task) => task.state).toSorted()).toEqual(["CANCELLED", "OPEN"]);
  });
});

describe("a goal of a plan in force", () => {
  it("is noted, settled and opened again; of a revised plan it stays as it was", async () => {
    const enrollmentId = await stay();
    const id = await draft(enrollmentId);
    const { id: treatmentGoalId } = await goalOf(id);
    const note = (notedOn: string, words = "Two interviews") =>
      t.db.run(clinician, (tx) => noteGoalProgress(tx, { treatmentGoalId, notedOn, note: words }));
    await expect(note("2026-03-02")).rejects.toMatchObject({ reason: "NOT_BEGUN" });
    await activate(id);
    await note("2026-03-01");
    await expect(note("2026-03-03")).rejects.toMatchObject({ reason: "FUTURE" });
    await expect(note("2026-03-01", "")).rejects.toMatchObject({ path: ["note"] });
    expect(await t.db.run(clinician, (tx) => tx.find(GoalNote, { goalId: treatmentGoalId }))).toMatchObject([
      { notedOn: "2026-03-01", note: "Two interviews", writtenBy: clinician.id },
    ]);
    for (const outcome of ["MET", "NOT_MET", "DROPPED"] as const) {
      await settle(treatmentGoalId, outcome);
      expect(await goalOf(id)).toMatchObject({ state: outcome, settledOn: "2026-03-02" });
      await expect(settle(treatmentGoalId, "MET")).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
      await t.db.run(clinician, (tx) => reopenTreatmentGoal(tx, { treatmentGoalId }));
      expect(await goalOf(id)).toMatchObject({ state: "OPEN", settledOn: null });
    }
    await activate(await draft(enrollmentId));
    await expect(settle(treatmentGoalId, "MET")).rejects.toMatchObject({ reason: "PLAN_OVER" });
  });
});
