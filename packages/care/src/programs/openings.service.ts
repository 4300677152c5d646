import type { Transaction } from "@causeway/database";
import { ROLES_OF_PEOPLE, authorise, grantsOfRole } from "@causeway/identity";
import { openingsStale, refreshEntry } from "../directory/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { localDay } from "./calendar.rules.ts";
import { scheduleConfirmation } from "./confirmation.service.ts";
import { Program } from "./program.entity.ts";
import type { ProgramChange } from "./program.service.ts";
import { loadProgram, timeZoneOf } from "./program.service.ts";

/** A person says that the openings shown are right now. */
export async function confirmOpenings(tx: Transaction, input: ProgramChange): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  return confirm(tx, await loadProgram(tx, input));
}

/**
 * The same by the link of a mail. A link that was asked for before the last confirmation does nothing any more: what
 * its reader saw may have changed since.
 * @param input.issuedAt when the link was made
 */
export async function confirmOpeningsByLink(
  tx: Transaction,
  input: { programId: string; issuedAt: Date },
): Promise<{ programId: string }> {
  // Who opened the link checked that it was made for this program and this purpose.
  if (tx.actor.kind !== "signed_link") authorise(tx.actor, "program.manage");
  const program = await tx.get(Program, input.programId);
  if (program.openingsConfirmedAt !== null && program.openingsConfirmedAt >= input.issuedAt)
    return { programId: program.id };
  return confirm(tx, program);
}

async function confirm(tx: Transaction, program: Program): Promise<{ programId: string }> {
  await tx.update(Program, program, { openingsConfirmedAt: tx.now });
  await cancelTasksAbout(tx, program.id, ["OPENINGS_CONFIRMATION"]);
  scheduleConfirmation(tx, program.id);
  tx.audit({ action: "program.confirm-openings", subjectType: "program", subjectId: program.id });
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** What the mail's reader is asked to confirm, and what the page behind its link shows. */
export interface OpeningsShown {
  readonly name: string;
  readonly siteName: string;
  readonly openings: number;
  readonly capacity: number;
}

/** @throws DomainError NOT_FOUND */
export async function openingsShown(tx: Transaction, programId: string): Promise<OpeningsShown> {
  const program = await tx.get(Program, programId);
  const [site] = await tx.query<{ name: string }>("select name from sites where id = $1", [program.siteId]);
  const { name, capacity, placesHeld } = program;
  return { name, siteName: site?.name ?? "", openings: capacity - placesHeld, capacity };
}

/**
 * The openings of a listed program are stale: a task, and whom to write to: its managers, or who may manage programs
 * where it has none. Asked again every week until somebody confirms or it is listed no longer.
 * @returns nobody while the openings are fresh or the program is in no directory
 */
export async function askToConfirm(
  tx: Transaction,
  programId: string,
): Promise<{ membershipId: string; email: string }[]> {
  const program = await tx.findOne(Program, { id: programId });
  if (!program?.published || program.state !== "ACTIVE") return [];
  if (!openingsStale(program.openingsConfirmedAt, tx.now)) return [];
  scheduleConfirmation(tx, program.id);
  await openTask(tx, {
    kind: "OPENINGS_CONFIRMATION",
    subjectId: program.id,
    dueAt: tx.now,
    key: `confirm:${program.id}:${program.openingsConfirmedAt?.toISOString() ?? ""}`,
  });
  const today = localDay(tx.now, await timeZoneOf(tx, program.id));
  const managers = await tx.query<{ membershipId: string; email: string }>(
    `select m.id as "membershipId", m.email from memberships m
     where m.status = 'ACTIVE' and exists (select from program_staff s where s.membership_id = m.id and s.program_id = $1
       and s.role = 'MANAGER' and s.starts_on <= $2 and (s.ends_on is null or s.ends_on > $2)) order by m.id`,
    [program.id, today],
  );
  if (managers.length > 0) return managers;
  const roles = ROLES_OF_PEOPLE.filter((role) => grantsOfRole(role, "LIVE").has("program.manage"));
  return tx.query(
    `select id as "membershipId", email from memberships where status = 'ACTIVE' and role = any($1) order by id`,
    [roles],
  );
}
