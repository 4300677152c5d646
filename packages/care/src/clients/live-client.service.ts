import type { Transaction } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import { Client } from "./client.entity.ts";

/**
 * The client of an id; of a merged one, the client it became part of, so that ids given out before still serve.
 * @throws DomainError NOT_FOUND when missing, another organisation's or voided, alike; STALE
 */
export async function liveClient(
  tx: Transaction,
  clientId: string,
  options: { expectedVersion?: number | null | undefined; path?: readonly string[] } = {},
): Promise<Client> {
  const asked = { path: ["clientId"], ...options };
  const found = await tx.get(Client, clientId, asked);
  const client = found.mergedIntoId === null ? found : await tx.get(Client, found.mergedIntoId, asked);
  if (client.voidedAt !== null) throw new DomainError("NOT_FOUND", "No such client.", { path: asked.path });
  return client;
}
