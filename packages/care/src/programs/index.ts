export { addDays, daysBetween, localDay, mondayOf, startOfDay } from "./calendar.rules.ts";
export { LevelOfCare, LevelOfCareHours } from "./level-of-care.entity.ts";
export { levelsOfCare } from "./level-of-care.query.ts";
export { holdPlace, rearrangePlaces, releasePlace } from "./place.service.ts";
export { Program, ProgramStateEnum } from "./program.entity.ts";
export type { ProgramCommand, ProgramState } from "./program.machine.ts";
export { PROGRAM_STATES, programMachine } from "./program.machine.ts";
export { programActions } from "./program.rules.ts";
export type { ProgramInput } from "./program.service.ts";
export {
  confirmOpenings,
  createProgram,
  publishProgram,
  setProgramState,
  timeZoneOf,
  unpublishProgram,
  updateProgram,
} from "./program.service.ts";
export { Site } from "./site.entity.ts";
export type { SiteInput } from "./site.service.ts";
export { createSite, updateSite } from "./site.service.ts";
