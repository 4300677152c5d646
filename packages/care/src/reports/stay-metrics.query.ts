import { bandOf, dayIn, fact, inWindow, ofStay, placedOn, tedsAnswer } from "./facts.query.ts";
import type { Metric } from "./metric.rules.ts";

const ENROLLMENTS = { NUMERATOR: "enrollment", DENOMINATOR: "enrollment" } as const;

/** Discharges in the window. */
const DISCHARGES = `from stays s ${placedOn("s.discharged_on")}
  where s.state = 'DISCHARGED' and ${inWindow("s.discharged_on")}`;

/** Admissions in the window: TEDS counts from the first attended session. */
const ADMISSIONS = `from stays s ${placedOn("s.first_session_on")} where ${inWindow("s.first_session_on")}`;

const share = (name: string, formula: string, part: { cohort: string; day: string; numerator: string }): Metric => ({
  name,
  formula,
  shape: "SHARE",
  unit: "SHARE",
  asked: "WINDOW",
  records: ENROLLMENTS,
  facts: fact({ ...ofStay(part.day), numerator: `(${part.numerator})::int`, denominator: "1" }, part.cohort),
});

const discharged = (name: string, formula: string, numerator: string, unless = "false"): Metric =>
  share(name, formula, {
    cohort: `${DISCHARGES} and not (${unless})`,
    day: "s.discharged_on",
    numerator,
  });

const retention = (days: number): Metric =>
  share(
    `retention${days}`,
    `Admissions of the window with an attended session on or after day ${days}, or completed (TEDS-D REASON 1) before it ÷ admissions of the window that lie ${days} days back or more. The day of the first attended session is day 0.`,
    {
      cohort: `${ADMISSIONS} and s.first_session_on + ${days} <= ${dayIn("s.time_zone", "app_now()")}`,
      day: "s.first_session_on",
      numerator: `exists (select from attended a where a.enrollment_id = s.id and a."on" >= s.first_session_on + ${days})
        or s.state = 'DISCHARGED' and s.discharge_reason = 1 and s.discharged_on < s.first_session_on + ${days}`,
    },
  );

const LENGTH = "greatest(1, s.discharged_on - s.first_session_on)";
const WAIT = `s.first_session_on - ${dayIn("s.time_zone", "s.requested_at")}`;

/** A rank of the ladder of levels, of the placement named. */
const rankOf = (edition: string, level: string): string =>
  `(select l.rank from levels_of_care l where l.edition = ${edition} and l.code = ${level})`;

const noms = (name: string, what: string, field: string, codes: readonly [number, number], met: string): Metric => {
  const [before, after] = [
    tedsAnswer("s.teds_admission", field, ...codes),
    tedsAnswer("s.teds_discharge", `${field}_D`, ...codes),
  ];
  return {
    name: `${name}Change`,
    formula: `Share of the discharged of the window who were ${what} at discharge (numerator) − at admission (baseline), of those who have both answers (TEDS ${field} and ${field}_D).`,
    shape: "CHANGE",
    unit: "SHARE",
    asked: "WINDOW",
    records: { ...ENROLLMENTS, BASELINE: "enrollment" },
    facts: fact(
      {
        ...ofStay("s.discharged_on"),
        numerator: `(${after} ${met})::int`,
        baseline: `(${before} ${met})::int`,
        denominator: "1",
      },
      `${DISCHARGES} and ${before} is not null and ${after} is not null`,
    ),
  };
};

export const STAY_METRICS: readonly Metric[] = [
  {
    name: "discharges",
    formula: "Discharges of the window, however they ended.",
    shape: "COUNT",
    unit: "STAYS",
    asked: "WINDOW",
    records: { NUMERATOR: "enrollment" },
    bands: "TEDS-D REASON: 1 completed to 7 other",
    facts: fact({ ...ofStay("s.discharged_on"), numerator: "1", band: "s.discharge_reason" }, DISCHARGES),
  },
  discharged(
    "completionRate",
    "Discharges of the window with TEDS-D REASON 1 (completed) ÷ discharges of the window without those by death (6).",
    "s.discharge_reason = 1",
    "s.discharge_reason = 6",
  ),
  discharged(
    "strictCompletionRate",
    "Discharges of the window with TEDS-D REASON 1 (completed) ÷ all discharges of the window, deaths among them.",
    "s.discharge_reason = 1",
  ),
  discharged(
    "completionOrTransferRate",
    "Discharges of the window with TEDS-D REASON 1 (completed) or 4 (transferred) ÷ discharges of the window without those by death (6).",
    "s.discharge_reason in (1, 4)",
    "s.discharge_reason = 6",
  ),
  retention(30),
  retention(90),
  {
    name: "lengthOfStay",
    formula:
      "Days from the first attended session to the discharge, at least 1, leave included; average, median and 90th percentile over the discharges of the window.",
    shape: "AVERAGE",
    unit: "DAYS",
    asked: "WINDOW",
    records: ENROLLMENTS,
    bands: "TEDS-D LOS: 1 to 30 exact days, 31 to 37 spans",
    facts: fact(
      {
        ...ofStay("s.discharged_on"),
        numerator: LENGTH,
        denominator: "1",
        band: `case when ${LENGTH} <= 30 then ${LENGTH} else ${bandOf(LENGTH, 31, [45, 60, 90, 120, 180, 365])} end`,
      },
      `${DISCHARGES} and s.first_session_on is not null`,
    ),
  },
  {
    name: "daysWaited",
    formula:
      "Days from the request for care to the first attended session, over the admissions of the window; average, median and 90th percentile.",
    shape: "AVERAGE",
    unit: "DAYS",
    asked: "WINDOW",
    records: ENROLLMENTS,
    bands: "TEDS DAYWAIT: 0 none, 1 to 7 days, 2 to 14, 3 to 30, 4 longer",
    facts: fact(
      {
        ...ofStay("s.first_session_on"),
        numerator: WAIT,
        denominator: "1",
        band: bandOf(WAIT, 0, [0, 7, 14, 30]),
      },
      ADMISSIONS,
    ),
  },
  discharged(
    "readmission30",
    "Discharges of the window followed within 30 days by the admission of the same client to another enrollment at the same or a higher level of care ÷ discharges of the window without transfers (TEDS-D REASON 4). Programs of this organisation alone. Ask about windows that ended 30 days ago.",
    `exists (
      select from stays n ${placedOn("n.first_session_on", { stay: "n", placed: "anew", program: "h" })}
      where n.client_id = s.client_id and n.id <> s.id
        and n.first_session_on between s.discharged_on and s.discharged_on + 30
        and ${rankOf("coalesce(anew.edition, h.edition)", "coalesce(anew.level_code, h.level_code)")}
          >= ${rankOf("coalesce(placed.edition, g.edition)", "coalesce(placed.level_code, g.level_code)")})`,
    "s.discharge_reason = 4",
  ),
  noms("abstinence", "abstinent from their primary substance", "FREQ1", [1, 3], "= 1"),
  noms("housing", "housed", "LIVARAG", [1, 3], "> 1"),
  noms("employment", "employed", "EMPLOY", [1, 4], "<= 2"),
  noms("arrestFree", "free of arrests in the past 30 days", "ARRESTS", [0, 2], "= 0"),
  noms("selfHelp", "at self-help groups in the past 30 days", "FREQ_ATND_SELF_HELP", [1, 5], "> 1"),
];
