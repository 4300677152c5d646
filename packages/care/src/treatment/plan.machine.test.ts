import { describe, expect, it } from "vitest";
import type { GoalCommand, GoalState, PlanCommand, PlanParty, PlanState } from "./plan.machine.ts";
import { GOAL_STATES, PLAN_STATES, goalMachine, planMachine } from "./plan.machine.ts";

/** `plan-states`, written down a second time and from the other side: by state, not by command. */
const PLANS: Record<PlanState, Partial<Record<`${PlanParty} ${PlanCommand}`, PlanState>>> = {
  DRAFT: { "staff edit": "DRAFT", "staff activate": "ACTIVE", "staff close": "CLOSED" },
  ACTIVE: { "staff agree": "ACTIVE", "staff review": "ACTIVE", "staff close": "CLOSED", "revision revise": "REVISED" },
  REVISED: {},
  CLOSED: { "stay resume": "ACTIVE" },
};
const GOALS: Record<GoalState, Partial<Record<GoalCommand, GoalState>>> = {
  OPEN: { meet: "MET", miss: "NOT_MET", drop: "DROPPED" },
  MET: { reopen: "OPEN" },
  NOT_MET: { reopen: "OPEN" },
  DROPPED: { reopen: "OPEN" },
};
const illegal = (reason: string) => expect.objectContaining({ code: "ILLEGAL_TRANSITION", reason });

describe.each(PLAN_STATES)("a plan that is %s", (state) => {
  const commands = Object.keys(planMachine.transitions) as PlanCommand[];
  it.each(
    commands.flatMap((command) => (["staff", "revision", "stay"] as const).map((party) => [party, command] as const)),
  )("given by %s: %s", (party, command) => {
    const expected = PLANS[state][`${party} ${command}`];
    if (expected) expect(planMachine.next(state, command, party)).toBe(expected);
    else expect(() => planMachine.next(state, command, party)).toThrow(illegal(state));
  });
});

describe.each(GOAL_STATES)("a goal that is %s", (state) => {
  it.each(Object.keys(goalMachine.transitions) as GoalCommand[])("given: %s", (command) => {
    const expected = GOALS[state][command];
    if (expected) expect(goalMachine.next(state, command, "staff")).toBe(expected);
    else expect(() => goalMachine.next(state, command, "staff")).toThrow(illegal(state));
  });
});
