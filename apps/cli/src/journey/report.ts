import type pg from "pg";
import type { countsOf } from "../import/import-directory.ts";
import type { Finding } from "./invariants.query.ts";
import type { Receiver } from "./receiver.ts";

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
  readonly receiver: Receiver["facts"];
  readonly mails: number;
  readonly requests: number;
  readonly invented: Readonly<Record<string, number>>;
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
  lines.push("", "Outside");
  line("requests to the public API", report.requests);
  line("mails that arrived", report.mails);
  line("webhooks verified and answered", report.receiver.answered);
  line("webhooks refused while failing", report.receiver.refused);
  line("webhooks with a wrong signature", report.receiver.badSignatures);
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
