import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { ClientDetails, checkDay, liveClient } from "../clients/index.ts";
import type { AccountingLine } from "../consent/index.ts";
import { accountingOfDisclosures, accountingSince } from "../consent/index.ts";
import { addDays, startOfDay } from "../programs/index.ts";
import type { AccountingDocument } from "./accounting.rules.ts";

/** Lines that one document holds. */
const MOST_LINES = 50_000;

/**
 * The accounting of one client as it is handed over. That it was made is kept; to hand a person their own accounting is
 * no disclosure to another.
 * @param input.from first day, where the organisation is; three years back unless given
 * @param input.to last day, itself among it; until now unless given
 * @throws DomainError FORBIDDEN; NOT_FOUND; INVALID
 */
export async function makeAccounting(
  tx: Transaction,
  input: { clientId: string; from?: string | null | undefined; to?: string | null | undefined },
): Promise<AccountingDocument> {
  authorise(tx.actor, "disclosure.read");
  authorise(tx.actor, "client.details.read");
  const client = await liveClient(tx, input.clientId);
  const organisation = await tx.get(Organisation, tx.actor.organisationId);
  const dayIn = (day: string, path: string): Date => startOfDay(checkDay(day, path), organisation.timeZone);
  const since = input.from ? dayIn(input.from, "from") : accountingSince(tx.now);
  // Of an instant the millisecond is kept: what was disclosed in this one is among it.
  const end = input.to ? dayIn(addDays(checkDay(input.to, "to"), 1), "to") : new Date(tx.now.getTime() + 1);
  if (end <= since) throw invalid("to", "A period ends after it began.");
  const until = new Date(Math.min(end.getTime() - 1, tx.now.getTime()));
  const details = await tx.findOne(ClientDetails, { clientId: client.id });
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
