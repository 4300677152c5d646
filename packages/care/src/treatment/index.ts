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
  resumeTreatmentOf,
  reviewPlanOf,
  reviewTreatmentPlan,
  updateTreatmentPlan,
} from "./plan.service.ts";
export { GoalCategoryEnum, GoalNote, GoalOutcomeEnum, GoalStateEnum, TreatmentGoal } from "./treatment-goal.entity.ts";
export { PlanAgreementEnum, PlanReview, PlanStateEnum, TreatmentPlan } from "./treatment-plan.entity.ts";
export { endTreatment, resumeTreatment, reviewPlan } from "./treatment.jobs.ts";
export { PlanHours, PlanHoursReasonEnum } from "./plan-hours.entity.ts";
export type { PlanHoursReason } from "./plan-hours.rules.ts";
export { LONGEST_TAPER_DAYS } from "./plan-hours.rules.ts";
export type { PlannedStayKind } from "./planned-stay.entity.ts";
export { PlannedStay, PlannedStayKindEnum } from "./planned-stay.entity.ts";
export { planStay, setPlanHours, setTreatmentStage } from "./course.service.ts";
export type { Stage } from "./treatment-stage.entity.ts";
export { TreatmentStage, TreatmentStageEnum } from "./treatment-stage.entity.ts";
export type { TreatmentHeld } from "./treatment.query.ts";
export { treatmentAsOf } from "./treatment.query.ts";
export {
  DrugTest,
  DrugTestOutcomeEnum,
  DrugTestResult,
  DrugTestStateEnum,
  DrugTestStep,
  PanelItemEnum,
  SpecimenEnum,
} from "./drug-test.entity.ts";
export type { DrugTestState } from "./drug-test.machine.ts";
export type { DrugTestOutcome, PanelItem, ResultLine, Specimen } from "./drug-test.rules.ts";
export { drugTestActions } from "./drug-test.rules.ts";
export type { DrugTestStepInput } from "./drug-test.service.ts";
export {
  cancelDrugTest,
  collectDrugTest,
  confirmDrugTest,
  orderDrugTest,
  recordDrugTestResults,
  refuseDrugTest,
} from "./drug-test.service.ts";
