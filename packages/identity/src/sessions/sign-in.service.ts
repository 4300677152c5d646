import type { AuthenticatorTransaction, Database } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import { keyedHash } from "../access/secrets.ts";
import { auditIdentity } from "./identity-audit.ts";
import { passwordMatches } from "./password.rules.ts";
import type { OpenedSession } from "./session.service.ts";
import { openSession, placesOf } from "./session.service.ts";

/** Attempts that may fail within the window before the account is locked (NIST SP 800-63B 5.2.2 allows up to 100). */
export const FAILURES_ALLOWED = 5;
/** How long a lock lasts, and how long a failure counts. */
export const LOCK_MS = 15 * 60_000;

/** One answer for a wrong password, an unknown address and a person without a place. */
const failed = (): DomainError => new DomainError("SIGN_IN_FAILED", "The address or the password is not right.");
const locked = (): DomainError =>
  new DomainError("LOCKED_OUT", "Too many attempts. Wait a quarter of an hour, or reset the password.");

/**
 * Signs a person in. Every attempt is counted before the password is looked at, so attempts that
 * arrive together, in one document or in many, are counted like attempts one after another.
 * @param input.organisationId where to; the first place of the person unless given
 * @throws DomainError SIGN_IN_FAILED or LOCKED_OUT, alike for known and unknown addresses
 */
export async function signIn(
  db: Database,
  secret: string,
  input: { email: string; password: string; organisationId?: string },
): Promise<OpenedSession> {
  const address = input.email.normalize("NFC").trim().toLowerCase().slice(0, 254);
  const account = accountKey(secret, address);
  const allowed = await db.authenticate(async (tx) => {
    const counted = await countAttempt(tx, account);
    if (!counted) await auditFailure(tx, address, "LOCKED_OUT");
    return counted;
  });
  if (!allowed) throw locked();
  const found = await db.authenticate(async (tx) => {
    const [person] = await tx.query<{ id: string; password_hash: string | null }>(
      "select p.id, c.password_hash from people p left join credentials c on c.person_id = p.id where p.email = $1",
      [address],
    );
    return person ?? null;
  });
  const matches = await passwordMatches(found?.password_hash ?? null, input.password);
  const session = await db.authenticate(async (tx) => {
    const places = found && matches ? await placesOf(tx, found.id) : [];
    const place = input.organisationId ? places.find((one) => one.organisation_id === input.organisationId) : places[0];
    if (!found || !place) {
      await auditFailure(tx, address, "SIGN_IN_FAILED");
      return null;
    }
    await forgetFailures(tx, account);
    await auditIdentity(tx, {
      organisationId: place.organisation_id,
      membershipId: place.membership_id,
      action: "session.start",
    });
    return openSession(tx, found.id, place);
  });
  if (!session) throw failed();
  return session;
}

export function accountKey(secret: string, address: string): Buffer {
  return keyedHash(secret, "sign-in", address);
}

export async function forgetFailures(tx: AuthenticatorTransaction, account: Buffer): Promise<void> {
  await tx.query("delete from sign_in_failures where account_key = $1", [account]);
}

/** Counts an attempt as failed until it proves right. False when the account is locked. */
async function countAttempt(tx: AuthenticatorTransaction, account: Buffer): Promise<boolean> {
  const until = new Date(tx.now.getTime() + LOCK_MS);
  const [row] = await tx.query<{ failures: number }>(
    `insert into sign_in_failures as f (account_key, failures, last_failed_at) values ($1, 1, $2)
     on conflict (account_key) do update set
       failures = case when f.last_failed_at < $3 then 1 else f.failures + 1 end,
       -- A locked account stays locked for its quarter of an hour, not for as long as somebody tries.
       last_failed_at = case when f.locked_until > $2 then f.last_failed_at else $2 end,
       locked_until = case
         when f.locked_until > $2 then f.locked_until
         when f.last_failed_at >= $3 and f.failures + 1 > $4 then $5::timestamptz end
     returning case when locked_until > $2 then $4 + 1 else failures end as failures`,
    [account, tx.now, new Date(tx.now.getTime() - LOCK_MS), FAILURES_ALLOWED, until],
  );
  return (row?.failures ?? 1) <= FAILURES_ALLOWED;
}

/** One statement for known and unknown addresses alike; for an unknown one it writes nothing. */
async function auditFailure(tx: AuthenticatorTransaction, address: string, reason: string): Promise<void> {
  await tx.query(
    `insert into audit_entries (id, organisation_id, at, actor_kind, actor_id, action, subject_type, subject_id, outcome, reason)
     select gen_random_uuid(), m.organisation_id, $2, 'person', m.id, 'session.start', 'membership', m.id, 'DENIED', $3
     from people p join memberships m on m.person_id = p.id and m.status = 'ACTIVE' where p.email = $1`,
    [address, tx.now, reason],
  );
}
