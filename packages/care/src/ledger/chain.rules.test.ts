import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../programs/index.ts";
import type { Link, Stop } from "./chain.rules.ts";
import { chainOf, checkNext, liveLinks } from "./chain.rules.ts";

const stop = (levelCode: string, programId = levelCode): Stop => ({ programId, edition: "ASAM3", levelCode });
const [PHP, IOP, OP] = [stop("2.5"), stop("2.1"), stop("1")];
const recorded = (id: string, to: Stop, effectiveOn: string, hour: number, supersedesId: string | null = null) => ({
  id,
  from: PHP,
  to,
  effectiveOn,
  supersedesId,
  recordedAt: new Date(Date.UTC(2026, 2, 1, hour)),
});
const believed = (to: Stop, startsOn: string) => ({ ...to, startsOn, endsOn: null });

/** `any-change-corrected` */
describe("the changes of a stay that hold", () => {
  it("are those that nothing corrects, a correction in the place of what it corrects", () => {
    const rows = [
      recorded("a", OP, "2026-03-05", 1),
      recorded("b", IOP, "2026-03-05", 2),
      recorded("c", IOP, "2026-03-05", 3, "a"),
      recorded("d", OP, "2026-03-05", 4, "c"),
    ];
    const placements = [believed(OP, "2026-03-05"), believed(IOP, "2026-03-05")];
    expect(liveLinks(rows, placements).map((one) => one.id)).toEqual(["d", "b"]);
    expect(liveLinks(rows.toReversed(), placements).map((one) => one.id)).toEqual(["d", "b"]);
  });

  it("leave out what a discharge dropped", () => {
    const rows = [recorded("a", IOP, "2026-03-05", 1), recorded("b", OP, "2026-03-09", 2)];
    expect(liveLinks(rows, [believed(IOP, "2026-03-05")]).map((one) => one.id)).toEqual(["a"]);
  });
});

describe("the placements that changes amount to", () => {
  it("follow one another without a gap or an overlap, from the first day on, the last without an end", () => {
    const steps = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(PHP, IOP, OP)), { maxLength: 6 });
    fc.assert(
      fc.property(steps, (list) => {
        let day = "2026-03-02";
        const links = list.map(([days, to]) => ({ to, effectiveOn: (day = addDays(day, days)) }));
        const spans = chainOf({ ...PHP, startsOn: "2026-03-02" }, links);
        expect(spans[0]).toMatchObject({ ...PHP, startsOn: "2026-03-02" });
        expect(spans.map((span) => span.endsOn)).toEqual([...spans.slice(1).map((span) => span.startsOn), null]);
        expect(spans.slice(1).map((span) => span.levelCode)).toEqual(links.map((link) => link.to.levelCode));
      }),
    );
  });
});

describe("a correction before another change", () => {
  const next: Link = { id: "n", from: IOP, to: OP, effectiveOn: "2026-03-10" };
  it("comes no later than it, and leaves it somewhere to lead", () => {
    expect(() => checkNext({ to: PHP, effectiveOn: "2026-03-10" }, next)).not.toThrow();
    expect(() => checkNext({ to: PHP, effectiveOn: "2026-03-11" }, next)).toThrow(
      expect.objectContaining({ reason: "AFTER_NEXT" }),
    );
    expect(() => checkNext({ to: OP, effectiveOn: "2026-03-09" }, next)).toThrow(
      expect.objectContaining({ reason: "NEXT_SAME" }),
    );
  });
});
