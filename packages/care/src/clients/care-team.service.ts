import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid, notFound } from "@causeway/kernel";
import { CARE_TEAM_ROLES, CareTeamMember } from "./care-team.entity.ts";
import type { CareTeamRole } from "./care-team.entity.ts";
import { checkDay, trimmed } from "./client.rules.ts";
import { liveClient } from "./live-client.service.ts";

export interface CareTeamMemberInput {
  readonly role: CareTeamRole;
  readonly name: string;
  readonly organisationName?: string | null | undefined;
  readonly phone?: string | null | undefined;
  /** A consent of this client to tell this person. */
  readonly consentId?: string | null | undefined;
  readonly startsOn: string;
  /** First day they are no longer involved. */
  readonly endsOn?: string | null | undefined;
}

/**
 * Somebody outside who cares for the client; the record alone allows no contact.
 * @throws DomainError INVALID; NOT_FOUND, also for a consent of another client
 */
export async function addCareTeamMember(
  tx: Transaction,
  input: CareTeamMemberInput & { clientId: string },
): Promise<{ careTeamMemberId: string; clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  const member = await tx.insert(CareTeamMember, {
    clientId: client.id,
    ...(await checked(tx, client.id, input)),
  });
  audit(tx, "add", member);
  return { careTeamMemberId: member.id, clientId: client.id };
}

/** @throws DomainError STALE, INVALID, NOT_FOUND */
export async function updateCareTeamMember(
  tx: Transaction,
  input: Partial<CareTeamMemberInput> & { careTeamMemberId: string; expectedVersion?: number | null | undefined },
): Promise<{ careTeamMemberId: string }> {
  authorise(tx.actor, "client.manage");
  const member = await tx.get(CareTeamMember, input.careTeamMemberId, { expectedVersion: input.expectedVersion });
  const { careTeamMemberId: _, expectedVersion: __, ...changes } = input;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  await tx.update(CareTeamMember, member, await checked(tx, member.clientId, { ...member, ...given }));
  audit(tx, "update", member);
  return { careTeamMemberId: member.id };
}

async function checked(
  tx: Transaction,
  clientId: string,
  input: CareTeamMemberInput,
): Promise<Pick<CareTeamMember, keyof CareTeamMemberInput>> {
  const { role, consentId = null, endsOn = null } = input;
  if (!CARE_TEAM_ROLES.includes(role)) throw invalid("role", "This is not a role of the list.");
  const name = trimmed(input.name, "name", 120);
  if (name === null) throw invalid("name", "This is empty.");
  const startsOn = checkDay(input.startsOn, "startsOn");
  if (endsOn !== null && checkDay(endsOn, "endsOn") < startsOn)
    throw invalid("endsOn", "This lies before the beginning.");
  if (consentId !== null) {
    const theirs = await tx.query("select from consents where id = $1 and client_id = $2", [consentId, clientId]);
    if (theirs.length === 0) throw notFound("consent", ["consentId"]);
  }
  return {
    role,
    name,
    organisationName: trimmed(input.organisationName, "organisationName"),
    phone: trimmed(input.phone, "phone", 40),
    consentId,
    startsOn,
    endsOn,
  };
}

function audit(tx: Transaction, verb: "add" | "update", member: CareTeamMember): void {
  tx.audit({
    action: `care-team.${verb}`,
    subjectType: "care_team_member",
    subjectId: member.id,
    clientId: member.clientId,
  });
}
