import type { EntityClass } from "@causeway/database";
import { ApiClient, ApiKey } from "./api-clients/api-client.entity.ts";
import { AuditEntry } from "./audit/audit-entry.entity.ts";
import { Invitation } from "./invitations/invitation.entity.ts";
import { Membership } from "./members/membership.entity.ts";
import { Agreement, Organisation } from "./organisations/organisation.entity.ts";

export type { OrganisationStatus, Permission, Role } from "./access/permission.rules.ts";
export { PERMISSIONS, ROLES_OF_PEOPLE, SCOPES, authorise, can, grantsOfRole } from "./access/permission.rules.ts";
export { keyedHash, newToken, tokenHash } from "./access/secrets.ts";
export { ApiClient, ApiKey } from "./api-clients/api-client.entity.ts";
export type { MadeKey } from "./api-clients/api-client.service.ts";
export {
  actorFromApiKey,
  createApiClient,
  revokeApiClient,
  revokeApiKey,
  rotateApiKey,
} from "./api-clients/api-client.service.ts";
export { AuditEntry } from "./audit/audit-entry.entity.ts";
export type { FeedEvent } from "./events/event-feed.query.ts";
export { feedAfter, feedHead, readEventFeed } from "./events/event-feed.query.ts";
export { Invitation } from "./invitations/invitation.entity.ts";
export {
  acceptInvitation,
  invitationMail,
  inviteMember,
  openInvitation,
  revokeInvitation,
} from "./invitations/invitation.service.ts";
export type { SignedLinkPurpose } from "./links/signed-link.service.ts";
export { issueLink, linkAddress, openLink, revokeLink } from "./links/signed-link.service.ts";
export { actionsOnMember } from "./members/member.rules.ts";
export type { HandOver, NewMember } from "./members/member.service.ts";
export { addMember, changeMemberRole, removeMember, reservePlaces } from "./members/member.service.ts";
export { Membership, MembershipStatuses, Roles } from "./members/membership.entity.ts";
export { ensurePerson, normaliseEmail, organisationsOfAddress } from "./members/person.service.ts";
export type { BusinessCalendar, BusinessHours } from "./organisations/calendar.rules.ts";
export { addBusinessMinutes, businessDaysAfter, businessMinutes, dayMinutes } from "./organisations/calendar.rules.ts";
export { calendarOf, setBusinessHours, setClosedDays } from "./organisations/calendar.service.ts";
export {
  Agreement,
  Organisation,
  OrganisationStatuses,
  RedisclosureStatuses,
} from "./organisations/organisation.entity.ts";
export type { NewOrganisation } from "./organisations/organisation.service.ts";
export {
  AGREEMENT_EDITION,
  createOrganisation,
  goLive,
  setRedisclosureStatus,
  signAgreement,
} from "./organisations/organisation.service.ts";
export {
  changePassword,
  passwordResetMail,
  requestPasswordReset,
  resetPassword,
  setPassword,
} from "./sessions/password.service.ts";
export type { OpenedSession } from "./sessions/session.service.ts";
export { actorFromSession, placesOf, signOut, switchOrganisation } from "./sessions/session.service.ts";
export { signIn } from "./sessions/sign-in.service.ts";
export type { Credential } from "./sessions/standing.service.ts";
export { apiKeyCredential, credentialKey, sessionCredential, whoStands } from "./sessions/standing.service.ts";

export const identityEntities: readonly EntityClass[] = [
  Agreement,
  Organisation,
  Membership,
  Invitation,
  ApiClient,
  ApiKey,
  AuditEntry,
];
