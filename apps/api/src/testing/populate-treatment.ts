import { draftTreatmentPlan } from "@causeway/care";
import type { Actor } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** A second plan being written for a stay that has one in force, and the ids of both. */
export async function populateTreatment(
  api: TestApi,
  owner: Actor,
  stay: { readonly enrollmentId: string; readonly assessmentId: string; readonly treatmentPlanId: string },
): Promise<Record<string, string>> {
  return api.db.run(owner, async (tx) => {
    await draftTreatmentPlan(tx, {
      enrollmentId: stay.enrollmentId,
      startsOn: tx.now.toISOString().slice(0, 10),
      reviewDueOn: "2026-05-01",
      goals: [{ category: "WORK", objective: "Part-time work" }],
    });
    const [goal] = await tx.query<{ id: string }>("select id from treatment_goals where plan_id = $1", [
      stay.treatmentPlanId,
    ]);
    return {
      assessment: encodeId("assessment", stay.assessmentId),
      treatment_plan: encodeId("treatment_plan", stay.treatmentPlanId),
      treatment_goal: encodeId("treatment_goal", goal?.id ?? ""),
    };
  });
}
