import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { trimmed } from "../clients/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { Consent } from "./consent.entity.ts";
import type { ConsentCommand } from "./consent.machine.ts";
import { consentMachine } from "./consent.machine.ts";
import { HOLD_BUSINESS_DAYS, businessDaysAfter } from "./hold.rules.ts";

export interface ConsentCommandInput {
  readonly consentId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Ends a consent at once (42 CFR 2.31(a)(6)): from this transaction on no recipient reads under
 * it and nothing more is sent. What was disclosed before stays disclosed.
 * @throws DomainError CONFLICT (reason IRREVOCABLE) for one to who monitors for the justice system; ILLEGAL_TRANSITION, STALE
 */
export async function revokeConsent(tx: Transaction, input: ConsentCommandInput): Promise<{ consentId: string }> {
  const consent = await load(tx, input);
  refuseIrrevocable(consent);
  const changed = await move(tx, consent, "revoke", { revokedAt: tx.now });
  await closeGrants(tx, consent);
  return announce(tx, changed, "revoke", "consent.revoked");
}

/**
 * The client said, not in writing, that a consent is to be revoked: nothing is sent or read under it until the writing
 * is there or the client takes the wish back. Somebody is asked to see to that.
 * @throws DomainError INVALID without a reason; CONFLICT (IRREVOCABLE); ILLEGAL_TRANSITION, STALE
 */
export async function holdConsent(
  tx: Transaction,
  input: ConsentCommandInput & { reason: string },
): Promise<{ consentId: string }> {
  const consent = await load(tx, input);
  refuseIrrevocable(consent);
  const holdReason = wordsOf(input.reason);
  const heldBy = tx.actor.kind === "person" ? tx.actor.id : null;
  const changed = await move(tx, consent, "hold", { heldAt: tx.now, heldBy, holdReason });
  await tx.change("update consent_grants set held_at = $2 where consent_id = $1 and held_at is null", [
    consent.id,
    tx.now,
  ]);
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  await openTask(tx, {
    kind: "CONSENT_HELD",
    subjectId: consent.id,
    dueAt: businessDaysAfter(tx.now, HOLD_BUSINESS_DAYS, timeZone),
    key: `consent-held ${consent.id} ${tx.now.toISOString()}`,
  });
  return announce(tx, changed, "hold", "consent.held");
}

/** The client takes the wish back: the consent reaches as before. @throws DomainError ILLEGAL_TRANSITION, STALE */
export async function liftConsentHold(tx: Transaction, input: ConsentCommandInput): Promise<{ consentId: string }> {
  const consent = await load(tx, input);
  const changed = await move(tx, consent, "lift", { heldAt: null, heldBy: null, holdReason: null });
  await tx.change("update consent_grants set held_at = null where consent_id = $1", [consent.id]);
  return announce(tx, changed, "lift", "consent.hold-lifted");
}

/**
 * A consent is known to be materially false (42 CFR 2.31(c)(4)): it reaches nowhere from now on, an irrevocable one too.
 * @throws DomainError INVALID without a reason; ILLEGAL_TRANSITION, STALE
 */
export async function flagConsentFalse(
  tx: Transaction,
  input: ConsentCommandInput & { reason: string },
): Promise<{ consentId: string }> {
  const consent = await load(tx, input);
  const changed = await move(tx, consent, "flagFalse", { falseAt: tx.now, falseReason: wordsOf(input.reason) });
  await closeGrants(tx, consent);
  return announce(tx, changed, "flag-false", "consent.found-false");
}

/**
 * The event came about at which the consent ends by its own words (42 CFR 2.31(a)(7), 2.35(b)).
 * @param input.occurredAt not in the future, not before the signature; now unless given
 * @throws DomainError INVALID; CONFLICT (reason NO_EVENT) where none was stated; ILLEGAL_TRANSITION, STALE
 */
export async function recordConsentEvent(
  tx: Transaction,
  input: ConsentCommandInput & { occurredAt?: Date | null | undefined },
): Promise<{ consentId: string }> {
  const consent = await load(tx, input);
  if (consent.expiryEvent === null) {
    throw new DomainError("CONFLICT", "This consent names no event at which it ends.", {
      path: ["id"],
      reason: "NO_EVENT",
    });
  }
  const endedAt = input.occurredAt ?? tx.now;
  if (endedAt > tx.now) throw invalid("occurredAt", "This has not come about yet.", "FUTURE");
  if (endedAt < consent.signedAt)
    throw invalid("occurredAt", "This was before the consent was signed.", "BEFORE_SIGNED");
  const changed = await move(tx, consent, "recordEvent", { endedAt });
  await tx.change(
    "update consent_grants set expires_at = $2 where consent_id = $1 and (expires_at is null or expires_at > $2)",
    [consent.id, endedAt],
  );
  return announce(tx, changed, "record-event", "consent.ended");
}

async function load(tx: Transaction, input: ConsentCommandInput): Promise<Consent> {
  authorise(tx.actor, "consent.manage");
  return tx.get(Consent, input.consentId, { expectedVersion: input.expectedVersion });
}

/** A hold that was on it needs nobody any more. */
async function move(
  tx: Transaction,
  consent: Consent,
  command: ConsentCommand,
  changes: Partial<Consent>,
): Promise<Consent> {
  const state = consentMachine.next(consent.state, command, "discloser");
  const moved = await tx.update(Consent, consent, { ...changes, state });
  await cancelTasksAbout(tx, consent.id, ["CONSENT_HELD"]);
  return moved;
}

async function closeGrants(tx: Transaction, consent: Consent): Promise<void> {
  await tx.change("update consent_grants set revoked_at = $2 where consent_id = $1 and revoked_at is null", [
    consent.id,
    tx.now,
  ]);
}

function refuseIrrevocable(consent: Consent): void {
  if (!consent.irrevocable || consentMachine.terminal.has(consent.state)) return;
  const until = consent.expiryEvent ?? consent.expiresAt?.toISOString().slice(0, 10);
  throw new DomainError(
    "CONFLICT",
    `This consent cannot be revoked before it ends (${until}): it is a condition of release or disposition (42 CFR 2.35(c)).`,
    { path: ["id"], reason: "IRREVOCABLE" },
  );
}

function wordsOf(reason: string): string {
  const words = trimmed(reason, "reason", 500);
  if (words === null) throw invalid("reason", "This needs a reason.");
  return words;
}

function announce(tx: Transaction, consent: Consent, verb: string, event: string): { consentId: string } {
  tx.audit({
    action: `consent.${verb}`,
    subjectType: "consent",
    subjectId: consent.id,
    clientId: consent.clientId,
    consentId: consent.id,
  });
  tx.emit({ type: event, subjectId: consent.id, refIds: { clientId: consent.clientId } });
  return { consentId: consent.id };
}
