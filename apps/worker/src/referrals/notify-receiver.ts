import { referralNotice } from "@causeway/care";
import { encodeId, jobActor } from "@causeway/kernel";
import { NEWS, notifyMembers, referralTemplate } from "@causeway/messaging";
import { work } from "../work.ts";
import { notifyReceiver as job } from "./referral.jobs.ts";

/** News of an end is told after the end; all other only while there is something to do. */
const ENDS: ReadonlySet<string> = new Set(["WITHDRAWN", "CANCELLED"]);

export const notifyReceiver = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId, news }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    // Read again: it may have been withdrawn, or the consent revoked, while the job waited (42 CFR 2.31(a)(6)).
    const notice = await referralNotice(tx, subjectId);
    if (!notice || ((notice.isOver || notice.consentEnded) && !ENDS.has(news))) return;
    const link = `/inbox/${encodeId("received_referral", notice.recipientId)}`;
    await notifyMembers(tx, {
      roles: ["OWNER", "ADMIN", "INTAKE"],
      kind: `referral.${news.toLowerCase()}`,
      subjectId,
      title: `${notice.number}: ${NEWS[news].title}`,
      link,
      key: dispatchId,
      email: {
        template: referralTemplate,
        variables: { kind: news, number: notice.number, url: `${config.publicUrl}${link}` },
      },
    });
  });
});
