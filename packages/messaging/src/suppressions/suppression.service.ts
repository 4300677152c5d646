import { createHmac } from "node:crypto";
import type { Transaction } from "@causeway/database";

export type SuppressionReason = "OPT_OUT" | "BOUNCE" | "COMPLAINT" | "DO_NOT_CONTACT";
export type Channel = "EMAIL" | "SMS" | "VOICE";

/**
 * The key under which an address is kept: a hash by the deployment's secret and the organisation, so that the list
 * itself names nobody and two organisations' lists cannot be compared.
 */
function hashOf(secret: string, organisationId: string, address: string): Buffer {
  return createHmac("sha256", secret).update(`suppression ${organisationId} ${address.trim().toLowerCase()}`).digest();
}

/** Never written to again on this channel, from this instant. */
export async function suppress(
  tx: Transaction,
  input: { channel: Channel; address: string; reason: SuppressionReason; secret: string },
): Promise<void> {
  await tx.query(
    `insert into suppressions (id, organisation_id, channel, address_hash, reason, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (organisation_id, channel, address_hash) do nothing`,
    [
      tx.newId(),
      tx.actor.organisationId,
      input.channel,
      hashOf(input.secret, tx.actor.organisationId, input.address),
      input.reason,
      tx.now,
    ],
  );
}

export async function isSuppressed(
  tx: Transaction,
  input: { channel: Channel; address: string; secret: string },
): Promise<boolean> {
  const rows = await tx.query(
    "select 1 from suppressions where organisation_id = $1 and channel = $2 and address_hash = $3",
    [tx.actor.organisationId, input.channel, hashOf(input.secret, tx.actor.organisationId, input.address)],
  );
  return rows.length > 0;
}
