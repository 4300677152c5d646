import type { Transaction } from "@causeway/database";
import { consentStands } from "../referrals/index.ts";
import { ReferralDocument } from "./document.entity.ts";
import { standingAt } from "./side.service.ts";
import type { Side } from "./thread.rules.ts";

/** What a side is told of a document, without its name. */
export interface DocumentNotice {
  readonly side: Side;
  readonly number: string;
  readonly referralId: string;
  readonly news: "DOCUMENT" | "DOCUMENT_REFUSED";
}

/**
 * What to tell the actor's organisation of a document: that the other side's waits, or that its own was refused. Null for
 * anything else, and for what it may not see now. A draft's documents are told with the referral.
 */
export async function documentNotice(tx: Transaction, documentId: string): Promise<DocumentNotice | null> {
  const document = await tx.findOne(ReferralDocument, { id: documentId });
  if (!document) return null;
  const { part, side } = await standingAt(tx, document.referralRecipientId);
  const about = { side, number: part.number, referralId: part.referralId };
  if (document.side === side) return document.state === "REFUSED" ? { ...about, news: "DOCUMENT_REFUSED" } : null;
  const ready = document.state === "CLEAN" || document.state === "NOT_SCANNED";
  return ready && (await consentStands(tx, part)) ? { ...about, news: "DOCUMENT" } : null;
}
