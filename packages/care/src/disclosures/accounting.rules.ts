import type { AccountingLine } from "../consent/index.ts";
import { BASIS_RULES, REDISCLOSURE_NOTICE } from "../consent/index.ts";
import { toCsv } from "../csv.rules.ts";

/** An accounting of disclosures as it is handed over (42 CFR 2.25). */
export interface AccountingDocument {
  readonly organisation: string;
  /** IANA zone in which its instants are told. */
  readonly timeZone: string;
  readonly person: { readonly name: string; readonly birthDate: string | null };
  readonly since: Date;
  readonly until: Date;
  readonly generatedAt: Date;
  readonly lines: readonly AccountingLine[];
  /** There were more lines than a document holds. */
  readonly isCut: boolean;
}

const BASIS_WORDS: Readonly<Record<AccountingLine["legalBasis"], string>> = {
  CONSENT: "Written consent",
  MEDICAL_EMERGENCY: "Medical emergency",
  RESEARCH: "Research",
  AUDIT_EVALUATION: "Audit and evaluation",
  QSO: "Qualified service organisation",
  WITHIN_PROGRAM: "Within the program",
  CHILD_ABUSE_REPORT: "Report of child abuse",
  CRIME_ON_PREMISES: "Crime on the premises",
  PUBLIC_HEALTH_DEIDENTIFIED: "Public health, de-identified",
  COURT_ORDER: "Court order",
};
const KIND_WORDS = { READ: "Read", DELIVERY: "Delivered", EXPORT: "Exported" } as const;

/** The basis in words, with where the law says so. */
export function basisInWords(basis: AccountingLine["legalBasis"]): string {
  const citation = basis === "CONSENT" ? "42 CFR 2.31, 2.33" : BASIS_RULES[basis].citation;
  return `${BASIS_WORDS[basis]} (${citation})`;
}

const words = (code: string): string => {
  const text = code.toLowerCase().replaceAll("_", " ");
  if (text === "tpo") return "Treatment, payment, operations";
  return (text.charAt(0).toUpperCase() + text.slice(1)).replace("Teds", "TEDS");
};

const COLUMNS = [
  "When",
  "Who received it",
  "What",
  "Why",
  "On what basis",
  "How",
  "What the recipient may do further",
] as const;

function cells(line: AccountingLine, instant: (at: Date) => string): string[] {
  const who = [line.recipientName, line.recipientAffiliation].filter(Boolean).join(", ");
  const how = [
    `${KIND_WORDS[line.kind]}${line.manner ? ` (${words(line.manner).toLowerCase()})` : ""}`,
    line.referralNumber && `referral ${line.referralNumber}`,
    line.disclosedBy && `by ${line.disclosedBy}`,
    line.reference && `reference ${line.reference}`,
    line.circumstances,
    line.recordedAt && `recorded ${instant(line.recordedAt)}`,
  ];
  return [
    instant(line.at),
    who,
    line.categories.map(words).join(", "),
    words(line.purpose),
    basisInWords(line.legalBasis),
    how.filter(Boolean).join("; "),
    line.redisclosure ? `${line.redisclosure.may} ${line.redisclosure.never}` : "",
  ];
}

function instantIn(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return (at) => format.format(at);
}

/** The same lines for a spreadsheet. */
export function accountingCsv(document: AccountingDocument): string {
  const instant = instantIn(document.timeZone);
  return toCsv(
    [...COLUMNS],
    document.lines.map((line) => cells(line, instant)),
  );
}

/** One page to print, without any script. Texts of people are escaped. */
export function accountingHtml(document: AccountingDocument): string {
  const { organisation, person, lines, isCut } = document;
  const instant = instantIn(document.timeZone);
  const row = (tag: "td" | "th", texts: readonly string[]): string =>
    `<tr>${texts.map((text, i) => `<${tag}${tag === "th" ? ' scope="col"' : ""} data-label="${COLUMNS[i]}">${escaped(text)}</${tag}>`).join("")}</tr>`;
  const none = '<p class="none">Nothing was disclosed in this time.</p>';
  const table = `<table><thead>${row("th", COLUMNS)}</thead><tbody>
${lines.map((line) => row("td", cells(line, instant))).join("\n")}
</tbody></table>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Accounting of disclosures</title><style>${STYLE}</style></head>
<body><header><p class="from">${escaped(organisation)}</p><h1>Accounting of disclosures</h1>
<dl><dt>Person</dt><dd>${escaped(person.name)}${person.birthDate ? `, born ${escaped(person.birthDate)}` : ""}</dd>
<dt>Period</dt><dd>${escaped(instant(document.since))} to ${escaped(instant(document.until))}</dd>
<dt>Disclosures</dt><dd>${lines.length}${isCut ? " (the newest of more: ask for a shorter period to see the others)" : ""}</dd>
<dt>Made on</dt><dd>${escaped(instant(document.generatedAt))}</dd></dl></header>
<main>${lines.length === 0 ? none : table}</main>
<footer><p>This lists each time records of this person left this organisation: each read by another organisation, each delivery and each export, with the basis it rested on (42 CFR 2.25, 45 CFR 164.528).</p>
<p><strong>${REDISCLOSURE_NOTICE}</strong></p></footer></body></html>
`;
}

const STYLE = `
body{font:14px/1.45 system-ui,sans-serif;color:#17202a;max-width:72rem;margin:2rem auto;padding:0 1rem}
.from{margin:0;color:#4a5568}h1{font-size:1.5rem;margin:.2rem 0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0 0 1.5rem}dt{color:#4a5568}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #d5dbe1}
th{border-bottom:2px solid #17202a;font-weight:600}td:first-child{white-space:nowrap}td:last-child{font-size:.85em;color:#4a5568}
footer{margin-top:1.5rem;color:#4a5568}
@media (max-width:48rem){thead{display:none}tr{display:block;border-bottom:2px solid #d5dbe1;padding:.5rem 0}td{display:block;border:0;padding:.15rem 0}td:not(:empty)::before{content:attr(data-label) ": ";color:#4a5568}}
@media print{@page{size:letter landscape;margin:1.5cm}body{margin:0;max-width:none;font-size:10px}thead{display:table-header-group}tr{break-inside:avoid}}
`;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
