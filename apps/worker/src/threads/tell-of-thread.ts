import type { Side } from "@causeway/care";
import type { Transaction } from "@causeway/database";
import type { Config } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";
import { NEWS, type ReferralNews, notifyMembers, referralTemplate } from "@causeway/messaging";

/** Tells the inbox of the actor's organisation by the referral's number and a link, and whoever wrote the referral. */
export async function tellOfThread(
  tx: Transaction,
  config: Config,
  told: {
    readonly side: Side;
    readonly number: string;
    readonly referralId: string;
    readonly recipientId: string;
    readonly news: ReferralNews;
    readonly key: string;
    readonly createdBy?: string | null;
  },
): Promise<void> {
  const { side, number, referralId, recipientId, news, key, createdBy } = told;
  const link =
    side === "SENDER"
      ? `/referrals/${encodeId("referral", referralId)}`
      : `/inbox/${encodeId("referral_recipient", recipientId)}`;
  await notifyMembers(tx, {
    roles: ["OWNER", "ADMIN", "INTAKE"],
    members: createdBy ? [createdBy] : [],
    kind: `referral.${news.toLowerCase()}`,
    subjectId: recipientId,
    title: `${number}: ${NEWS[news].title}`,
    link,
    key,
    email: {
      template: referralTemplate,
      variables: { kind: news, number, url: `${config.publicUrl}${link}` },
    },
  });
}
