import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { Client, ClientDetails } from "./client.entity.ts";
import type { Sex } from "./client.entity.ts";
import { checkDay, normalise, searchNameOf } from "./client.rules.ts";
import { Coverage } from "./coverage.entity.ts";

export interface DetailsInput {
  readonly givenName: string;
  readonly familyName: string;
  /** YYYY-MM-DD */
  readonly birthDate?: string | null | undefined;
  readonly sex?: Sex | null | undefined;
  readonly email?: string | null | undefined;
  readonly emailSafe?: boolean | null | undefined;
  readonly phone?: string | null | undefined;
  readonly phoneSafe?: boolean | null | undefined;
  readonly postalCode?: string | null | undefined;
}

export interface ClientInput {
  readonly details: DetailsInput;
  readonly timeZone?: string | null | undefined;
  /** TEDS SUB1 */
  readonly primarySubstance?: number | null | undefined;
  /** TEDS PRIMPAY, valid from today (UTC) on. */
  readonly paymentSource?: number | null | undefined;
  readonly externalId?: string | null | undefined;
}

/**
 * Enters a person. Someone of the same name and birth date may be there already; that is a warning
 * for the one who enters (`possibleDuplicates`), never a refusal.
 * @throws DomainError INVALID; CONFLICT for an external id in use
 */
export async function createClient(tx: Transaction, input: ClientInput): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const details = checkedDetails(tx, input.details);
  const client = await tx.insert(Client, {
    timeZone: input.timeZone ?? null,
    primarySubstance: checkedSubstance(input.primarySubstance ?? null),
    doNotContact: false,
    externalId: input.externalId ?? null,
  });
  await tx.insert(ClientDetails, { clientId: client.id, ...details });
  if (typeof input.paymentSource === "number") await insertCoverage(tx, client.id, input.paymentSource, today(tx));
  tx.audit({ action: "client.create", subjectType: "client", subjectId: client.id, clientId: client.id });
  return { clientId: client.id };
}

/**
 * Changes a client; fields left out stay, details given are changed one by one.
 * @throws DomainError STALE, NOT_FOUND, INVALID; CONFLICT (reason DECEASED) when contact would be allowed again after death
 */
export async function updateClient(
  tx: Transaction,
  input: {
    clientId: string;
    expectedVersion?: number | null | undefined;
    details?: Partial<DetailsInput> | null | undefined;
    timeZone?: string | null | undefined;
    primarySubstance?: number | null | undefined;
    doNotContact?: boolean | null | undefined;
  },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId, { expectedVersion: input.expectedVersion, path: ["id"] });
  if (input.doNotContact === false && client.deceasedOn !== null) {
    throw new DomainError("CONFLICT", "Contact stays blocked after a death.", {
      path: ["doNotContact"],
      reason: "DECEASED",
    });
  }
  await tx.update(Client, client, {
    timeZone: input.timeZone === undefined ? client.timeZone : input.timeZone,
    primarySubstance:
      input.primarySubstance === undefined ? client.primarySubstance : checkedSubstance(input.primarySubstance),
    doNotContact: input.doNotContact ?? client.doNotContact,
  });
  const fields = Object.keys(input).filter((field) => field !== "clientId" && field !== "expectedVersion");
  if (input.details) {
    const current = await tx.get(ClientDetails, client.id);
    const { givenName, familyName, ...rest } = input.details;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const names = { givenName: givenName ?? current.givenName, familyName: familyName ?? current.familyName };
    await tx.update(ClientDetails, current, checkedDetails(tx, { ...current, ...given, ...names }));
  }
  tx.audit({ action: "client.update", subjectType: "client", subjectId: client.id, clientId: client.id, fields });
  return { clientId: client.id };
}

/**
 * A new payer from a day on; the one before ends there.
 * @param input.paymentSource TEDS PRIMPAY, 1 to 7
 */
export async function setCoverage(
  tx: Transaction,
  input: { clientId: string; paymentSource: number; validFrom: string },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  const validFrom = checkDay(input.validFrom, "validFrom");
  const later = await tx.query("select from coverages where client_id = $1 and valid_from > $2", [
    client.id,
    validFrom,
  ]);
  if (later.length > 0) throw invalid("validFrom", "A later payer is recorded already.");
  await tx.change("update coverages set valid_to = $2 where client_id = $1 and valid_to is null", [
    client.id,
    validFrom,
  ]);
  await insertCoverage(tx, client.id, input.paymentSource, validFrom);
  tx.audit({ action: "client.set-coverage", subjectType: "client", subjectId: client.id, clientId: client.id });
  return { clientId: client.id };
}

/**
 * A death: every contact is blocked from now on, whatever was agreed before.
 * @param input.deceasedOn YYYY-MM-DD
 */
export async function recordDeath(
  tx: Transaction,
  input: { clientId: string; deceasedOn: string },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  if (checkDay(input.deceasedOn, "deceasedOn") > today(tx)) throw invalid("deceasedOn", "This day has not come yet.");
  await markDeceased(tx, client.id, input.deceasedOn);
  return { clientId: client.id };
}

/** The same for a service that has decided on its own permission: a discharge by death. */
export async function markDeceased(tx: Transaction, clientId: string, deceasedOn: string): Promise<void> {
  const client = await liveClient(tx, clientId);
  await tx.update(Client, client, { deceasedOn, doNotContact: true });
  tx.audit({ action: "client.record-death", subjectType: "client", subjectId: clientId, clientId });
}

/** @throws DomainError NOT_FOUND when missing, another organisation's or voided, alike */
export async function liveClient(
  tx: Transaction,
  clientId: string,
  options: { expectedVersion?: number | null | undefined; path?: readonly string[] } = {},
): Promise<Client> {
  const client = await tx.get(Client, clientId, { path: ["clientId"], ...options });
  if (client.voidedAt !== null)
    throw new DomainError("NOT_FOUND", "No such client.", { path: options.path ?? ["clientId"] });
  return client;
}

async function insertCoverage(
  tx: Transaction,
  clientId: string,
  paymentSource: number,
  validFrom: string,
): Promise<void> {
  if (!Number.isInteger(paymentSource) || paymentSource < 1 || paymentSource > 7)
    throw invalid("paymentSource", "A payment source is a TEDS code from 1 to 7.");
  await tx.insert(Coverage, { clientId, paymentSource, validFrom });
}

function checkedSubstance(code: number | null): number | null {
  if (code !== null && !(Number.isInteger(code) && code >= 1 && code <= 19))
    throw invalid("primarySubstance", "A substance is a TEDS code from 1 to 19.");
  return code;
}

const LONGEST_LIFE_YEARS = 130;

function checkedDetails(
  tx: Transaction,
  input: DetailsInput,
): Omit<ClientDetails, "clientId" | "client" | "organisationId" | "version"> {
  const givenName = checkedName(input.givenName, "givenName");
  const familyName = checkedName(input.familyName, "familyName");
  const birthDate = input.birthDate ?? null;
  if (birthDate !== null) {
    checkDay(birthDate, "details.birthDate");
    const oldest = `${tx.now.getUTCFullYear() - LONGEST_LIFE_YEARS}-01-01`;
    if (birthDate > today(tx) || birthDate < oldest) throw invalid("details.birthDate", "This cannot be a birth date.");
  }
  const email = input.email?.trim() || null;
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw invalid("details.email", "This is not an e-mail address.");
  return {
    givenName,
    familyName,
    birthDate,
    sex: input.sex ?? null,
    email,
    emailSafe: input.emailSafe ?? true,
    phone: input.phone?.trim() || null,
    phoneSafe: input.phoneSafe ?? true,
    postalCode: input.postalCode?.trim() || null,
    searchName: searchNameOf(familyName, givenName),
  };
}

function checkedName(name: string, field: string): string {
  const trimmed = name.trim();
  if (trimmed.length > 100 || normalise(trimmed) === "")
    throw invalid(`details.${field}`, "A name has 1 to 100 characters, letters among them.");
  return trimmed;
}

function today(tx: Transaction): string {
  return tx.now.toISOString().slice(0, 10);
}
