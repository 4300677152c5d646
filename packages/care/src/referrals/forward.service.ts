import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid, notFound } from "@causeway/kernel";
import { DirectoryEntry } from "../directory/index.ts";
import { letGo, received } from "./answer.service.ts";
import type { DeclineReason } from "./decline.rules.ts";
import { declineNote } from "./decline.rules.ts";
import { recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { movePart } from "./recipient.service.ts";
import { referralEvent } from "./referral.events.ts";

/**
 * Declines and names a program of a third organisation. Nothing of the client goes there: it becomes the
 * sender's next choice, asked under a consent that names it (42 CFR 2.32, 2.33: onward only by consent).
 * @throws DomainError INVALID (OWN_PROGRAM, SENDERS_PROGRAM, OTHER_LEVEL), NOT_FOUND, ILLEGAL_TRANSITION, STALE
 */
export async function forwardReferral(
  tx: Transaction,
  input: PartInput & { programId: string; reason: DeclineReason; note?: string | null | undefined },
): Promise<{ recipientId: string }> {
  authorise(tx.actor, "referral.respond");
  const note = declineNote(input.reason, input.note);
  const part = await received(tx, input);
  recipientMachine.next(part.state, "forward", "recipient");
  const program = await tx.findOne(DirectoryEntry, { id: input.programId });
  if (!program) throw notFound("program", ["programId"]);
  if (program.organisationId === tx.actor.organisationId)
    throw invalid("programId", "This is a program of your own: reassign it.", "OWN_PROGRAM");
  if (program.organisationId === part.senderOrganisationId)
    throw invalid("programId", "This is a program of the sender.", "SENDERS_PROGRAM");
  if (program.edition !== part.edition || program.levelCode !== part.levelCode)
    throw invalid("programId", "This program does not offer the level.", "OTHER_LEVEL");
  await letGo(tx, part);
  const moved = await movePart(tx, part, "forward", "recipient", {
    declineReason: input.reason,
    declineNote: note,
    forwardedToOrganisationId: program.organisationId,
    forwardedToProgramId: program.id,
    holdsPlace: false,
    clockStoppedAt: null,
    firstResponseAt: part.firstResponseAt ?? tx.now,
  });
  tx.emit(referralEvent("referral.forwarded", moved));
  return { recipientId: part.id };
}
