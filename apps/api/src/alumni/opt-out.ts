import { ClientDetails, withdrawContactConsent, type ContactChannel } from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { suppressClient } from "@causeway/messaging";

/**
 * Whoever says stop is written to no more, from this instant: the opt-ins end, and the addresses are closed to what was
 * written already and waits to leave. Care and messaging each know their half.
 */
export async function optOut(
  tx: Transaction,
  input: { clientId: string; channel: ContactChannel; by: "CLIENT" | "STAFF" | "SIGNED_LINK"; secret: string },
): Promise<{ clientId: string }> {
  await withdrawContactConsent(tx, input);
  await closeAddresses(tx, input);
  return { clientId: input.clientId };
}

/** The half of messaging alone, where care has withdrawn the opt-ins already. */
export async function closeAddresses(
  tx: Transaction,
  input: { clientId: string; channel: ContactChannel; secret: string },
): Promise<void> {
  if (input.channel !== "EMAIL") return;
  const details = await tx.findOne(ClientDetails, { clientId: input.clientId });
  await suppressClient(tx, { clientId: input.clientId, address: details?.email ?? null, secret: input.secret });
}
