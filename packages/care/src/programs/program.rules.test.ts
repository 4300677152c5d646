import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProgramCommand, ProgramState } from "./program.machine.ts";
import { PROGRAM_COMMANDS, programMachine } from "./program.machine.ts";
import type { ProgramFigures } from "./program.rules.ts";
import { changedFields, checkFigures, programWarnings } from "./program.rules.ts";

const LEVEL_2_1 = { minHours: 9, nextLevelHours: 20 };
const RESIDENTIAL = { minHours: 5, nextLevelHours: null };

/** `hours-warn-never-refuse` */
describe("hours that do not fit the level", () => {
  it.each([
    [9, 19, LEVEL_2_1, []],
    [9, 19.5, LEVEL_2_1, []],
    [9, 20, LEVEL_2_1, ["INTENSITY_OF_NEXT_LEVEL"]],
    [9, 30, LEVEL_2_1, ["INTENSITY_OF_NEXT_LEVEL"]],
    [20, null, LEVEL_2_1, ["INTENSITY_OF_NEXT_LEVEL"]],
    [6, 12, LEVEL_2_1, ["BELOW_LEVEL"]],
    [6, 20, LEVEL_2_1, ["INTENSITY_OF_NEXT_LEVEL", "BELOW_LEVEL"]],
    [null, null, LEVEL_2_1, []],
    ["9.00", "20.00", LEVEL_2_1, ["INTENSITY_OF_NEXT_LEVEL"]],
    [40, 60, RESIDENTIAL, []],
    [1, 60, { minHours: null, nextLevelHours: 9 }, ["INTENSITY_OF_NEXT_LEVEL"]],
  ])("from %s to %s at %o are told: %o", (hoursPerWeekMin, hoursPerWeekMax, level, codes) => {
    expect(programWarnings({ hoursPerWeekMin, hoursPerWeekMax }, level).map((warning) => warning.code)).toEqual(codes);
  });

  it("are never refused", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 168, noNaN: true }),
        fc.double({ min: 0, max: 168, noNaN: true }),
        (a, b) => {
          const [hoursPerWeekMin, hoursPerWeekMax] = [Math.min(a, b), Math.max(a, b)];
          expect(() => checkFigures({ hoursPerWeekMin, hoursPerWeekMax })).not.toThrow();
        },
      ),
    );
  });
});

describe("figures", () => {
  it.each<[ProgramFigures, string]>([
    [{ capacity: 1.5 }, "capacity"],
    [{ capacity: 100_001 }, "capacity"],
    [{ agesMin: 18, agesMax: 17 }, "agesMax"],
    [{ agesMin: -1 }, "agesMin"],
    [{ agesMax: 121 }, "agesMax"],
    [{ typicalWeeksMin: 0 }, "typicalWeeksMin"],
    [{ typicalWeeksMin: 16, typicalWeeksMax: 12 }, "typicalWeeksMax"],
    [{ daysPerWeekMax: 8 }, "daysPerWeekMax"],
    [{ languages: ["en", "english!"] }, "languages.1"],
    [{ services: Array.from({ length: 201 }, () => "YOGA") }, "services"],
    [{ primarySubstanceFocus: 1 }, "primarySubstanceFocus"],
    [{ exclusions: "x".repeat(4001) }, "exclusions"],
  ])("%o are refused at %s", (figures, path) => {
    expect(() => checkFigures(figures)).toThrow(expect.objectContaining({ code: "INVALID", path: path.split(".") }));
  });

  it("of a program as the field knows it pass", () => {
    const figures: ProgramFigures = {
      capacity: 40,
      hoursPerWeekMin: 9,
      hoursPerWeekMax: 16,
      daysPerWeekMin: 3,
      daysPerWeekMax: 5,
      agesMin: 18,
      typicalWeeksMin: 8,
      typicalWeeksMax: 12,
      languages: ["en", "es", "zh-Hant"],
      primarySubstanceFocus: 10,
    };
    expect(() => checkFigures(figures)).not.toThrow();
  });
});

/** `program-changes-kept` */
it("what changed is told with both values, and what did not is left out", () => {
  const before = {
    name: "IOP",
    hoursPerWeekMin: "9.00" as string | number | null,
    services: ["YOGA"],
    agesMax: null as number | null,
  };
  expect(changedFields(before, { name: "IOP", hoursPerWeekMin: 9, services: ["YOGA"], agesMax: null })).toEqual({});
  expect(changedFields(before, { name: "Day IOP", hoursPerWeekMin: null, services: [], agesMax: 65 })).toEqual({
    name: { from: "IOP", to: "Day IOP" },
    hoursPerWeekMin: { from: "9.00", to: null },
    services: { from: ["YOGA"], to: [] },
    agesMax: { from: null, to: 65 },
  });
});

it("a closed program never moves again, whatever came before", () => {
  const run = (commands: readonly ProgramCommand[]) =>
    commands.reduce<ProgramState[]>(
      (states, command) => {
        const now = states.at(-1) ?? programMachine.initial;
        return [
          ...states,
          programMachine.available(now, "staff").includes(command) ? programMachine.next(now, command, "staff") : now,
        ];
      },
      [programMachine.initial],
    );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PROGRAM_COMMANDS), { maxLength: 12 }), (commands) => {
      const states = run(commands);
      const closed = states.indexOf("CLOSED");
      expect(closed < 0 || states.slice(closed).every((state) => state === "CLOSED")).toBe(true);
    }),
  );
});
