import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { Enrollment } from "./enrollment.entity.ts";
import type { WaitlistEntry } from "./waitlist/waitlist.entity.ts";
import { HOLDING_STATES, enrollmentMachine } from "./enrollment.machine.ts";

/** How long a mistaken entry can be taken back. */
const VOID_HOURS = 72;

export function canBeVoided(enrollment: Pick<Enrollment, "createdAt" | "voidedAt">, now: Date): boolean {
  return enrollment.voidedAt === null && now.getTime() - enrollment.createdAt.getTime() <= VOID_HOURS * 3_600_000;
}

/** A discharge is taken back within the same time, counted from when it was entered. */
export function dischargeCanBeUndone(
  enrollment: Pick<Enrollment, "state" | "dischargeRecordedAt">,
  now: Date,
): boolean {
  const { state, dischargeRecordedAt: at } = enrollment;
  return state === "DISCHARGED" && at !== null && now.getTime() - at.getTime() <= VOID_HOURS * 3_600_000;
}

/** Names of the mutations this actor may give this wait now. */
export function waitlistActions(actor: Actor, entry: Pick<WaitlistEntry, "leftAt">): string[] {
  return can(actor, "enrollment.manage") && entry.leftAt === null
    ? ["setWaitlistPriority", "recordInterimServices"]
    : [];
}

/** Names of the mutations this actor may give this enrollment now. */
export function enrollmentActions(
  actor: Actor,
  enrollment: Pick<Enrollment, "state" | "createdAt" | "voidedAt" | "firstSessionOn" | "dischargeRecordedAt">,
  now: Date,
): string[] {
  if (enrollment.voidedAt !== null) return [];
  const actions: string[] = [];
  if (can(actor, "enrollment.manage")) {
    for (const command of enrollmentMachine.available(enrollment.state, "staff")) {
      actions.push(command.endsWith("Leave") ? command : `${command}Enrollment`);
    }
    actions.push("correctEnrollmentDates");
    if (dischargeCanBeUndone(enrollment, now)) actions.push("undoDischarge");
    if (canBeVoided(enrollment, now) && enrollment.firstSessionOn === null) actions.push("voidEnrollment");
  }
  if (can(actor, "treatment.manage") && !enrollmentMachine.terminal.has(enrollment.state))
    actions.push("recordAssessment", "draftTreatmentPlan", "setTreatmentStage", "setPlanHours", "planStay");
  if (can(actor, "drug_test.manage") && !enrollmentMachine.terminal.has(enrollment.state))
    actions.push("orderDrugTest");
  if (HOLDING_STATES.has(enrollment.state)) {
    if (can(actor, "attendance.record")) actions.push("recordAttendance");
    if (can(actor, "transition.manage")) actions.push("changeLevelOfCare");
  }
  return actions;
}
