import { randomBytes } from "node:crypto";
import type { Actor } from "@causeway/kernel";

/** Where bytes are kept, and between whom: the two organisations of the referral they belong to. */
export interface StoredAt {
  /** Made by `newObjectKey`; tells nothing and reaches nothing beside its object. */
  readonly key: string;
  readonly senderOrganisationId: string;
  readonly recipientOrganisationId: string;
}

/**
 * Bytes under keys. Who may reach an object is decided where its key is handed out, and in the database once more.
 * Whatever fails for want of the store is UNAVAILABLE.
 */
export interface ObjectStore {
  put(actor: Actor, at: StoredAt, bytes: Uint8Array): Promise<void>;
  /** Null when there is nothing, or nothing for this actor, alike. */
  get(actor: Actor, at: StoredAt): Promise<Buffer | null>;
  /** Done again it changes nothing. */
  delete(actor: Actor, at: StoredAt): Promise<void>;
}

/** 256 random bits. */
export function newObjectKey(): string {
  return randomBytes(32).toString("hex");
}

/** Keys are made here; anything else never becomes part of a path or an address. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error("this is no key of a stored object");
  return key;
}
