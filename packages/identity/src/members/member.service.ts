import type { AuthenticatorTransaction, Database, Transaction } from "@causeway/database";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { authorise, isRole } from "../access/permission.rules.ts";
import type { Role } from "../access/permission.rules.ts";
import { endApiClientsOf, revokeInvitationsOf } from "./leaver-access.service.ts";
import { mayGrant } from "./member.rules.ts";
import { Membership } from "./membership.entity.ts";
import { normaliseEmail } from "./person.service.ts";

export interface NewMember {
  readonly email: string;
  readonly displayName: string;
}

export interface NewPlace extends NewMember {
  readonly personId: string;
  readonly role: string;
}

/**
 * Ties people to places of an organisation, which nobody works in until `addMember`. The authenticator alone does it:
 * who could tie any person to a place could have that person's mail. A place that is there already stays as it is.
 */
export function reservePlaces(db: Database, organisationId: string, places: readonly NewPlace[]): Promise<void> {
  return db.authenticate(async (tx) => {
    for (const place of places) await reservePlace(tx, organisationId, place);
  });
}

async function reservePlace(tx: AuthenticatorTransaction, organisationId: string, place: NewPlace): Promise<void> {
  if (!isRole(place.role)) throw invalid("role", "There is no such role.");
  await tx.query(
    `insert into memberships (id, organisation_id, person_id, display_name, email, role, status, joined_at, left_at)
     values ($1, $2, $3, $4, $5, $6, 'LEFT', $7, $7) on conflict (organisation_id, person_id) do nothing`,
    [
      tx.newId(),
      organisationId,
      place.personId,
      place.displayName.trim(),
      normaliseEmail(place.email),
      place.role,
      tx.now,
    ],
  );
}

/**
 * Opens the place that a person was given by `reservePlaces`. Who left before comes back to the old place.
 * @returns the id of the membership
 */
export async function addMember(tx: Transaction, input: NewPlace): Promise<string> {
  if (!isRole(input.role)) throw invalid("role", "There is no such role.");
  const { personId, role } = input;
  const values = { displayName: input.displayName.trim(), email: normaliseEmail(input.email), role };
  const before = await tx.findOne(Membership, { personId });
  if (before?.status === "ACTIVE") throw new DomainError("DUPLICATE", "This person is a member already.");
  if (!before) throw new Error("no place was reserved for this person");
  const membership = await tx.update(Membership, before, {
    ...values,
    status: "ACTIVE",
    joinedAt: tx.now,
    leftAt: null,
  });
  tx.audit({ action: "member.join", subjectType: "membership", subjectId: membership.id, reason: role });
  tx.emit({ type: "member.joined", subjectId: membership.id, refIds: {} });
  return membership.id;
}

/** Gives a member another role; it holds from their next request. */
export async function changeMemberRole(
  tx: Transaction,
  input: { membershipId: string; role: string; expectedVersion?: number | null | undefined },
): Promise<{ membershipId: string }> {
  authorise(tx.actor, "member.manage");
  if (!isRole(input.role)) throw invalid("role", "There is no such role.");
  const member = await activeMember(tx, input.membershipId, input.expectedVersion);
  if (!mayGrant(tx.actor, input.role)) throw invalid("role", "Only an owner makes owners.", "OWNER_ONLY");
  await keepAnOwner(tx, member, input.role);
  await tx.update(Membership, member, { role: input.role });
  await revokeInvitationsOf(tx, member.id, input.role);
  const reason = `${member.role} to ${input.role}`;
  tx.audit({ action: "member.change-role", subjectType: "membership", subjectId: member.id, reason });
  return { membershipId: member.id };
}

/** Moves open work from one member to another; answers how much there was. Given by the rooms that know the work. */
export type HandOver = (tx: Transaction, work: { from: string; to: string | null }) => Promise<number>;

/**
 * Ends a membership. Open tasks and referrals go to a colleague first, in the same transaction; the
 * sessions of this place end with it, since each request reads the membership again. Open invitations
 * of the leaver are taken back; API clients the leaver made end, unless the colleague takes them.
 * @throws DomainError CONFLICT with reason WORK_TO_HAND_OVER when there is open work and nobody was named
 */
export async function removeMember(
  tx: Transaction,
  input: {
    membershipId: string;
    handOverTo?: string | undefined;
    handOverApiClients?: boolean | null | undefined;
    expectedVersion?: number | null | undefined;
  },
  handOver: HandOver,
): Promise<{ membershipId: string }> {
  authorise(tx.actor, "member.manage");
  const member = await activeMember(tx, input.membershipId, input.expectedVersion);
  await keepAnOwner(tx, member, null);
  const to = input.handOverTo ?? null;
  if (to !== null) await heir(tx, member, to);
  const handed = await handOver(tx, { from: member.id, to });
  if (handed > 0 && to === null) {
    throw new DomainError("CONFLICT", "There is open work: say who takes it over.", {
      path: ["handOverTo"],
      reason: "WORK_TO_HAND_OVER",
    });
  }
  const takesApiClients = input.handOverApiClients ?? false;
  if (takesApiClients && to === null) throw invalid("handOverTo", "Say who takes the API clients.");
  await endApiClientsOf(tx, member.id, takesApiClients ? to : null);
  await revokeInvitationsOf(tx, member.id, null);
  await tx.update(Membership, member, { status: "LEFT", leftAt: tx.now });
  const reason = handed > 0 ? `${handed} handed over` : "nothing to hand over";
  tx.audit({ action: "member.leave", subjectType: "membership", subjectId: member.id, reason });
  tx.emit({ type: "member.left", subjectId: member.id, refIds: to === null ? {} : { handedOverToMemberId: to } });
  return { membershipId: member.id };
}

async function activeMember(
  tx: Transaction,
  id: string,
  expectedVersion: number | null | undefined,
): Promise<Membership> {
  const member = await tx.get(Membership, id, { expectedVersion });
  if (member.status !== "ACTIVE") {
    throw new DomainError("ILLEGAL_TRANSITION", "This person has left already.", { reason: member.status });
  }
  if (!mayGrant(tx.actor, member.role)) {
    throw new DomainError("CONFLICT", "Only an owner changes owners.", { reason: "OWNER_ONLY" });
  }
  return member;
}

async function heir(tx: Transaction, member: Membership, to: string): Promise<void> {
  if (to === member.id) throw invalid("handOverTo", "Name somebody else.");
  const colleague = await tx.findOne(Membership, { id: to });
  if (!colleague) throw notFound("membership", ["handOverTo"]);
  if (colleague.status !== "ACTIVE") throw invalid("handOverTo", "This person has left.", "LEFT");
}

/** An organisation without an owner could never sign, pay or close again. */
async function keepAnOwner(tx: Transaction, member: Membership, becomes: Role | null): Promise<void> {
  if (member.role !== "OWNER" || becomes === "OWNER") return;
  // Locked, so that two owners who step down at once do not both find the other.
  const owners = await tx.query<{ id: string }>(
    "select id from memberships where role = 'OWNER' and status = 'ACTIVE' order by id for update",
  );
  if (!owners.some((owner) => owner.id !== member.id)) {
    throw new DomainError("CONFLICT", "This is the only owner. Make somebody else an owner first.", {
      reason: "LAST_OWNER",
    });
  }
}
