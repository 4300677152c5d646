import { describe, expect, it } from "vitest";
import type { RestrictionFacts, WantedDisclosure } from "./restriction.rules.ts";
import { restricts } from "./restriction.rules.ts";

const paid: RestrictionFacts = {
  kind: "SELF_PAID",
  payerName: "Plan North",
  towardsOrganisationId: null,
  categories: [],
  serviceFrom: "2026-03-01",
  serviceUntil: "2026-04-01",
};
const toPlan: WantedDisclosure = {
  purpose: "PAYMENT",
  categories: ["DIAGNOSES"],
  healthPlan: { name: "plan north " },
  serviceFrom: "2026-03-15",
  serviceUntil: "2026-03-16",
};
const kept: RestrictionFacts = {
  ...paid,
  kind: "OTHER",
  payerName: null,
  towardsOrganisationId: "o1",
  categories: ["RISK"],
};
const toOther: WantedDisclosure = { purpose: "TREATMENT", categories: ["RISK", "REASON"], towardsOrganisationId: "o1" };

describe("restriction-honoured", () => {
  it.each<[string, RestrictionFacts, WantedDisclosure, boolean]>([
    ["what was paid for oneself, to the plan, for payment", paid, toPlan, true],
    ["for operations", paid, { ...toPlan, purpose: "OPERATIONS" }, true],
    ["for treatment", paid, { ...toPlan, purpose: "TREATMENT" }, false],
    ["to no plan", paid, { ...toPlan, healthPlan: undefined }, false],
    ["to another plan", paid, { ...toPlan, healthPlan: { name: "Plan South" } }, false],
    ["to a plan nobody named", paid, { ...toPlan, healthPlan: { name: null } }, true],
    ["kept from any plan", { ...paid, payerName: null }, { ...toPlan, healthPlan: { name: "Plan South" } }, true],
    [
      "days that ended as those paid for began",
      paid,
      { ...toPlan, serviceFrom: "2026-02-01", serviceUntil: "2026-03-01" },
      false,
    ],
    ["the last day before", paid, { ...toPlan, serviceFrom: "2026-02-01", serviceUntil: "2026-03-02" }, true],
    [
      "days that begin as those paid for ended",
      paid,
      { ...toPlan, serviceFrom: "2026-04-01", serviceUntil: "2026-04-02" },
      false,
    ],
    ["days nobody named", paid, { purpose: "PAYMENT", categories: [], healthPlan: { name: null } }, true],
    ["of other categories", { ...paid, categories: ["RISK"] }, toPlan, false],
    [
      "without an end",
      { ...paid, serviceUntil: null },
      { ...toPlan, serviceFrom: "2027-01-01", serviceUntil: "2027-01-02" },
      true,
    ],
    ["kept from one organisation", kept, toOther, true],
    ["to another one", kept, { ...toOther, towardsOrganisationId: "o2" }, false],
    [
      "kept from everybody",
      { ...kept, towardsOrganisationId: null },
      { ...toOther, towardsOrganisationId: "o2" },
      true,
    ],
    ["without the category that is kept", kept, { ...toOther, categories: ["REASON"] }, false],
  ])("%s", (_, restriction, wanted, forbidden) => {
    expect(restricts(restriction, wanted)).toBe(forbidden);
  });
});
