import type { Database, ReadStatement, Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";
import { toCsv } from "../csv.rules.ts";
import { discloseWithoutConsent } from "../consent/index.ts";
import { daysBetween } from "../programs/index.ts";
import { profileOf, staysBetween } from "./extract.query.ts";
import type { ExtractKind, ExtractRow, StateProfile, StayFacts } from "./extract.rules.ts";
import { extractColumns, extractRow, stintsOf } from "./extract.rules.ts";

export interface ExtractInput {
  readonly kind: ExtractKind;
  /** Two capital letters of a profile; `US` for the public-use codes. */
  readonly state: string;
  /** YYYY-MM-DD: admissions, or discharges, from this day on. */
  readonly from: string;
  /** First day that is no longer part of it. */
  readonly until: string;
  readonly programId?: string | null | undefined;
  readonly siteId?: string | null | undefined;
  /** Of the deployment; client keys come from it. */
  readonly secret: string;
}

export interface Extract {
  readonly columns: readonly string[];
  readonly rows: readonly ExtractRow[];
  readonly csv: string;
}

const LONGEST_WINDOW_DAYS = 366;
const MOST_STAYS = 20_000;

type Read = <R extends object>(statement: ReadStatement) => Promise<R[]>;

/** States whose files can be made. */
export async function stateProfiles(db: Database, actor: Actor): Promise<StateProfile[]> {
  authorise(actor, "report.read");
  return db.readWith<StateProfile>(actor, profileOf(null));
}

/**
 * The file as it would be sent, for those who mend it first: nothing leaves, and whose record was read is in the audit.
 * @throws DomainError FORBIDDEN; INVALID; NOT_FOUND; LIMIT_REACHED for a window with too many stays
 */
export async function previewExtract(db: Database, actor: Actor, input: ExtractInput): Promise<Extract> {
  authorise(actor, "report.export");
  const extract = await makeExtract((statement) => db.readWith(actor, statement), input);
  const fields = [categoryOf(input.kind)];
  await db.run(actor, async (tx) => {
    for (const clientId of clientsOf(extract))
      tx.audit({ action: "record.read", subjectType: "client", subjectId: clientId, clientId, fields });
  });
  return extract;
}

/**
 * The file that goes to the state: a disclosure of each client in it under 42 CFR 2.53, in the accounting and the audit.
 * @throws DomainError as `previewExtract`
 */
export async function exportTeds(tx: Transaction, input: ExtractInput): Promise<Extract> {
  authorise(tx.actor, "report.export");
  const read: Read = (statement) => tx.query(statement.sql, statement.values);
  const extract = await makeExtract(read, input);
  const [profile] = await read<StateProfile>(profileOf(input.state));
  const clientIds = clientsOf(extract);
  if (clientIds.length === 0) return extract;
  await discloseWithoutConsent(tx, {
    kind: "EXPORT",
    clientIds,
    recipientName: profile?.name ?? input.state,
    purpose: "AUDIT_EVALUATION",
    categories: [categoryOf(input.kind)],
    legalBasis: "AUDIT_EVALUATION",
  });
  return extract;
}

const clientsOf = (extract: Extract): string[] => [...new Set(extract.rows.map((row) => row.clientId))];
const categoryOf = (kind: ExtractKind): string => (kind === "ADMISSIONS" ? "TEDS_ADMISSION" : "TEDS_DISCHARGE");

async function makeExtract(read: Read, input: ExtractInput): Promise<Extract> {
  const { kind, state, secret, programId, siteId } = input;
  const from = checkDay(input.from, "from");
  const until = checkDay(input.until, "until");
  if (until <= from || daysBetween(from, until) > LONGEST_WINDOW_DAYS)
    throw invalid("until", `A file covers 1 to ${LONGEST_WINDOW_DAYS} days.`);
  const [profile] = await read<StateProfile>(profileOf(state));
  if (!profile) throw invalid("state", "There is no profile of this state.");
  for (const [table, id] of [
    ["program", programId],
    ["site", siteId],
  ] as const)
    if (id && (await read({ sql: `select 1 from ${table}s where id = $1`, values: [id] })).length === 0)
      throw notFound(table, [`${table}Id`]);
  const stays = await read<StayFacts>(staysBetween(from, until, MOST_STAYS + 1));
  if (stays.length > MOST_STAYS)
    throw new DomainError("LIMIT_REACHED", "These are too many stays for one file: ask for fewer days.", {
      path: ["until"],
    });
  const rows = stays
    .flatMap((stay) => stintsOf(stay, profile))
    .filter((stint) => (!programId || stint.programId === programId) && (!siteId || stint.siteId === siteId))
    .filter((stint) => {
      const day = kind === "ADMISSIONS" ? stint.startsOn : stint.endsOn;
      return day !== null && day >= from && day < until;
    })
    .map((stint) => extractRow(kind, stint, profile, secret));
  const columns = extractColumns(kind);
  return {
    columns,
    rows,
    csv: toCsv(
      columns,
      // A word for missing such as -9 is a number, and stays one.
      rows.map((row) => row.values.map((value) => (/^-\d+$/.test(value) ? Number(value) : value))),
    ),
  };
}
