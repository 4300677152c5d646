import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DisclosureFacts, UnconsentedBasis } from "./legal-basis.rules.ts";
import { BASIS_RULES, LEGAL_BASES, LEGAL_DOCUMENTS, basisDefects } from "./legal-basis.rules.ts";

const NOW = new Date("2026-03-09T14:00:00Z");
const BASES = LEGAL_BASES.filter((basis): basis is UnconsentedBasis => basis !== "CONSENT");

/** All that a basis asks for. */
function whole(legalBasis: UnconsentedBasis): DisclosureFacts {
  const rule = BASIS_RULES[legalBasis];
  return {
    legalBasis,
    clientId: rule.about === "NOBODY" ? null : "a client",
    recipientName: "Dr. Okafor",
    recipientAffiliation: "County Hospital",
    purpose: "TREATMENT",
    categories: ["DEMOGRAPHICS"],
    disclosedBy: "Lee Park",
    reference: "2026-CV-17",
    circumstances: "Found unconscious",
    document: rule.document ?? "NONE",
    requirementsConfirmed: true,
    at: NOW,
  };
}
const reasons = (facts: DisclosureFacts) => basisDefects(facts, NOW).map(({ path, reason }) => `${path} ${reason}`);

describe("legal-basis-named: what each basis demands", () => {
  it.each(BASES)("%s is recorded with all that it asks for", (basis) => expect(reasons(whole(basis))).toEqual([]));

  it.each<[UnconsentedBasis, Partial<DisclosureFacts>, string]>([
    ["COURT_ORDER", { document: "SUBPOENA" }, "document ORDER_NEEDED"],
    ["COURT_ORDER", { document: "WARRANT" }, "document ORDER_NEEDED"],
    ["COURT_ORDER", { document: null }, "document ORDER_NEEDED"],
    ["COURT_ORDER", { reference: " " }, "reference MISSING"],
    ["COURT_ORDER", { recipientAffiliation: null }, "recipientAffiliation MISSING"],
    ["COURT_ORDER", { requirementsConfirmed: false }, "requirementsConfirmed NOT_CONFIRMED"],
    ["MEDICAL_EMERGENCY", { recipientAffiliation: null }, "recipientAffiliation MISSING"],
    ["MEDICAL_EMERGENCY", { disclosedBy: "" }, "disclosedBy MISSING"],
    ["MEDICAL_EMERGENCY", { circumstances: null }, "circumstances MISSING"],
    ["RESEARCH", { document: "NONE" }, "document DOCUMENT_NEEDED"],
    ["RESEARCH", { reference: null }, "reference MISSING"],
    ["AUDIT_EVALUATION", { requirementsConfirmed: false }, "requirementsConfirmed NOT_CONFIRMED"],
    ["QSO", { document: "SUBPOENA" }, "document DOCUMENT_NEEDED"],
    ["QSO", { reference: null }, "reference MISSING"],
    ["WITHIN_PROGRAM", { circumstances: null }, "circumstances MISSING"],
    ["CHILD_ABUSE_REPORT", { recipientAffiliation: null }, "recipientAffiliation MISSING"],
    ["CRIME_ON_PREMISES", { categories: ["DEMOGRAPHICS", "DIAGNOSES"] }, "categories TOO_MUCH"],
    ["PUBLIC_HEALTH_DEIDENTIFIED", { clientId: "a client" }, "clientId NOT_DEIDENTIFIED"],
    ["PUBLIC_HEALTH_DEIDENTIFIED", { requirementsConfirmed: false }, "requirementsConfirmed NOT_CONFIRMED"],
    ["RESEARCH", { clientId: null }, "clientId NO_CLIENT"],
    ["QSO", { recipientName: "  " }, "recipientName NO_RECIPIENT"],
    ["QSO", { purpose: "" }, "purpose NO_PURPOSE"],
    ["QSO", { categories: [] }, "categories NO_CATEGORY"],
    ["QSO", { categories: ["COUNSELING_NOTES"] }, "categories COUNSELING_NOTES"],
    ["QSO", { at: new Date(NOW.getTime() + 1) }, "at TO_COME"],
  ])("%s without %j: %s", (basis, change, reason) => {
    expect(reasons({ ...whole(basis), ...change })).toEqual([reason]);
  });

  it("opens counseling notes to a court order alone", () => {
    for (const basis of BASES) {
      const found = reasons({ ...whole(basis), categories: ["COUNSELING_NOTES"] });
      expect(found.includes("categories COUNSELING_NOTES")).toBe(basis !== "COURT_ORDER");
    }
  });

  it("has no way round for what goes out under a consent", () => {
    expect(reasons({ ...whole("QSO"), legalBasis: "CONSENT" })).toEqual(["legalBasis HAS_ITS_OWN_ROAD"]);
  });

  it("never lets a subpoena alone pass, whatever else is told", () => {
    const told = fc.record({
      document: fc.constantFrom(...LEGAL_DOCUMENTS, null),
      reference: fc.option(fc.string()),
      circumstances: fc.option(fc.string()),
      recipientAffiliation: fc.option(fc.string()),
      requirementsConfirmed: fc.boolean(),
    });
    let passed = 0;
    fc.assert(
      fc.property(told, (change) => {
        const open = reasons({ ...whole("COURT_ORDER"), ...change }).length === 0;
        if (open) passed += 1;
        expect(open).toBe(
          change.document === "COURT_ORDER" &&
            change.requirementsConfirmed &&
            (change.reference ?? "").trim() !== "" &&
            (change.recipientAffiliation ?? "").trim() !== "",
        );
      }),
      { numRuns: 1000 },
    );
    expect(passed).toBeGreaterThan(0);
  });
});
