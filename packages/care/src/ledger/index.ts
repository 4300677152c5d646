export { takeEffect } from "./ledger.jobs.ts";
export { LevelTransition, TransitionReasonEnum, TransitionTypeEnum } from "./level-transition.entity.ts";
export { placementAsOf } from "./placement.query.ts";
export type { Level, TransitionReason, TransitionType } from "./transition.rules.ts";
export {
  LONGEST_AHEAD_DAYS,
  LONGEST_ASSESSMENT_DAYS,
  sameLevelAcrossEditions,
  transitionType,
} from "./transition.rules.ts";
export type { TransitionInput } from "./transition.service.ts";
export { changeLevelOfCare, takeTransitionIntoEffect } from "./transition.service.ts";
