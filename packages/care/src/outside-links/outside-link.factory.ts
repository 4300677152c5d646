import type { Database } from "@causeway/database";
import { openLink } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { TestReceiver } from "../outside/receiver.factory.ts";
import { namedReceiver } from "../outside/receiver.factory.ts";
import { sentReferral } from "../referrals/referral.factory.ts";
import type { NewReferral } from "../referrals/index.ts";
import { OutsideLink } from "./link.entity.ts";
import { holderOf, issueOutsideLink } from "./link.service.ts";

export interface TestOutsidePart extends TestReceiver {
  readonly referralId: string;
  readonly clientId: string;
  readonly consentId: string;
  readonly recipientId: string;
  readonly token: string;
  readonly linkId: string;
  /** Who acts by the link, once the code is proven. */
  readonly holder: Actor;
}

/** A referral sent to a receiver off the platform, with its link issued. */
export async function outsidePart(
  db: Database,
  actor: Actor,
  options: Partial<NewReferral> & { receiver?: TestReceiver } = {},
): Promise<TestOutsidePart> {
  const { receiver = await namedReceiver(db, actor), ...input } = options;
  const { recipientIds, ...referral } = await sentReferral(db, actor, [receiver], input);
  const recipientId = recipientIds[0] ?? "";
  const issued = await db.run(actor, (tx) => issueOutsideLink(tx, { recipientId }));
  if (!issued) throw new Error("no link was issued");
  return { ...receiver, ...referral, recipientId, ...(await linkHolder(db, issued.token)), token: issued.token };
}

/** Who acts by this token, as the pages find out. */
export async function linkHolder(db: Database, token: string): Promise<{ linkId: string; holder: Actor }> {
  const { actor, subjectId: linkId } = await openLink(db, { token, purpose: "outside-referral" });
  const { organisationId } = await db.run(actor, (tx) => holderOf(tx, linkId));
  const grants = new Set(["referral.read", "referral.respond", "packet.read"]);
  return { linkId, holder: { ...actor, organisationId, grants } };
}

/** The link as it stands. */
export const linkNow = (db: Database, actor: Actor, linkId: string): Promise<OutsideLink> =>
  db.run(actor, (tx) => tx.get(OutsideLink, linkId));
