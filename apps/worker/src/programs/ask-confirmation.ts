import { askConfirmation as job, askToConfirm } from "@causeway/care";
import { issueLink, linkAddress } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { confirmationTemplate, queueMessage } from "@causeway/messaging";
import { work } from "../work.ts";

/** Care says who is asked; each gets a link of their own, good for this one act. */
export const askConfirmation = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    for (const { membershipId, email } of await askToConfirm(tx, subjectId)) {
      const { token } = await issueLink(tx, { purpose: "confirm-openings", subjectId });
      await queueMessage(tx, {
        template: confirmationTemplate,
        variables: { url: linkAddress(config.publicUrl, "confirm-openings", token) },
        to: email,
        membershipId,
        key: `${dispatchId} ${membershipId}`,
      });
    }
  });
});
