import type { EntityClass } from "@causeway/database";
import { Membership } from "./members/membership.entity.ts";
import { Agreement, Organisation } from "./organisations/organisation.entity.ts";

export type { OrganisationStatus, Permission, Role } from "./access/permission.rules.ts";
export { PERMISSIONS, ROLES_OF_PEOPLE, SCOPES, authorise, can, grantsOfRole } from "./access/permission.rules.ts";
export { Membership, MembershipStatuses, Roles } from "./members/membership.entity.ts";
export { Agreement, Organisation, OrganisationStatuses } from "./organisations/organisation.entity.ts";
export type { NewMember, NewOrganisation } from "./organisations/organisation.service.ts";
export {
  AGREEMENT_EDITION,
  addMember,
  createOrganisation,
  goLive,
  signAgreement,
} from "./organisations/organisation.service.ts";
export type { OpenedSession } from "./sessions/session.service.ts";
export { actorFromSession, signOut, switchOrganisation } from "./sessions/session.service.ts";
export { signIn } from "./sessions/sign-in.service.ts";

export const identityEntities: readonly EntityClass[] = [Agreement, Organisation, Membership];
