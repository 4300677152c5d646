import type { Transaction } from "@causeway/database";
import { Membership, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { checkDay, localDay } from "./calendar.rules.ts";
import { Program } from "./program.entity.ts";
import type { ProgramChange } from "./program.service.ts";
import { changeableProgram, recordRevision, timeZoneOf } from "./program.service.ts";
import type { StaffRole } from "./staff.entity.ts";
import { ProgramStaff, STAFF_ROLES } from "./staff.entity.ts";

/**
 * A member begins to work in a program.
 * @throws DomainError CONFLICT (reason ALREADY_THERE) while the member has this role there; INVALID; STALE; NOT_FOUND
 */
export async function addProgramStaff(
  tx: Transaction,
  input: ProgramChange & {
    memberId: string;
    role: StaffRole;
    startsOn?: string | null | undefined;
    endsOn?: string | null | undefined;
  },
): Promise<{ programId: string; programStaffId: string }> {
  authorise(tx.actor, "program.manage");
  const program = await changeableProgram(tx, input);
  const member = await tx.get(Membership, input.memberId, { path: ["memberId"] });
  if (member.status !== "ACTIVE") throw invalid("memberId", "This member has left.", "LEFT");
  if (!STAFF_ROLES.includes(input.role)) throw invalid("role", "This is not a role in a program.");
  const startsOn = input.startsOn
    ? checkDay(input.startsOn, "startsOn")
    : localDay(tx.now, await timeZoneOf(tx, program.id));
  const endsOn = input.endsOn ? checkDay(input.endsOn, "endsOn") : null;
  if (endsOn !== null && endsOn <= startsOn) throw invalid("endsOn", "The end lies after the beginning.");
  const others = await tx.find(ProgramStaff, { programId: program.id, memberId: member.id, role: input.role });
  if (
    others.some((one) => (one.endsOn === null || one.endsOn > startsOn) && (endsOn === null || one.startsOn < endsOn))
  ) {
    throw new DomainError("CONFLICT", "This member has that role in the program at that time.", {
      path: ["memberId"],
      reason: "ALREADY_THERE",
    });
  }
  const place = await tx.insert(ProgramStaff, {
    programId: program.id,
    memberId: member.id,
    role: input.role,
    startsOn,
    endsOn,
  });
  await noted(tx, program, { from: null, to: said(place) });
  return { programId: program.id, programStaffId: place.id };
}

/**
 * Ends a member's work in a program.
 * @param input.endsOn the first day no longer there
 * @throws DomainError INVALID; STALE; NOT_FOUND
 */
export async function endProgramStaff(
  tx: Transaction,
  input: { programStaffId: string; expectedVersion?: number | null | undefined; endsOn: string },
): Promise<{ programId: string; programStaffId: string }> {
  authorise(tx.actor, "program.manage");
  const place = await tx.get(ProgramStaff, input.programStaffId, { expectedVersion: input.expectedVersion });
  const program = await changeableProgram(tx, { programId: place.programId });
  const endsOn = checkDay(input.endsOn, "endsOn");
  if (endsOn < place.startsOn) throw invalid("endsOn", "The end does not lie before the beginning.");
  const ended = await tx.update(ProgramStaff, place, { endsOn });
  await noted(tx, program, { from: said(place), to: said(ended) });
  return { programId: program.id, programStaffId: place.id };
}

async function noted(tx: Transaction, program: Program, change: { from: unknown; to: unknown }): Promise<void> {
  await tx.update(Program, program, {});
  await recordRevision(tx, program.id, { staff: change });
  tx.audit({ action: "program.update", subjectType: "program", subjectId: program.id, fields: ["staff"] });
}

function said({ memberId, role, startsOn, endsOn }: ProgramStaff): object {
  return { memberId, role, startsOn, endsOn };
}
