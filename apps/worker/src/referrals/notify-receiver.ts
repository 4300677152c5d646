import { referralNotice } from "@causeway/care";
import { encodeId, jobActor } from "@causeway/kernel";
import { NEWS, notifyMembers, referralTemplate } from "@causeway/messaging";
import { Organisation } from "@causeway/identity";
import { tellOutside } from "../outside/tell-outside.ts";
import { work } from "../work.ts";
import { notifyReceiver as job } from "./referral.jobs.ts";

/** News of an end is told after the end; all other only while there is something to do. */
const ENDS: ReadonlySet<string> = new Set(["WITHDRAWN", "CANCELLED"]);

export const notifyReceiver = work(job, async (tools, data) => {
  const { organisationId, subjectId, dispatchId, news } = data;
  const { db, config } = tools;
  const outside = await db.run(jobActor(organisationId, job.name), async (tx) => {
    const self = await tx.findOne(Organisation, { id: organisationId });
    if (self?.namedBy) return self.namedBy;
    if (!(await tx.once(dispatchId))) return null;
    // Read again: it may have been withdrawn, or the consent revoked, while the job waited (42 CFR 2.31(a)(6)).
    const notice = await referralNotice(tx, subjectId);
    if (!notice || ((notice.isOver || notice.consentEnded) && !ENDS.has(news))) return null;
    const link = `/inbox/${encodeId("referral_recipient", notice.recipientId)}`;
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
    return null;
  });
  // It has no members to tell: who named it writes to it.
  if (outside) await tellOutside(tools, { ...data, namedBy: outside });
});
