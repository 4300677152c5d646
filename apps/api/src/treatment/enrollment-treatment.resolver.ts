import { Assessment, Enrollment, PlanHours, PlannedStay, TreatmentPlan, TreatmentStage } from "@causeway/care";
import { FieldResolver, Resolver, Root } from "type-graphql";

/** What treatment adds to a stay. */
@Resolver(() => Enrollment)
export class EnrollmentTreatmentResolver {
  @FieldResolver(() => [Assessment], { description: "All that was ever entered, corrected ones included." })
  assessments(@Root() root: Enrollment & { assessments: Assessment[] }): Assessment[] {
    return root.assessments;
  }

  @FieldResolver(() => [TreatmentPlan], { description: "Oldest first, revised and closed ones included." })
  treatmentPlans(@Root() root: Enrollment & { treatmentPlans: TreatmentPlan[] }): TreatmentPlan[] {
    return root.treatmentPlans;
  }

  @FieldResolver(() => [TreatmentStage], { description: "All that was ever believed, superseded ones included." })
  treatmentStages(@Root() root: Enrollment & { treatmentStages: TreatmentStage[] }): TreatmentStage[] {
    return root.treatmentStages;
  }

  @FieldResolver(() => [PlanHours], { description: "All that was ever believed, superseded ones included." })
  planHours(@Root() root: Enrollment & { planHours: PlanHours[] }): PlanHours[] {
    return root.planHours;
  }

  @FieldResolver(() => [PlannedStay], { description: "Oldest first; the last one holds." })
  plannedStays(@Root() root: Enrollment & { plannedStays: PlannedStay[] }): PlannedStay[] {
    return root.plannedStays;
  }
}
