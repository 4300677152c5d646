export { AuthorisationDecision } from "./authorisation-decision.entity.ts";
export { Authorisation, AuthorisationStateEnum } from "./authorisation.entity.ts";
export { watchAuthorisation } from "./authorisation.jobs.ts";
export type { AuthorisationState } from "./authorisation.machine.ts";
export type { AnswerInput, PayerAnswer } from "./authorisation.rules.ts";
export { PayerAnswerEnum, authorisationActions } from "./authorisation.rules.ts";
export type { AuthorisationRequest } from "./authorisation.service.ts";
export {
  appealAuthorisation,
  correctAuthorisation,
  decideAuthorisation,
  requestAuthorisation,
  watchAuthorisationOf,
} from "./authorisation.service.ts";
export type { Ask, AuthorisationThen, PlacementThen, StayThen } from "./burn-down.query.ts";
export { askBeside, askIn, burnDownOf, clientOfStay, stayThen } from "./burn-down.query.ts";
export type { AttendedDay, BurnDown, BurnedDay, LevelSpan } from "./burn-down.rules.ts";
export { burn, levelOn } from "./burn-down.rules.ts";
export { billingCodes } from "./authorisation.query.ts";
export { endWatchOf, warnOfUnits } from "./units.service.ts";
export type { AuthorisationUnit } from "./billing-code.entity.ts";
export { AuthorisationUnitEnum, BillingCode } from "./billing-code.entity.ts";
