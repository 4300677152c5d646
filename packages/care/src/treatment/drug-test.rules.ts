import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { DrugTestCommand, DrugTestState } from "./drug-test.machine.ts";
import { drugTestMachine } from "./drug-test.machine.ts";
import { oneOf } from "./treatment.rules.ts";

export const SPECIMENS = ["URINE", "ORAL_FLUID", "BREATH", "BLOOD", "HAIR"] as const;
export type Specimen = (typeof SPECIMENS)[number];
export const PANEL_ITEMS = [
  "ALCOHOL",
  "ETHYL_GLUCURONIDE",
  "AMPHETAMINE",
  "METHAMPHETAMINE",
  "MDMA",
  "BARBITURATES",
  "BENZODIAZEPINES",
  "BUPRENORPHINE",
  "CANNABINOIDS",
  "COCAINE",
  "FENTANYL",
  "HEROIN",
  "METHADONE",
  "OPIATES",
  "OXYCODONE",
  "PCP",
  "TRAMADOL",
  "XYLAZINE",
] as const;
export type PanelItem = (typeof PANEL_ITEMS)[number];
export const DRUG_TEST_OUTCOMES = ["NEGATIVE", "POSITIVE", "INVALID"] as const;
export type DrugTestOutcome = (typeof DRUG_TEST_OUTCOMES)[number];
/** The screen of the whole panel, or a laboratory's confirmation of some of it. */
export const RESULT_KINDS = ["SCREEN", "CONFIRMATION"] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

export interface ResultLine {
  readonly substance: PanelItem;
  readonly result: DrugTestOutcome;
}

/** @throws DomainError INVALID for an empty panel, what is not of the list, or the same twice */
export function checkPanel(panel: readonly PanelItem[]): PanelItem[] {
  if (panel.length === 0) throw invalid("panel", "A test looks for at least one substance.");
  panel.forEach((item, i) => {
    oneOf(PANEL_ITEMS, item, ["panel", String(i)]);
    if (panel.indexOf(item) !== i) throw invalid(["panel", String(i)], "This is on the panel twice.");
  });
  return [...panel];
}

/**
 * Results of a test, one for each substance.
 * @throws DomainError INVALID (reason NOT_ON_PANEL; INCOMPLETE where the screen leaves out part of the panel)
 */
export function checkResults(kind: ResultKind, panel: readonly string[], results: readonly ResultLine[]): void {
  if (results.length === 0) throw invalid("results", "There is no result here.");
  results.forEach(({ substance, result }, i) => {
    const at = (field: string): string[] => ["results", String(i), field];
    if (!panel.includes(substance)) throw invalid(at("substance"), "This was not tested for.", "NOT_ON_PANEL");
    if (results.findIndex((line) => line.substance === substance) !== i)
      throw invalid(at("substance"), "This substance is here twice.");
    oneOf(DRUG_TEST_OUTCOMES, result, at("result"));
  });
  if (kind === "SCREEN" && results.length < panel.length)
    throw invalid("results", "A screen has a result for each substance of the panel.", "INCOMPLETE");
}

const ACTIONS: Readonly<Record<DrugTestCommand, string>> = {
  collect: "collectDrugTest",
  result: "recordDrugTestResults",
  confirm: "confirmDrugTest",
  cancel: "cancelDrugTest",
  refuse: "refuseDrugTest",
};

/** Names of the mutations this actor may give this test now. */
export function drugTestActions(actor: Actor, test: { state: DrugTestState }): string[] {
  return can(actor, "drug_test.manage")
    ? drugTestMachine.available(test.state, "staff").map((command) => ACTIONS[command])
    : [];
}
