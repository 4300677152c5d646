import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { DomainError } from "@causeway/kernel";
import type { ObjectStore } from "./object.store.ts";

const VERSION = 1;
const HEAD = 1 + 12 + 16;

/**
 * Seals what goes into a store and opens what comes out (AES-256-GCM under a key from the deployment's secret). The key
 * of the object is part of the seal: bytes put in another's place do not open.
 */
export function sealed(store: ObjectStore, secret: string): ObjectStore {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "causeway stored objects", 32));
  return {
    async put(actor, at, bytes) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(at.key));
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      await store.put(actor, at, Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]));
    },
    async get(actor, at) {
      const found = await store.get(actor, at);
      if (!found) return null;
      try {
        if (found[0] !== VERSION || found.length < HEAD) throw new Error("not a seal");
        const decipher = createDecipheriv("aes-256-gcm", key, found.subarray(1, 13))
          .setAAD(Buffer.from(at.key))
          .setAuthTag(found.subarray(13, HEAD));
        return Buffer.concat([decipher.update(found.subarray(HEAD)), decipher.final()]);
      } catch (cause) {
        throw new DomainError("UNAVAILABLE", "What is stored could not be opened.", { cause });
      }
    },
    delete: (actor, at) => store.delete(actor, at),
  };
}
