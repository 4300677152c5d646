import { postReferralMessage, readMessages } from "@causeway/care";
import { handedOver } from "@causeway/care/factory";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";

/** Both sides have said something in the thread of a part and handed something over, and the recipient has read. */
export async function populateThread(
  db: Database,
  part: { recipientId: string; sender: Actor; recipient: Actor },
): Promise<Readonly<Record<string, string>>> {
  const { recipientId } = part;
  await db.run(part.sender, (tx) => postReferralMessage(tx, { recipientId, text: "They come on Monday" }));
  await db.run(part.recipient, (tx) => postReferralMessage(tx, { recipientId, text: "We expect them" }));
  await db.run(part.recipient, (tx) => readMessages(tx, { recipientId, limit: 10 }));
  const { documentId } = await handedOver(db, part.sender, { recipientId });
  await handedOver(db, part.recipient, { recipientId, name: "Answer.pdf" });
  return { referral_document: encodeId("referral_document", documentId) };
}
