import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { ClientDetails, liveClient } from "../clients/index.ts";
import type { AccountingLine } from "../consent/index.ts";
import { ACCOUNTING_YEARS, accountingOfDisclosures } from "../consent/index.ts";
import type { AccountingDocument } from "./accounting.rules.ts";

/** Lines that one document holds. */
const MOST_LINES = 50_000;

/**
 * The accounting of one client as it is handed over. That it was made is kept; to hand a person their own accounting is
 * no disclosure to another.
 * @param input.since three years back unless given
 * @throws DomainError FORBIDDEN; NOT_FOUND; INVALID
 */
export async function makeAccounting(
  tx: Transaction,
  input: { clientId: string; since?: Date | null | undefined; until?: Date | null | undefined },
): Promise<AccountingDocument> {
  authorise(tx.actor, "disclosure.read");
  authorise(tx.actor, "client.details.read");
  const client = await liveClient(tx, input.clientId);
  const since = input.since ?? yearsBack(tx.now, ACCOUNTING_YEARS);
  const until = input.until ?? tx.now;
  if (until <= since) throw invalid("until", "A period ends after it began.");
  const organisation = await tx.get(Organisation, tx.actor.organisationId);
  const details = await tx.findOne(ClientDetails, { clientId: client.id });
  // Of an instant the millisecond is kept: what was disclosed in this one is among it.
  const end = input.until ? until : new Date(until.getTime() + 1);
  const statement = accountingOfDisclosures(client.id, since, { until: end, limit: MOST_LINES + 1 });
  const lines = await tx.query<AccountingLine>(statement.sql, statement.values);
  tx.audit({
    action: "accounting.print",
    subjectType: "client",
    subjectId: client.id,
    clientId: client.id,
    fields: ["givenName", "familyName", "birthDate"],
  });
  return {
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    person: {
      name: [details?.givenName, details?.familyName].filter(Boolean).join(" "),
      birthDate: details?.birthDate ?? null,
    },
    since,
    until,
    generatedAt: tx.now,
    lines: lines.slice(0, MOST_LINES),
    isCut: lines.length > MOST_LINES,
  };
}

export function yearsBack(from: Date, years: number): Date {
  const since = new Date(from);
  since.setUTCFullYear(since.getUTCFullYear() - years);
  return since;
}
