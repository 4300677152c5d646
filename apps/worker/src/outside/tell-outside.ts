import { confirmWithoutConsent, issueOutsideLink, newsAddress } from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { linkAddress } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { outsideLinkTemplate, outsideNewsTemplate, queueMessage, type ReferralNews } from "@causeway/messaging";
import type { Tools } from "../work.ts";

interface OutsideNews {
  readonly organisationId: string;
  readonly namedBy: string;
  readonly subjectId: string;
  readonly dispatchId: string;
  readonly news: ReferralNews;
}

const REASON = "outside.tell";
/** Told by the page behind the link alone, once nothing opens it any more. */
const UNTOLD: ReadonlySet<string> = new Set(["WITHDRAWN", "CANCELLED"]);

/** Tells a receiver off the platform, by who named it: first a link, later that there is news. */
export async function tellOutside({ db, config }: Tools, told: OutsideNews): Promise<void> {
  const { subjectId: recipientId, dispatchId, news, namedBy } = told;
  if (UNTOLD.has(news)) return;
  if (news === "CANCEL_REQUESTED")
    await db.run(jobActor(told.organisationId, REASON), (tx) => confirmWithoutConsent(tx, { recipientId }));
  await db.run(jobActor(namedBy, REASON), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    if (news === "RECEIVED") return mailLink(tx, recipientId, config.publicUrl);
    const to = await newsAddress(tx, { recipientId });
    if (to)
      await queueMessage(tx, { template: outsideNewsTemplate, variables: {}, to, key: `outside-news ${dispatchId}` });
  });
}

/** The one open link of a part, by mail to its receiver; its token is in the mail and nowhere else. */
export async function mailLink(tx: Transaction, recipientId: string, publicUrl: string): Promise<void> {
  const issued = await issueOutsideLink(tx, { recipientId });
  if (!issued) return;
  await queueMessage(tx, {
    template: outsideLinkTemplate,
    variables: { url: linkAddress(publicUrl, "outside-referral", issued.token) },
    to: issued.email,
    key: `outside-link ${issued.linkId}`,
  });
}
