import type pg from "pg";
import type { countsOf } from "../import/import-directory.ts";
import type { CountedOutcome } from "./count-teds.ts";
import type { Finding } from "./invariants.query.ts";
import type { MetricSum, Outcomes } from "./metrics.ts";
import { OUTCOMES } from "./metrics.ts";
import type { Network } from "./network.ts";
import { networkLines } from "./network.ts";
import type { Receiver } from "./receiver.ts";
import type { Swept } from "./sweep.ts";

export interface Report {
  readonly seed: string;
  readonly directory: ReturnType<typeof countsOf>;
  readonly refusedRows: readonly { readonly line: number; readonly reason: string }[];
  readonly teds: {
    readonly read: number;
    readonly replayed: number;
    readonly refused: number;
    readonly unplaced: number;
  };
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Numbers of the replayed population, as the organisations report them. */
  readonly metrics: readonly MetricSum[];
  /** As reported, and as counted from the file by other code. */
  readonly outcomes: Outcomes & { readonly counted: readonly CountedOutcome[] };
  readonly receiver: Receiver["facts"];
  readonly mails: number;
  readonly requests: number;
  readonly invented: Readonly<Record<string, number>>;
  readonly referrals: {
    /** What was done, as those who did it counted. */
    readonly happened: Readonly<Record<string, number>>;
    readonly reads: { readonly open: number; readonly threads: number; readonly shut: number };
  };
  readonly network: Network;
  readonly swept: Swept;
  readonly seconds: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** What the table of a journey counts, straight from the database. */
const FIGURES: Readonly<Record<string, string>> = {
  organisations: "select lower(status) as k, count(*)::int as n from organisations group by 1 order by 1",
  "in the directory":
    "select 'sites' as k, count(*)::int as n from sites union all select 'programs', count(*)::int from programs union all select 'published', count(*)::int from directory_entries",
  "people and stays": `select 'clients' as k, count(*)::int as n from clients union all select 'enrollments', count(*)::int from enrollments
    union all select 'placements', count(*)::int from placements where superseded_at is null union all select 'transitions ' || lower(replace(type, '_', ' ')), count(*)::int from level_transitions group by type union all select 'transitions by referral', count(*)::int from enrollments where referral_recipient_id is not null`,
  "enrollments by state": "select lower(state) as k, count(*)::int as n from enrollments group by 1 order by 1",
  "discharges by reason":
    "select 'reason ' || discharge_reason as k, count(*)::int as n from enrollments where state = 'DISCHARGED' group by 1 order by 1",
  "referrals by state": "select lower(state) as k, count(*)::int as n from referrals group by 1 order by 1",
  "recipients by state": "select lower(state) as k, count(*)::int as n from referral_recipients group by 1 order by 1",
  notifications: `select 'in-app' as k, count(*)::int as n from notifications
    union all select 'e-mail ' || lower(purpose) || ' ' || lower(state), count(*)::int from messages group by purpose, state
    union all select 'webhook ' || lower(state), count(*)::int from webhook_deliveries group by state
    union all select 'webhook attempts that failed', count(*)::int from webhook_attempts where response_status is null or response_status >= 300`,
  "sessions and attendance": `select 'sessions ' || lower(replace(state, '_', ' ')) as k, count(*)::int as n from program_sessions group by state
    union all select 'attendance ' || lower(replace(state, '_', ' ')), count(*)::int from attendances group by state
    union all select 'weeks ' || lower(replace(status, '_', ' ')), count(*)::int from enrollment_weeks group by status
    union all select 'tasks ' || lower(replace(kind, '_', ' ')), count(*)::int from tasks group by kind`,
  "check-ins": "select lower(state) as k, count(*)::int as n from check_ins group by 1 order by 1",
  "consents and disclosures":
    "select 'consents' as k, count(*)::int as n from consents union all select 'disclosures', count(*)::int from disclosures",
  events:
    "select 'events' as k, count(*)::int as n from outbox union all select 'jobs', count(*)::int from dispatches union all select 'deadlines passed', count(*)::int from timers where fired_at is not null",
};

export async function readFigures(admin: pg.Client): Promise<Record<string, Record<string, number>>> {
  const figures: Record<string, Record<string, number>> = {};
  for (const [title, sql] of Object.entries(FIGURES)) {
    const { rows } = await admin.query<{ k: string; n: number }>(sql);
    figures[title] = Object.fromEntries(rows.map(({ k, n }) => [k.replaceAll("_", " "), n]));
  }
  return figures;
}

/** TEDS SUB1, as the codebook has it. */
const SUBSTANCES = [
  "none, alcohol, cocaine/crack, marijuana/hashish, heroin, non-Rx methadone, other opiates, PCP, hallucinogens",
  "methamphetamine, other amphetamines, other stimulants, benzodiazepines, other tranquilizers, barbiturates",
  "other sedatives, inhalants, over-the-counter, other drugs",
].flatMap((line) => line.split(", "));

/** The reports beside the file, by primary substance. What the platform reports beyond the file are first stays of those whose service changed. */
function outcomeLines({ reported, ofFile, counted }: Report["outcomes"]): string[] {
  const columns = (row: CountedOutcome | undefined): string =>
    OUTCOMES.map((what) => String(row?.[what] ?? 0).padStart(6)).join("");
  const of = (rows: readonly CountedOutcome[], substance: number | null): string =>
    columns(rows.find((row) => row.substance === substance));
  const heads = "   all  done  left trans";
  const sum = (rows: readonly CountedOutcome[]): string =>
    OUTCOMES.map((what) => String(rows.reduce((total, row) => total + row[what], 0)).padStart(6)).join("");
  return [
    "",
    "Outcomes by primary substance: completed (done), dropped out (left), transferred (trans)",
    `  ${"".padEnd(22)}${"in the file".padStart(24)} |${"reported, of the file".padStart(24)} |${"reported, all".padStart(24)}`,
    `  ${"".padEnd(22)}${heads} |${heads} |${heads}`,
    ...reported.map(({ substance }) => {
      const name = substance === null ? "not known" : (SUBSTANCES[substance - 1] ?? String(substance));
      return `  ${name.padEnd(22)}${of(counted, substance)} |${of(ofFile, substance)} |${of(reported, substance)}`;
    }),
    `  ${"all".padEnd(22)}${sum(counted)} |${sum(ofFile)} |${sum(reported)}`,
  ];
}

function round(n: number): string {
  return String(Math.round(n * 10) / 10);
}

/** The table a journey ends with. */
export function reportText(report: Report): string {
  const { directory: d, teds } = report;
  const lines: string[] = ["", "Directory"];
  const line = (label: string, value: string | number): void =>
    void lines.push(`  ${label.padEnd(44)}${String(value).padStart(9)}`);
  line("rows read", d.rowsRead);
  line("rows taken", d.rowsTaken);
  line("rows refused", d.rowsRefused);
  for (const { line: at, reason } of report.refusedRows.slice(0, 20)) line(`  line ${at}`, reason);
  line("organisations", d.organisations);
  line("sites", d.sites);
  line("programs", d.programs);
  line("rows that share name, street and ZIP", d.sharedAddress);
  line("sites without a setting, so without a program", d.noSetting);
  lines.push("", "Discharges");
  line("rows read", teds.read);
  line("rows replayed", teds.replayed);
  line("rows refused", teds.refused);
  line("rows nobody offers the service of", teds.unplaced);
  for (const [title, figures] of Object.entries(report.figures)) {
    lines.push("", `${title[0]?.toUpperCase()}${title.slice(1)}`);
    for (const [key, n] of Object.entries(figures)) line(key, n);
  }
  lines.push("", "Metrics of the replayed population, summed over the reports of all organisations");
  for (const { metric, numerator, denominator } of report.metrics) {
    const value = denominator === 0 ? "–" : (numerator / denominator).toFixed(3);
    const parts = denominator === 0 ? "" : `${round(numerator)} / ${round(denominator)}`;
    lines.push(`  ${metric.padEnd(28)}${parts.padStart(24)}${value.padStart(11)}`);
  }
  lines.push(...outcomeLines(report.outcomes));
  lines.push("", "Outside");
  line("requests to the public API", report.requests);
  line("mails that arrived", report.mails);
  line("webhooks verified and answered", report.receiver.answered);
  line("webhooks refused while failing", report.receiver.refused);
  line("webhooks with a wrong signature", report.receiver.badSignatures);
  const { referrals, swept } = report;
  lines.push("", "Referrals on their way");
  for (const [what, n] of Object.entries(referrals.happened).toSorted(([a], [b]) => (a < b ? -1 : 1))) line(what, n);
  line("packets read", referrals.reads.open);
  line("threads and documents read", referrals.reads.threads);
  line("packets found shut", referrals.reads.shut);
  lines.push(...networkLines(report.network));
  lines.push("", "What others could read, looked at as each organisation");
  line("looks at one instant each", swept.looks);
  line("of them with something sent", swept.withSomething);
  line("looks as one organisation", swept.eyes);
  line("times something was seen open", swept.seenOpen);
  line("of them in an emergency alone", swept.inEmergency);
  line("times something was seen shut", swept.seenShut);
  line("different things ever seen open", swept.everOpen);
  line("of them shut later", swept.shutAgain);
  lines.push("", `Invented, by the seed "${report.seed}" (not in the files)`);
  for (const [key, n] of Object.entries(report.invented)) line(key, n);
  lines.push("", "Seconds");
  for (const [key, seconds] of Object.entries(report.seconds)) line(key, seconds.toFixed(1));
  lines.push("", `  ${"Invariant".padEnd(44)}${"checked".padStart(9)}${"violated".padStart(10)}`);
  for (const { invariant, checked, violations, examples } of report.findings) {
    lines.push(`  ${invariant.padEnd(44)}${String(checked).padStart(9)}${String(violations).padStart(10)}`);
    for (const example of examples) lines.push(`      ${example}`);
  }
  lines.push("");
  return lines.join("\n");
}
