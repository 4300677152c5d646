import type { Transaction } from "@causeway/database";
import { IsNull } from "typeorm";
import { EnrollmentLeave } from "./leave.entity.ts";

/** The client is away from this day on. A leave that goes on already is the same leave. */
export async function openLeave(tx: Transaction, enrollmentId: string, startsOn: string): Promise<void> {
  if (await ongoingLeave(tx, enrollmentId)) return;
  await tx.insert(EnrollmentLeave, { enrollmentId, startsOn, recordedAt: tx.now });
}

/** @param endsOn day of the return, on which the client counts as present again */
export async function closeLeave(tx: Transaction, enrollmentId: string, endsOn: string): Promise<void> {
  const leave = await ongoingLeave(tx, enrollmentId);
  if (!leave) return;
  await tx.change("update enrollment_leaves set superseded_at = $2 where id = $1", [leave.id, tx.now]);
  await tx.insert(EnrollmentLeave, { enrollmentId, startsOn: leave.startsOn, endsOn, recordedAt: tx.now });
}

async function ongoingLeave(tx: Transaction, enrollmentId: string): Promise<EnrollmentLeave | null> {
  return tx.findOne(EnrollmentLeave, { enrollmentId, endsOn: IsNull(), supersededAt: IsNull() });
}
