export { Assessment, AssessmentKindEnum } from "./assessment.entity.ts";
export type { AssessmentKind, Rating } from "./assessment.rules.ts";
export { ratingsOf } from "./assessment.rules.ts";
export type { AssessmentInput } from "./assessment.service.ts";
export { currentAssessments, recordAssessment } from "./assessment.service.ts";
export {
  addTreatmentGoal,
  noteGoalProgress,
  reopenTreatmentGoal,
  settleTreatmentGoal,
  updateTreatmentGoal,
} from "./goal.service.ts";
export type { GoalOutcome, GoalState, PlanState } from "./plan.machine.ts";
export type { GoalCategory, PlanAgreement } from "./plan.rules.ts";
export { goalActions, planActions } from "./plan.rules.ts";
export {
  activateTreatmentPlan,
  agreeToTreatmentPlan,
  closeTreatmentPlan,
  draftTreatmentPlan,
  endTreatmentOf,
  requirePlanBeforeStart,
  reviewPlanOf,
  reviewTreatmentPlan,
  updateTreatmentPlan,
} from "./plan.service.ts";
export { GoalCategoryEnum, GoalNote, GoalOutcomeEnum, GoalStateEnum, TreatmentGoal } from "./treatment-goal.entity.ts";
export { PlanAgreementEnum, PlanReview, PlanStateEnum, TreatmentPlan } from "./treatment-plan.entity.ts";
export { endTreatment, reviewPlan } from "./treatment.jobs.ts";
