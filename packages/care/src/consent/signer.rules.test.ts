import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Signing } from "./signer.rules.ts";
import {
  CO_SIGNER_KINDS,
  REPRESENTATIVE_KINDS,
  SIGNER_KINDS,
  ageOn,
  authorityDefects,
  signerDefect,
  whoSigns,
} from "./signer.rules.ts";

const signing = (change: Partial<Signing> = {}): Signing => ({
  signerKind: "CLIENT",
  signerName: "A. Person",
  representativeKind: null,
  signerAuthority: null,
  coSignerKind: null,
  coSignerName: null,
  ...change,
});
const parent = signing({ signerKind: "PARENT_OR_GUARDIAN", representativeKind: "PARENT", signerAuthority: "Mother" });
const beside = (coSignerKind: Signing["coSignerKind"]): Partial<Signing> => ({
  coSignerKind,
  coSignerName: "B. Person",
});

describe("minors-sign-by-state", () => {
  it.each([
    ["an adult", { age: 18, aloneFromAge: null }, "CLIENT"],
    ["somebody whose age is not known", { age: null, aloneFromAge: 12 }, "CLIENT"],
    ["a minor of the age", { age: 12, aloneFromAge: 12 }, "MINOR_ALONE"],
    ["a minor below it", { age: 11, aloneFromAge: 12 }, "MINOR_AND_PARENT"],
    [
      "a minor where the law asks for the parent, or nobody looked",
      { age: 17, aloneFromAge: null },
      "MINOR_AND_PARENT",
    ],
    ["a minor where any minor may", { age: 9, aloneFromAge: 0 }, "MINOR_ALONE"],
  ] as const)("%s", (_, facts, who) => {
    expect(whoSigns({ ...facts, hasDied: false })).toBe(who);
    expect(whoSigns({ ...facts, hasDied: true })).toBe("PERSONAL_REPRESENTATIVE");
  });

  it.each<[string, Signing, { age: number | null; aloneFromAge: number | null; hasDied?: boolean }, boolean]>([
    ["a minor alone who may", signing(), { age: 14, aloneFromAge: 12 }, true],
    ["a minor who may, with a parent who then knows", signing(beside("PARENT")), { age: 14, aloneFromAge: 12 }, false],
    ["a parent for a minor who may", parent, { age: 14, aloneFromAge: 12 }, false],
    ["a minor alone who may not", signing(), { age: 14, aloneFromAge: null }, false],
    ["a parent alone", parent, { age: 14, aloneFromAge: null }, false],
    ["a minor beside a parent", signing(beside("PARENT")), { age: 14, aloneFromAge: null }, true],
    ["a parent beside the minor", { ...parent, ...beside("CLIENT") }, { age: 14, aloneFromAge: null }, true],
    ["two parents without the minor", { ...parent, ...beside("PARENT") }, { age: 14, aloneFromAge: null }, false],
    ["a parent for an adult", parent, { age: 18, aloneFromAge: null }, false],
    ["a parent where no birth date is known", parent, { age: null, aloneFromAge: null }, false],
    ["a client who has died", signing(), { age: 40, aloneFromAge: null, hasDied: true }, false],
  ])("%s: %#", (_, signed, facts, right) => {
    expect(signerDefect(signed, { hasDied: false, ...facts }) === null).toBe(right);
  });

  it("never lets a minor's consent pass with the wrong signers, whoever signed", () => {
    const anySigning = fc.record({
      signerKind: fc.constantFrom(...SIGNER_KINDS),
      representativeKind: fc.constantFrom(null, ...REPRESENTATIVE_KINDS),
      coSignerKind: fc.constantFrom(null, ...CO_SIGNER_KINDS),
    });
    const anyAge = fc.integer({ min: 0, max: 17 });
    const anyLaw = fc.option(fc.integer({ min: 0, max: 17 }));
    let passed = 0;
    fc.assert(
      fc.property(anySigning, anyAge, anyLaw, (kinds, age, aloneFromAge) => {
        const coSignerName = kinds.coSignerKind && "B. Person";
        const signed = signing({ ...kinds, signerAuthority: "x", coSignerName });
        if (authorityDefects(signed).length > 0 || signerDefect(signed, { age, hasDied: false, aloneFromAge })) return;
        passed += 1;
        const signatures = new Set(
          [kinds.signerKind === "CLIENT" ? "CLIENT" : kinds.representativeKind, kinds.coSignerKind].filter(Boolean),
        );
        const mayAlone = aloneFromAge !== null && age >= aloneFromAge;
        expect(signatures).toContain("CLIENT");
        signatures.delete("CLIENT");
        if (mayAlone) expect([...signatures]).toEqual([]);
        else expect([["PARENT"], ["GUARDIAN"]]).toContainEqual([...signatures]);
      }),
      { numRuns: 5000 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  it.each([
    ["2010-03-10", "2028-03-09", 17],
    ["2010-03-10", "2028-03-10", 18],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
  ])("counts whole years: born %s, on %s", (born, day, age) => {
    expect(ageOn(born, day)).toBe(age);
  });
});
