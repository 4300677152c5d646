import type pg from "pg";
import { LANES } from "./admissions.ts";
import { inLanes } from "./in-lanes.ts";
import type { Finding } from "./invariants.query.ts";
import type { NetworkTotals, ReceivingMore, SideCount } from "./network.query.ts";
import { countMore, countNetwork, countSides, knownOf } from "./network.query.ts";
import type { Participant } from "./onboarding.ts";

/** The referrals between organisations, as each reports them and as the rows have them. */
export interface Network {
  /** As each organisation reports it at the public API. */
  readonly reported: readonly SideCount[];
  /** The same, counted from the rows by other code. */
  readonly counted: readonly SideCount[];
  readonly more: readonly ReceivingMore[];
  readonly totals: NetworkTotals;
  readonly names: Readonly<Record<string, string>>;
  /** Organisations that report nothing, being off the platform. */
  readonly outside: readonly string[];
}

interface Total {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly median: number | null;
}

const DIRECTIONS = ["SENT", "RECEIVED"] as const;
const METRICS = ["referralAcceptance", "timeToFirstResponse", "loopClosure"] as const;

/** Asks every organisation for its reports over the window, and counts the rows beside them. */
export async function readNetwork(
  admin: pg.Client,
  participants: ReadonlyMap<string, Participant>,
  window: { readonly from: string; readonly to: string },
): Promise<Network> {
  const asked = DIRECTIONS.flatMap((direction) =>
    METRICS.map(
      (metric) =>
        `${metric}_${direction}: ${metric}Report(from: $from, to: $to, direction: ${direction}) { total { numerator denominator median } }`,
    ),
  ).join("\n");
  const reported: SideCount[] = [];
  await inLanes("network", [...participants.values()], LANES, async ({ owner, organisationId }) => {
    const answer = await owner.query<Record<string, { total: Total }>>(
      `query ($from: LocalDate!, $to: LocalDate!) { ${asked} }`,
      { ...window },
    );
    for (const direction of DIRECTIONS) {
      const of = (metric: (typeof METRICS)[number]): Total | undefined => answer[`${metric}_${direction}`]?.total;
      const [acceptance, response, loop] = [of("referralAcceptance"), of("timeToFirstResponse"), of("loopClosure")];
      const side: SideCount = {
        organisation: organisationId,
        direction,
        sent: loop?.denominator ?? 0,
        asked: acceptance?.denominator ?? 0,
        accepted: acceptance?.numerator ?? 0,
        answered: response?.denominator ?? 0,
        hours: response?.numerator ?? 0,
        median: response?.median ?? null,
        closed: loop?.numerator ?? 0,
      };
      if (side.sent > 0) reported.push(side);
    }
  });
  const known = await knownOf(admin);
  return {
    reported,
    counted: await countSides(admin),
    more: await countMore(admin),
    totals: await countNetwork(admin),
    names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
    outside: known.flatMap(({ id, status }) => (status === "OUTSIDE" ? [id] : [])),
  };
}

const FIGURES = ["sent", "asked", "accepted", "answered", "hours", "median", "closed"] as const;

/** What organisations report of their referrals, against the rows. */
export function networkAgrees({
  reported,
  counted,
  outside,
}: Pick<Network, "reported" | "counted" | "outside">): Finding {
  const keyOf = ({ organisation, direction }: SideCount): string => `${direction} ${organisation}`;
  const told = new Map(reported.map((side) => [keyOf(side), side]));
  const found = new Map(
    counted.filter(({ organisation }) => !outside.includes(organisation)).map((side) => [keyOf(side), side]),
  );
  const examples: string[] = [];
  const keys = new Set([...told.keys(), ...found.keys()]);
  for (const key of keys) {
    for (const figure of FIGURES) {
      const [here, there] = [told.get(key)?.[figure] ?? null, found.get(key)?.[figure] ?? null];
      // Instants are kept to the microsecond, sums of hours to a few of their digits.
      const alike = here === null || there === null ? here === there : Math.abs(here - there) < 1e-4;
      if (!alike) examples.push(`${key}, ${figure}: ${here} reported, ${there} counted`);
    }
  }
  return {
    invariant: "referrals as reported = as counted",
    checked: keys.size * FIGURES.length,
    violations: examples.length,
    examples: examples.slice(0, 5),
  };
}

const SHOWN = 15;

/** The table of the network: those with most referrals, then all. */
export function networkLines({ reported, more, totals, names }: Network): string[] {
  const of = (organisation: string, direction: SideCount["direction"]): SideCount | undefined =>
    reported.find((side) => side.organisation === organisation && side.direction === direction);
  const volume = (organisation: string): number =>
    (of(organisation, "SENT")?.sent ?? 0) + (of(organisation, "RECEIVED")?.sent ?? 0);
  const busiest = [...new Set(reported.map((side) => side.organisation))]
    .toSorted((a, b) => volume(b) - volume(a) || (a < b ? -1 : 1))
    .slice(0, SHOWN);
  const cells = (values: readonly (number | string)[]): string =>
    values.map((value, i) => String(value).padStart(i < 5 ? 9 : 12)).join("");
  const rate = (part: number, whole: number): string => (whole === 0 ? "–" : (part / whole).toFixed(3));
  const hours = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : value.toFixed(1);
  const label = (text: string): string => `  ${text.slice(0, 32).padEnd(33)}`;
  return [
    "",
    "Referrals by organisation, as each reports them; recipients asked, not referrals",
    `${label("")}${cells(["sent", "received", "answered", "accepted", "expired", "acceptance", "first, wall", "first, open", "loop closed"])}`,
    ...busiest.map((organisation) => {
      const [sent, received] = [of(organisation, "SENT"), of(organisation, "RECEIVED")];
      const rest = more.find((each) => each.organisation === organisation);
      return `${label(names[organisation] ?? organisation)}${cells([
        sent?.sent ?? 0,
        received?.sent ?? 0,
        received?.answered ?? 0,
        received?.accepted ?? 0,
        rest?.expired ?? 0,
        rate(received?.accepted ?? 0, received?.asked ?? 0),
        hours(received?.median),
        hours(rest?.officeMedian),
        rate(sent?.closed ?? 0, sent?.sent ?? 0),
      ])}`;
    }),
    `${label("all")}${cells([totals.sent, totals.sent, totals.answered, totals.accepted, totals.expired, rate(totals.accepted, totals.asked), hours(totals.median), hours(totals.officeMedian), rate(totals.closed, totals.sent)])}`,
    "  first: median hours to the first response, by the clock and in the recipient's open hours; the rate of loops is the sender's",
    `  referrals ${totals.referrals}, waves a referral ${rate(totals.waves, totals.referrals)} (most ${totals.mostWaves}), off the platform ${totals.outside} of ${totals.sent} (${rate(totals.outside, totals.sent)})`,
  ];
}
