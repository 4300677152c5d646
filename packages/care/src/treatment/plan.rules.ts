import { invalid } from "@causeway/kernel";
import type { Actor } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";
import { daysBetween } from "../programs/index.ts";
import type { GoalCommand, GoalState, PlanCommand, PlanState } from "./plan.machine.ts";
import { goalMachine, planMachine } from "./plan.machine.ts";
import { LONGEST_TEXT, mayTreat, oneOf, words } from "./treatment.rules.ts";

export const GOAL_CATEGORIES = [
  "REDUCE_USE",
  "FUNCTIONING",
  "COPING",
  "PEER_SUPPORT",
  "WORK",
  "HOUSING",
  "LEGAL",
] as const;
export type GoalCategory = (typeof GOAL_CATEGORIES)[number];
export const PLAN_AGREEMENTS = ["SIGNED", "SPOKEN"] as const;
export type PlanAgreement = (typeof PLAN_AGREEMENTS)[number];

/** The longest time until a plan is looked at again. */
export const LONGEST_UNTIL_REVIEW_DAYS = 180;
export const MOST_GOALS = 50;

export interface GoalInput {
  readonly category: GoalCategory;
  /** What is to be reached, in the words of clinician and client. */
  readonly objective: string;
  /** YYYY-MM-DD */
  readonly targetOn?: string | null | undefined;
}

/** @throws DomainError INVALID with paths below `path` */
export function checkGoal(goal: GoalInput, path: readonly string[]): Required<GoalInput> & { targetOn: string | null } {
  return {
    category: oneOf(GOAL_CATEGORIES, goal.category, [...path, "category"]),
    objective: words(goal.objective, [...path, "objective"], LONGEST_TEXT),
    targetOn: goal.targetOn ? checkDay(goal.targetOn, [...path, "targetOn"]) : null,
  };
}

/** @throws DomainError INVALID unless a plan of that day may wait until then for its review */
export function checkReview(from: string, reviewOn: string, path: string): string {
  const days = daysBetween(from, checkDay(reviewOn, path));
  if (days < 1) throw invalid(path, "The review lies after that day.");
  if (days > LONGEST_UNTIL_REVIEW_DAYS)
    throw invalid(path, `A plan is reviewed within ${LONGEST_UNTIL_REVIEW_DAYS} days.`, "TOO_LONG");
  return reviewOn;
}

const PLAN_ACTIONS: Readonly<Record<PlanCommand, readonly string[]>> = {
  edit: ["updateTreatmentPlan", "addTreatmentGoal"],
  activate: ["activateTreatmentPlan"],
  agree: ["agreeToTreatmentPlan"],
  review: ["reviewTreatmentPlan"],
  revise: [],
  resume: [],
  close: ["closeTreatmentPlan"],
};

/** Names of the mutations this actor may give this plan now. */
export function planActions(actor: Actor, plan: { state: PlanState }): string[] {
  return mayTreat(actor) ? planMachine.available(plan.state, "staff").flatMap((command) => PLAN_ACTIONS[command]) : [];
}

const GOAL_ACTIONS: Readonly<Record<GoalCommand, string>> = {
  meet: "settleTreatmentGoal",
  miss: "settleTreatmentGoal",
  drop: "settleTreatmentGoal",
  reopen: "reopenTreatmentGoal",
};

/** Names of the mutations this actor may give this goal now: worded in a draft, worked on in a plan in force. */
export function goalActions(actor: Actor, goal: { state: GoalState; planState: PlanState }): string[] {
  if (!mayTreat(actor)) return [];
  const actions = goalMachine.available(goal.state, "staff").map((command) => GOAL_ACTIONS[command]);
  if (goal.planState === "ACTIVE") return [...new Set(actions), "noteGoalProgress"];
  return goal.planState === "DRAFT" ? ["updateTreatmentGoal", ...new Set(actions)] : [];
}
