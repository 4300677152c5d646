import { defineMachine } from "@causeway/kernel";

export const TEMPLATE_STATES = ["ACTIVE", "ENDED"] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

export const templateMachine = defineMachine<TemplateState, "update" | "end", "staff">({
  name: "session template",
  states: TEMPLATE_STATES,
  initial: "ACTIVE",
  terminal: ["ENDED"],
  transitions: {
    update: { from: ["ACTIVE"], to: "ACTIVE", by: ["staff"] },
    end: { from: ["ACTIVE"], to: "ENDED", by: ["staff"] },
  },
});
