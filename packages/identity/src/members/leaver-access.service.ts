import type { Transaction } from "@causeway/database";
import { DomainError, notFound } from "@causeway/kernel";
import { can, grantsOfRole } from "../access/permission.rules.ts";
import type { Role } from "../access/permission.rules.ts";
import { revokeApiClient } from "../api-clients/api-client.service.ts";
import { ApiClient } from "../api-clients/api-client.entity.ts";
import { Membership } from "./membership.entity.ts";

/**
 * Takes back the open invitations that a member sent and in this role could not send: all of them when the member is
 * leaving. Who was removed would come in again by one to another address of theirs.
 * @param role the role the member has from now on; null when leaving
 */
export async function revokeInvitationsOf(tx: Transaction, memberId: string, role: Role | null): Promise<void> {
  const grants = role === null ? new Set<string>() : grantsOfRole(role, "LIVE");
  if (grants.has("organisation.manage")) return;
  const revoked = await tx.query<{ id: string }>(
    `update invitations set revoked_at = $2
     where invited_by = $1 and accepted_at is null and revoked_at is null and ($3 or role = 'OWNER') returning id`,
    [memberId, tx.now, !grants.has("member.manage")],
  );
  for (const { id } of revoked) {
    tx.audit({ action: "member.invitation-revoke", subjectType: "invitation", subjectId: id, reason: "SENDER_LEFT" });
  }
}

/**
 * Ends the API clients that a leaver made, whose keys the leaver may still hold, unless a colleague takes them.
 * @param takenBy who answers for them from now on
 * @throws DomainError INVALID when that colleague may not manage API clients
 */
export async function endApiClientsOf(tx: Transaction, memberId: string, takenBy: string | null): Promise<void> {
  const clients = (await tx.find(ApiClient, { createdBy: memberId })).filter((client) => client.revokedAt === null);
  if (clients.length === 0) return;
  if (takenBy === null) {
    for (const client of clients) await revokeApiClient(tx, { apiClientId: client.id });
    return;
  }
  const colleague = await tx.findOne(Membership, { id: takenBy });
  if (!colleague) throw notFound("membership", ["handOverTo"]);
  const heir = { ...tx.actor, id: colleague.id, grants: grantsOfRole(colleague.role, "LIVE") };
  if (!can(heir, "api_client.manage") || clients.some((client) => !holdsAll(heir.grants, client.scopes))) {
    throw new DomainError("INVALID", "This person may not manage these API clients.", {
      path: ["handOverTo"],
      reason: "SCOPE_NOT_HELD",
    });
  }
  for (const client of clients) {
    await tx.update(ApiClient, client, { createdBy: takenBy });
    tx.audit({ action: "api-client.hand-over", subjectType: "api_client", subjectId: client.id });
  }
}

function holdsAll(grants: ReadonlySet<string>, scopes: readonly string[]): boolean {
  return scopes.every((scope) => grants.has(scope));
}
