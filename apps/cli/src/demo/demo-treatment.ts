import type { GoalCategory } from "@causeway/care";
import { activateTreatmentPlan, draftTreatmentPlan, recordAssessment } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";

const GOALS: readonly { category: GoalCategory; objective: string }[] = [
  { category: "REDUCE_USE", objective: "Four weeks without use" },
  { category: "COPING", objective: "Name three triggers and an answer to each" },
  { category: "WORK", objective: "Back to part-time work" },
];

/** The assessment and the plan that a first session asks for, of one day. */
export async function demoPlan(
  db: Database,
  clinician: Actor,
  enrollmentId: string,
  days: { readonly today: string; readonly review: string },
): Promise<void> {
  await db.run(clinician, async (tx) => {
    await recordAssessment(tx, {
      enrollmentId,
      kind: "ADMISSION",
      assessedOn: days.today,
      edition: "ASAM3",
      ratings: ["0", "1", "1", "2", "2", "1"].map((token, i) => ({ dimension: i + 1, token })),
      summary: "Ready to begin; lives with family.",
    });
    const { treatmentPlanId } = await draftTreatmentPlan(tx, {
      enrollmentId,
      startsOn: days.today,
      reviewDueOn: days.review,
      goals: GOALS,
    });
    await activateTreatmentPlan(tx, { treatmentPlanId, agreement: "SIGNED", agreedOn: days.today });
  });
}
