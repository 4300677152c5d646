import { describe, expect, it } from "vitest";
import { consentActions } from "./consent.machine.ts";
import type { ConsentElements } from "./consent.rules.ts";
import { PURPOSES, facialDefects, grantDefect, purposeCovers } from "./consent.rules.ts";

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
  representativeKind: null,
  signerAuthority: null,
  coSignerKind: null,
  coSignerName: null,
  signatureMethod: "WET_INK",
  witnessName: null,
  discloserProgramId: null,
  revocationExplained: true,
  howToRevoke: "In writing, at the front desk",
  redisclosureExplained: false,
  refusalExplained: false,
  fundraisingOptOutExplained: false,
  recipientOrganisationIds: ["r1"],
  recipientClass: null,
  intermediaryName: null,
  intermediaryMembers: null,
  monitorDuty: null,
  monitorOfficial: null,
  irrevocable: false,
};
const tpo: ConsentElements = {
  ...whole,
  purpose: "TPO",
  expiresAt: null,
  redisclosureExplained: true,
  refusalExplained: true,
};
const monitored: ConsentElements = {
  ...whole,
  purpose: "CRIMINAL_JUSTICE",
  monitorDuty: "PROBATION",
  monitorOfficial: "County probation office",
  irrevocable: true,
};

describe("consent-every-element", () => {
  it("finds nothing wrong with a whole consent", () => {
    expect(facialDefects(whole, now)).toEqual([]);
    expect(facialDefects(tpo, now)).toEqual([]);
    const parted: Partial<ConsentElements> = { recipientOrganisationIds: [], recipientClass: "my treating providers" };
    expect(facialDefects({ ...tpo, ...parted }, now)).toEqual([]);
    expect(
      facialDefects({ ...whole, intermediaryName: "Exchange", intermediaryMembers: "who treats me" }, now),
    ).toEqual([]);
    expect(facialDefects({ ...whole, signatureMethod: "WITNESSED_MARK", witnessName: "B. Aide" }, now)).toEqual([]);
    expect(facialDefects({ ...whole, signatureMethod: "ELECTRONIC" }, now)).toEqual([]);
    expect(facialDefects({ ...whole, purpose: "FUNDRAISING", fundraisingOptOutExplained: true }, now)).toEqual([]);
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
    ["a mark without a witness", { signatureMethod: "WITNESSED_MARK", witnessName: " " }, "NO_WITNESS"],
    [
      "a representative without authority",
      { signerKind: "REPRESENTATIVE", representativeKind: "GUARDIAN" },
      "NO_AUTHORITY",
    ],
    [
      "a guardian without authority",
      { signerKind: "PARENT_OR_GUARDIAN", representativeKind: "GUARDIAN", signerAuthority: " " },
      "NO_AUTHORITY",
    ],
    [
      "a representative of no kind",
      { signerKind: "REPRESENTATIVE", signerAuthority: "Order of 3 May" },
      "NO_AUTHORITY_KIND",
    ],
    [
      "a parent by power of attorney",
      { signerKind: "PARENT_OR_GUARDIAN", representativeKind: "POWER_OF_ATTORNEY", signerAuthority: "Deed" },
      "WRONG_AUTHORITY_KIND",
    ],
    ["a client with a representative's kind", { representativeKind: "PARENT" }, "WRONG_AUTHORITY_KIND"],
    ["a second signer without a name", { coSignerKind: "PARENT" }, "CO_SIGNER_INCOMPLETE"],
    ["a second signer of no kind", { coSignerName: "C. Person" }, "CO_SIGNER_INCOMPLETE"],
    ["revocation not explained", { revocationExplained: false }, "REVOCATION_NOT_EXPLAINED"],
    ["no word of how to revoke", { howToRevoke: " " }, "HOW_TO_REVOKE_MISSING"],
    ["redisclosure not explained under TPO", { ...tpo, redisclosureExplained: false }, "REDISCLOSURE_NOT_EXPLAINED"],
    ["a refusal not explained under TPO", { ...tpo, refusalExplained: false }, "REFUSAL_NOT_EXPLAINED"],
    ["fundraising without the opt-out", { purpose: "FUNDRAISING" }, "OPT_OUT_NOT_EXPLAINED"],
    ["a class of recipients outside TPO", { recipientClass: "my providers" }, "CLASS_OUTSIDE_TPO"],
    [
      "a class alone outside TPO",
      { recipientClass: "my providers", recipientOrganisationIds: [] },
      "CLASS_OUTSIDE_TPO",
    ],
    ["an intermediary without members", { intermediaryName: "Exchange" }, "INTERMEDIARY_INCOMPLETE"],
    ["members without an intermediary", { intermediaryMembers: "those who treat me" }, "INTERMEDIARY_INCOMPLETE"],
  ])("refuses %s", (_, change, reason) => {
    expect(facialDefects({ ...whole, ...change }, now).map((defect) => defect.reason)).toEqual([reason]);
  });
});

describe("expiry-unless-tpo", () => {
  it("asks a date or an event of every purpose but treatment, payment and operations together", () => {
    const reasons = (purpose: ConsentElements["purpose"]) =>
      facialDefects(
        { ...whole, purpose, purposeText: "x", redisclosureExplained: true, refusalExplained: true, expiresAt: null },
        now,
      ).map((defect) => defect.reason);
    expect(reasons("TPO")).toEqual([]);
    for (const purpose of PURPOSES.filter((each) => each !== "TPO")) expect(reasons(purpose)).toContain("NO_EXPIRY");
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
    heldAt: null,
  };
  const need = { recipientOrganisationId: "r1", purpose: "TREATMENT", categories: ["RISK"] } as const;

  it("lets the exact match through", () => {
    expect(grantDefect(grant, need, now)).toBeNull();
    expect(grantDefect({ ...grant, purpose: "TPO", expiresAt: null }, need, now)).toBeNull();
  });

  it.each([
    ["another recipient", grant, { ...need, recipientOrganisationId: "r2" }, "WRONG_RECIPIENT"],
    ["a revoked one", { ...grant, revokedAt: now }, need, "REVOKED"],
    ["a held one", { ...grant, heldAt: days(-0.1) }, need, "HELD"],
    ["one that ends at this instant", { ...grant, expiresAt: now }, need, "EXPIRED"],
    ["one not yet in force", { ...grant, startsAt: days(1) }, need, "NOT_YET"],
    ["another purpose", grant, { ...need, purpose: "PAYMENT" as const }, "WRONG_PURPOSE"],
    ["a category beyond it", grant, { ...need, categories: ["RISK", "MEDICATIONS"] }, "CATEGORY_NOT_COVERED"],
  ])("refuses %s", (_, given, wanted, defect) => {
    expect(grantDefect(given, wanted, now)).toBe(defect);
  });

  it("legal-proceedings-apart: reads TPO as treatment, payment and operations, and nothing else so", () => {
    expect(PURPOSES.filter((wanted) => purposeCovers("TPO", wanted))).toEqual([
      "TREATMENT",
      "PAYMENT",
      "OPERATIONS",
      "TPO",
    ]);
    expect(purposeCovers("TREATMENT", "TPO")).toBe(false);
  });
});

describe("criminal-justice-consent", () => {
  it("names one official or agency that monitors, its duty and an end; no other consent is irrevocable", () => {
    const reasons = (change: Partial<ConsentElements>) =>
      facialDefects({ ...monitored, ...change }, now).map((defect) => defect.reason);
    expect(reasons({})).toEqual([]);
    expect(reasons({ irrevocable: false })).toEqual([]);
    expect(reasons({ monitorDuty: null })).toEqual(["NO_MONITOR"]);
    expect(reasons({ monitorOfficial: " " })).toEqual(["NO_MONITOR"]);
    expect(reasons({ recipientOrganisationIds: ["r1", "r2"] })).toEqual(["MANY_MONITORS"]);
    expect(reasons({ expiresAt: null })).toEqual(["NO_EXPIRY"]);
    expect(reasons({ expiresAt: null, expiryEvent: "End of probation" })).toEqual([]);
    expect(reasons({ purpose: "TREATMENT", irrevocable: false })).toEqual(["NOT_MONITORED"]);
    expect(facialDefects({ ...whole, irrevocable: true }, now).map((defect) => defect.reason)).toEqual(["REVOCABLE"]);
  });

  it("serves the monitored case alone, and nothing else serves it", () => {
    for (const other of PURPOSES.filter((purpose) => purpose !== "CRIMINAL_JUSTICE")) {
      expect(purposeCovers("CRIMINAL_JUSTICE", other)).toBe(false);
      expect(purposeCovers(other, "CRIMINAL_JUSTICE")).toBe(false);
    }
    expect(purposeCovers("CRIMINAL_JUSTICE", "CRIMINAL_JUSTICE")).toBe(true);
  });

  it("offers neither revocation nor a hold while it is irrevocable", () => {
    const offered = (irrevocable: boolean, expiryEvent: string | null) =>
      consentActions({ state: "ACTIVE", irrevocable, expiryEvent });
    expect(offered(true, "End of probation")).toEqual(["flagFalse", "recordEvent"]);
    expect(offered(false, "End of probation")).toEqual(["revoke", "hold", "flagFalse", "recordEvent"]);
    expect(offered(false, null)).toEqual(["revoke", "hold", "flagFalse"]);
    expect(consentActions({ state: "HELD", irrevocable: false, expiryEvent: null })).toEqual([
      "revoke",
      "lift",
      "flagFalse",
    ]);
  });
});
