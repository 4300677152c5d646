import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { liveClient } from "../clients/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { isLive } from "./recipient.machine.ts";
import { Referral } from "./referral.entity.ts";
import { referralMachine } from "./referral.machine.ts";
import type { ReferralInput } from "./referral.service.ts";
import { addParts, partsOf, refuseDuplicate } from "./referral.service.ts";
import { sendWave } from "./send.service.ts";
import { settleReferral, tellNobodyTook } from "./settlement.service.ts";

/**
 * Sends the first wave.
 * @throws DomainError CONSENT_MISSING, CONSENT_INVALID (path `recipients.<n>`); STALE; ILLEGAL_TRANSITION
 */
export async function sendReferral(tx: Transaction, input: ReferralInput): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const referral = await tx.get(Referral, input.referralId, { expectedVersion: input.expectedVersion });
  const state = referralMachine.next(referral.state, "send", "sender");
  await tx.update(Referral, referral, { state, sentAt: tx.now });
  const parts = await partsOf(tx, referral.id);
  await sendWave(
    tx,
    referral,
    parts.filter((part) => part.wave === 1),
  );
  return { referralId: referral.id };
}

/**
 * A person asks the next wave, once nobody of the waves before is live any more; further recipients
 * may be named with it, also such as were asked before. One without a consent stops them all.
 * @throws DomainError CONFLICT (WAVE_OPEN, WAVE_WAITING, NO_WAVE_LEFT), DUPLICATE, CONSENT_MISSING, CONSENT_INVALID, STALE
 */
export async function openNextWave(
  tx: Transaction,
  input: ReferralInput & { recipients?: readonly { programId: string }[] | null | undefined },
): Promise<{ referralId: string }> {
  authorise(tx.actor, "referral.send");
  const { id } = await tx.get(Referral, input.referralId, { expectedVersion: input.expectedVersion });
  const before = await partsOf(tx, id);
  if (before.some((part) => isLive(part.state)))
    throw new DomainError("CONFLICT", "Recipients of this wave have not all answered.", { reason: "WAVE_OPEN" });
  // The end of the wave before may not have been settled yet.
  await settleReferral(tx, { referralId: id });
  const referral = await tx.get(Referral, id);
  referralMachine.next(referral.state, "openNextWave", "sender");
  await refuseDuplicate(tx, referral);
  const waiting = before.filter((part) => part.state === "DRAFT");
  const next =
    waiting.length > 0
      ? Math.min(...waiting.map((part) => part.wave))
      : Math.max(0, ...before.map((part) => part.wave)) + 1;
  if (input.recipients?.length) {
    if (waiting.length > 0)
      throw new DomainError("CONFLICT", "A wave is waiting already.", { path: ["recipients"], reason: "WAVE_WAITING" });
    await addParts(tx, referral, input.recipients, next, before[0]?.needs ?? []);
  } else if (waiting.length === 0) {
    throw new DomainError("CONFLICT", "Nobody waits to be asked: name the programs to ask next.", {
      path: ["programIds"],
      reason: "NO_WAVE_LEFT",
    });
  }
  await freeAward(tx, referral);
  const parts = (await partsOf(tx, referral.id)).filter((part) => part.state === "DRAFT" && part.wave === next);
  await sendWave(tx, referral, parts);
  await reopen(tx, referral);
  return { referralId: referral.id };
}

/**
 * Job of the sender once a wave has ended without anybody: asks the first of the waiting waves in which
 * somebody can be asked. Consent is looked at again for each; who lacks one is left out with a task, and
 * stays for later. A repeat finds the wave open.
 */
export async function fanOut(tx: Transaction, input: ReferralInput): Promise<{ asked: number }> {
  const referral = await tx.get(Referral, input.referralId);
  const parts = await partsOf(tx, referral.id);
  const waiting = parts.filter((part) => part.state === "DRAFT");
  if (referral.state !== "UNFULFILLED" || waiting.length === 0 || parts.some((part) => isLive(part.state)))
    return { asked: 0 };
  const client = await liveClient(tx, referral.clientId);
  // Nobody is asked for who has died, nor beside another referral that took this one's place.
  if (client.deceasedOn !== null || !(await isAlone(tx, referral))) return { asked: 0 };
  await freeAward(tx, referral);
  let asked = 0;
  for (const wave of new Set(waiting.map((part) => part.wave))) {
    for (const part of waiting) if (part.wave === wave && (await ask(tx, referral, part))) asked += 1;
    if (asked > 0) break;
  }
  if (asked > 0) await reopen(tx, referral);
  else await tellNobodyTook(tx, referral);
  return { asked };
}

/** What stands against asking one recipient; all else is a failure of the job, which is tried again. */
const IN_THE_WAY: ReadonlySet<string> = new Set(["CONSENT_MISSING", "CONSENT_INVALID", "NOT_FOUND", "INVALID"]);

/** Whether this recipient was asked; what stands against it is found before anything is written. */
async function ask(tx: Transaction, referral: Referral, part: ReferralRecipient): Promise<boolean> {
  try {
    await sendWave(tx, referral, [part]);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || !IN_THE_WAY.has(error.code)) throw error;
    await openTask(tx, {
      kind: "REFERRAL_CONSENT",
      subjectId: referral.id,
      dueAt: tx.now,
      key: `referral-consent:${part.id}`,
    });
    return false;
  }
}

async function isAlone(tx: Transaction, referral: Referral): Promise<boolean> {
  try {
    await refuseDuplicate(tx, referral);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "DUPLICATE") return false;
    throw error;
  }
}

/** Whoever had it before did not keep it. */
async function freeAward(tx: Transaction, referral: Referral): Promise<void> {
  await tx.change(
    "update referral_awards set winner_recipient_id = null, winner_organisation_id = null, awarded_at = null where referral_id = $1",
    [referral.id],
  );
}

async function reopen(tx: Transaction, referral: Referral): Promise<void> {
  const party = tx.actor.kind === "job" ? "system" : "sender";
  await tx.update(Referral, referral, { state: referralMachine.next(referral.state, "openNextWave", party) });
  await cancelTasksAbout(tx, referral.id, ["REFERRAL_UNFULFILLED"]);
  tx.audit({
    action: "referral.open-next-wave",
    subjectType: "referral",
    subjectId: referral.id,
    clientId: referral.clientId,
  });
  // The sender's own affair: its recipients do not know of each other.
  tx.emit({ type: "referral.wave-opened", subjectId: referral.id, refIds: {} });
}
