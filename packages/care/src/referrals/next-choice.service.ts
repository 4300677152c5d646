import type { Transaction } from "@causeway/database";
import { DirectoryEntry } from "../directory/index.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import type { Referral } from "./referral.entity.ts";
import { MOST_PER_WAVE, MOST_WAVES, addParts } from "./referral.service.ts";

/**
 * Programs that a declining recipient named become the sender's next choice: in the wave that waits, or in
 * one of their own. One that was asked before is not asked again for it.
 * @returns whether the referral has parts that it had not before
 */
export async function takeForwards(
  tx: Transaction,
  referral: Referral,
  parts: readonly ReferralRecipient[],
): Promise<boolean> {
  if (referral.state !== "OPEN" && referral.state !== "UNFULFILLED") return false;
  let added = false;
  const waves = parts.map((part) => ({ wave: part.wave, waits: part.state === "DRAFT" }));
  const known = new Set(parts.map((part) => part.programId));
  for (const part of parts) {
    const { forwardedToProgramId: programId } = part;
    if (programId === null || !(await tx.once(`referral.forward ${part.id}`)) || known.has(programId)) continue;
    const { edition, levelCode, organisationId } = referral;
    const listed = await tx.findOne(DirectoryEntry, { id: programId, edition, levelCode });
    if (!listed || listed.organisationId === organisationId) continue;
    const waiting = waves.filter(({ waits }) => waits).map(({ wave }) => wave);
    const next = Math.min(...waiting);
    const hasRoom = waiting.length > 0 && waiting.filter((wave) => wave === next).length < MOST_PER_WAVE;
    const wave = hasRoom ? next : Math.max(...waves.map((each) => each.wave)) + 1;
    if (wave > MOST_WAVES) continue;
    await addParts(tx, referral, [{ programId }], wave, part.needs);
    waves.push({ wave, waits: true });
    known.add(programId);
    added = true;
  }
  return added;
}
