import type { AuthenticatorTransaction, Database } from "@causeway/database";
import { DomainError, jobActor } from "@causeway/kernel";
import { linkOf, linkToken, tokenHash } from "../access/secrets.ts";
import { auditIdentity } from "./identity-audit.ts";
import { checkPassword, hashPassword } from "./password.rules.ts";
import { placesOf } from "./session.service.ts";
import { accountKey, forgetFailures, provePassword } from "./sign-in.service.ts";

/** One answer for a link that is unknown, used or too old. */
const unusable = (): DomainError =>
  new DomainError("LINK_INVALID", "This link is not valid any more. Ask for a new one.", { path: ["token"] });

export const RESET_LIFETIME_MS = 3_600_000;
/** Mails within that hour: a mailbox is not to be flooded through us. */
export const RESETS_ALLOWED = 3;

/**
 * Asks for a mail with a link to set a new password. Answers the same whether or not there is such a
 * person; the face lets it take the same time as well.
 */
export async function requestPasswordReset(db: Database, secret: string, input: { email: string }): Promise<void> {
  const address = input.email.normalize("NFC").trim().toLowerCase().slice(0, 254);
  const asked = await db.authenticate(async (tx) => {
    const [person] = await tx.query<{ id: string }>("select id from people where email = $1 for update", [address]);
    const [place] = person ? await placesOf(tx, person.id) : [];
    if (!person || !place) return null;
    const [recent] = await tx.query<{ n: number }>(
      "select count(*)::int as n from password_resets where person_id = $1 and created_at > $2",
      [person.id, new Date(tx.now.getTime() - RESET_LIFETIME_MS)],
    );
    if ((recent?.n ?? 0) >= RESETS_ALLOWED) return null;
    const resetId = tx.newId();
    await tx.query(
      "insert into password_resets (id, person_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
      [
        resetId,
        person.id,
        tokenHash(linkToken(secret, "password-reset", resetId)),
        tx.now,
        new Date(tx.now.getTime() + RESET_LIFETIME_MS),
      ],
    );
    await auditIdentity(tx, {
      organisationId: place.organisation_id,
      membershipId: place.membership_id,
      action: "password.reset-request",
    });
    return { resetId, place };
  });
  if (!asked) return;
  const { resetId, place } = asked;
  await db.run(jobActor(place.organisation_id, "password.reset-request"), async (tx) =>
    tx.emit({ type: "member.password-reset-requested", subjectId: place.membership_id, refIds: { resetId } }),
  );
}

/**
 * What the mail says; null when the member has left meanwhile or the link is of no use any more. It goes to the address
 * the person signs in with, never to one an organisation keeps of them. For the job that writes it.
 */
export async function passwordResetMail(
  db: Database,
  input: { membershipId: string; resetId: string; secret: string; publicUrl: string },
): Promise<{ to: string; link: string } | null> {
  const [person] = await db.authenticate((tx) =>
    tx.query<{ email: string }>(
      `select p.email from password_resets r join people p on p.id = r.person_id
       join memberships m on m.person_id = p.id and m.id = $2 and m.status = 'ACTIVE'
       where r.id = $1 and r.used_at is null and r.expires_at > $3`,
      [input.resetId, input.membershipId, tx.now],
    ),
  );
  if (!person) return null;
  const link = linkOf(input.publicUrl, "password-reset", linkToken(input.secret, "password-reset", input.resetId));
  return { to: person.email, link };
}

/**
 * Sets the password of whoever holds the link. Ends all their sessions and any lock.
 * @throws DomainError LINK_INVALID, INVALID
 */
export async function resetPassword(
  db: Database,
  secret: string,
  input: { token: string; password: string },
): Promise<void> {
  checkPassword(input.password);
  const token = tokenHash(input.token);
  // Before the hash: who holds no link is not to make this process work.
  const [open] = await db.authenticate((tx) =>
    tx.query("select 1 from password_resets where token_hash = $1 and used_at is null and expires_at > $2", [
      token,
      tx.now,
    ]),
  );
  if (!open) throw unusable();
  const hash = await hashPassword(input.password);
  await db.authenticate(async (tx) => {
    const [reset] = await tx.query<{ person_id: string; email: string }>(
      `update password_resets r set used_at = $2 from people p
       where r.token_hash = $1 and r.used_at is null and r.expires_at > $2 and p.id = r.person_id
       returning r.person_id, p.email`,
      [token, tx.now],
    );
    if (!reset) throw unusable();
    // Other links that are still under way end with the one that was used.
    await tx.query("update password_resets set used_at = $2 where person_id = $1 and used_at is null", [
      reset.person_id,
      tx.now,
    ]);
    await storePassword(tx, reset.person_id, hash);
    await forgetFailures(tx, accountKey(secret, reset.email));
    await auditEverywhere(tx, reset.person_id, "password.reset");
  });
}

/** A signed-in person's own change; other sessions end, and this one with them: sign in anew. */
export async function changePassword(
  db: Database,
  secret: string,
  input: { email: string; password: string; newPassword: string },
): Promise<void> {
  checkPassword(input.newPassword, "newPassword");
  const personId = await provePassword(db, secret, input);
  const hash = await hashPassword(input.newPassword);
  await db.authenticate(async (tx) => {
    await storePassword(tx, personId, hash);
    await auditEverywhere(tx, personId, "password.change");
  });
}

/** For the operator who opens an organisation, and for demonstrations. */
export async function setPassword(db: Database, input: { personId: string; password: string }): Promise<void> {
  checkPassword(input.password);
  const hash = await hashPassword(input.password);
  await db.authenticate((tx) => storePassword(tx, input.personId, hash));
}

async function storePassword(tx: AuthenticatorTransaction, personId: string, hash: string): Promise<void> {
  await tx.query(
    `insert into credentials (person_id, password_hash, changed_at) values ($1, $2, $3)
     on conflict (person_id) do update set password_hash = $2, changed_at = $3`,
    [personId, hash, tx.now],
  );
  await tx.query("update sessions set revoked_at = $2 where person_id = $1 and revoked_at is null", [personId, tx.now]);
}

async function auditEverywhere(tx: AuthenticatorTransaction, personId: string, action: string): Promise<void> {
  for (const { organisation_id: organisationId, membership_id: membershipId } of await placesOf(tx, personId)) {
    await auditIdentity(tx, { organisationId, membershipId, action });
  }
}
