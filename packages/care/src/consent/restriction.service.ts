import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { checkDay, liveClient, trimmed } from "../clients/index.ts";
import type { Category } from "./consent.rules.ts";
import { CATEGORIES } from "./consent.rules.ts";
import { DisclosureRestriction } from "./restriction.entity.ts";
import { restrictionMachine } from "./restriction.machine.ts";
import type { RestrictionKind, WantedDisclosure } from "./restriction.rules.ts";
import { restricts } from "./restriction.rules.ts";

export interface NewRestriction {
  readonly clientId: string;
  readonly kind: RestrictionKind;
  /** What the client asked, in words. */
  readonly request: string;
  /** Day on which it was asked. */
  readonly requestedOn: string;
  /** Why it was not agreed to; agreed without it. */
  readonly refusalReason?: string | null | undefined;
  readonly payerName?: string | null | undefined;
  readonly towardsOrganisationId?: string | null | undefined;
  readonly categories?: readonly string[] | null | undefined;
  readonly serviceFrom?: string | null | undefined;
  readonly serviceUntil?: string | null | undefined;
}

/**
 * A client asks that something be kept from somebody; agreed to, unless a reason says why not. What was paid for otherwise
 * is kept from a health plan whenever the client asks (45 CFR 164.522(a)(1)(vi)).
 * @throws DomainError INVALID (reason MUST_BE_AGREED); NOT_FOUND
 */
export async function recordRestriction(
  tx: Transaction,
  input: NewRestriction,
): Promise<{ disclosureRestrictionId: string }> {
  authorise(tx.actor, "consent.manage");
  const client = await liveClient(tx, input.clientId);
  const { kind, towardsOrganisationId = null, serviceFrom = null, serviceUntil = null } = input;
  const request = trimmed(input.request, "request", 2000);
  if (request === null) throw invalid("request", "This says what the client asked.");
  const refusalReason = trimmed(input.refusalReason, "refusalReason", 500);
  const selfPaid = kind === "SELF_PAID";
  if (selfPaid && refusalReason !== null) {
    const words =
      "What was paid for otherwise is kept from a health plan (45 CFR 164.522(a)(1)(vi)): this is agreed to.";
    throw invalid("refusalReason", words, "MUST_BE_AGREED");
  }
  if (selfPaid && serviceFrom === null) throw invalid("serviceFrom", "This says which days were paid for otherwise.");
  if (selfPaid && towardsOrganisationId !== null)
    throw invalid("towardsOrganisationId", "A health plan is named by its payer.");
  if (towardsOrganisationId !== null && !(await tx.findOne(Organisation, { id: towardsOrganisationId })))
    throw notFound("organisation", ["towardsOrganisationId"]);
  const categories = [...new Set(input.categories ?? [])];
  if (categories.some((category) => !(CATEGORIES as readonly string[]).includes(category)))
    throw invalid("categories", "A category is not one of the list.");
  for (const [path, day] of Object.entries({ serviceFrom, serviceUntil })) if (day !== null) checkDay(day, path);
  if (serviceFrom !== null && serviceUntil !== null && serviceUntil <= serviceFrom)
    throw invalid("serviceUntil", "This lies before the beginning.");
  const row = await tx.insert(DisclosureRestriction, {
    clientId: client.id,
    kind,
    state:
      refusalReason === null
        ? restrictionMachine.initial
        : restrictionMachine.next(restrictionMachine.initial, "refuse", "recorder"),
    payerName: trimmed(input.payerName, "payerName"),
    towardsOrganisationId,
    categories: categories as Category[],
    serviceFrom,
    serviceUntil,
    request,
    refusalReason,
    requestedOn: checkDay(input.requestedOn, "requestedOn"),
    decidedBy: tx.actor.kind === "person" ? tx.actor.id : null,
  });
  audit(tx, row, refusalReason === null ? "agree" : "refuse");
  return { disclosureRestrictionId: row.id };
}

/**
 * What was agreed ends, because the client asked for it or agreed to it (45 CFR 164.522(a)(2)).
 * @throws DomainError INVALID (reason ONLY_THE_CLIENT); ILLEGAL_TRANSITION, STALE, NOT_FOUND
 */
export async function endRestriction(
  tx: Transaction,
  input: { disclosureRestrictionId: string; clientAgrees: boolean; expectedVersion?: number | null | undefined },
): Promise<{ disclosureRestrictionId: string }> {
  authorise(tx.actor, "consent.manage");
  const { expectedVersion } = input;
  const row = await tx.get(DisclosureRestriction, input.disclosureRestrictionId, { expectedVersion });
  const state = restrictionMachine.next(row.state, "end", "discloser");
  if (!input.clientAgrees)
    throw invalid("clientAgrees", "A restriction ends when the client asks or agrees.", "ONLY_THE_CLIENT");
  await tx.update(DisclosureRestriction, row, { state, endedAt: tx.now });
  audit(tx, row, "end");
  return { disclosureRestrictionId: row.id };
}

/**
 * Whether something the client asked for, and that was agreed to, forbids this disclosure by the client's own organisation.
 * Not asked in a medical emergency (164.522(a)(1)(iii)), nor where the law requires the disclosure.
 */
export async function restrictionDefect(
  tx: Transaction,
  wanted: WantedDisclosure & { clientId: string },
): Promise<"RESTRICTED" | null> {
  const agreed = await tx.find(DisclosureRestriction, { clientId: wanted.clientId, state: "AGREED" });
  return agreed.some((restriction) => restricts(restriction, wanted)) ? "RESTRICTED" : null;
}

export function restricted(path: readonly string[] = []): DomainError {
  return new DomainError(
    "CONSENT_INVALID",
    "The client asked that this be kept from this recipient, and that was agreed to (45 CFR 164.522(a)).",
    { path, reason: "RESTRICTED" },
  );
}

function audit(tx: Transaction, row: DisclosureRestriction, verb: "agree" | "refuse" | "end"): void {
  tx.audit({
    action: `restriction.${verb}`,
    subjectType: "disclosure_restriction",
    subjectId: row.id,
    clientId: row.clientId,
    fields: row.categories,
  });
}
