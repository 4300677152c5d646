import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { addDays, checkDay, startOfDay } from "./calendar.rules.ts";
import type { CredentialKind } from "./credential.entity.ts";
import { CREDENTIAL_KINDS, ProgramCredential } from "./credential.entity.ts";
import { Program } from "./program.entity.ts";
import { warnExpiry } from "./program.jobs.ts";
import type { ProgramChange } from "./program.service.ts";
import { changeableProgram, recordRevision, requireCodesOf, timeZoneOf } from "./program.service.ts";
import { scheduleListing } from "./timetable.service.ts";

/** How long before a credential expires somebody is asked to renew it. */
const RENEW_DAYS = 60;

export interface CredentialInput {
  readonly kind: CredentialKind;
  /** Of an accreditation a code of ACCREDITATION_BODY, of a licence the authority in words. */
  readonly issuer: string;
  readonly number: string;
  /** YYYY-MM-DD, the last day it holds. */
  readonly expiresOn?: string | null | undefined;
}

/**
 * Adds a licence or an accreditation; sixty days before it expires somebody is asked to renew it.
 * @throws DomainError INVALID; STALE; NOT_FOUND; ILLEGAL_TRANSITION for a closed program
 */
export async function addCredential(
  tx: Transaction,
  input: ProgramChange & CredentialInput,
): Promise<{ programId: string; credentialId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await changeableProgram(tx, input);
  if (!CREDENTIAL_KINDS.includes(input.kind)) throw invalid("kind", "This is a licence or an accreditation.");
  const issuer = words(input.issuer, "issuer");
  if (input.kind === "ACCREDITATION") await requireCodesOf(tx, "ACCREDITATION_BODY", [issuer], () => ["issuer"]);
  const credential = await tx.insert(ProgramCredential, {
    programId: program.id,
    kind: input.kind,
    issuer,
    number: words(input.number, "number"),
    expiresOn: input.expiresOn ? checkDay(input.expiresOn, "expiresOn") : null,
  });
  await settled(tx, program, credential, { from: null, to: said(credential) });
  return { programId: program.id, credentialId: credential.id };
}

/**
 * Renews a credential: another number or another end. What asked for the renewal is done with.
 * @throws DomainError INVALID; STALE; NOT_FOUND
 */
export async function renewCredential(
  tx: Transaction,
  input: {
    credentialId: string;
    expectedVersion?: number | null | undefined;
    number?: string | null | undefined;
    expiresOn: string | null;
  },
): Promise<{ programId: string; credentialId: string }> {
  authorise(tx.actor, "program.manage");
  const credential = await liveCredential(tx, input);
  const program = await changeableProgram(tx, credential);
  const renewed = await tx.update(ProgramCredential, credential, {
    expiresOn: input.expiresOn === null ? null : checkDay(input.expiresOn, "expiresOn"),
    ...(input.number ? { number: words(input.number, "number") } : {}),
  });
  await cancelTasksAbout(tx, credential.id);
  await settled(tx, program, renewed, { from: said(credential), to: said(renewed) });
  return { programId: program.id, credentialId: credential.id };
}

/** The credential no longer holds. It stays in the history. */
export async function withdrawCredential(
  tx: Transaction,
  input: { credentialId: string; expectedVersion?: number | null | undefined },
): Promise<{ programId: string; credentialId: string }> {
  authorise(tx.actor, "program.manage");
  const credential = await liveCredential(tx, input);
  const program = await changeableProgram(tx, credential);
  const withdrawn = await tx.update(ProgramCredential, credential, { withdrawnAt: tx.now });
  await cancelTasksAbout(tx, credential.id);
  await settled(tx, program, withdrawn, { from: said(credential), to: null });
  return { programId: program.id, credentialId: credential.id };
}

/** Sixty days are left and nobody renewed it: a task, once for each end. */
export async function warnExpiryOf(tx: Transaction, credentialId: string): Promise<void> {
  const credential = await tx.findOne(ProgramCredential, { id: credentialId });
  if (!credential || credential.withdrawnAt !== null || credential.expiresOn === null) return;
  const zone = await timeZoneOf(tx, credential.programId);
  if (tx.now < warnedAt(credential.expiresOn, zone)) return;
  await openTask(tx, {
    kind: "CREDENTIAL_EXPIRY",
    subjectId: credential.id,
    dueAt: startOfDay(credential.expiresOn, zone),
    key: `credential:${credential.id}:${credential.expiresOn}`,
  });
}

const warnedAt = (expiresOn: string, zone: string): Date => startOfDay(addDays(expiresOn, -RENEW_DAYS), zone);

async function settled(
  tx: Transaction,
  program: Program,
  credential: ProgramCredential,
  change: { from: unknown; to: unknown },
): Promise<void> {
  await tx.update(Program, program, {});
  await recordRevision(tx, program.id, { credentials: change });
  tx.audit({ action: "program.update", subjectType: "program", subjectId: program.id, fields: ["credentials"] });
  await refreshEntry(tx, program.id);
  if (credential.withdrawnAt !== null || credential.expiresOn === null) return;
  const zone = await timeZoneOf(tx, program.id);
  tx.schedule({
    job: warnExpiry.name,
    subjectId: credential.id,
    dueAt: warnedAt(credential.expiresOn, zone),
    key: `credential:${credential.id}:${credential.expiresOn}`,
  });
  scheduleListing(tx, program.id, addDays(credential.expiresOn, 1), zone);
}

async function liveCredential(
  tx: Transaction,
  input: { credentialId: string; expectedVersion?: number | null | undefined },
): Promise<ProgramCredential> {
  const credential = await tx.get(ProgramCredential, input.credentialId, { expectedVersion: input.expectedVersion });
  if (credential.withdrawnAt === null) return credential;
  throw invalid("id", "This credential was withdrawn.", "WITHDRAWN");
}

function said({ kind, issuer, number, expiresOn }: ProgramCredential): CredentialInput {
  return { kind, issuer, number, expiresOn };
}

function words(value: string, path: string): string {
  const trimmed = value.trim();
  if (trimmed.length < 1 || trimmed.length > 200) throw invalid(path, "This has 1 to 200 characters.");
  return trimmed;
}
