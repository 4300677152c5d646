export { addDays, checkDay, daysBetween, instantAt, localDay, mondayOf, startOfDay } from "./calendar.rules.ts";
export type { LevelBounds } from "./level-of-care.entity.ts";
export type { LevelName } from "./level.rules.ts";
export { sameLevel, sameLevelAcrossEditions } from "./level.rules.ts";
export { LevelOfCare, LevelOfCareHours } from "./level-of-care.entity.ts";
export { levelsOfCare } from "./level-of-care.query.ts";
export { holdPlace, rearrangePlaces, releasePlace } from "./place.service.ts";
export type { Modality } from "./modality.ts";
export { MODALITIES, ModalityEnum } from "./modality.ts";
export type { OpeningsShown } from "./openings.service.ts";
export { askToConfirm, confirmOpenings, confirmOpeningsByLink, openingsShown } from "./openings.service.ts";
export { CapacityNotice } from "./capacity-notice.entity.ts";
export { capacityNoticeActions } from "./capacity-notice.rules.ts";
export { recordCapacityNotice } from "./capacity-notice.service.ts";
export { CredentialKindEnum, ProgramCredential } from "./credential.entity.ts";
export { PriceUnitEnum, ProgramPrice } from "./price.entity.ts";
export type { CoOccurring, MedicationPolicy, Telehealth } from "./program.entity.ts";
export { CoOccurringEnum, MedicationPolicyEnum, Program, ProgramStateEnum, TelehealthEnum } from "./program.entity.ts";
export type { ProgramCommand, ProgramState } from "./program.machine.ts";
export { PROGRAM_STATES, programMachine } from "./program.machine.ts";
export { PROGRAM_WARNINGS, programActions, programWarnings } from "./program.rules.ts";
export type { ProgramInput } from "./program.service.ts";
export {
  createProgram,
  loadStillProgram,
  publishProgram,
  timeZoneOf,
  unpublishProgram,
  updateProgram,
} from "./program.service.ts";
export { ProgramCapacity, ProgramRevision } from "./revision.entity.ts";
export { ProgramSlot } from "./slot.entity.ts";
export { ProgramStaff, StaffRoleEnum } from "./staff.entity.ts";
export { ProgramCommandEnum, ProgramStateChange } from "./state-change.entity.ts";
export {
  cancelStateChange,
  dueStateChange,
  planProgramState,
  setProgramState,
  takeStateChangeIntoEffect,
} from "./state.service.ts";
export { addProgramStaff, endProgramStaff } from "./staff.service.ts";
export type { StaffRole } from "./staff.entity.ts";
export { addCredential, renewCredential, warnExpiryOf, withdrawCredential } from "./credential.service.ts";
export { Code, codesOf } from "./code.query.ts";
export type { CredentialKind } from "./credential.entity.ts";
export type { PriceInput, SlotInput } from "./timetable.rules.ts";
export { setProgramPrices, setProgramSlots } from "./timetable.service.ts";
export type { PriceUnit } from "./price.entity.ts";
export { askConfirmation, refreshListing, takeStateChange, warnExpiry } from "./program.jobs.ts";
export { Site } from "./site.entity.ts";
export type { SiteInput } from "./site.service.ts";
export { createSite, updateSite } from "./site.service.ts";
