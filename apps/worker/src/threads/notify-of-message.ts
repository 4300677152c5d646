import { messageNotice, notifyOfMessageJob as job } from "@causeway/care";
import { encodeId, jobActor } from "@causeway/kernel";
import { NEWS, notifyMembers, referralTemplate } from "@causeway/messaging";
import { work } from "../work.ts";

/** Tells the side that did not write that a message waits: once for all that is unread, and nothing of what it says. */
export const notifyOfMessage = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    // Read again: it may have been read, or the packet closed, while the job waited (42 CFR 2.31(a)(6)).
    const notice = await messageNotice(tx, subjectId);
    if (!notice) return;
    const link =
      notice.side === "SENDER"
        ? `/referrals/${encodeId("referral", notice.referralId)}`
        : `/inbox/${encodeId("received_referral", subjectId)}`;
    await notifyMembers(tx, {
      roles: ["OWNER", "ADMIN", "INTAKE"],
      members: notice.createdBy ? [notice.createdBy] : [],
      kind: "referral.message",
      subjectId,
      title: `${notice.number}: ${NEWS.MESSAGE.title}`,
      link,
      key: `message ${subjectId} ${notice.readTo}`,
      email: {
        template: referralTemplate,
        variables: { kind: "MESSAGE", number: notice.number, url: `${config.publicUrl}${link}` },
      },
    });
  });
});
