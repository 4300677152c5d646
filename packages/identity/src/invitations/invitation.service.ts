import type { Database, Transaction } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError, invalid, jobActor } from "@causeway/kernel";
import { authorise, isRole } from "../access/permission.rules.ts";
import type { Role } from "../access/permission.rules.ts";
import { linkOf, linkToken, tokenHash } from "../access/secrets.ts";
import { mayGrant } from "../members/member.rules.ts";
import { Membership } from "../members/membership.entity.ts";
import { ensurePerson, normaliseEmail } from "../members/person.service.ts";
import { addMember, reservePlaces } from "../members/member.service.ts";
import { Organisation } from "../organisations/organisation.entity.ts";
import { checkPassword, hashPassword } from "../sessions/password.rules.ts";
import type { OpenedSession } from "../sessions/session.service.ts";
import { enterPlace, provePassword } from "../sessions/sign-in.service.ts";
import { Invitation } from "./invitation.entity.ts";

export const INVITATION_LIFETIME_MS = 7 * 86_400_000;

/** One answer for a link that is unknown, used, withdrawn or too old. */
const unusable = (): DomainError =>
  new DomainError("LINK_INVALID", "This link is not valid any more. Ask for a new one.", { path: ["token"] });

/**
 * Offers a place to whoever has this address. The mail is written by a job; see `invitationMail`.
 * A new invitation to the same address takes the earlier ones back.
 */
export async function inviteMember(
  tx: Transaction,
  input: { email: string; displayName: string; role: string; secret: string },
): Promise<{ invitationId: string }> {
  authorise(tx.actor, "member.manage");
  const email = normaliseEmail(input.email);
  const displayName = input.displayName.trim();
  if (displayName.length < 1 || displayName.length > 200)
    throw invalid("displayName", "A name has 1 to 200 characters.");
  if (!isRole(input.role)) throw invalid("role", "There is no such role.");
  if (!mayGrant(tx.actor, input.role)) throw invalid("role", "Only an owner makes owners.", "OWNER_ONLY");
  if (await tx.findOne(Membership, { email, status: "ACTIVE" })) {
    throw new DomainError("DUPLICATE", "This person is a member already.", { path: ["email"] });
  }
  const replaced = await tx.query<{ role: Role }>(
    "update invitations set revoked_at = $2 where email = $1 and accepted_at is null and revoked_at is null returning role",
    [email, tx.now],
  );
  for (const { role } of replaced) requireMayTakeBack(tx.actor, role);
  const id = tx.newId();
  await tx.insert(Invitation, {
    id,
    email,
    displayName,
    role: input.role,
    tokenHash: tokenHash(linkToken(input.secret, "invitation", id)),
    invitedBy: tx.actor.id,
    expiresAt: new Date(tx.now.getTime() + INVITATION_LIFETIME_MS),
  });
  tx.audit({ action: "member.invite", subjectType: "invitation", subjectId: id, reason: input.role });
  tx.emit({ type: "invitation.created", subjectId: id, refIds: {} });
  return { invitationId: id };
}

export async function revokeInvitation(
  tx: Transaction,
  input: { invitationId: string },
): Promise<{ invitationId: string }> {
  authorise(tx.actor, "member.manage");
  const invitation = await tx.get(Invitation, input.invitationId);
  if (invitation.acceptedAt) {
    throw new DomainError("ILLEGAL_TRANSITION", "This invitation was accepted already.", { reason: "ACCEPTED" });
  }
  requireMayTakeBack(tx.actor, invitation.role);
  await tx.query("update invitations set revoked_at = $2 where id = $1 and revoked_at is null", [
    invitation.id,
    tx.now,
  ]);
  tx.audit({ action: "member.invitation-revoke", subjectType: "invitation", subjectId: invitation.id });
  return { invitationId: invitation.id };
}

/** An offer to make somebody an owner is an owner's, to make and to take back. */
function requireMayTakeBack(actor: Actor, role: Role): void {
  if (!mayGrant(actor, role)) {
    throw new DomainError("CONFLICT", "Only an owner takes back the invitation of an owner.", { reason: "OWNER_ONLY" });
  }
}

/** What the mail of an invitation says; null when it is no longer open. For the job that writes it. */
export async function invitationMail(
  tx: Transaction,
  input: { invitationId: string; secret: string; publicUrl: string },
): Promise<{ to: string; displayName: string; senderAlias: string; link: string } | null> {
  const invitation = await tx.findOne(Invitation, { id: input.invitationId });
  if (!invitation || invitation.acceptedAt || invitation.revokedAt || invitation.expiresAt <= tx.now) return null;
  const organisation = await tx.get(Organisation, invitation.organisationId);
  const { email: to, displayName } = invitation;
  const token = linkToken(input.secret, "invitation", invitation.id);
  return { to, displayName, senderAlias: organisation.senderAlias, link: linkOf(input.publicUrl, "invitation", token) };
}

interface OpenInvitation {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
  readonly has_password: boolean;
}

/** What stands behind a link, for the page that it opens. @throws DomainError LINK_INVALID */
export async function openInvitation(
  db: Database,
  input: { token: string },
): Promise<{ organisationName: string; displayName: string; hasPassword: boolean }> {
  const invitation = await findOpen(db, input.token);
  return {
    organisationName: invitation.organisation_name,
    displayName: invitation.display_name,
    hasPassword: invitation.has_password,
  };
}

/**
 * Takes the place that was offered, and signs in there. Who is known gives their own password; a person
 * who is new sets one. No invitation sets the password of somebody who is a member anywhere.
 * @throws DomainError LINK_INVALID, SIGN_IN_FAILED, LOCKED_OUT, INVALID
 */
export async function acceptInvitation(
  db: Database,
  secret: string,
  input: { token: string; password: string; displayName?: string | undefined },
): Promise<OpenedSession> {
  const invitation = await findOpen(db, input.token);
  if (!invitation.has_password) checkPassword(input.password);
  // Hashed outside of a transaction: it takes as long as many of them.
  const hash = invitation.has_password ? null : await hashPassword(input.password);
  const personId = await db.authenticate(async (tx) => {
    const id = await ensurePerson(tx, invitation.email);
    if (hash !== null) {
      // Two who open one link at once: the first password stays, the second has to match it below.
      await tx.query(
        `insert into credentials (person_id, password_hash, changed_at) select $1, $2, $3
         where not exists (select from memberships where person_id = $1 and status = 'ACTIVE') on conflict do nothing`,
        [id, hash, tx.now],
      );
    }
    return id;
  });
  const { organisation_id: organisationId, email } = invitation;
  await provePassword(db, secret, { email, password: input.password });
  const displayName = input.displayName ?? invitation.display_name;
  const place = { personId, email, displayName, role: invitation.role };
  await reservePlaces(db, organisationId, [place]);
  await db.run(jobActor(organisationId, "invitation.accept"), async (tx) => {
    const taken = await tx.change(
      "update invitations set accepted_at = $2 where id = $1 and accepted_at is null and revoked_at is null and expires_at > $2",
      [invitation.id, tx.now],
    );
    if (taken !== 1) throw unusable();
    await addMember(tx, place);
  });
  return enterPlace(db, personId, organisationId);
}

async function findOpen(db: Database, token: string): Promise<OpenInvitation> {
  const [row] = await db.authenticate((tx) =>
    tx.query<OpenInvitation>(
      `select i.id, i.organisation_id, o.name as organisation_name, i.email, i.display_name, i.role,
              -- A member elsewhere who has set none yet gets one by a mail to their own address, and not by this link.
              exists (select from people p where p.email = i.email
                and (exists (select from credentials c where c.person_id = p.id)
                  or exists (select from memberships m where m.person_id = p.id and m.status = 'ACTIVE'))) as has_password
       from invitations i join organisations o on o.id = i.organisation_id
       where i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2
         and o.status in ('LIVE', 'ONBOARDING')`,
      [tokenHash(token), tx.now],
    ),
  );
  if (!row) throw unusable();
  return row;
}
