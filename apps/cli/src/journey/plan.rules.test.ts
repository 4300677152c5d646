import { planDirectory } from "@causeway/care";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../seeded.ts";
import { generateInput } from "./generated.ts";
import type { Offered } from "./plan.rules.ts";
import { kilometres, nearest, offeredBy, planJourney, takesPayer } from "./plan.rules.ts";
import { codeTeds } from "./teds.rules.ts";

const input = generateInput(seeded("plan"), { facilities: 60, discharges: 150 });
const offered = offeredBy(planDirectory(input.directory, input.codes));
const { discharges } = codeTeds(input.teds);
const plan = (seed: string, organisations = 30) =>
  planJourney(discharges, offered, input.people, seeded(seed), organisations);

describe("planJourney", () => {
  it("places every row once, with its own service, and the same way from the same seed", () => {
    const { cases, unplaced } = plan("a");
    expect(unplaced).toEqual([]);
    expect(cases.map((each) => each.discharge)).toEqual(discharges);
    for (const each of cases) expect(each.program.tedsService).toBe(each.discharge.serviceAtAdmission);
    expect(plan("a")).toEqual(plan("a"));
    expect(plan("b").cases).not.toEqual(cases);
  });

  it("draws for each row apart: a row more changes no other row's draw", () => {
    const names = (rows: typeof discharges) =>
      planJourney(rows, offered, input.people, seeded("a"), 30).cases.map((each) => [
        each.givenName,
        each.familyName,
        each.birthDate,
      ]);
    expect(names(discharges.slice(0, 50))).toEqual(names(discharges).slice(0, 50));
  });

  it("refers those transferred and those whose service changes, and nobody else, to others of the level that take the payer", () => {
    for (const each of plan("a").cases) {
      const changes = each.discharge.serviceAtAdmission !== each.discharge.serviceAtDischarge;
      if (each.discharge.reason !== 4 && !changes) expect(each.referral).toBeNull();
      for (const program of each.referral?.recipients ?? []) {
        expect(program.organisationId).not.toBe(each.program.organisationId);
        expect(program.level).toBe(each.referral?.level);
        expect(takesPayer(program.payers, each.payer)).toBe(true);
      }
    }
    expect(plan("a").cases.some((each) => each.changesService)).toBe(true);
  });

  it("keeps ages within their group, has a guardian sign for every minor, and tells what it made up", () => {
    const { cases, invented } = plan("a");
    for (const each of cases) {
      const birthday = Number(each.birthDate.slice(0, 4));
      expect(2025 - birthday).toBeGreaterThanOrEqual(each.discharge.age.from);
      expect(2025 - birthday).toBeLessThanOrEqual(each.discharge.age.to);
      expect(each.guardian !== null).toBe(each.discharge.age.to < 18);
    }
    expect(invented["guardian who signs for a minor"]).toBe(cases.filter((each) => each.guardian).length);
    expect(invented["payer, drawn as the payers of the file are spread"]).toBe(
      discharges.filter((each) => each.payer === undefined).length,
    );
  });

  it("takes no more organisations than asked, but for a service nobody else offers", () => {
    const organisations = new Set(plan("a", 4).cases.map((each) => each.program.organisationId));
    expect(organisations.size).toBeLessThanOrEqual(4 + 8);
  });
});

describe("nearest", () => {
  const [from] = offered as [Offered];

  it("finds what looking at all of them finds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...offered),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        (origin, payer, count) => {
          const found = nearest(origin, offered, { level: "2.1", payer }, count);
          const able = offered.filter(
            (p) => p.level === "2.1" && p.organisationId !== origin.organisationId && takesPayer(p.payers, payer),
          );
          expect(found).toHaveLength(Math.min(count, new Set(able.map((p) => p.organisationId)).size));
          const farthest = Math.max(...found.map((p) => kilometres(origin, p)));
          const chosen = new Set(found.map((p) => p.organisationId));
          for (const other of able)
            if (!chosen.has(other.organisationId)) expect(kilometres(origin, other)).toBeGreaterThanOrEqual(farthest);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("measures the earth: New York to Los Angeles is 3,936 km", () => {
    expect(
      kilometres({ latitude: 40.7128, longitude: -74.006 }, { latitude: 34.0522, longitude: -118.2437 }),
    ).toBeCloseTo(3936, -1);
    expect(kilometres(from, from)).toBe(0);
  });
});
