import { defineMachine } from "@causeway/kernel";

export const DRUG_TEST_STATES = ["ORDERED", "COLLECTED", "RESULTED", "CONFIRMED", "CANCELLED", "REFUSED"] as const;
export type DrugTestState = (typeof DRUG_TEST_STATES)[number];
export type DrugTestCommand = "collect" | "result" | "confirm" | "cancel" | "refuse";

export const drugTestMachine = defineMachine<DrugTestState, DrugTestCommand, "staff">({
  name: "drug test",
  states: DRUG_TEST_STATES,
  initial: "ORDERED",
  terminal: ["CANCELLED", "REFUSED"],
  transitions: {
    collect: { from: ["ORDERED"], to: "COLLECTED", by: ["staff"] },
    // Entered again where it was entered wrongly; what stood before stays on record.
    result: { from: ["COLLECTED", "RESULTED"], to: "RESULTED", by: ["staff"] },
    confirm: { from: ["RESULTED", "CONFIRMED"], to: "CONFIRMED", by: ["staff"] },
    cancel: { from: ["ORDERED", "COLLECTED"], to: "CANCELLED", by: ["staff"] },
    refuse: { from: ["ORDERED"], to: "REFUSED", by: ["staff"] },
  },
});
