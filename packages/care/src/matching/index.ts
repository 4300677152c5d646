export type { FitAnswer, FitItem, FitLine, Verdict } from "./fit.rules.ts";
export { VERDICTS } from "./fit.rules.ts";
export type { Match, Need } from "./match.query.ts";
export { matchPrograms } from "./match.query.ts";
export type { ScreeningDecision } from "./screening.entity.ts";
export { FitAnswerEnum, FitItemEnum, Screening, ScreeningDecisionEnum } from "./screening.entity.ts";
export { recordScreening } from "./screening.service.ts";
