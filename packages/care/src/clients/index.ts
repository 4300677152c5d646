export { CareTeamMember, CareTeamRoleEnum } from "./care-team.entity.ts";
export type { CareTeamRole } from "./care-team.entity.ts";
export type { CareTeamMemberInput } from "./care-team.service.ts";
export { addCareTeamMember, updateCareTeamMember } from "./care-team.service.ts";
export { ClientCircumstances, ClientSubstance } from "./circumstances.entity.ts";
export type { CircumstancesInput, SubstanceInput } from "./circumstances.service.ts";
export { recordCircumstances, recordSubstances, settleObservations } from "./circumstances.service.ts";
export { Client, ClientDetails, ReachChannelEnum, SEXES, SexEnum, TimeOfDayEnum } from "./client.entity.ts";
export type { ReachChannel, Sex, TimeOfDay } from "./client.entity.ts";
export { findClientsByExternalId, findClientsByName, idsOfPerson } from "./client.query.ts";
export { checkDay, clientActions, safeChannels, searchNameOf, trimmed, zoneOfClient } from "./client.rules.ts";
export type { ClientInput, DetailsInput } from "./client.service.ts";
export { createClient, markDeceased, recordDeath, retractDeath, updateClient } from "./client.service.ts";
export { Coverage } from "./coverage.entity.ts";
export type { CoverageTerms } from "./coverage.service.ts";
export { setCoverage, updateCoverage } from "./coverage.service.ts";
export type { LikelyDuplicate, SoughtPerson } from "./duplicates.query.ts";
export {
  ALIKE,
  DuplicateReasonEnum,
  checkForDuplicates,
  findPossibleDuplicates,
  likelyClients,
} from "./duplicates.query.ts";
export { ClientExternalId } from "./external-id.entity.ts";
export type { ExternalIdInput } from "./external-id.service.ts";
export { addExternalId, removeExternalId } from "./external-id.service.ts";
export { liveClient } from "./live-client.service.ts";
