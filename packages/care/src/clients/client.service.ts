import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { isTimeZone } from "../directory/index.ts";
import { localDay } from "../programs/index.ts";
import type { CircumstancesInput, SubstanceInput } from "./circumstances.service.ts";
import { addCircumstances, addSubstances, replacePrimarySubstance } from "./circumstances.service.ts";
import { Client, ClientDetails, REACH_CHANNELS, TIMES_OF_DAY } from "./client.entity.ts";
import type { ReachChannel, Sex, TimeOfDay } from "./client.entity.ts";
import { checkCode, checkDay, checkPastDay, normalise, searchNameOf, trimmed, zoneOfClient } from "./client.rules.ts";
import type { CoverageTerms } from "./coverage.service.ts";
import { insertCoverage } from "./coverage.service.ts";
import type { ExternalIdInput } from "./external-id.service.ts";
import { insertExternalId } from "./external-id.service.ts";
import { liveClient } from "./live-client.service.ts";

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
  readonly phoneShared?: boolean | null | undefined;
  readonly voicemailAllowed?: boolean | null | undefined;
  readonly homeMailAllowed?: boolean | null | undefined;
  readonly preferredChannel?: ReachChannel | null | undefined;
  /** BCP 47 */
  readonly preferredLanguage?: string | null | undefined;
  readonly bestTime?: TimeOfDay | null | undefined;
  readonly postalCode?: string | null | undefined;
}

export interface ClientInput {
  readonly details: DetailsInput;
  readonly timeZone?: string | null | undefined;
  /** TEDS SUB1, where no more is known than this; else `substances`. */
  readonly primarySubstance?: number | null | undefined;
  /** One to three, the gravest first. */
  readonly substances?: readonly SubstanceInput[] | null | undefined;
  readonly circumstances?: CircumstancesInput | null | undefined;
  /** TEDS PRIMPAY, valid from today on. */
  readonly paymentSource?: number | null | undefined;
  readonly coverage?: CoverageTerms | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly externalIds?: readonly ExternalIdInput[] | null | undefined;
}

/**
 * Enters a person. Somebody much like them may be there already; that is a warning for the one who enters
 * (`findPossibleDuplicates`), never a refusal. What is told with the entry holds from the client's own today.
 * @throws DomainError INVALID; CONFLICT for an external id in use
 */
export async function createClient(tx: Transaction, input: ClientInput): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const { paymentSource = null, coverage = null } = input;
  const details = checkedDetails(tx, input.details);
  const timeZone = checkedZone(input.timeZone ?? null);
  if (input.substances && typeof input.primarySubstance === "number")
    throw invalid("primarySubstance", "The first of the substances is the primary one.");
  if (coverage !== null && paymentSource === null)
    throw invalid("paymentSource", "A coverage names its payment source.");
  const client = await tx.insert(Client, { timeZone, doNotContact: false, externalId: input.externalId ?? null });
  await tx.insert(ClientDetails, { clientId: client.id, ...details });
  const today = localDay(tx.now, zoneOfClient(timeZone, details.postalCode) ?? "UTC");
  const substances = input.substances ?? primaryAlone(input.primarySubstance ?? null);
  if (substances.length > 0) await addSubstances(tx, client.id, today, substances);
  if (input.circumstances) await addCircumstances(tx, client.id, today, input.circumstances);
  if (paymentSource !== null) await insertCoverage(tx, client.id, { ...coverage, paymentSource, validFrom: today });
  for (const each of input.externalIds ?? []) await insertExternalId(tx, client.id, each);
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
  const { primarySubstance } = input;
  checkCode(primarySubstance, 1, 19, "primarySubstance");
  if (primarySubstance === null && client.primarySubstance !== null)
    throw invalid("primarySubstance", "A substance is corrected by another, not taken back.");
  const timeZone = input.timeZone === undefined ? client.timeZone : checkedZone(input.timeZone);
  await tx.update(Client, client, {
    timeZone,
    primarySubstance: primarySubstance ?? client.primarySubstance,
    doNotContact: input.doNotContact ?? client.doNotContact,
  });
  if (typeof primarySubstance === "number")
    await replacePrimarySubstance(tx, client.id, localDay(tx.now, timeZone ?? "UTC"), primarySubstance);
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
 * A death: every contact is blocked from now on, whatever was agreed before.
 * @param input.deceasedOn YYYY-MM-DD
 */
export async function recordDeath(
  tx: Transaction,
  input: { clientId: string; deceasedOn: string },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  await markDeceased(tx, client.id, checkPastDay(tx.now, input.deceasedOn, "deceasedOn"));
  return { clientId: client.id };
}

/** The same for a service that has decided on its own permission: a discharge by death. */
export async function markDeceased(tx: Transaction, clientId: string, deceasedOn: string): Promise<void> {
  const client = await liveClient(tx, clientId);
  await tx.update(Client, client, { deceasedOn, doNotContact: true });
  tx.audit({ action: "client.record-death", subjectType: "client", subjectId: clientId, clientId });
  tx.emit({ type: "client.died", subjectId: clientId, refIds: {} });
}

/** Takes a death back that was recorded wrongly. Contact stays blocked until somebody allows it again. */
export async function retractDeath(tx: Transaction, clientId: string): Promise<void> {
  const client = await liveClient(tx, clientId);
  await tx.update(Client, client, { deceasedOn: null });
  tx.audit({ action: "client.retract-death", subjectType: "client", subjectId: clientId, clientId });
}

const LONGEST_LIFE_YEARS = 130;

function checkedDetails(
  tx: Transaction,
  input: DetailsInput,
): Omit<ClientDetails, "clientId" | "client" | "organisationId" | "version" | "zoneGiven"> {
  const givenName = checkedName(input.givenName, "givenName");
  const familyName = checkedName(input.familyName, "familyName");
  const birthDate = input.birthDate ?? null;
  if (birthDate !== null) {
    checkDay(birthDate, "details.birthDate");
    const oldest = `${tx.now.getUTCFullYear() - LONGEST_LIFE_YEARS}-01-01`;
    if (birthDate > tx.now.toISOString().slice(0, 10) || birthDate < oldest)
      throw invalid("details.birthDate", "This cannot be a birth date.");
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
    phone: trimmed(input.phone, "details.phone", 40),
    phoneSafe: input.phoneSafe ?? true,
    phoneShared: input.phoneShared ?? false,
    voicemailAllowed: input.voicemailAllowed ?? false,
    homeMailAllowed: input.homeMailAllowed ?? false,
    preferredChannel: oneOf(REACH_CHANNELS, input.preferredChannel, "details.preferredChannel"),
    preferredLanguage: checkedLanguage(input.preferredLanguage ?? null),
    bestTime: oneOf(TIMES_OF_DAY, input.bestTime, "details.bestTime"),
    postalCode: trimmed(input.postalCode, "details.postalCode", 20),
    searchName: searchNameOf(familyName, givenName),
  };
}

function checkedName(name: string, field: string): string {
  const words = name.trim();
  if (words.length > 100 || normalise(words) === "")
    throw invalid(`details.${field}`, "A name has 1 to 100 characters, letters among them.");
  return words;
}

function primaryAlone(substance: number | null): SubstanceInput[] {
  checkCode(substance, 1, 19, "primarySubstance");
  return substance === null ? [] : [{ substance }];
}

function checkedZone(zone: string | null): string | null {
  if (zone !== null && !isTimeZone(zone)) throw invalid("timeZone", "This is not the name of a time zone.");
  return zone;
}

function checkedLanguage(language: string | null): string | null {
  if (!language?.trim()) return null;
  try {
    return Intl.getCanonicalLocales(language.trim())[0] ?? null;
  } catch {
    throw invalid("details.preferredLanguage", "A language is a code as in es or pt-BR.");
  }
}

function oneOf<T extends string>(list: readonly T[], value: T | null | undefined, path: string): T | null {
  if (value === null || value === undefined) return null;
  if (!list.includes(value)) throw invalid(path, "This is not of the list.");
  return value;
}
