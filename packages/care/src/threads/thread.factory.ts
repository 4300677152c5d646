import { createHash, randomBytes } from "node:crypto";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { jobActor } from "@causeway/kernel";
import { addDocument, recordScan } from "./document.service.ts";

/** A document as the upload records it, and as the scanner passed it unless told otherwise. Its bytes are in no store. */
export async function handedOver(
  db: Database,
  actor: Actor,
  input: { recipientId: string; category?: string; name?: string; bytes?: number; scan?: false },
): Promise<{ documentId: string; storageKey: string }> {
  const { recipientId, category = "REASON", name = "Robin Harper.pdf", bytes = 1000 } = input;
  const storageKey = randomBytes(32).toString("hex");
  const sha256 = createHash("sha256").update(storageKey).digest("hex");
  const { documentId, sender } = await db.run(actor, async (tx) => {
    const added = await addDocument(tx, {
      recipientId,
      category,
      name,
      bytes,
      mediaType: "application/pdf",
      sha256,
      storageKey,
    });
    const [row] = await tx.query<{ sender: string }>(
      "select sender_organisation_id as sender from referral_documents where id = $1",
      [added.documentId],
    );
    return { ...added, sender: row?.sender ?? "" };
  });
  if (input.scan !== false)
    await db.run(jobActor(sender, "test"), (tx) => recordScan(tx, { documentId, verdict: "clean", scanner: "test" }));
  return { documentId, storageKey };
}
