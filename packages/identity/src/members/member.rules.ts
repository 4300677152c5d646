import type { Actor } from "@causeway/kernel";
import { can } from "../access/permission.rules.ts";
import type { Role } from "../access/permission.rules.ts";

/** Only who may sign for the organisation makes, changes or removes owners: an administrator cannot promote itself. */
export function mayGrant(actor: Actor, role: Role): boolean {
  return role !== "OWNER" || can(actor, "organisation.manage");
}

/** What the actor may do to a member, for `availableActions`. The services refuse the same. */
export function actionsOnMember(actor: Actor, member: { role: Role; status: string }): string[] {
  const mayManage = member.status === "ACTIVE" && can(actor, "member.manage") && mayGrant(actor, member.role);
  return mayManage ? ["changeMemberRole", "removeMember"] : [];
}
