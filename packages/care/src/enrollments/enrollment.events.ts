import type { Transaction } from "@causeway/database";
import type { Enrollment } from "./enrollment.entity.ts";

export type EnrollmentEvent =
  | "enrollment.opened"
  | "enrollment.waitlisted"
  | "enrollment.offered"
  | "enrollment.offer-expired"
  | "enrollment.admitted"
  | "enrollment.first-session"
  | "enrollment.start-undone"
  | "enrollment.on-leave"
  | "enrollment.returned"
  | "enrollment.discharged"
  | "enrollment.discharge-voided"
  | "enrollment.dates-corrected"
  | "enrollment.closed"
  | "enrollment.voided";

/** Announces to the organisation itself; ids only. */
export function announce(
  tx: Transaction,
  type: EnrollmentEvent,
  enrollment: Pick<Enrollment, "id" | "programId" | "referralRecipientId">,
): void {
  const { id, programId, referralRecipientId } = enrollment;
  tx.emit({
    type,
    subjectId: id,
    refIds: { programId, ...(referralRecipientId === null ? {} : { referralRecipientId }) },
  });
}
