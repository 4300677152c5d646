import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { MovableClock, encodeId, jobActor } from "@causeway/kernel";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { FIRST, LEVELS, history, question } from "./history-arbitrary.factory.ts";
import type { History } from "./history.factory.ts";
import type { Figure, ReportDimension, ReportRequest } from "./index.ts";
import { METRICS, partsOf, readReport, readReportRows } from "./index.ts";
import type { CountedThing } from "./oracle-world.factory.ts";
import { oracle } from "./report-oracle.factory.ts";
import { writeHistory } from "./write-history.factory.ts";

/**
 * `report-metrics`, `rows-behind-a-number` and `partner-sees-its-own-referrals`: every metric against the oracle, on
 * generated histories and questions.
 */
const EVERY = Boolean(process.env["CAUSEWAY_PROVE"]);
const RUNS = EVERY ? 1_000 : 100;
/** Of the metrics, how many each history is asked for. */
const ASKED = EVERY ? METRICS.length : 8;
const metrics = fc.shuffledSubarray([...METRICS], { minLength: ASKED, maxLength: ASKED });

const clock = new MovableClock(new Date(FIRST));
let t: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

/** What a figure must say of some things, added up by hand. */
interface Expected {
  readonly numerator: number;
  readonly denominator: number;
  readonly baseline: number;
  readonly apart: number;
  readonly median: number | null;
  readonly p90: number | null;
}

function expectedOf(things: readonly CountedThing[]): Expected {
  const sum = (part: "numerator" | "denominator" | "baseline" | "apart") =>
    things.reduce((so, thing) => so + thing[part], 0);
  const sorted = things.filter((thing) => thing.denominator > 0).map((thing) => thing.numerator);
  sorted.sort((a, b) => a - b);
  const quantile = (q: number): number | null => {
    const place_ = q * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place_)], sorted[Math.ceil(place_)]];
    return below === undefined || above === undefined ? null : below + (above - below) * (place_ % 1);
  };
  return {
    numerator: sum("numerator"),
    denominator: sum("denominator"),
    baseline: sum("baseline"),
    apart: sum("apart"),
    median: quantile(0.5),
    p90: quantile(0.9),
  };
}

const KEYS = {
  PROGRAM: (thing: CountedThing) => thing.program,
  LEVEL: (thing: CountedThing) => thing.level,
  PAYER: (thing: CountedThing) => String(thing.payer),
  SUBSTANCE: (thing: CountedThing) => String(thing.substance),
  BAND: (thing: CountedThing) => String(thing.band),
} as const;

describe("every metric", () => {
  it("has an oracle, and no oracle is without a metric", () => {
    const names = Object.keys(oracle({} as History, {} as never, () => 0));
    expect(METRICS.map((metric) => metric.name).toSorted()).toEqual(names.toSorted());
  });

  it("says what the oracle says, in total, by group, and by its rows", { timeout: 600_000 }, async () => {
    let compared = 0;
    let busy = 0;
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(history, question, metrics, async (drawn, asked, chosen) => {
        const written = await writeHistory((sql, values) => admin.query(sql, values), drawn);
        const actor = jobActor(written.organisationId, "test");
        clock.set(new Date(asked.now));
        const names = new Map([
          ...written.programIds.map((id, i) => [encodeId("program", id), `own ${i}`] as const),
          ...written.partnerProgramIds.map((id, i) => [encodeId("program", id), `partner ${i}`] as const),
        ]);
        const rank = (edition: string, level: string) =>
          LEVELS.find((one) => one[0] === edition && one[1] === level)?.[2] ?? 0;
        const answers = oracle(
          drawn,
          {
            from: asked.window[0],
            to: asked.window[1],
            now: new Date(asked.now),
            at: new Date(asked.at),
            direction: asked.direction,
            partner: asked.partner,
          },
          rank,
        );
        for (const metric of chosen) {
          const groupBy = asked.groupBy.filter(
            (dimension) => !metric.undivided?.includes(dimension) && (dimension !== "BAND" || metric.bands),
          );
          const request: ReportRequest = {
            from: asked.window[0],
            to: asked.window[1],
            at: new Date(asked.at),
            direction: asked.direction,
            partnerId: asked.partner === null ? null : written.partnerIds[asked.partner],
            filter: {
              programIds: asked.programs.map((i) => written.programIds[i] ?? ""),
              levelCodes: asked.levels,
              payers: asked.payers,
              substances: asked.substances,
            },
            groupBy,
          };
          const things = (answers[metric.name]?.() ?? []).filter(
            (thing) =>
              (asked.programs.length === 0 || asked.programs.some((i) => thing.program === `own ${i}`)) &&
              (asked.levels.length === 0 || asked.levels.some((level) => thing.level.endsWith(` ${level}`))) &&
              (asked.payers.length === 0 || thing.payer === null || asked.payers.includes(thing.payer)) &&
              (asked.substances.length === 0 || thing.substance === null || asked.substances.includes(thing.substance)),
          );
          const report = await readReport(t.db, actor, metric, request);
          same(metric.name, report.total, expectedOf(things));
          const keyOf = (thing: CountedThing): string => groupBy.map((dimension) => KEYS[dimension](thing)).join("|");
          const groups = new Map<string, CountedThing[]>();
          if (groupBy.length > 0)
            for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
          const shown = new Map(
            report.groups.map((group) => [
              groupBy.map((dimension) => keyOfFigure(group, dimension, names)).join("|"),
              group,
            ]),
          );
          expect({ [metric.name]: [...shown.keys()].toSorted() }).toEqual({
            [metric.name]: [...groups.keys()].toSorted(),
          });
          for (const [key, of] of groups) same(`${metric.name} ${key}`, shown.get(key), expectedOf(of));
          for (const part of partsOf(metric)) {
            const { rows, hasMore } = await readReportRows(t.db, actor, metric, request, { part, first: 100 });
            const whole = report.total[part.toLowerCase() as "numerator"] ?? 0;
            if (!hasMore)
              close(
                `rows of ${metric.name}`,
                rows.reduce((so, row) => so + row.amount, 0),
                whole,
              );
          }
          compared += 1 + groups.size;
          if (things.length > 0) busy += 1;
          counted += things.length;
        }
      }),
      { numRuns: RUNS },
    );
    // Histories in which nothing is counted would agree on nothing.
    expect(busy).toBeGreaterThan(RUNS * ASKED * 0.2);
    figure(
      "report-metrics",
      `${METRICS.length} metrics on ${RUNS} histories, ${counted} records in ${compared} figures as the oracle has them`,
    );
  });
});

function keyOfFigure(group: Figure, dimension: ReportDimension, names: ReadonlyMap<string, string>): string {
  if (dimension === "PROGRAM") return names.get(group.programId ?? "") ?? "unknown";
  if (dimension === "LEVEL") return `${group.edition} ${group.levelCode}`;
  return String(group[dimension === "PAYER" ? "payer" : dimension === "SUBSTANCE" ? "substance" : "band"]);
}

/** Null in a figure: the metric has no such part. */
function same(what: string, shown: Figure | undefined, expected: Expected): void {
  if (shown?.numerator === undefined || shown.numerator === null) throw new Error(`no figure of ${what}`);
  for (const part of ["numerator", "denominator", "baseline", "apart", "median", "p90"] as const) {
    if (shown[part] !== null) close(`${part} of ${what}`, shown[part], expected[part] ?? Number.NaN);
  }
}

function close(what: string, shown: number, expected: number): void {
  if (!(Math.abs(shown - expected) < 1e-6)) throw new Error(`${what} is ${shown}, the oracle has ${expected}`);
}
