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
 * Signs a person in.
 * @param input.organisationId where to; the first place of the person unless given
 * @throws DomainError SIGN_IN_FAILED or LOCKED_OUT, alike for known and unknown addresses
 */
export async function signIn(
  db: Database,
  secret: string,
  input: { email: string; password: string; organisationId?: string },
): Promise<OpenedSession> {
  const personId = await provePassword(db, secret, input);
  return enterPlace(db, personId, input.organisationId);
}

/** A session for a person who has proved to be this one. */
export async function enterPlace(db: Database, personId: string, organisationId?: string): Promise<OpenedSession> {
  return db.authenticate(async (tx) => {
    const places = await placesOf(tx, personId);
    const place = organisationId ? places.find((one) => one.organisation_id === organisationId) : places[0];
    if (!place) throw failed();
    const { organisation_id, membership_id: membershipId } = place;
    await auditIdentity(tx, { organisationId: organisation_id, membershipId, action: "session.start" });
    return openSession(tx, personId, place);
  });
}

/**
 * The person whose address and password these are. Every attempt is counted before the password is
 * looked at, so attempts that arrive together, in one document or in many, count like attempts one
 * after another.
 * @throws DomainError SIGN_IN_FAILED or LOCKED_OUT
 */
export async function provePassword(
  db: Database,
  secret: string,
  input: { email: string; password: string },
): Promise<string> {
  const address = input.email.normalize("NFC").trim().toLowerCase().slice(0, 254);
  const account = accountKey(secret, address);
  const allowed = await db.authenticate(async (tx) => {
    const counted = await countAttempt(tx, account);
    if (!counted) await auditFailure(tx, address, "LOCKED_OUT");
    return counted;
  });
  if (!allowed) throw locked();
  const person = await db.authenticate(async (tx) => {
    const [row] = await tx.query<{ id: string; password_hash: string | null }>(
      "select p.id, c.password_hash from people p left join credentials c on c.person_id = p.id where p.email = $1",
      [address],
    );
    return row;
  });
  const matches = await passwordMatches(person?.password_hash ?? null, input.password);
  await db.authenticate((tx) => (matches ? forgetFailures(tx, account) : auditFailure(tx, address, "SIGN_IN_FAILED")));
  if (!person || !matches) throw failed();
  return person.id;
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
  const [row] = await tx.query<{ locked: boolean }>(
    `insert into sign_in_failures as f (account_key, failures, last_failed_at) values ($1, 1, $2)
     on conflict (account_key) do update set
       failures = case when f.last_failed_at <= $3 then 1 else f.failures + 1 end,
       -- A locked account stays locked for its quarter of an hour, not for as long as somebody tries.
       last_failed_at = case when f.locked_until > $2 then f.last_failed_at else $2 end,
       locked_until = case
         when f.locked_until > $2 then f.locked_until
         when f.last_failed_at > $3 and f.failures + 1 > $4 then $5::timestamptz end
     returning coalesce(locked_until > $2, false) as locked`,
    [account, tx.now, new Date(tx.now.getTime() - LOCK_MS), FAILURES_ALLOWED, until],
  );
  return row?.locked === false;
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
