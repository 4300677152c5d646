import type { AuthenticatorTransaction } from "@causeway/database";

/** Keeps an act that happened before an actor was known: signing in and what belongs to it. */
export async function auditIdentity(
  tx: AuthenticatorTransaction,
  entry: {
    organisationId: string;
    membershipId: string;
    action: string;
    outcome?: "DONE" | "DENIED";
    reason?: string;
  },
): Promise<void> {
  await tx.query(
    `insert into audit_entries (id, organisation_id, at, actor_kind, actor_id, action, subject_type, subject_id, outcome, reason)
     values ($1, $2, $3, 'person', $4, $5, 'membership', $4, $6, $7)`,
    [
      tx.newId(),
      entry.organisationId,
      tx.now,
      entry.membershipId,
      entry.action,
      entry.outcome ?? "DONE",
      entry.reason ?? null,
    ],
  );
}
