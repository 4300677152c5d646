import { draftTreatmentPlan, orderDrugTest, planStay, setPlanHours, setTreatmentStage } from "@causeway/care";
import type { Actor } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** A course, a drug test and a second plan being written, for a stay that has a plan in force. */
export async function populateTreatment(
  api: TestApi,
  owner: Actor,
  stay: { readonly enrollmentId: string; readonly assessmentId: string; readonly treatmentPlanId: string },
): Promise<Record<string, string>> {
  return api.db.run(owner, async (tx) => {
    const { enrollmentId } = stay;
    const startsOn = tx.now.toISOString().slice(0, 10);
    await setTreatmentStage(tx, { enrollmentId, stage: "ENGAGEMENT", startsOn });
    await setPlanHours(tx, { enrollmentId, minutesPerWeek: 600, startsOn });
    await planStay(tx, { enrollmentId, kind: "PLANNED", weeks: 12 });
    await draftTreatmentPlan(tx, {
      enrollmentId,
      startsOn,
      reviewDueOn: "2026-05-01",
      goals: [{ category: "WORK", objective: "Part-time work" }],
    });
    const { drugTestId } = await orderDrugTest(tx, { enrollmentId, specimen: "URINE", panel: ["FENTANYL"] });
    const [goal] = await tx.query<{ id: string }>("select id from treatment_goals where plan_id = $1", [
      stay.treatmentPlanId,
    ]);
    return {
      drug_test: encodeId("drug_test", drugTestId),
      assessment: encodeId("assessment", stay.assessmentId),
      treatment_plan: encodeId("treatment_plan", stay.treatmentPlanId),
      treatment_goal: encodeId("treatment_goal", goal?.id ?? ""),
    };
  });
}
