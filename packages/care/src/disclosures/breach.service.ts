import type { Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { liveClient } from "../clients/index.ts";
import { stateOfPostalCode } from "../directory/index.ts";
import { addDays, checkDay, localDay, startOfDay } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { Breach, BreachClient, BreachNotice } from "./breach.entity.ts";
import { breachMachine } from "./breach.machine.ts";
import type { BreachAudience, OwedNotice } from "./breach.rules.ts";
import { BREACH_DAYS, owedNotices, stillOwed } from "./breach.rules.ts";

const LONGEST_TEXT = 4000;
const MOST_CLIENTS = 1000;

interface Versioned {
  readonly breachId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * A breach, or the suspicion of one, from the day it was discovered: 60 days from then the persons affected are told.
 * @throws DomainError INVALID; NOT_FOUND
 */
export async function openBreach(
  tx: Transaction,
  input: {
    discoveredOn: string;
    occurredOn?: string | null | undefined;
    description: string;
    clientIds: readonly string[];
    emergencyReviewId?: string;
  },
): Promise<{ breachId: string }> {
  authorise(tx.actor, "disclosure.manage");
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const today = localDay(tx.now, timeZone);
  const discoveredOn = checkDay(input.discoveredOn, "discoveredOn");
  if (discoveredOn > today) throw invalid("discoveredOn", "This day has not come yet.", "TO_COME");
  const occurredOn = input.occurredOn ? checkDay(input.occurredOn, "occurredOn") : null;
  if (occurredOn !== null && occurredOn > discoveredOn)
    throw invalid("occurredOn", "It happened before it was discovered.", "AFTER_DISCOVERY");
  const dueOn = addDays(discoveredOn, BREACH_DAYS);
  const breach = await tx.insert(Breach, {
    state: breachMachine.initial,
    discoveredOn,
    occurredOn,
    description: said(input.description, "description"),
    dueOn,
    emergencyReviewId: input.emergencyReviewId ?? null,
    createdBy: personOf(tx),
  });
  await affect(tx, breach.id, input.clientIds);
  await openTask(tx, {
    kind: "BREACH_NOTICE",
    subjectId: breach.id,
    dueAt: startOfDay(addDays(dueOn, 1), timeZone),
    key: `breach:${breach.id}`,
  });
  tx.audit({ action: "breach.open", subjectType: "breach", subjectId: breach.id });
  tx.emit({ type: "breach.opened", subjectId: breach.id, refIds: {} });
  return { breachId: breach.id };
}

/** Further persons whose records it is about. @throws DomainError CONFLICT (reason CLOSED); STALE; NOT_FOUND */
export async function addBreachClients(
  tx: Transaction,
  input: Versioned & { clientIds: readonly string[] },
): Promise<{ breachId: string }> {
  const breach = await loaded(tx, input);
  if (breachMachine.terminal.has(breach.state))
    throw new DomainError("CONFLICT", "This breach is closed.", { path: ["id"], reason: "CLOSED" });
  await tx.update(Breach, breach, {});
  await affect(tx, breach.id, input.clientIds);
  return { breachId: breach.id };
}

/**
 * The risk assessment of 45 CFR 164.402(2): all four factors, and what they come to. Only a low probability that
 * records were compromised makes it no breach.
 * @throws DomainError ILLEGAL_TRANSITION; INVALID; STALE; NOT_FOUND
 */
export async function assessBreach(
  tx: Transaction,
  input: Versioned & {
    factorInformation: string;
    factorRecipient: string;
    factorAcquired: string;
    factorMitigated: string;
    lowProbability: boolean;
    conclusion: string;
  },
): Promise<{ breachId: string }> {
  const breach = await loaded(tx, input);
  const state = breachMachine.next(breach.state, input.lowProbability ? "dismiss" : "assess", "staff");
  await tx.update(Breach, breach, {
    state,
    factorInformation: said(input.factorInformation, "factorInformation"),
    factorRecipient: said(input.factorRecipient, "factorRecipient"),
    factorAcquired: said(input.factorAcquired, "factorAcquired"),
    factorMitigated: said(input.factorMitigated, "factorMitigated"),
    conclusion: said(input.conclusion, "conclusion"),
    assessedBy: personOf(tx),
    assessedAt: tx.now,
  });
  if (state === "NOT_A_BREACH") await cancelTasksAbout(tx, breach.id);
  tx.audit({ action: "breach.assess", subjectType: "breach", subjectId: breach.id, reason: state });
  return { breachId: breach.id };
}

/**
 * Writes down that one of those a breach is owed to was told.
 * @throws DomainError CONFLICT (reason NOT_ASSESSED, TOLD); INVALID (NOT_OWED); STALE; NOT_FOUND
 */
export async function recordBreachNotice(
  tx: Transaction,
  input: Versioned & {
    audience: BreachAudience;
    breachClientId?: string | null | undefined;
    residenceState?: string | null | undefined;
    sentOn: string;
    method: string;
    reference?: string | null | undefined;
  },
): Promise<{ breachId: string }> {
  const breach = await loaded(tx, input);
  const notice = {
    audience: input.audience,
    breachClientId: input.breachClientId ?? null,
    residenceState: input.residenceState ?? null,
  };
  if (
    notice.breachClientId !== null &&
    !(await tx.findOne(BreachClient, { id: notice.breachClientId, breachId: breach.id }))
  )
    throw notFound("breach client", ["breachClientId"]);
  if (breach.state !== "ASSESSED")
    throw new DomainError("CONFLICT", "A breach is assessed first.", { path: ["id"], reason: "NOT_ASSESSED" });
  const { owed, left } = await owing(tx, breach);
  if (stillOwed(owed, [notice]).length === owed.length)
    throw invalid("audience", "This breach is not owed to them.", "NOT_OWED");
  if (stillOwed(left, [notice]).length === left.length)
    throw new DomainError("CONFLICT", "They were told already.", { path: ["audience"], reason: "TOLD" });
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const sentOn = checkDay(input.sentOn, "sentOn");
  if (sentOn > localDay(tx.now, timeZone)) throw invalid("sentOn", "This day has not come yet.", "TO_COME");
  if (sentOn < breach.discoveredOn) throw invalid("sentOn", "It was not discovered yet.", "BEFORE_DISCOVERY");
  const reference = input.reference?.trim() || null;
  if (reference !== null && reference.length > 200) throw invalid("reference", "At most 200 characters.");
  await tx.update(Breach, breach, {});
  const told = await tx.insert(BreachNotice, {
    ...notice,
    breachId: breach.id,
    sentOn,
    method: said(input.method, "method", 200),
    reference,
    recordedBy: personOf(tx),
    recordedAt: tx.now,
  });
  tx.audit({ action: "breach.notice", subjectType: "breach_notice", subjectId: told.id, reason: input.audience });
  return { breachId: breach.id };
}

/** Everybody was told. @throws DomainError CONFLICT (reason OWED) while somebody was not; ILLEGAL_TRANSITION; STALE; NOT_FOUND */
export async function closeBreach(tx: Transaction, input: Versioned): Promise<{ breachId: string }> {
  const breach = await loaded(tx, input);
  const state = breachMachine.next(breach.state, "close", "staff");
  const { left } = await owing(tx, breach);
  if (left.length > 0)
    throw new DomainError("CONFLICT", `${left.length} of those it is owed to were not told yet.`, {
      path: ["id"],
      reason: "OWED",
    });
  await tx.update(Breach, breach, { state, notifiedAt: tx.now });
  await cancelTasksAbout(tx, breach.id);
  tx.audit({ action: "breach.close", subjectType: "breach", subjectId: breach.id });
  return { breachId: breach.id };
}

async function owing(tx: Transaction, breach: Breach): Promise<{ owed: OwedNotice[]; left: OwedNotice[] }> {
  const clients = await tx.find(BreachClient, { breachId: breach.id });
  const notices = await tx.find(BreachNotice, { breachId: breach.id });
  const owed = owedNotices(
    breach.discoveredOn,
    clients.map(({ id, residenceState }) => ({ breachClientId: id, residenceState })),
  );
  return { owed, left: stillOwed(owed, notices) };
}

async function affect(tx: Transaction, breachId: string, clientIds: readonly string[]): Promise<void> {
  if (clientIds.length > MOST_CLIENTS)
    throw invalid("clientIds", `At most ${MOST_CLIENTS} persons at once: add the others after.`, "TOO_MANY");
  const known = new Set((await tx.find(BreachClient, { breachId })).map((row) => row.clientId));
  for (const [i, asked] of clientIds.entries()) {
    const { id: clientId } = await liveClient(tx, asked, { path: ["clientIds", String(i)] });
    if (known.has(clientId)) continue;
    known.add(clientId);
    const [where] = await tx.query<{ postal_code: string | null }>(
      "select postal_code from client_details where client_id = $1",
      [clientId],
    );
    const residenceState = where?.postal_code ? stateOfPostalCode(where.postal_code) : null;
    await tx.insert(BreachClient, { breachId, clientId, residenceState });
    tx.audit({ action: "breach.affects", subjectType: "breach", subjectId: breachId, clientId });
  }
}

function loaded(tx: Transaction, { breachId, expectedVersion }: Versioned): Promise<Breach> {
  authorise(tx.actor, "disclosure.manage");
  return tx.get(Breach, breachId, { expectedVersion });
}

const personOf = (tx: Transaction): string | null => (tx.actor.kind === "person" ? tx.actor.id : null);

function said(text: string, path: string, longest = LONGEST_TEXT): string {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > longest)
    throw invalid(path, `Say it in 1 to ${longest} characters.`, "MISSING");
  return trimmed;
}
