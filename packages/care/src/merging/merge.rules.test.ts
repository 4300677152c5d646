import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MergeFacts } from "./merge.rules.ts";
import { mergeRefusals, stricterFlags, stricterSafety } from "./merge.rules.ts";

const one = { birthDate: "1990-01-01", died: false, inCare: false };
const plain: MergeFacts = {
  survivor: one,
  merged: one,
  openInOneProgram: false,
  referredToOneLevel: false,
  overlaps: [],
};

/** `merge-refusals` */
describe("two clients are made one", () => {
  it.each([
    ["when nothing stands against it", {}, false, []],
    ["when one birth date is not known", { merged: { ...one, birthDate: null } }, false, []],
    ["not with different birth dates", { merged: { ...one, birthDate: "1991-01-01" } }, false, ["BIRTH_DATES_DIFFER"]],
    ["with different birth dates and a reason", { merged: { ...one, birthDate: "1991-01-01" } }, true, []],
    ["not with two open enrollments in a program", { openInOneProgram: true }, true, ["OPEN_IN_ONE_PROGRAM"]],
    ["not with two open referrals to a level", { referredToOneLevel: true }, true, ["REFERRED_TO_ONE_LEVEL"]],
    [
      "not when one died and the other is in care",
      { survivor: { ...one, died: true }, merged: { ...one, inCare: true } },
      true,
      ["DIED_AND_IN_CARE"],
    ],
    [
      "nor the other way round",
      { merged: { ...one, died: true }, survivor: { ...one, inCare: true } },
      true,
      ["DIED_AND_IN_CARE"],
    ],
    ["when one died in care", { merged: { ...one, died: true, inCare: true } }, false, []],
    [
      "not for every reason at once",
      { openInOneProgram: true, referredToOneLevel: true, merged: { ...one, birthDate: "1991-01-01" } },
      false,
      ["OPEN_IN_ONE_PROGRAM", "REFERRED_TO_ONE_LEVEL", "BIRTH_DATES_DIFFER"],
    ],
  ])("%s", (_, facts, overridden, refusals) => {
    expect(mergeRefusals({ ...plain, ...facts }, overridden)).toEqual(refusals);
  });
});

/** `merge-keeps-the-stricter` */
describe("the stricter word of two", () => {
  const safety = fc.record({
    emailSafe: fc.boolean(),
    phoneSafe: fc.boolean(),
    phoneShared: fc.boolean(),
    voicemailAllowed: fc.boolean(),
    homeMailAllowed: fc.boolean(),
  });
  const flags = fc.record({
    doNotContact: fc.boolean(),
    deceasedOn: fc.option(fc.constantFrom("2026-01-01", "2026-02-02")),
    timeZone: fc.option(fc.constantFrom("America/Denver", "America/Chicago")),
  });

  it("never opens a way that either had closed, whoever survives", () => {
    fc.assert(
      fc.property(safety, safety, (a, b) => {
        const kept = stricterSafety(a, b);
        for (const each of [a, b]) {
          for (const allowed of ["emailSafe", "phoneSafe", "voicemailAllowed", "homeMailAllowed"] as const)
            if (kept[allowed]) expect(each[allowed]).toBe(true);
          if (!kept.phoneShared) expect(each.phoneShared).toBe(false);
        }
        expect(kept).toEqual(stricterSafety(b, a));
        expect(stricterSafety(a, a)).toEqual(a);
      }),
    );
  });

  it("forgets no death and no do-not-contact, and loses nothing that one of them told", () => {
    fc.assert(
      fc.property(flags, flags, (a, b) => {
        const kept = stricterFlags(a, b);
        expect(kept.doNotContact).toBe(a.doNotContact || b.doNotContact);
        expect(kept.deceasedOn === null).toBe(a.deceasedOn === null && b.deceasedOn === null);
        expect([a.timeZone, b.timeZone]).toContain(kept.timeZone);
        if (a.timeZone !== null) expect(kept.timeZone).toBe(a.timeZone);
      }),
    );
  });
});
