import { passwordResetMail } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { passwordResetTemplate, queueMessage } from "@causeway/messaging";
import { work } from "../work.ts";
import { sendPasswordReset as job } from "./member.jobs.ts";

export const sendPasswordReset = work(
  job,
  async ({ db, config }, { organisationId, subjectId, resetId, dispatchId }) => {
    const mail = await passwordResetMail(db, {
      membershipId: subjectId,
      resetId,
      secret: config.secret,
      publicUrl: config.publicUrl,
    });
    await db.run(jobActor(organisationId, job.name), async (tx) => {
      if (!(await tx.once(dispatchId)) || !mail) return;
      await queueMessage(tx, {
        template: passwordResetTemplate,
        variables: { url: mail.link },
        to: mail.to,
        membershipId: subjectId,
        key: dispatchId,
      });
    });
  },
);
