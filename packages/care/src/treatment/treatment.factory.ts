import type { Database, Transaction } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { NewEnrollment } from "../enrollments/enrollment.factory.ts";
import { admittedEnrollment } from "../enrollments/enrollment.factory.ts";
import { addDays } from "../programs/index.ts";
import type { AssessmentKind } from "./assessment.rules.ts";
import { recordAssessment } from "./assessment.service.ts";
import { activateTreatmentPlan, draftTreatmentPlan } from "./plan.service.ts";
import { stayUnderTreatment } from "./stay.service.ts";

interface Planned {
  readonly assessmentId: string;
  readonly treatmentPlanId: string;
}

/** An admission assessment and a plan in force with one goal, both of today: what a first session asks for. */
export async function planTreatment(tx: Transaction, enrollmentId: string): Promise<Planned> {
  const { today } = await stayUnderTreatment(tx, enrollmentId);
  const assessmentId = await assessed(tx, enrollmentId, "ADMISSION");
  const { treatmentPlanId } = await draftTreatmentPlan(tx, {
    enrollmentId,
    startsOn: today,
    reviewDueOn: addDays(today, 30),
    goals: [{ category: "REDUCE_USE", objective: "Four weeks without use" }],
  });
  await activateTreatmentPlan(tx, { treatmentPlanId, agreement: "SIGNED", agreedOn: today });
  return { assessmentId, treatmentPlanId };
}

/** An assessment of today, or of another day: what a change of level rests on. */
export async function assessed(
  tx: Transaction,
  enrollmentId: string,
  kind: AssessmentKind = "REASSESSMENT",
  assessedOn?: string,
): Promise<string> {
  const { today } = await stayUnderTreatment(tx, enrollmentId);
  const { assessmentId } = await recordAssessment(tx, {
    enrollmentId,
    kind,
    assessedOn: assessedOn ?? today,
    edition: "ASAM3",
    ratings: [1, 2, 3, 4, 5, 6].map((dimension) => ({ dimension, token: "1" })),
  });
  return assessmentId;
}

/** Admitted, assessed and planned for; no session attended yet. */
export async function plannedEnrollment(
  db: Database,
  actor: Actor,
  options: Parameters<typeof admittedEnrollment>[2] = {},
): Promise<NewEnrollment & Planned> {
  const enrollment = await admittedEnrollment(db, actor, options);
  return { ...enrollment, ...(await db.run(actor, (tx) => planTreatment(tx, enrollment.enrollmentId))) };
}
