import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import type { GoalOutcome } from "./plan.machine.ts";
import { COMMAND_OF_OUTCOME, GOAL_OUTCOMES, OPEN_PLANS, goalMachine, planMachine } from "./plan.machine.ts";
import type { GoalInput } from "./plan.rules.ts";
import { MOST_GOALS, checkGoal } from "./plan.rules.ts";
import { livePlan } from "./plan.service.ts";
import { GoalNote, TreatmentGoal } from "./treatment-goal.entity.ts";
import { authorOf, conflict, oneOf, pastDay, words } from "./treatment.rules.ts";

export interface GoalCommandInput {
  readonly treatmentGoalId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** @throws DomainError ILLEGAL_TRANSITION unless the plan is a draft; INVALID, NOT_FOUND */
export async function addTreatmentGoal(
  tx: Transaction,
  input: GoalInput & { treatmentPlanId: string },
): Promise<{ treatmentGoalId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { plan, enrollment } = await livePlan(tx, input.treatmentPlanId, { path: ["treatmentPlanId"] });
  planMachine.next(plan.state, "edit", "staff");
  const { category, objective, targetOn } = checkGoal(input, []);
  if ((await tx.find(TreatmentGoal, { planId: plan.id })).length >= MOST_GOALS)
    throw invalid("treatmentPlanId", `A plan has at most ${MOST_GOALS} goals.`);
  const goal = await tx.insert(TreatmentGoal, { planId: plan.id, state: "OPEN", category, objective, targetOn });
  audit(tx, "add", goal, enrollment.clientId);
  return { treatmentGoalId: goal.id };
}

/** Words a goal anew while the plan is written. @throws DomainError ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND */
export async function updateTreatmentGoal(
  tx: Transaction,
  input: GoalCommandInput & Partial<{ [K in keyof GoalInput]: GoalInput[K] | null | undefined }>,
): Promise<{ treatmentGoalId: string }> {
  const { goal, plan, enrollment } = await load(tx, input);
  planMachine.next(plan.state, "edit", "staff");
  const worded = checkGoal(
    {
      category: input.category ?? goal.category,
      objective: input.objective ?? goal.objective,
      targetOn: input.targetOn ?? goal.targetOn,
    },
    [],
  );
  await tx.update(TreatmentGoal, goal, worded);
  audit(tx, "update", goal, enrollment.clientId);
  return { treatmentGoalId: goal.id };
}

/**
 * Met, not met, or dropped. In a draft a goal is only dropped: work on it has not begun.
 * @throws DomainError CONFLICT (reason NOT_BEGUN; PLAN_OVER when the plan is revised or closed); ILLEGAL_TRANSITION, STALE, NOT_FOUND
 */
export async function settleTreatmentGoal(
  tx: Transaction,
  input: GoalCommandInput & { outcome: GoalOutcome },
): Promise<{ treatmentGoalId: string }> {
  const { goal, plan, enrollment, today } = await load(tx, input);
  const outcome = oneOf(GOAL_OUTCOMES, input.outcome, "outcome");
  if (plan.state === "DRAFT" && outcome !== "DROPPED")
    throw conflict("outcome", "The plan is not in force yet; its goals can only be dropped.", "NOT_BEGUN");
  const state = goalMachine.next(goal.state, COMMAND_OF_OUTCOME[outcome], "staff");
  await tx.update(TreatmentGoal, goal, { state, settledOn: today });
  audit(tx, "settle", goal, enrollment.clientId);
  return { treatmentGoalId: goal.id };
}

export async function reopenTreatmentGoal(
  tx: Transaction,
  input: GoalCommandInput,
): Promise<{ treatmentGoalId: string }> {
  const { goal, enrollment } = await load(tx, input);
  await tx.update(TreatmentGoal, goal, { state: goalMachine.next(goal.state, "reopen", "staff"), settledOn: null });
  audit(tx, "reopen", goal, enrollment.clientId);
  return { treatmentGoalId: goal.id };
}

/**
 * How a goal comes on. Notes are added, never changed.
 * @param input.notedOn YYYY-MM-DD, not in the future
 */
export async function noteGoalProgress(
  tx: Transaction,
  input: GoalCommandInput & { notedOn: string; note: string },
): Promise<{ treatmentGoalId: string }> {
  const { goal, plan, enrollment, today } = await load(tx, input);
  if (plan.state === "DRAFT") throw conflict("id", "The plan is not in force yet.", "NOT_BEGUN");
  await tx.insert(GoalNote, {
    goalId: goal.id,
    notedOn: pastDay(input.notedOn, today, "notedOn"),
    note: words(input.note, "note"),
    writtenBy: authorOf(tx.actor),
    recordedAt: tx.now,
  });
  audit(tx, "note", goal, enrollment.clientId);
  return { treatmentGoalId: goal.id };
}

async function load(tx: Transaction, input: GoalCommandInput) {
  authorise(tx.actor, "treatment.manage");
  const goal = await tx.get(TreatmentGoal, input.treatmentGoalId, { expectedVersion: input.expectedVersion });
  const stay = await livePlan(tx, goal.planId);
  if (!OPEN_PLANS.has(stay.plan.state)) throw conflict("id", "This plan is no longer in force.", "PLAN_OVER");
  return { goal, ...stay };
}

function audit(tx: Transaction, verb: string, goal: TreatmentGoal, clientId: string): void {
  tx.audit({ action: `treatment-goal.${verb}`, subjectType: "treatment_goal", subjectId: goal.id, clientId });
}
