import type { AuthenticatorTransaction, Database } from "@causeway/database";
import { invalid } from "@causeway/kernel";

/**
 * The form in which an address is kept and compared.
 * @throws DomainError INVALID when it cannot be one
 */
export function normaliseEmail(email: string, path = "email"): string {
  const normal = email.normalize("NFC").trim().toLowerCase();
  // Enough to send a mail; whether it arrives, only the mail tells.
  if (normal.length > 254 || !/^[^\s@<>"',;:\\\p{Cc}]+@[^\s@<>"',;:\\\p{Cc}]+\.[^\s@<>"',;:\\\p{Cc}]+$/u.test(normal)) {
    throw invalid(path, "This is not an e-mail address.");
  }
  return normal;
}

/** The person of this address, made when there is none. One person, however many organisations. */
export async function ensurePerson(tx: AuthenticatorTransaction, email: string): Promise<string> {
  const address = normaliseEmail(email);
  const [made] = await tx.query<{ id: string }>(
    "insert into people (id, email, created_at) values ($1, $2, $3) on conflict (email) do nothing returning id",
    [tx.newId(), address, tx.now],
  );
  if (made) return made.id;
  const [known] = await tx.query<{ id: string }>("select id from people where email = $1", [address]);
  if (!known) throw new Error("a person vanished between two statements");
  return known.id;
}

/** Organisations that may have written to this address: of its person, and those that invited it. For the operator. */
export async function organisationsOfAddress(db: Database, email: string): Promise<string[]> {
  const address = normaliseEmail(email);
  const rows = await db.authenticate((tx) =>
    tx.query<{ id: string }>(
      `select m.organisation_id as id from memberships m join people p on p.id = m.person_id where p.email = $1
       union select organisation_id from invitations where email = $1`,
      [address],
    ),
  );
  return rows.map((row) => row.id);
}
