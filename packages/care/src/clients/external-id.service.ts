import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { IsNull } from "typeorm";
import { trimmed } from "./client.rules.ts";
import { ClientExternalId } from "./external-id.entity.ts";
import { liveClient } from "./live-client.service.ts";

export interface ExternalIdInput {
  /** Lower-case letters, digits, hyphens and dots: `medicaid`, `county-ehr`. */
  readonly system: string;
  readonly value: string;
}

/**
 * @throws DomainError CONFLICT (reason IN_USE) where that system's id belongs to a client already; INVALID, NOT_FOUND
 */
export async function addExternalId(
  tx: Transaction,
  input: ExternalIdInput & { clientId: string },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  await insertExternalId(tx, client.id, input);
  tx.audit({ action: "client.add-external-id", subjectType: "client", subjectId: client.id, clientId: client.id });
  return { clientId: client.id };
}

/** Takes back an id that was wrong; it may then be given to another client. */
export async function removeExternalId(tx: Transaction, input: { externalId: string }): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const known = await tx.get(ClientExternalId, input.externalId);
  if (known.removedAt !== null) throw notFound("client external id");
  await tx.update(ClientExternalId, known, { removedAt: tx.now });
  const { clientId } = known;
  tx.audit({ action: "client.remove-external-id", subjectType: "client", subjectId: clientId, clientId });
  return { clientId };
}

/** The same as `addExternalId` for a service that has decided on its own permission. */
export async function insertExternalId(tx: Transaction, clientId: string, input: ExternalIdInput): Promise<void> {
  const { system } = input;
  if (!/^[a-z0-9][a-z0-9.-]{0,49}$/.test(system))
    throw invalid("system", "A system is named by up to 50 lower-case letters, digits, dots and hyphens.");
  const value = trimmed(input.value, "value");
  if (value === null) throw invalid("value", "This is empty.");
  if (await tx.findOne(ClientExternalId, { system, value, removedAt: IsNull() }))
    throw new DomainError("CONFLICT", "Another client has this id.", { path: ["value"], reason: "IN_USE" });
  await tx.insert(ClientExternalId, { clientId, system, value });
}
