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

/**
 * No more check-ins to a client by e-mail: not to the address on file, nor to any that one was sent to before.
 * @param input.address the address on file, where there is one
 */
export async function suppressClient(
  tx: Transaction,
  input: { clientId: string; address: string | null; secret: string },
): Promise<void> {
  const written = await tx.query<{ to_address: string }>(
    "select distinct to_address from messages where client_id = $1 and purpose = 'CHECK_IN'",
    [input.clientId],
  );
  const addresses = new Set([
    ...written.map((row) => row.to_address),
    ...(input.address === null ? [] : [input.address]),
  ]);
  for (const address of addresses) {
    await suppress(tx, { channel: "EMAIL", address, reason: "OPT_OUT", secret: input.secret });
  }
}
