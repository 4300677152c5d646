import { defineMachine } from "@causeway/kernel";

export const PLAN_STATES = ["DRAFT", "ACTIVE", "REVISED", "CLOSED"] as const;
export type PlanState = (typeof PLAN_STATES)[number];
export type PlanCommand = "edit" | "activate" | "agree" | "review" | "revise" | "close" | "resume";
/**
 * `revision`: only the activation of the plan that follows ends a plan as revised.
 * `stay`: only a stay that goes on after all puts its plan in force again.
 */
export type PlanParty = "staff" | "revision" | "stay";

export const planMachine = defineMachine<PlanState, PlanCommand, PlanParty>({
  name: "treatment plan",
  states: PLAN_STATES,
  initial: "DRAFT",
  terminal: ["REVISED"],
  transitions: {
    edit: { from: ["DRAFT"], to: "DRAFT", by: ["staff"] },
    activate: { from: ["DRAFT"], to: "ACTIVE", by: ["staff"] },
    agree: { from: ["ACTIVE"], to: "ACTIVE", by: ["staff"] },
    review: { from: ["ACTIVE"], to: "ACTIVE", by: ["staff"] },
    revise: { from: ["ACTIVE"], to: "REVISED", by: ["revision"] },
    close: { from: ["DRAFT", "ACTIVE"], to: "CLOSED", by: ["staff"] },
    resume: { from: ["CLOSED"], to: "ACTIVE", by: ["stay"] },
  },
});

/** States in which a plan is worked on. */
export const OPEN_PLANS: ReadonlySet<PlanState> = new Set(["DRAFT", "ACTIVE"]);

export const GOAL_STATES = ["OPEN", "MET", "NOT_MET", "DROPPED"] as const;
export type GoalState = (typeof GOAL_STATES)[number];
export const GOAL_OUTCOMES = ["MET", "NOT_MET", "DROPPED"] as const;
export type GoalOutcome = (typeof GOAL_OUTCOMES)[number];
export type GoalCommand = "meet" | "miss" | "drop" | "reopen";

export const goalMachine = defineMachine<GoalState, GoalCommand, "staff">({
  name: "goal",
  states: GOAL_STATES,
  initial: "OPEN",
  terminal: [],
  transitions: {
    meet: { from: ["OPEN"], to: "MET", by: ["staff"] },
    miss: { from: ["OPEN"], to: "NOT_MET", by: ["staff"] },
    drop: { from: ["OPEN"], to: "DROPPED", by: ["staff"] },
    reopen: { from: ["MET", "NOT_MET", "DROPPED"], to: "OPEN", by: ["staff"] },
  },
});

/** The command that leads to an outcome. */
export const COMMAND_OF_OUTCOME: Readonly<Record<GoalOutcome, GoalCommand>> = {
  MET: "meet",
  NOT_MET: "miss",
  DROPPED: "drop",
};
