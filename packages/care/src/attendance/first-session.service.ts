import type { Transaction } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import { Enrollment, announce, enrollmentMachine, scheduleContactReview } from "../enrollments/index.ts";

/** Someone was there: the stay begins with the first time, and contact is as fresh as this day. */
export async function noteContact(tx: Transaction, enrollment: Enrollment, day: string, zone: string): Promise<void> {
  const first = enrollment.firstSessionOn === null || day < enrollment.firstSessionOn;
  const fresh = enrollment.lastContactOn === null || day > enrollment.lastContactOn;
  const starts = enrollment.state === "ADMITTED";
  if (!first && !fresh && !starts) return;
  await tx.update(Enrollment, enrollment, {
    ...(starts ? { state: enrollmentMachine.next(enrollment.state, "start", "attendance") } : {}),
    ...(first ? { firstSessionOn: day } : {}),
    ...(fresh ? { lastContactOn: day } : {}),
  });
  if (fresh) scheduleContactReview(tx, enrollment.id, day, zone);
  if (starts) tell(tx, enrollment, "enrollment.start", "enrollment.first-session");
}

/**
 * Somebody who was recorded as there was not: the first session is the earliest that is left. With none left the stay has
 * not begun. A leave or a discharge rests on a stay that has, and is taken back first.
 * @throws DomainError CONFLICT (reason LAST_SESSION)
 */
export async function followAbsence(tx: Transaction, enrollment: Enrollment, path: readonly string[]): Promise<void> {
  const [row] = await tx.query<{ day: string | null }>(
    `select min((n.starts_at at time zone z.time_zone)::date)::text as day
     from attendances a join program_sessions n on n.id = a.session_id
       join programs p on p.id = n.program_id join sites z on z.id = p.site_id
     where a.enrollment_id = $1 and a.state in ('ATTENDED', 'PARTIAL')`,
    [enrollment.id],
  );
  const firstSessionOn = row?.day ?? null;
  if (firstSessionOn === enrollment.firstSessionOn) return;
  if (firstSessionOn !== null) {
    await tx.update(Enrollment, enrollment, { firstSessionOn });
    return;
  }
  if (enrollment.state !== "ACTIVE") {
    throw new DomainError("CONFLICT", "The stay rests on this session: take back what came after it first.", {
      path,
      reason: "LAST_SESSION",
    });
  }
  const state = enrollmentMachine.next(enrollment.state, "unstart", "attendance");
  await tx.update(Enrollment, enrollment, { state, firstSessionOn });
  tell(tx, enrollment, "enrollment.unstart", "enrollment.start-undone");
}

function tell(
  tx: Transaction,
  enrollment: Enrollment,
  action: string,
  event: "enrollment.first-session" | "enrollment.start-undone",
): void {
  tx.audit({ action, subjectType: "enrollment", subjectId: enrollment.id, clientId: enrollment.clientId });
  announce(tx, event, enrollment);
}
