import { decodeId } from "@causeway/kernel";
import { LANES } from "./admissions.ts";
import type { CountedOutcome } from "./count-teds.ts";
import { inLanes } from "./in-lanes.ts";
import type { Finding } from "./invariants.query.ts";
import type { Participant } from "./onboarding.ts";

/** Of the replayed population: sums over all organisations, each asked for its own number. */
export interface MetricSum {
  readonly metric: string;
  readonly numerator: number;
  readonly denominator: number;
}

export interface Outcomes {
  /** Every discharge that the organisations report, by primary substance. */
  readonly reported: readonly CountedOutcome[];
  /** Of them those that carry the discharge of a row of the file. */
  readonly ofFile: readonly CountedOutcome[];
  /** Organisations with numbers that are not those of the rows behind them. */
  readonly unlikeTheirRows: readonly string[];
}

/** The numbers that a journey prints, by their queries; referrals as seen by who receives or sends them. */
const METRICS: readonly (readonly [query: string, more: string])[] = [
  ["completionRateReport", ""],
  ["strictCompletionRateReport", ""],
  ["completionOrTransferRateReport", ""],
  ["retention30Report", ""],
  ["lengthOfStayReport", ""],
  ["daysWaitedReport", ""],
  ["noShowRateReport", ""],
  ["hoursRatioReport", ""],
  ["weeksMetReport", ""],
  ["utilisationReport", ""],
  ["stepDownCompletionReport", ""],
  ["readmission30Report", ""],
  ["initiationReport", ""],
  ["engagementReport", ""],
  ["housingChangeReport", ""],
  ["alumniReachedReport", ""],
  ["referralAcceptanceReport", "direction: RECEIVED"],
  ["timeToAdmissionReport", "direction: RECEIVED"],
  ["loopClosureReport", "direction: SENT"],
];

/** Days, half-open: YYYY-MM-DD. */
interface Window {
  readonly from: string;
  readonly to: string;
}

type Participants = ReadonlyMap<string, Participant>;

export async function readMetrics(participants: Participants, window: Window): Promise<MetricSum[]> {
  const asked = METRICS.map(
    ([query, more]) => `${query}(from: $from, to: $to ${more}) { total { numerator denominator } }`,
  ).join("\n");
  const sums = new Map(METRICS.map(([query]) => [query, { numerator: 0, denominator: 0 }]));
  await inLanes("metrics", [...participants.values()], LANES, async ({ owner }) => {
    const answer = await owner.query<
      Record<string, { total: { numerator: number | null; denominator: number | null } }>
    >(`query ($from: LocalDate!, $to: LocalDate!) { ${asked} }`, { ...window });
    for (const [query, sum] of sums) {
      sum.numerator += answer[query]?.total.numerator ?? 0;
      sum.denominator += answer[query]?.total.denominator ?? 0;
    }
  });
  return [...sums].map(([query, sum]) => ({ metric: query.replace(/Report$/, ""), ...sum }));
}

interface Group {
  readonly substance: number | null;
  readonly band: number;
  readonly numerator: number;
}

interface Discharge {
  readonly id: string;
  readonly enrollment: {
    readonly dischargeReason: number;
    readonly tedsAdmission: readonly { readonly field: string; readonly value: string | null }[];
    readonly client: { readonly primarySubstance: number | null };
  };
}

interface DischargesReport {
  readonly groups: readonly Group[];
  readonly rows: {
    readonly nodes: readonly Discharge[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/**
 * Discharges of all organisations by primary substance and reason, and again by the rows behind these numbers.
 * @param replayed the enrollment that carries the discharge of each row of the file
 */
export async function readOutcomes(
  participants: Participants,
  window: Window,
  replayed: ReadonlyMap<string, string>,
): Promise<Outcomes> {
  const ofFile = new Set(replayed.values());
  const reported = new Tally();
  const carried = new Tally();
  const unlikeTheirRows: string[] = [];
  await inLanes("outcomes", [...participants.values()], LANES, async ({ owner, organisationId }) => {
    const own = new Tally();
    const behind = new Tally();
    let after: string | null = null;
    do {
      const { dischargesReport: report }: { dischargesReport: DischargesReport } = await owner.query(
        `query ($from: LocalDate!, $to: LocalDate!, $after: String) {
           dischargesReport(from: $from, to: $to, groupBy: [SUBSTANCE, BAND]) {
             groups { substance band numerator }
             rows(first: 100, after: $after) {
               nodes { id enrollment { dischargeReason tedsAdmission { field value } client { primarySubstance } } } pageInfo { hasNextPage endCursor } } } }`,
        { ...window, after },
      );
      if (after === null) for (const group of report.groups) own.add(group.substance, group.band, group.numerator);
      for (const { id, enrollment } of report.rows.nodes) {
        const answer = enrollment.tedsAdmission.find(({ field }) => field === "SUB1")?.value;
        const substance = answer ? Number(answer) : enrollment.client.primarySubstance;
        behind.add(substance, enrollment.dischargeReason, 1);
        if (ofFile.has(decodeId("enrollment", id))) carried.add(substance, enrollment.dischargeReason, 1);
      }
      after = report.rows.pageInfo.hasNextPage ? report.rows.pageInfo.endCursor : null;
    } while (after !== null);
    if (JSON.stringify(own.rows()) !== JSON.stringify(behind.rows())) unlikeTheirRows.push(organisationId);
    for (const [substance, reason, n] of own.counts()) reported.add(substance, reason, n);
  });
  return { reported: reported.rows(), ofFile: carried.rows(), unlikeTheirRows };
}

/** Counts by primary substance and TEDS REASON. */
class Tally {
  readonly #counts = new Map<number | null, Map<number, number>>();

  /** @param substance TEDS SUB1; −9 and null are not known */
  add(substance: number | null, reason: number, n: number): void {
    const known = substance === null || substance < 0 ? null : substance;
    const reasons = this.#counts.get(known) ?? new Map<number, number>();
    reasons.set(reason, (reasons.get(reason) ?? 0) + n);
    this.#counts.set(known, reasons);
  }

  counts(): [substance: number | null, reason: number, n: number][] {
    return [...this.#counts].flatMap(([substance, reasons]) =>
      [...reasons].map(([reason, n]): [number | null, number, number] => [substance, reason, n]),
    );
  }

  /** By substance; what is not known comes last. */
  rows(): CountedOutcome[] {
    return [...this.#counts]
      .map(([substance, reasons]) => ({
        substance,
        discharges: [...reasons.values()].reduce((sum, n) => sum + n, 0),
        completed: reasons.get(1) ?? 0,
        droppedOut: reasons.get(2) ?? 0,
        transferred: reasons.get(4) ?? 0,
      }))
      .toSorted((a, b) => (a.substance ?? 99) - (b.substance ?? 99));
  }
}

export const OUTCOMES = ["discharges", "completed", "droppedOut", "transferred"] as const;

/** The outcomes that organisations report of the rows of the file, against the file itself. */
export function outcomesAgree(outcomes: Outcomes, counted: readonly CountedOutcome[]): Finding {
  const examples = outcomes.unlikeTheirRows.map((id) => `numbers unlike the rows behind them: ${id}`);
  const substances = new Set([...counted, ...outcomes.ofFile].map((each) => each.substance));
  for (const substance of substances) {
    const reported = outcomes.ofFile.find((each) => each.substance === substance);
    const inFile = counted.find((each) => each.substance === substance);
    for (const what of OUTCOMES) {
      const [here, there] = [reported?.[what] ?? 0, inFile?.[what] ?? 0];
      if (here !== there) examples.push(`substance ${substance ?? "unknown"}, ${what}: ${here}, ${there} in the file`);
    }
  }
  return {
    invariant: "outcomes by substance equal the file's",
    checked: substances.size * OUTCOMES.length,
    violations: examples.length,
    examples: examples.slice(0, 5),
  };
}
