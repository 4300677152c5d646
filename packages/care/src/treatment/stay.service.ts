import type { Transaction } from "@causeway/database";
import { notFound } from "@causeway/kernel";
import { Enrollment, enrollmentMachine } from "../enrollments/index.ts";
import { localDay, timeZoneOf } from "../programs/index.ts";
import { conflict } from "./treatment.rules.ts";

interface StayUnderTreatment {
  readonly enrollment: Enrollment;
  readonly zone: string;
  /** Where the program is. */
  readonly today: string;
}

/**
 * The stay that something of treatment is recorded for.
 * @param options.mayBeOver what is told of a stay may also be told after it
 * @throws DomainError NOT_FOUND when missing, another organisation's or voided, alike; CONFLICT (reason ENDED)
 */
export async function stayUnderTreatment(
  tx: Transaction,
  enrollmentId: string,
  options: { mayBeOver?: boolean; path?: readonly string[] } = {},
): Promise<StayUnderTreatment> {
  const path = options.path ?? ["enrollmentId"];
  const enrollment = await tx.get(Enrollment, enrollmentId, { path });
  if (enrollment.voidedAt !== null) throw notFound("enrollment", path);
  if (!options.mayBeOver && enrollmentMachine.terminal.has(enrollment.state))
    throw conflict(path, "This stay has ended.", "ENDED");
  const zone = await timeZoneOf(tx, enrollment.programId);
  return { enrollment, zone, today: localDay(tx.now, zone) };
}
