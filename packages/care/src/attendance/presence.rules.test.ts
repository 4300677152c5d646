import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOnce, partOf, presenceOf } from "./presence.rules.ts";

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`);
const group = { startsAt: at("15:00"), minutes: 60 };
const minute = (time: string): number => at(time).getTime() / 60_000;

describe("the part of a session between coming and going", () => {
  it.each([
    ["the whole", {}, "15:00", 60],
    ["coming late", { arrivedAt: at("15:10") }, "15:10", 50],
    ["leaving early", { leftAt: at("15:40") }, "15:00", 40],
    ["both", { arrivedAt: at("15:10"), leftAt: at("15:40") }, "15:10", 30],
    ["coming before it begins", { arrivedAt: at("14:00") }, "15:00", 60],
    ["leaving after its end", { leftAt: at("17:00") }, "15:00", 60],
  ] as const)("of %s", (_, coming, from, minutes) => {
    expect(partOf(group, coming)).toEqual({ from: minute(from), minutes });
  });

  it.each([
    ["coming after its end", { arrivedAt: at("16:00") }, "arrivedAt"],
    ["leaving before it begins", { leftAt: at("15:00") }, "leftAt"],
    ["leaving before coming", { arrivedAt: at("15:30"), leftAt: at("15:20") }, "leftAt"],
  ] as const)("is refused for %s", (_, coming, field) => {
    expect(() => partOf(group, coming, ["roster", "0"])).toThrow(
      expect.objectContaining({ reason: "OUTSIDE_SESSION", path: ["roster", "0", field] }),
    );
  });

  it("holds the minutes at its beginning, and at its end where only the leaving is known", () => {
    expect(presenceOf(group, { minutes: 20 })).toEqual({ from: minute("15:00"), minutes: 20 });
    expect(presenceOf(group, { minutes: 20, arrivedAt: at("15:30") })).toEqual({ from: minute("15:30"), minutes: 20 });
    expect(presenceOf(group, { minutes: 20, leftAt: at("15:50") })).toEqual({ from: minute("15:30"), minutes: 20 });
  });
});

const presences = fc
  .array(fc.record({ from: fc.integer({ min: 0, max: 300 }), minutes: fc.integer({ min: 1, max: 120 }) }), {
    maxLength: 8,
  })
  .map((list) => list.map((one, i) => ({ ...one, id: String(i) })));

/** Minute by minute: whose it is, is who began first. */
function oracle(list: readonly { id: string; from: number; minutes: number }[]): Map<string, number> {
  const counted = new Map(list.map(({ id }) => [id, 0]));
  for (let now = 0; now < 420; now++) {
    const there = list.filter(({ from, minutes }) => from <= now && now < from + minutes);
    const [first] = there.toSorted((a, b) => a.from - b.from || a.id.localeCompare(b.id));
    if (first) counted.set(first.id, (counted.get(first.id) ?? 0) + 1);
  }
  return counted;
}

/** `overlaps-counted-once` */
describe("sessions that overlap", () => {
  it("are counted minute by minute, each minute once", () => {
    fc.assert(
      fc.property(presences, (list) => {
        expect(countOnce(list)).toEqual(oracle(list));
      }),
    );
  });

  it("count the same in whatever order they were recorded", () => {
    fc.assert(
      fc.property(presences, fc.nat(7), (list, turn) => {
        const turned = [...list.slice(turn), ...list.slice(0, turn)];
        expect(Object.fromEntries(countOnce(turned))).toEqual(Object.fromEntries(countOnce(list)));
      }),
    );
  });
});
