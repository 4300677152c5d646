import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const keyOf = (deploymentSecret: string): Buffer =>
  Buffer.from(hkdfSync("sha256", deploymentSecret, "", "causeway webhook secrets", 32));

/** A signing secret as partners get it, once: 256 random bits in the form of Standard Webhooks. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Encrypts for the database: AES-256-GCM under a key derived from the deployment's, bound to its endpoint. */
export function sealSecret(plain: string, endpointId: string, deploymentSecret: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(deploymentSecret), iv).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws when it was sealed under another key, for another endpoint, or altered */
export function openSecret(sealed: Buffer, endpointId: string, deploymentSecret: string): string {
  const decipher = createDecipheriv("aes-256-gcm", keyOf(deploymentSecret), sealed.subarray(0, 12), {
    authTagLength: 16,
  })
    .setAAD(Buffer.from(endpointId))
    .setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
}
