import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineEvent, PriorityReason, WaitlistEventKind } from "./waitlist.rules.ts";
import { goesBefore, positionsOver, priorityFacts, priorityOf, waitDeadlines } from "./waitlist.rules.ts";

/** `waitlist-priority` */
describe("who goes before whom", () => {
  it.each([
    [["PREGNANT", "INJECTS"], 1],
    [["INJECTS", "PREGNANT"], 1],
    [["PREGNANT"], 2],
    [["INJECTS"], 3],
    [[], 4],
  ] as [PriorityReason[], number][])("%j is %i where a block grant pays, and 4 elsewhere", (reasons, priority) => {
    expect(priorityOf(reasons, true)).toBe(priority);
    expect(priorityOf(reasons, false)).toBe(4);
  });

  it.each([
    [{ PREG: 1 }, { pregnant: null, injects: null }, ["PREGNANT"]],
    [{ PREG: "1", ROUTE2: "4" }, { pregnant: null, injects: null }, ["PREGNANT", "INJECTS"]],
    [{ PREG: 2, ROUTE1: 2, IDU: 0 }, { pregnant: null, injects: null }, []],
    [{ IDU: 1 }, { pregnant: null, injects: null }, ["INJECTS"]],
    [{ PREG: 1, ROUTE1: 4 }, { pregnant: false, injects: false }, []],
    [{}, { pregnant: true, injects: true }, ["PREGNANT", "INJECTS"]],
    [{ PREG: null, ROUTE1: -9 }, { pregnant: null, injects: null }, []],
  ])("of %j and %j follows %j: what is known of the client goes before the admission record", (teds, known, facts) =>
    expect(priorityFacts(teds as Record<string, number>, known)).toEqual(facts),
  );

  const standing = fc.record({
    priority: fc.integer({ min: 1, max: 4 }),
    requestedAt: fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2026, 2, 1 + day))),
    number: fc.stringMatching(/^W-[A-C]{2}$/),
  });

  it("is one order for all: never both ways round, and never a circle", () => {
    fc.assert(
      fc.property(standing, standing, standing, (a, b, c) => {
        expect(goesBefore(a, b) && goesBefore(b, a)).toBe(false);
        if (goesBefore(a, b) && goesBefore(b, c)) expect(goesBefore(a, c)).toBe(true);
        const alike = a.priority === b.priority && +a.requestedAt === +b.requestedAt && a.number === b.number;
        if (!goesBefore(a, b) && !goesBefore(b, a)) expect(alike).toBe(true);
      }),
    );
  });
});

/** `interim-services-in-48-hours`, `admission-in-14-or-120-days` */
describe("deadlines of a wait", () => {
  const requestedAt = new Date("2026-03-06T20:00:00Z");
  const interimDueAt = new Date("2026-03-08T20:00:00Z");
  const base = { blockGrant: true, reasons: ["INJECTS"] as const, requestedAt, requestedOn: "2026-03-06" };
  it.each([
    ["injects", {}, { interimDueAt, admitDueOn: "2026-03-20" }],
    [
      "injects, served in the last second",
      { interimGivenAt: interimDueAt },
      { interimDueAt, admitDueOn: "2026-07-04" },
    ],
    [
      "injects, served a second late",
      { interimGivenAt: new Date(+interimDueAt + 1000) },
      { interimDueAt, admitDueOn: "2026-03-20" },
    ],
    ["pregnant", { reasons: ["PREGNANT"] as const }, { interimDueAt, admitDueOn: null }],
    ["both", { reasons: ["PREGNANT", "INJECTS"] as const }, { interimDueAt, admitDueOn: "2026-03-20" }],
    ["neither", { reasons: [] }, { interimDueAt: null, admitDueOn: null }],
    ["no block grant", { blockGrant: false }, { interimDueAt: null, admitDueOn: null }],
  ])("%s", (_, change, expected) =>
    expect(waitDeadlines({ ...base, interimGivenAt: null, ...change })).toEqual(expected),
  );
});

/** `waitlist-position` */
describe("where a wait stood over time", () => {
  let now = 0;
  const event = (entryId: string, kind: WaitlistEventKind, priority = 4, day = 1): LineEvent => ({
    entryId,
    kind,
    priority,
    recordedAt: new Date(Date.UTC(2026, 2, 1) + (now += 60_000)),
    requestedAt: new Date(Date.UTC(2026, 2, day)),
    number: `W-${entryId}`,
  });

  it("is told with what moved it", () => {
    const history = [
      event("a", "JOINED", 4, 2),
      event("b", "JOINED", 4, 3),
      event("c", "JOINED", 4, 1),
      event("b", "MOVED", 1, 3),
      event("c", "OFFERED", 4, 1),
      event("b", "LEFT", 1, 3),
      event("c", "OFFER_EXPIRED", 4, 1),
      event("a", "INTERIM_SERVICES", 4, 2),
      event("a", "OFFERED", 4, 2),
      event("a", "MOVED", 2, 2),
      event("a", "LEFT", 2, 2),
    ];
    expect(positionsOver(history, "a").map(({ position, cause }) => [position, cause])).toEqual([
      [1, "JOINED"],
      [2, "OTHERS"],
      [3, "OTHERS"],
      [2, "OTHERS"],
      [1, "OTHERS"],
      [2, "OTHERS"],
      [null, "OFFERED"],
    ]);
    expect(positionsOver(history, "nobody")).toEqual([]);
  });

  it("gives each who waits a place of its own, from 1 on, at every moment", () => {
    const kinds = [
      "JOINED",
      "MOVED",
      "OFFERED",
      "OFFER_DECLINED",
      "OFFER_EXPIRED",
      "INTERIM_SERVICES",
      "LEFT",
    ] as const;
    const one = fc.tuple(
      fc.constantFrom("a", "b", "c", "d"),
      fc.constantFrom(...kinds),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (steps) => {
        const joined = new Set<string>();
        const events = steps.flatMap(([id, kind, priority]) => {
          const first = !joined.has(id);
          joined.add(id);
          return [event(id, first ? "JOINED" : kind, priority)];
        });
        const last = ["a", "b", "c", "d"].map((id) => positionsOver(events, id).at(-1)?.position ?? null);
        const waiting = last.filter((position) => position !== null).toSorted((x, y) => x - y);
        expect(waiting).toEqual(waiting.map((_, i) => i + 1));
      }),
    );
  });
});
