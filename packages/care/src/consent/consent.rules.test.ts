import { describe, expect, it } from "vitest";
import type { ConsentElements } from "./consent.rules.ts";
import { facialDefects, grantDefect, purposeCovers } from "./consent.rules.ts";

const now = new Date("2026-03-10T12:00:00Z");
const days = (n: number): Date => new Date(now.getTime() + n * 86_400_000);

const whole: ConsentElements = {
  purpose: "TREATMENT",
  purposeText: null,
  categories: ["DEMOGRAPHICS", "SUBSTANCE_USE"],
  description: "Name, birth date and substances used, for admission",
  expiresAt: days(90),
  expiryEvent: null,
  signedAt: days(-1),
  signerKind: "CLIENT",
  signerName: "A. Person",
  signerAuthority: null,
  revocationExplained: true,
  redisclosureExplained: false,
  recipientOrganisationIds: ["r1"],
};

describe("consent-every-element", () => {
  it("finds nothing wrong with a whole consent", () => {
    expect(facialDefects(whole, now)).toEqual([]);
    expect(facialDefects({ ...whole, purpose: "TPO", expiresAt: null, redisclosureExplained: true }, now)).toEqual([]);
    expect(facialDefects({ ...whole, expiresAt: null, expiryEvent: "End of treatment" }, now)).toEqual([]);
  });

  it.each<[string, Partial<ConsentElements>, string]>([
    ["no category", { categories: [] }, "NO_CATEGORY"],
    ["a category outside the list", { categories: ["EVERYTHING"] }, "UNKNOWN_CATEGORY"],
    ["a category twice", { categories: ["RISK", "RISK"] }, "REPEATED"],
    ["no description", { description: " " }, "NO_DESCRIPTION"],
    ["another purpose without words", { purpose: "OTHER" }, "NO_PURPOSE"],
    ["no recipient", { recipientOrganisationIds: [] }, "NO_RECIPIENT"],
    ["a recipient twice", { recipientOrganisationIds: ["r1", "r1"] }, "REPEATED"],
    ["no expiry outside treatment, payment and operations", { expiresAt: null }, "NO_EXPIRY"],
    ["a past expiry", { expiresAt: days(-0.5) }, "EXPIRED"],
    ["an expiry at this instant", { expiresAt: now }, "EXPIRED"],
    ["a signature in the future", { signedAt: days(0.01) }, "SIGNED_IN_FUTURE"],
    ["no signature", { signerName: "" }, "NO_SIGNATURE"],
    ["a representative without authority", { signerKind: "REPRESENTATIVE" }, "NO_AUTHORITY"],
    ["a guardian without authority", { signerKind: "PARENT_OR_GUARDIAN", signerAuthority: " " }, "NO_AUTHORITY"],
    ["revocation not explained", { revocationExplained: false }, "REVOCATION_NOT_EXPLAINED"],
    ["redisclosure not explained under TPO", { purpose: "TPO" }, "REDISCLOSURE_NOT_EXPLAINED"],
  ])("refuses %s", (_, change, reason) => {
    expect(facialDefects({ ...whole, ...change }, now).map((defect) => defect.reason)).toEqual([reason]);
  });
});

describe("expiry-unless-tpo", () => {
  it("asks a date or an event of every purpose but treatment, payment and operations together", () => {
    const reasons = (purpose: ConsentElements["purpose"]) =>
      facialDefects({ ...whole, purpose, purposeText: "x", redisclosureExplained: true, expiresAt: null }, now).map(
        (defect) => defect.reason,
      );
    expect(reasons("TPO")).toEqual([]);
    for (const purpose of ["TREATMENT", "PAYMENT", "OPERATIONS", "LEGAL_PROCEEDING", "OTHER"] as const) {
      expect(reasons(purpose)).toEqual(["NO_EXPIRY"]);
    }
  });
});

describe("counseling-notes-apart", () => {
  it("lets a consent for counseling notes cover nothing else", () => {
    expect(facialDefects({ ...whole, categories: ["COUNSELING_NOTES"] }, now)).toEqual([]);
    expect(facialDefects({ ...whole, categories: ["COUNSELING_NOTES", "RISK"] }, now).map((d) => d.reason)).toEqual([
      "COUNSELING_NOTES_COMBINED",
    ]);
  });
});

describe("consent-checked-at-send-and-read", () => {
  const grant = {
    recipientOrganisationId: "r1",
    purpose: "TREATMENT",
    categories: ["DEMOGRAPHICS", "RISK"],
    startsAt: days(-1),
    expiresAt: days(30),
    revokedAt: null,
  };
  const need = { recipientOrganisationId: "r1", purpose: "TREATMENT", categories: ["RISK"] } as const;

  it("lets the exact match through", () => {
    expect(grantDefect(grant, need, now)).toBeNull();
    expect(grantDefect({ ...grant, purpose: "TPO", expiresAt: null }, need, now)).toBeNull();
  });

  it.each([
    ["another recipient", grant, { ...need, recipientOrganisationId: "r2" }, "WRONG_RECIPIENT"],
    ["a revoked one", { ...grant, revokedAt: now }, need, "REVOKED"],
    ["one that ends at this instant", { ...grant, expiresAt: now }, need, "EXPIRED"],
    ["one not yet in force", { ...grant, startsAt: days(1) }, need, "NOT_YET"],
    ["another purpose", grant, { ...need, purpose: "PAYMENT" as const }, "WRONG_PURPOSE"],
    ["a category beyond it", grant, { ...need, categories: ["RISK", "MEDICATIONS"] }, "CATEGORY_NOT_COVERED"],
  ])("refuses %s", (_, given, wanted, defect) => {
    expect(grantDefect(given, wanted, now)).toBe(defect);
  });

  it("legal-proceedings-apart: reads TPO as treatment, payment and operations, and nothing else so", () => {
    expect(
      (["TREATMENT", "PAYMENT", "OPERATIONS", "TPO", "LEGAL_PROCEEDING", "OTHER"] as const).map((p) =>
        purposeCovers("TPO", p),
      ),
    ).toEqual([true, true, true, true, false, false]);
    expect(purposeCovers("TREATMENT", "TPO")).toBe(false);
  });
});
