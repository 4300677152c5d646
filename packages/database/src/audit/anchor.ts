import { createHmac } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { DomainError, newId } from "@causeway/kernel";

/** The newest seal of an organisation's chain: enough, kept elsewhere, to find any change to what came before it. */
export interface AuditHead {
  readonly organisationId: string;
  readonly batch: number;
  /** Entries sealed so far. */
  readonly entries: number;
  /** Hexadecimal. */
  readonly hash: string;
  readonly sealedAt: string;
}

/** A place outside of the database where heads are written down; told twice, a head does no harm. */
export type AnchorSink = (heads: readonly AuditHead[]) => Promise<void>;

const TIMEOUT_MS = 15_000;

/**
 * The sink an operator names: `file:/path` is appended to, a line a head; an http(s) address gets them as one POST,
 * signed like a webhook. Undefined where none is named.
 * @throws DomainError BAD_REQUEST when it can be neither
 */
export function anchorSink(place: string | undefined, secret: string | undefined): AnchorSink | undefined {
  if (place === undefined) return undefined;
  if (place.startsWith("file:/")) {
    const path = place.slice("file:".length).replace(/^\/\/(?=\/)/, "");
    return (heads) => appendFile(path, heads.map((head) => `${JSON.stringify(head)}\n`).join(""), { mode: 0o600 });
  }
  if (!/^https?:\/\//.test(place) || !secret)
    throw new DomainError(
      "BAD_REQUEST",
      "CAUSEWAY_AUDIT_ANCHOR is file:/an/absolute/path, or an http(s) address together with CAUSEWAY_AUDIT_ANCHOR_SECRET.",
    );
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return async (heads) => {
    const body = JSON.stringify({ type: "audit.heads", data: { heads } });
    const id = `msg_${newId()}`;
    // The receiver judges by its own clock whether a request is fresh: a moved one would make every request stale.
    const timestamp = Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000);
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const response = await fetch(place, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": `v1,${signature}`,
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new DomainError("UNAVAILABLE", `The anchor answered ${response.status}.`);
  };
}

/**
 * Heads as `file:` wrote them.
 * @throws DomainError INVALID naming the line that is none
 */
export function parseAnchors(text: string): AuditHead[] {
  return text
    .split("\n")
    .map((line, i) => [line, i + 1] as const)
    .filter(([line]) => line.trim() !== "")
    .map(([line, number]) => {
      try {
        const head = JSON.parse(line) as AuditHead;
        if (/^[0-9a-f]{64}$/.test(head.hash) && Number.isInteger(head.batch) && head.organisationId) return head;
      } catch {
        // told below, with the line's number
      }
      throw new DomainError("INVALID", `Line ${number} of the anchors is none.`, { path: ["anchors"] });
    });
}
