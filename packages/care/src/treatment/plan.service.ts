import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { IsNull, Not } from "typeorm";
import { checkDay } from "../clients/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { addDays, daysBetween, localDay, startOfDay } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { currentAssessments } from "./assessment.service.ts";
import type { PlanCommand } from "./plan.machine.ts";
import { OPEN_PLANS, planMachine } from "./plan.machine.ts";
import type { GoalInput, PlanAgreement } from "./plan.rules.ts";
import { MOST_GOALS, PLAN_AGREEMENTS, checkGoal, checkReview } from "./plan.rules.ts";
import { stayUnderTreatment } from "./stay.service.ts";
import { TreatmentGoal } from "./treatment-goal.entity.ts";
import { PlanReview, TreatmentPlan } from "./treatment-plan.entity.ts";
import { authorOf, conflict, oneOf, optionalWords, pastDay, words } from "./treatment.rules.ts";
import { reviewPlan } from "./treatment.jobs.ts";

/** How long before a review is due someone is asked for it. */
const REVIEW_NOTICE_DAYS = 7;

export interface PlanCommandInput {
  readonly treatmentPlanId: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface DraftPlanInput {
  readonly enrollmentId: string;
  /** YYYY-MM-DD where the program is. */
  readonly startsOn: string;
  readonly reviewDueOn: string;
  readonly summary?: string | null | undefined;
  readonly goals?: readonly GoalInput[] | null | undefined;
}

/**
 * A plan to be agreed on; the open goals of the plan in force come along, as goals of the new one.
 * @throws DomainError CONFLICT (reason DRAFT_OPEN while another is being written, ENDED after the stay); INVALID, NOT_FOUND
 */
export async function draftTreatmentPlan(
  tx: Transaction,
  input: DraftPlanInput,
): Promise<{ enrollmentId: string; treatmentPlanId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { enrollment } = await stayUnderTreatment(tx, input.enrollmentId);
  const goals = (input.goals ?? []).map((goal, i) => checkGoal(goal, ["goals", String(i)]));
  if (goals.length > MOST_GOALS) throw invalid("goals", `A plan has at most ${MOST_GOALS} goals.`);
  const startsOn = checkDay(input.startsOn, "startsOn");
  if (await tx.findOne(TreatmentPlan, { enrollmentId: enrollment.id, state: "DRAFT" }))
    throw conflict("enrollmentId", "A plan of this stay is being written already.", "DRAFT_OPEN");
  const before = await planInForce(tx, enrollment.id);
  const carried = before ? await tx.find(TreatmentGoal, { planId: before.id, state: "OPEN" }) : [];
  const plan = await tx.insert(TreatmentPlan, {
    enrollmentId: enrollment.id,
    state: planMachine.initial,
    startsOn,
    reviewDueOn: checkReview(startsOn, input.reviewDueOn, "reviewDueOn"),
    summary: optionalWords(input.summary, "summary"),
    revisesId: before?.id ?? null,
    endedWithStay: false,
    writtenBy: authorOf(tx.actor),
  });
  for (const { category, objective, targetOn, id } of carried)
    await tx.insert(TreatmentGoal, {
      planId: plan.id,
      state: "OPEN",
      category,
      objective,
      targetOn,
      carriedFromId: id,
    });
  for (const goal of goals) await tx.insert(TreatmentGoal, { planId: plan.id, state: "OPEN", ...goal });
  audit(tx, "draft", plan, enrollment);
  return { enrollmentId: enrollment.id, treatmentPlanId: plan.id };
}

/** @throws DomainError ILLEGAL_TRANSITION unless it is a draft; INVALID, STALE, NOT_FOUND */
export async function updateTreatmentPlan(
  tx: Transaction,
  input: PlanCommandInput & {
    startsOn?: string | null | undefined;
    reviewDueOn?: string | null | undefined;
    /** Empty takes it away. */
    summary?: string | null | undefined;
  },
): Promise<{ treatmentPlanId: string }> {
  const { plan, enrollment, state } = await commanded(tx, input, "edit");
  const startsOn = input.startsOn ? checkDay(input.startsOn, "startsOn") : plan.startsOn;
  await tx.update(TreatmentPlan, plan, {
    state,
    startsOn,
    reviewDueOn: checkReview(startsOn, input.reviewDueOn ?? plan.reviewDueOn, "reviewDueOn"),
    summary:
      input.summary === undefined || input.summary === null ? plan.summary : optionalWords(input.summary, "summary"),
  });
  audit(tx, "update", plan, enrollment);
  return { treatmentPlanId: plan.id };
}

/**
 * Puts a plan in force; the plan before is revised by it.
 * @param input.agreedOn YYYY-MM-DD, needed where the client agreed
 * @throws DomainError CONFLICT (reason NO_GOAL without an open goal); ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND
 */
export async function activateTreatmentPlan(
  tx: Transaction,
  input: PlanCommandInput & { agreement?: PlanAgreement | null | undefined; agreedOn?: string | null | undefined },
): Promise<{ treatmentPlanId: string }> {
  const { plan, enrollment, state, zone } = await commanded(tx, input, "activate");
  const agreed = input.agreement
    ? checkAgreement(input.agreement, input.agreedOn ?? "", localDay(tx.now, zone))
    : { agreement: null, agreedOn: null };
  if ((await tx.find(TreatmentGoal, { planId: plan.id, state: "OPEN" })).length === 0)
    throw conflict("id", "A plan has at least one goal.", "NO_GOAL");
  const before = await planInForce(tx, plan.enrollmentId);
  if (before) {
    const revised = planMachine.next(before.state, "revise", "revision");
    await tx.update(TreatmentPlan, before, { state: revised, endedAt: tx.now });
    await cancelTasksAbout(tx, before.id);
  }
  await tx.update(TreatmentPlan, plan, { state, ...agreed, activatedAt: tx.now });
  scheduleReview(tx, plan.id, plan.reviewDueOn, zone);
  audit(tx, "activate", plan, enrollment);
  tx.emit({
    type: "treatment.plan-activated",
    subjectId: enrollment.id,
    refIds: { programId: enrollment.programId, treatmentPlanId: plan.id },
  });
  return { treatmentPlanId: plan.id };
}

/** The client agrees to the plan in force, or signs what was agreed by word of mouth. */
export async function agreeToTreatmentPlan(
  tx: Transaction,
  input: PlanCommandInput & { agreement: PlanAgreement; agreedOn: string },
): Promise<{ treatmentPlanId: string }> {
  const { plan, enrollment, state, zone } = await commanded(tx, input, "agree");
  const agreed = checkAgreement(input.agreement, input.agreedOn, localDay(tx.now, zone));
  await tx.update(TreatmentPlan, plan, { state, ...agreed });
  audit(tx, "agree", plan, enrollment);
  return { treatmentPlanId: plan.id };
}

/**
 * The plan was looked at and stays as it is, until the next review. Where it has to change it is revised instead.
 * @param input.nextReviewOn YYYY-MM-DD
 */
export async function reviewTreatmentPlan(
  tx: Transaction,
  input: PlanCommandInput & { note: string; nextReviewOn: string },
): Promise<{ treatmentPlanId: string }> {
  const { plan, enrollment, state, zone } = await commanded(tx, input, "review");
  const reviewedOn = localDay(tx.now, zone);
  const reviewDueOn = checkReview(reviewedOn, input.nextReviewOn, "nextReviewOn");
  await tx.insert(PlanReview, {
    planId: plan.id,
    reviewedOn,
    note: words(input.note, "note"),
    nextReviewOn: reviewDueOn,
    reviewedBy: authorOf(tx.actor),
    recordedAt: tx.now,
  });
  await tx.update(TreatmentPlan, plan, { state, reviewDueOn });
  await cancelTasksAbout(tx, plan.id);
  scheduleReview(tx, plan.id, reviewDueOn, zone);
  audit(tx, "review", plan, enrollment);
  return { treatmentPlanId: plan.id };
}

export async function closeTreatmentPlan(
  tx: Transaction,
  input: PlanCommandInput,
): Promise<{ treatmentPlanId: string }> {
  const { plan, enrollment } = await commanded(tx, input, "close");
  await endPlan(tx, plan, enrollment, false);
  return { treatmentPlanId: plan.id };
}

/** The stay is over: what was planned or being planned for it is closed. Again changes nothing. */
export async function endTreatmentOf(tx: Transaction, enrollmentId: string): Promise<void> {
  const enrollment = await tx.get(Enrollment, enrollmentId);
  for (const plan of await tx.find(TreatmentPlan, { enrollmentId }))
    if (OPEN_PLANS.has(plan.state)) await endPlan(tx, plan, enrollment, true);
}

/** The stay goes on after all: the plan that ended with it is in force again. Again changes nothing. */
export async function resumeTreatmentOf(tx: Transaction, enrollmentId: string): Promise<void> {
  const { enrollment } = await stayUnderTreatment(tx, enrollmentId);
  const [plan] = await tx.find(
    TreatmentPlan,
    { enrollmentId, state: "CLOSED", endedWithStay: true, activatedAt: Not(IsNull()) },
    { order: { endedAt: "DESC" }, take: 1 },
  );
  if (!plan || (await planInForce(tx, enrollmentId))) return;
  const state = planMachine.next(plan.state, "resume", "stay");
  await tx.update(TreatmentPlan, plan, { state, endedAt: null, endedWithStay: false });
  await reviewPlanOf(tx, plan.id);
  audit(tx, "resume", plan, enrollment);
}

/** A review is due within a week: a task for the clinicians. */
export async function reviewPlanOf(tx: Transaction, planId: string): Promise<void> {
  const plan = await tx.findOne(TreatmentPlan, { id: planId });
  if (plan?.state !== "ACTIVE") return;
  const { zone, today } = await stayUnderTreatment(tx, plan.enrollmentId, { mayBeOver: true });
  if (daysBetween(today, plan.reviewDueOn) > REVIEW_NOTICE_DAYS) return;
  await openTask(tx, {
    kind: "PLAN_REVIEW",
    subjectId: plan.id,
    dueAt: startOfDay(plan.reviewDueOn, zone),
    // A plan that is in force again may have to be asked for once more.
    key: `plan-review:${plan.id}:${plan.reviewDueOn}:${plan.version}`,
  });
}

/**
 * Care begins on an assessment and a plan: refuses the first attended session of a stay before both are there.
 * @throws DomainError CONFLICT (reason ASSESSMENT_MISSING or PLAN_MISSING)
 */
export async function requirePlanBeforeStart(
  tx: Transaction,
  enrollmentId: string,
  path: readonly string[],
): Promise<void> {
  if ((await currentAssessments(tx, enrollmentId, "ADMISSION")).length === 0)
    throw conflict(path, "The admission was not assessed yet.", "ASSESSMENT_MISSING");
  if (!(await planInForce(tx, enrollmentId)))
    throw conflict(path, "There is no treatment plan in force yet.", "PLAN_MISSING");
}

/** The plan with this id, of a stay that goes on. */
export async function livePlan(
  tx: Transaction,
  planId: string,
  options: { expectedVersion?: number | null | undefined; path?: readonly string[] } = {},
): Promise<{ plan: TreatmentPlan; enrollment: Enrollment; zone: string; today: string }> {
  const plan = await tx.get(TreatmentPlan, planId, options);
  return { plan, ...(await stayUnderTreatment(tx, plan.enrollmentId, { path: options.path ?? ["id"] })) };
}

function planInForce(tx: Transaction, enrollmentId: string): Promise<TreatmentPlan | null> {
  return tx.findOne(TreatmentPlan, { enrollmentId, state: "ACTIVE" });
}

async function commanded(tx: Transaction, input: PlanCommandInput, command: PlanCommand) {
  authorise(tx.actor, "treatment.manage");
  const { plan, enrollment, zone } = await livePlan(tx, input.treatmentPlanId, input);
  return { plan, enrollment, zone, state: planMachine.next(plan.state, command, "staff") };
}

function checkAgreement(agreement: PlanAgreement, agreedOn: string, today: string) {
  return {
    agreement: oneOf(PLAN_AGREEMENTS, agreement, "agreement"),
    agreedOn: pastDay(agreedOn, today, "agreedOn"),
  };
}

async function endPlan(
  tx: Transaction,
  plan: TreatmentPlan,
  enrollment: Enrollment,
  endedWithStay: boolean,
): Promise<void> {
  const state = planMachine.next(plan.state, "close", "staff");
  await tx.update(TreatmentPlan, plan, { state, endedAt: tx.now, endedWithStay });
  await cancelTasksAbout(tx, plan.id);
  audit(tx, "close", plan, enrollment);
}

function scheduleReview(tx: Transaction, planId: string, reviewDueOn: string, zone: string): void {
  tx.schedule({
    job: reviewPlan.name,
    subjectId: planId,
    dueAt: startOfDay(addDays(reviewDueOn, -REVIEW_NOTICE_DAYS), zone),
    key: `plan-review:${planId}:${reviewDueOn}`,
  });
}

function audit(tx: Transaction, verb: string, plan: TreatmentPlan, enrollment: Enrollment): void {
  tx.audit({
    action: `treatment-plan.${verb}`,
    subjectType: "treatment_plan",
    subjectId: plan.id,
    clientId: enrollment.clientId,
  });
}
