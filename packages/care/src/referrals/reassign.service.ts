import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { Program, rearrangePlaces } from "../programs/index.ts";
import { received } from "./answer.service.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import { recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { movePart } from "./recipient.service.ts";

/**
 * The recipient takes the referral into another of its own programs at the level; a held place goes along.
 * @throws DomainError INVALID (SAME_PROGRAM, OTHER_LEVEL), CONFLICT (ASKED_TOO), NO_PLACE, NOT_FOUND, ILLEGAL_TRANSITION, STALE
 */
export async function reassignReferral(
  tx: Transaction,
  input: PartInput & { programId: string },
): Promise<{ recipientId: string }> {
  authorise(tx.actor, "referral.respond");
  const part = await received(tx, input);
  recipientMachine.next(part.state, "reassign", "recipient");
  const program = await tx.get(Program, input.programId, { path: ["programId"] });
  if (program.id === part.programId) throw invalid("programId", "It is in this program already.", "SAME_PROGRAM");
  if (program.edition !== part.edition || program.levelCode !== part.levelCode)
    throw invalid("programId", "This program does not offer the level.", "OTHER_LEVEL");
  if (program.state !== "ACTIVE")
    throw new DomainError("NO_PLACE", "The program is not open to new clients.", {
      path: ["programId"],
      reason: "NOT_OPEN",
    });
  const { referralId, wave } = part;
  if (await tx.findOne(ReferralRecipient, { referralId, wave, programId: program.id }))
    throw new DomainError("CONFLICT", "This program was asked as well.", { path: ["programId"], reason: "ASKED_TOO" });
  if (part.holdsPlace) await rearrangePlaces(tx, [part.programId], [program.id], ["programId"]);
  await movePart(tx, part, "reassign", "recipient", { programId: program.id });
  return { recipientId: part.id };
}
