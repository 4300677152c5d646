import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breachMachine } from "./breach.machine.ts";
import type { AffectedPerson } from "./breach.rules.ts";
import { owedNotices, stillOwed } from "./breach.rules.ts";

const people = (count: number, residenceState: string | null = "MA"): AffectedPerson[] =>
  Array.from({ length: count }, (_, i) => ({ breachClientId: `${residenceState}-${i}`, residenceState }));
const others = (affected: AffectedPerson[], discoveredOn = "2026-03-02") =>
  owedNotices(discoveredOn, affected)
    .filter((notice) => notice.audience !== "INDIVIDUAL")
    .map(({ audience, residenceState, dueOn }) => [audience, residenceState, dueOn].join(" "));

describe("breach-told: whom a breach is owed to, and by when (45 CFR 164.404 to 164.408)", () => {
  it.each<[string, AffectedPerson[], string[]]>([
    ["nobody", [], []],
    ["one person: the secretary by the end of the year and 60 days", people(1), ["HHS  2027-03-01"]],
    ["499", people(499), ["HHS  2027-03-01"]],
    ["500: the secretary at once, and no media yet", people(500), ["HHS  2026-05-01"]],
    ["501 of one state: its media too", people(501), ["MEDIA MA 2026-05-01", "HHS  2026-05-01"]],
    ["501 of two states: the media of neither", [...people(250), ...people(251, "NH")], ["HHS  2026-05-01"]],
    [
      "501 of each of two states",
      [...people(501, "NH"), ...people(501)],
      ["MEDIA MA 2026-05-01", "MEDIA NH 2026-05-01", "HHS  2026-05-01"],
    ],
    ["501 of whom nobody knows where they live", people(501, null), ["HHS  2026-05-01"]],
  ])("%s", (_, affected, expected) => expect(others(affected)).toEqual(expected));

  it("owes each person one notice within 60 days, and nothing more once everybody was told", () => {
    const affected = fc
      .array(fc.constantFrom("MA", "NH", "RI", null), { maxLength: 40 })
      .map((states) => states.map((residenceState, i) => ({ breachClientId: String(i), residenceState })));
    const day = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(affected, day, fc.infiniteStream(fc.boolean()), (persons, discovered, told) => {
        const discoveredOn = discovered.toISOString().slice(0, 10);
        const owed = owedNotices(discoveredOn, persons);
        const individuals = owed.filter((notice) => notice.audience === "INDIVIDUAL");
        expect(individuals.map((notice) => notice.breachClientId)).toEqual(persons.map((one) => one.breachClientId));
        for (const { dueOn } of individuals) expect(Date.parse(dueOn) - Date.parse(discoveredOn)).toBe(60 * 86_400_000);
        const given = owed.filter(() => told.next().value);
        expect(stillOwed(owed, given)).toHaveLength(owed.length - given.length);
        expect(stillOwed(owed, [...given, ...given])).toHaveLength(owed.length - given.length);
        expect(stillOwed(owed, owed)).toEqual([]);
      }),
    );
  });

  it("is assessed before anybody is told, and ends as told or as no breach", () => {
    expect(breachMachine.available("OPEN", "staff").toSorted()).toEqual(["assess", "dismiss"]);
    expect(breachMachine.available("ASSESSED", "staff")).toEqual(["close"]);
    for (const end of ["NOTIFIED", "NOT_A_BREACH"] as const) expect(breachMachine.available(end, "staff")).toEqual([]);
  });
});
