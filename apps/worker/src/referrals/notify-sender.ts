import { referralNotice } from "@causeway/care";
import { encodeId, jobActor } from "@causeway/kernel";
import { NEWS, notifyMembers, referralTemplate } from "@causeway/messaging";
import { work } from "../work.ts";
import { notifySender as job } from "./referral.jobs.ts";

/** What a receiver tells of someone in its own care needs a consent that still stands (42 CFR 2.33). */
const TELLS_OF_CARE: ReadonlySet<string> = new Set(["ADMITTED", "ATTENDED", "ATTENDANCE_UNDONE"]);

export const notifySender = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId, news }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    const notice = await referralNotice(tx, subjectId);
    if (!notice || (notice.consentEnded && TELLS_OF_CARE.has(news))) return;
    const link = `/referrals/${encodeId("referral", notice.referralId)}`;
    await notifyMembers(tx, {
      roles: ["OWNER", "ADMIN", "INTAKE"],
      members: notice.createdBy ? [notice.createdBy] : [],
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
