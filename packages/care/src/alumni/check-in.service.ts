import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { Client, ClientDetails, recordDeath } from "../clients/index.ts";
import { addDays, localDay, startOfDay } from "../programs/index.ts";
import { Alumnus, CheckIn, CheckInAttempt, type AttemptOutcome, type ContactChannel } from "./alumnus.entity.ts";
import { sendCheckInJob } from "./alumnus.jobs.ts";
import { zoneOf } from "./alumnus.service.ts";
import { MOST_ATTEMPTS, WINDOW_DAYS } from "./cadence.rules.ts";
import { checkInMachine, type CheckInCommand } from "./check-in.machine.ts";
import { hasContactConsent, withdrawContactConsent } from "./contact-consent.service.ts";
import { decideContact } from "./contact.rules.ts";
import { endFollowing } from "./end-following.service.ts";

const FALLBACK_ZONE = "America/New_York";

/** A check-in that may go out by e-mail at this instant: whom it is for, and the one address it may go to. */
export interface CheckInToSend {
  readonly checkInId: string;
  readonly clientId: string;
  readonly email: string;
}

/**
 * Job on the day of a check-in. Everything is asked again at this instant: the state, the opt-in, do-not-contact, the
 * address, the hour and how often. Answers what may be sent now; what may be sent later is scheduled again, and what may
 * not be sent at all is written down with its reason, and left to staff.
 */
export async function planCheckIn(tx: Transaction, input: { checkInId: string }): Promise<CheckInToSend | null> {
  const checkIn = await tx.findOne(CheckIn, { id: input.checkInId });
  if (checkIn?.state !== "DUE") return null;
  const alumnus = await tx.get(Alumnus, checkIn.alumnusId);
  const client = await tx.get(Client, alumnus.clientId);
  const details = await tx.findOne(ClientDetails, { clientId: client.id });
  const zone = await zoneOf(tx, client);
  if (await tx.once(`check-in.due ${checkIn.id}`)) {
    tx.emit({ type: "check-in.due", subjectId: checkIn.id, refIds: { alumnusId: alumnus.id } });
  }
  const decision = decideContact({
    now: tx.now,
    zone,
    deceased: client.deceasedOn !== null,
    doNotContact: client.doNotContact,
    optedIn: await hasContactConsent(tx, client.id, "EMAIL", "CHECK_IN"),
    hasAddress: Boolean(details?.email),
    addressSafe: details?.emailSafe ?? false,
    sentAt: await sentTo(tx, client.id),
  });
  if (decision.may === "LATER") {
    const closes = startOfDay(addDays(checkIn.dueOn, WINDOW_DAYS + 1), zone ?? FALLBACK_ZONE);
    if (decision.at < closes) {
      tx.schedule({
        job: sendCheckInJob.name,
        subjectId: checkIn.id,
        dueAt: decision.at,
        key: `check-in ${checkIn.id} send ${decision.at.toISOString()}`,
      });
    }
    return null;
  }
  if (decision.may === "NEVER") {
    await noteSuppressed(tx, { checkInId: checkIn.id, reason: decision.reason });
    if (decision.reason === "DECEASED" || decision.reason === "DO_NOT_CONTACT") await endFollowing(tx, client.id);
    return null;
  }
  return { checkInId: checkIn.id, clientId: client.id, email: details?.email ?? "" };
}

async function sentTo(tx: Transaction, clientId: string): Promise<Date[]> {
  const rows = await tx.query<{ at: Date }>(
    `select t.at from check_in_attempts t join check_ins c on c.id = t.check_in_id join alumni a on a.id = c.alumnus_id
     where a.client_id = $1 and t.outcome = 'SENT' and t.at > $2`,
    [clientId, new Date(tx.now.getTime() - 8 * 86_400_000)],
  );
  return rows.map((row) => row.at);
}

/** The message was written; it counts as an attempt and toward the frequency. */
export async function noteSent(tx: Transaction, input: { checkInId: string }): Promise<void> {
  const checkIn = await tx.get(CheckIn, input.checkInId);
  await addAttempt(tx, checkIn, "EMAIL", "SENT");
  await tx.update(CheckIn, checkIn, { attempts: checkIn.attempts + 1 });
}

/** Nothing was sent, and why. */
export async function noteSuppressed(tx: Transaction, input: { checkInId: string; reason: string }): Promise<void> {
  const checkIn = await tx.get(CheckIn, input.checkInId);
  await addAttempt(tx, checkIn, "EMAIL", "SUPPRESSED", input.reason);
}

/**
 * What staff met when they tried. Reached ends the check-in; a third try in vain gives it up; an opt-out and a death are
 * heeded at once.
 * @throws DomainError ILLEGAL_TRANSITION when the check-in is over; STALE; INVALID before its window
 */
export async function recordCheckInAttempt(
  tx: Transaction,
  input: { checkInId: string; channel: ContactChannel; outcome: AttemptOutcome; expectedVersion?: number | null },
): Promise<{ checkInId: string; clientId: string }> {
  authorise(tx.actor, "alumni.manage");
  const checkIn = await tx.get(CheckIn, input.checkInId, {
    expectedVersion: input.expectedVersion,
    path: ["checkInId"],
  });
  const alumnus = await tx.get(Alumnus, checkIn.alumnusId);
  const client = await tx.get(Client, alumnus.clientId);
  const today = localDay(tx.now, (await zoneOf(tx, client)) ?? FALLBACK_ZONE);
  // Legal before anything is written: an ended check-in takes no more attempts.
  const legal = (command: CheckInCommand) => checkInMachine.next(checkIn.state, command, "staff");
  legal("giveUp");
  if (today < addDays(checkIn.dueOn, -WINDOW_DAYS))
    throw invalid("checkInId", "This check-in is not due yet.", "NOT_DUE");
  await addAttempt(tx, checkIn, input.channel, input.outcome);
  const attempts = checkIn.attempts + 1;
  const command = commandOf(input.outcome, attempts);
  const moved = command === null ? {} : { state: legal(command), completedAt: tx.now };
  await tx.update(CheckIn, checkIn, { attempts, ...moved });
  tx.audit({
    action: "check-in.attempt",
    subjectType: "check_in",
    subjectId: checkIn.id,
    clientId: client.id,
    reason: input.outcome,
  });
  if (command === "reach")
    tx.emit({ type: "check-in.answered", subjectId: checkIn.id, refIds: { alumnusId: alumnus.id } });
  if (input.outcome === "OPTED_OUT")
    await withdrawContactConsent(tx, { clientId: client.id, channel: input.channel, by: "CLIENT" });
  if (input.outcome === "DECEASED") {
    await recordDeath(tx, { clientId: client.id, deceasedOn: tx.now.toISOString().slice(0, 10) });
    await endFollowing(tx, client.id);
  }
  return { checkInId: checkIn.id, clientId: client.id };
}

function commandOf(outcome: AttemptOutcome, attempts: number): CheckInCommand | null {
  if (outcome === "REACHED") return "reach";
  if (outcome === "OPTED_OUT" || outcome === "DECEASED") return "cancel";
  return outcome === "REFUSED" || attempts >= MOST_ATTEMPTS ? "giveUp" : null;
}

async function addAttempt(
  tx: Transaction,
  checkIn: CheckIn,
  channel: ContactChannel,
  outcome: CheckInAttempt["outcome"],
  suppressedReason: string | null = null,
): Promise<void> {
  const recordedBy = tx.actor.kind === "person" ? tx.actor.id : null;
  await tx.insert(CheckInAttempt, {
    checkInId: checkIn.id,
    channel,
    outcome,
    suppressedReason,
    recordedBy,
    at: tx.now,
  });
}

/** Job after the window: nobody answered. */
export async function closeCheckIn(tx: Transaction, input: { checkInId: string }): Promise<{ closed: boolean }> {
  const checkIn = await tx.findOne(CheckIn, { id: input.checkInId });
  if (checkIn?.state !== "DUE") return { closed: false };
  await tx.update(CheckIn, checkIn, {
    state: checkInMachine.next(checkIn.state, "giveUp", "system"),
    completedAt: tx.now,
  });
  return { closed: true };
}
