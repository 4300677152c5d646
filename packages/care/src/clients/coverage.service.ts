import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { checkCode, checkDay, trimmed } from "./client.rules.ts";
import { Coverage } from "./coverage.entity.ts";
import { liveClient } from "./live-client.service.ts";

/** What is known of a payer; of the client's share a percentage or an amount, not both. */
export interface CoverageTerms {
  readonly payerName?: string | null | undefined;
  readonly planName?: string | null | undefined;
  readonly memberId?: string | null | undefined;
  /** 0 to 100. */
  readonly sharePercent?: number | null | undefined;
  /** A day, in minor units of `shareCurrency`. */
  readonly shareAmount?: number | null | undefined;
  /** ISO 4217; USD unless given. */
  readonly shareCurrency?: string | null | undefined;
  readonly deductibleNote?: string | null | undefined;
}

/**
 * A new payer from a day on; the one before ends there.
 * @param input.paymentSource TEDS PRIMPAY, 1 to 7
 * @throws DomainError INVALID, NOT_FOUND
 */
export async function setCoverage(
  tx: Transaction,
  input: CoverageTerms & { clientId: string; paymentSource: number; validFrom: string },
): Promise<{ clientId: string; coverageId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  const validFrom = checkDay(input.validFrom, "validFrom");
  const later = await tx.query("select from coverages where client_id = $1 and valid_from > $2", [
    client.id,
    validFrom,
  ]);
  if (later.length > 0) throw invalid("validFrom", "A later payer is recorded already.");
  await tx.change(
    "update coverages set valid_to = $2, version = version + 1 where client_id = $1 and valid_to is null",
    [client.id, validFrom],
  );
  const coverageId = await insertCoverage(tx, client.id, { ...input, validFrom });
  tx.audit({ action: "client.set-coverage", subjectType: "client", subjectId: client.id, clientId: client.id });
  return { clientId: client.id, coverageId };
}

/**
 * What is learned of a payer later; what is left out stays. Another payer is a coverage of its own.
 * @throws DomainError STALE, INVALID, NOT_FOUND
 */
export async function updateCoverage(
  tx: Transaction,
  input: CoverageTerms & { coverageId: string; expectedVersion?: number | null | undefined; validTo?: string | null },
): Promise<{ coverageId: string }> {
  authorise(tx.actor, "client.manage");
  const coverage = await tx.get(Coverage, input.coverageId, { expectedVersion: input.expectedVersion });
  const client = await liveClient(tx, coverage.clientId);
  const { coverageId: _, expectedVersion: __, validTo = coverage.validTo, ...terms } = input;
  if (validTo !== null && checkDay(validTo, "validTo") < coverage.validFrom)
    throw invalid("validTo", "This lies before the coverage begins.");
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
  await tx.update(Coverage, coverage, { ...checkedTerms({ ...coverage, ...given }), validTo });
  tx.audit({
    action: "client.update-coverage",
    subjectType: "coverage",
    subjectId: coverage.id,
    clientId: client.id,
    fields: Object.keys(given),
  });
  return { coverageId: coverage.id };
}

/** A payer of a client without one so far; its permission is decided by who calls. */
export async function insertCoverage(
  tx: Transaction,
  clientId: string,
  input: CoverageTerms & { paymentSource: number; validFrom: string },
): Promise<string> {
  const { paymentSource, validFrom } = input;
  checkCode(paymentSource, 1, 7, "paymentSource");
  return (await tx.insert(Coverage, { clientId, paymentSource, validFrom, ...checkedTerms(input) })).id;
}

function checkedTerms(terms: CoverageTerms): Required<CoverageTerms> & Pick<Coverage, "shareCurrency"> {
  const { sharePercent = null, shareAmount = null } = terms;
  if (sharePercent !== null && shareAmount !== null)
    throw invalid("sharePercent", "A share is a percentage or an amount, not both.");
  checkCode(sharePercent, 0, 100, "sharePercent");
  checkCode(shareAmount, 0, 100_000_000, "shareAmount");
  const shareCurrency = shareAmount === null ? null : (terms.shareCurrency ?? "USD");
  if (shareCurrency !== null && !/^[A-Z]{3}$/.test(shareCurrency))
    throw invalid("shareCurrency", "A currency is a code of three capital letters.");
  return {
    payerName: trimmed(terms.payerName, "payerName"),
    planName: trimmed(terms.planName, "planName"),
    memberId: trimmed(terms.memberId, "memberId", 80),
    sharePercent,
    shareAmount,
    shareCurrency,
    deductibleNote: trimmed(terms.deductibleNote, "deductibleNote", 2000),
  };
}
