import { invitationMail } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { invitationMailKey, invitationTemplate, queueMessage, senderName } from "@causeway/messaging";
import { work } from "../work.ts";
import { sendInvitation as job } from "./member.jobs.ts";

export const sendInvitation = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    const mail = await invitationMail(tx, {
      invitationId: subjectId,
      secret: config.secret,
      publicUrl: config.publicUrl,
    });
    if (!mail) return;
    const variables = { organisation: senderName(mail.senderAlias), url: mail.link };
    const key = invitationMailKey(subjectId);
    await queueMessage(tx, { template: invitationTemplate, variables, to: mail.to, key });
  });
});
