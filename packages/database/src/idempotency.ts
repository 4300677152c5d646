import { createHash } from "node:crypto";
import { DomainError } from "@causeway/kernel";
import type { Transaction } from "./transaction.ts";

/** Ids that a mutation answers with, by name. What is kept under a key; never the body. */
export type ResultIds = Readonly<Record<string, string>>;

/**
 * Runs `work` once for a key: a repeat answers the same ids, a changed input is refused.
 * Repeats that arrive together wait for the first.
 * @throws DomainError IDEMPOTENCY_MISMATCH when the key was used with another input
 */
export async function idempotently<R extends ResultIds>(
  tx: Transaction,
  request: { key: string | null | undefined; operation: string; input: unknown },
  work: () => Promise<R>,
): Promise<R> {
  const { key, operation } = request;
  if (key === null || key === undefined) return work();
  if (key.length < 1 || key.length > 200)
    throw new DomainError("INVALID", "A key has 1 to 200 characters.", { path: ["idempotencyKey"] });
  const { organisationId, id } = tx.actor;
  const actorId = id ?? organisationId;
  const inputHash = createHash("sha256").update(canonical(request.input)).digest("base64url");
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${organisationId} ${actorId} ${key}`]);
  const [known] = await tx.query<{ operation: string; input_hash: string; outcome: R }>(
    "select operation, input_hash, outcome from idempotency_keys where organisation_id = $1 and actor_id = $2 and key = $3",
    [organisationId, actorId, key],
  );
  if (known) {
    if (known.operation !== operation || known.input_hash !== inputHash) {
      throw new DomainError("IDEMPOTENCY_MISMATCH", "This key was used before with a different input.", {
        path: ["idempotencyKey"],
      });
    }
    return known.outcome;
  }
  const outcome = await work();
  await tx.query(
    "insert into idempotency_keys (organisation_id, actor_id, key, operation, input_hash, outcome, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
    [organisationId, actorId, key, operation, inputHash, JSON.stringify(outcome), tx.now],
  );
  return outcome;
}

/** The same text for the same input, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
