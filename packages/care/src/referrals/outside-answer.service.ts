import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { checkDay, localDay } from "../programs/index.ts";
import { confirmCancellation, declineReferral } from "./answer.service.ts";
import { NOT_STARTED_DAYS } from "./deadline.rules.ts";
import { requireAward } from "./intake.service.ts";
import type { RecipientCommand } from "./recipient.machine.ts";
import { recipientActions, recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { alreadyFilled, claim, loadPart, movePart } from "./recipient.service.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { closeNotStartedJob } from "./referral.jobs.ts";

/**
 * Answers that differ for a receiver off the platform: it keeps no places and has no enrollments here, so its word
 * stands for what the records of an organisation on the platform would tell. States, award, consent and events are the
 * same.
 */

const MOVES = [
  "receive",
  "requestInformation",
  "accept",
  "undoAcceptance",
  "decline",
  "scheduleAppointment",
  "recordNoShow",
  "cancelAppointment",
  "recordIntake",
  "admit",
  "confirmCancellation",
] as const satisfies readonly RecipientCommand[];
export type OutsideMove = (typeof MOVES)[number] | "attend";

/** What a receiver off the platform may do with its part now, where the link is open at all. */
export function outsideActions(part: Pick<ReferralRecipient, "state">, chosen: boolean): OutsideMove[] {
  const legal: readonly string[] = recipientActions(part.state, "recipient");
  // Nothing is arranged before the client's choice.
  const arranging = new Set<OutsideMove>(["scheduleAppointment", "admit"]);
  const moves: OutsideMove[] = MOVES.filter((move) => legal.includes(move) && (chosen || !arranging.has(move)));
  return part.state === "ADMITTED" ? [...moves, "attend"] : moves;
}

type Answered = Promise<{ recipientId: string }>;

/** The first to accept has the referral; no place is held, since none is counted here. */
export async function acceptAsOutside(tx: Transaction, input: PartInput): Answered {
  const asked = await outsidePart(tx, input);
  if (asked.state !== "SENT") recipientMachine.next(asked.state, "accept", "recipient");
  // The award's lock first, then the part's: as every acceptance takes them.
  if (asked.mode === "FIRST_ACCEPT" && !(await claim(tx, asked))) throw alreadyFilled();
  const part =
    asked.state === "SENT" ? await movePart(tx, asked, "receive", "recipient", { receivedAt: tx.now }) : asked;
  await movePart(tx, part, "accept", "recipient", {
    firstResponseAt: part.firstResponseAt ?? tx.now,
    acceptedAt: tx.now,
  });
  return { recipientId: part.id };
}

/**
 * The receiver says that it admitted the client, and when.
 * @throws DomainError INVALID for a day to come or before the referral was sent
 */
export async function admitAsOutside(tx: Transaction, input: PartInput & { admittedOn: string }): Answered {
  const part = await outsidePart(tx, input);
  recipientMachine.next(part.state, "admit", "recipient");
  await requireAward(tx, part);
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  dayBetween("admittedOn", input.admittedOn, localDay(part.sentAt ?? tx.now, timeZone), localDay(tx.now, timeZone));
  await movePart(tx, part, "admit", "recipient", { admittedOn: input.admittedOn });
  tx.schedule({
    job: closeNotStartedJob.name,
    subjectId: part.id,
    dueAt: new Date(tx.now.getTime() + NOT_STARTED_DAYS * 86_400_000),
    key: `${closeNotStartedJob.name} ${part.id}`,
  });
  return { recipientId: part.id };
}

/**
 * The receiver says that the client came, and on which day first: the loop closes. By the system, as on the platform,
 * where the attendance recorded says so.
 * @throws DomainError INVALID for a day to come or before the admission
 */
export async function attendAsOutside(tx: Transaction, input: PartInput & { firstSessionOn: string }): Answered {
  const part = await outsidePart(tx, input);
  recipientMachine.next(part.state, "closeOnAttendance", "system");
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  dayBetween("firstSessionOn", input.firstSessionOn, part.admittedOn ?? "", localDay(tx.now, timeZone));
  await movePart(tx, part, "closeOnAttendance", "system", { firstSessionOn: input.firstSessionOn });
  return { recipientId: part.id };
}

/**
 * Speaks for a receiver off the platform that has no way left to speak for itself: its link is closed with the consent,
 * or it is asked no more. Confirms a cancellation asked for, declines the rest; who was admitted stays. Job of that
 * organisation.
 */
export async function closeForOutside(tx: Transaction, input: PartInput): Promise<{ closed: boolean }> {
  const part = await loadPart(tx, "recipient", input);
  const moves = outsideActions(part, true);
  if (moves.includes("confirmCancellation")) await confirmCancellation(tx, input);
  else if (moves.includes("decline"))
    await declineReferral(tx, { ...input, reason: "OTHER", note: "The receiver is asked no more." });
  else return { closed: false };
  return { closed: true };
}

async function outsidePart(tx: Transaction, input: PartInput): Promise<ReferralRecipient> {
  authorise(tx.actor, "referral.respond");
  const self = await tx.get(Organisation, tx.actor.organisationId);
  if (self.status !== "OUTSIDE")
    throw new DomainError("FORBIDDEN", "Organisations on the platform answer by their records.");
  return loadPart(tx, "recipient", input);
}

function dayBetween(path: string, day: string, first: string, last: string): void {
  checkDay(day, path);
  if (day < first || day > last) throw invalid(path, "This day is to come, or before it could have been.");
}
