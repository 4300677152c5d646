import { randomInt } from "node:crypto";
import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { IsNull } from "typeorm";
import { ClientCircumstances, ClientSubstance } from "../../clients/index.ts";
import { Program, addDays, localDay, startOfDay, timeZoneOf } from "../../programs/index.ts";
import { cancelTasksAbout, openTask } from "../../tasks/index.ts";
import type { Enrollment } from "../enrollment.entity.ts";
import type { WaitEnd } from "./waitlist.entity.ts";
import { WaitlistEntry, WaitlistEvent } from "./waitlist.entity.ts";
import { reviewWaiting } from "./waitlist.jobs.ts";
import { nextInLine, positionOf } from "./waitlist.query.ts";
import type { InterimService, PriorityReason, StatedBy, WaitDeadlines, WaitingReason } from "./waitlist.rules.ts";
import {
  INJECTION,
  INTERIM_SERVICES,
  PRIORITY_REASONS,
  STATED_BY,
  priorityFacts,
  priorityOf,
  waitDeadlines,
} from "./waitlist.rules.ts";

export interface WaitingInput {
  readonly waitingReason: WaitingReason;
  readonly note?: string | null | undefined;
  /** Beside what the record says already. */
  readonly priorityReasons?: readonly PriorityReason[] | null | undefined;
  readonly statedBy?: StatedBy | null | undefined;
}

interface EntryInput {
  readonly entryId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** The wait that goes on, or null. */
export function openWait(tx: Transaction, enrollmentId: string): Promise<WaitlistEntry | null> {
  return tx.findOne(WaitlistEntry, { enrollmentId, leftAt: IsNull() });
}

/** Puts an enrollment on the list of its program; the priority follows from the record and from what was said. */
export async function joinWaitlist(
  tx: Transaction,
  enrollment: Enrollment,
  input: WaitingInput,
): Promise<WaitlistEntry> {
  const recorded = await recordedReasons(tx, enrollment);
  const said = checkedReasons(input.priorityReasons ?? [], input.statedBy);
  const reasons = PRIORITY_REASONS.filter((reason) => recorded.includes(reason) || said.includes(reason));
  const { blockGrant } = await tx.get(Program, enrollment.programId);
  const zone = await timeZoneOf(tx, enrollment.programId);
  const { requestedAt } = enrollment;
  const deadlines = waitDeadlines({
    blockGrant,
    reasons,
    requestedAt,
    requestedOn: localDay(requestedAt, zone),
    interimGivenAt: null,
  });
  const entry = await tx.insert(WaitlistEntry, {
    enrollmentId: enrollment.id,
    programId: enrollment.programId,
    number: await freshNumber(tx),
    waitingReason: input.waitingReason,
    waitingNote: input.note ?? null,
    priority: priorityOf(reasons, blockGrant),
    priorityReasons: [...reasons],
    requestedAt,
    joinedAt: tx.now,
    ...deadlines,
  });
  await addEvent(tx, entry, "JOINED", {
    statedBy: said.length > 0 ? (input.statedBy ?? null) : recorded.length > 0 ? "RECORD" : null,
    note: input.note ?? null,
  });
  await watchDeadlines(tx, entry, deadlines, zone);
  return entry;
}

/** An offer is open: until it is answered the client stands in no line. */
export async function noteOffer(tx: Transaction, entry: WaitlistEntry): Promise<void> {
  const offered = await tx.update(WaitlistEntry, entry, { offeredAt: tx.now });
  await cancelTasksAbout(tx, entry.id, ["OFFER_NEXT"]);
  await addEvent(tx, offered, "OFFERED", {});
}

/** The offer came to nothing: back in the line, where the request and the priority put the client. */
export async function backInLine(
  tx: Transaction,
  entry: WaitlistEntry,
  kind: "OFFER_DECLINED" | "OFFER_EXPIRED",
  change: Partial<Pick<WaitlistEntry, "waitingReason" | "waitingNote">> = {},
): Promise<void> {
  const inLine = await tx.update(WaitlistEntry, entry, { ...change, offeredAt: null });
  await addEvent(tx, inLine, kind, { note: change.waitingNote ?? null });
}

/** The wait is over; nothing happens where there was none. */
export async function leaveWaitlist(tx: Transaction, enrollmentId: string, leftReason: WaitEnd): Promise<void> {
  const entry = await openWait(tx, enrollmentId);
  if (!entry) return;
  const left = await tx.update(WaitlistEntry, entry, { leftAt: tx.now, leftReason, offeredAt: null });
  await cancelTasksAbout(tx, entry.id);
  await addEvent(tx, left, "LEFT", { note: leftReason });
}

/**
 * Says anew what a priority rests on; the entry moves, with the reason and who said so.
 * @throws DomainError CONFLICT (reason LEFT); INVALID; STALE; NOT_FOUND
 */
export async function setWaitlistPriority(
  tx: Transaction,
  input: EntryInput & { priorityReasons: readonly PriorityReason[]; statedBy: StatedBy; reason: string },
): Promise<{ entryId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const entry = await waiting(tx, input);
  const reasons = checkedReasons(input.priorityReasons, input.statedBy);
  const note = input.reason.trim();
  if (note.length < 1 || note.length > 500) throw invalid("reason", "A reason has 1 to 500 characters.");
  await moveTo(tx, entry, { reasons }, { note, statedBy: input.statedBy });
  tx.audit({ action: "waitlist.set-priority", subjectType: "waitlist_entry", subjectId: entry.id });
  return { entryId: entry.id };
}

/**
 * Interim services that were given to somebody who waits (45 CFR 96.121, 96.126(b)).
 * @param input.givenAt not to come, not before the request
 * @throws DomainError CONFLICT (reason LEFT); INVALID; STALE; NOT_FOUND
 */
export async function recordInterimServices(
  tx: Transaction,
  input: EntryInput & { services: readonly InterimService[]; givenAt: Date; note?: string | null | undefined },
): Promise<{ entryId: string }> {
  authorise(tx.actor, "enrollment.manage");
  const entry = await waiting(tx, input);
  if (input.services.length === 0) throw invalid("services", "Say what was given.");
  const unknown = input.services.findIndex((service) => !INTERIM_SERVICES.includes(service));
  if (unknown >= 0) throw invalid(["services", String(unknown)], "This is not an interim service.");
  if (input.givenAt > tx.now) throw invalid("givenAt", "This lies in the future.");
  if (input.givenAt < entry.requestedAt) throw invalid("givenAt", "This lies before the request.");
  const first = entry.interimGivenAt === null || input.givenAt < entry.interimGivenAt;
  const zone = await timeZoneOf(tx, entry.programId);
  const interimGivenAt = first ? input.givenAt : entry.interimGivenAt;
  const deadlines = await deadlinesOf(tx, { ...entry, interimGivenAt }, zone);
  const updated = await tx.update(WaitlistEntry, entry, { interimGivenAt, ...deadlines });
  await cancelTasksAbout(tx, entry.id, ["INTERIM_SERVICES", "INTERIM_OVERDUE"]);
  await addEvent(tx, updated, "INTERIM_SERVICES", {
    at: input.givenAt,
    services: [...new Set(input.services)],
    note: input.note?.trim() || null,
  });
  if (deadlines.admitDueOn !== entry.admitDueOn) {
    await cancelTasksAbout(tx, entry.id, ["ADMISSION_DUE", "ADMISSION_OVERDUE"]);
    await watchDeadlines(tx, updated, { ...deadlines, interimDueAt: null }, zone);
  }
  tx.audit({ action: "waitlist.interim-services", subjectType: "waitlist_entry", subjectId: entry.id });
  return { entryId: entry.id };
}

/** The date of the request was corrected while the client waits. */
export async function moveByRequest(tx: Transaction, enrollmentId: string, requestedAt: Date): Promise<void> {
  const entry = await openWait(tx, enrollmentId);
  if (entry) await moveTo(tx, entry, { requestedAt }, { note: "The date of the request was corrected." });
}

/** A program begins or ceases to be paid by a federal block grant: each wait in it is judged anew. */
export async function rerankWaitlist(tx: Transaction, programId: string): Promise<void> {
  for (const entry of await tx.find(WaitlistEntry, { programId, leftAt: IsNull() }, { order: { number: "ASC" } }))
    await moveTo(tx, entry, {}, { note: "Who pays for the program has changed." });
}

/** Tells those who manage of a deadline that has passed while the client still waits. */
export async function reviewWaitingOf(tx: Transaction, entryId: string): Promise<void> {
  const entry = await tx.findOne(WaitlistEntry, { id: entryId });
  if (!entry || entry.leftAt !== null) return;
  const about = { subjectId: entry.id, dueAt: tx.now };
  if (entry.interimDueAt !== null && entry.interimGivenAt === null && entry.interimDueAt <= tx.now)
    await openTask(tx, { ...about, kind: "INTERIM_OVERDUE", key: `interim-overdue:${entry.id}` });
  const today = localDay(tx.now, await timeZoneOf(tx, entry.programId));
  if (entry.admitDueOn !== null && entry.admitDueOn < today)
    await openTask(tx, {
      ...about,
      kind: "ADMISSION_OVERDUE",
      key: `admission-overdue:${entry.id}:${entry.admitDueOn}`,
    });
}

/**
 * A task to offer a place to whoever is next, for each place that is neither held nor on offer.
 * @param lapsed the entry whose offer has just come to nothing, which comes after all others
 */
export async function offerNext(tx: Transaction, lapsed: string | null = null): Promise<void> {
  for (const { entryId, offers } of await nextInLine(tx, lapsed)) {
    await openTask(tx, {
      kind: "OFFER_NEXT",
      subjectId: entryId,
      dueAt: tx.now,
      key: `offer-next:${entryId}:${offers}`,
    });
  }
}

async function waiting(tx: Transaction, input: EntryInput): Promise<WaitlistEntry> {
  const entry = await tx.get(WaitlistEntry, input.entryId, { expectedVersion: input.expectedVersion, path: ["id"] });
  if (entry.leftAt === null) return entry;
  throw new DomainError("CONFLICT", "This wait is over.", { path: ["id"], reason: "LEFT" });
}

async function moveTo(
  tx: Transaction,
  entry: WaitlistEntry,
  to: { reasons?: readonly PriorityReason[]; requestedAt?: Date },
  why: { note: string; statedBy?: StatedBy },
): Promise<void> {
  const { blockGrant } = await tx.get(Program, entry.programId);
  const zone = await timeZoneOf(tx, entry.programId);
  const reasons = PRIORITY_REASONS.filter((reason) => (to.reasons ?? entry.priorityReasons).includes(reason));
  const requestedAt = to.requestedAt ?? entry.requestedAt;
  const deadlines = await deadlinesOf(tx, { ...entry, priorityReasons: reasons, requestedAt }, zone);
  const moved = await tx.update(WaitlistEntry, entry, {
    priority: priorityOf(reasons, blockGrant),
    priorityReasons: reasons,
    requestedAt,
    ...deadlines,
  });
  await addEvent(tx, moved, "MOVED", why);
  const kinds = ["INTERIM_SERVICES", "INTERIM_OVERDUE", "ADMISSION_DUE", "ADMISSION_OVERDUE"];
  await cancelTasksAbout(tx, entry.id, kinds);
  await watchDeadlines(tx, moved, deadlines, zone);
}

async function deadlinesOf(tx: Transaction, entry: WaitlistEntry, zone: string): Promise<WaitDeadlines> {
  const { blockGrant } = await tx.get(Program, entry.programId);
  return waitDeadlines({
    blockGrant,
    reasons: entry.priorityReasons,
    requestedAt: entry.requestedAt,
    requestedOn: localDay(entry.requestedAt, zone),
    interimGivenAt: entry.interimGivenAt,
  });
}

/** A task for each deadline, and a look at the wait when it has passed. */
async function watchDeadlines(
  tx: Transaction,
  entry: WaitlistEntry,
  { interimDueAt, admitDueOn }: WaitDeadlines,
  zone: string,
): Promise<void> {
  const admitDueAt = admitDueOn === null ? null : startOfDay(addDays(admitDueOn, 1), zone);
  const watched = [
    { kind: "INTERIM_SERVICES" as const, dueAt: entry.interimGivenAt === null ? interimDueAt : null },
    { kind: "ADMISSION_DUE" as const, dueAt: admitDueAt },
  ];
  for (const { kind, dueAt } of watched) {
    if (dueAt === null) continue;
    // Said anew, a deadline is a new task: the one before was taken back.
    const key = `${kind}:${entry.id}:${dueAt.toISOString()}:${entry.version}`;
    await openTask(tx, { kind, subjectId: entry.id, dueAt, key });
    tx.schedule({ job: reviewWaiting.name, subjectId: entry.id, dueAt, key });
  }
}

async function addEvent(
  tx: Transaction,
  entry: WaitlistEntry,
  kind: WaitlistEvent["kind"],
  also: Partial<Pick<WaitlistEvent, "at" | "statedBy" | "services" | "note">>,
): Promise<void> {
  await tx.insert(WaitlistEvent, {
    entryId: entry.id,
    programId: entry.programId,
    kind,
    at: tx.now,
    recordedAt: tx.now,
    recordedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    priority: entry.priority,
    requestedAt: entry.requestedAt,
    position: await positionOf(tx, entry.id),
    priorityReasons: entry.priorityReasons,
    services: [],
    ...also,
  });
}

function checkedReasons(reasons: readonly PriorityReason[], statedBy: StatedBy | null | undefined): PriorityReason[] {
  const unknown = reasons.findIndex((reason) => !PRIORITY_REASONS.includes(reason));
  if (unknown >= 0) throw invalid(["priorityReasons", String(unknown)], "This is not a reason for a priority.");
  if (reasons.length > 0 && !(statedBy && STATED_BY.includes(statedBy)))
    throw invalid("statedBy", "Say who said so.", "MISSING");
  return [...reasons];
}

/** What is known of the client, and what the admission record says where nothing is. */
async function recordedReasons(tx: Transaction, enrollment: Enrollment): Promise<PriorityReason[]> {
  const { clientId } = enrollment;
  const known = await tx.findOne(ClientCircumstances, { clientId, replacedAt: IsNull() });
  const injected = await tx.find(ClientSubstance, { clientId, route: INJECTION, replacedAt: IsNull() }, { take: 1 });
  return priorityFacts(enrollment.tedsAdmission, {
    pregnant: known?.pregnant ?? null,
    injects: known?.injectsDrugs ?? (injected.length > 0 ? true : null),
  });
}

/** Ten characters that are hard to mishear, `W-K7M3-PX9R`. */
async function freshNumber(tx: Transaction): Promise<string> {
  const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  for (;;) {
    const text = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
    const number = `W-${text.slice(0, 4)}-${text.slice(4)}`;
    if (!(await tx.findOne(WaitlistEntry, { number }))) return number;
  }
}
