import { noteSent, noteSuppressed, planCheckIn, sendCheckInJob as job } from "@causeway/care";
import { issueLink, linkAddress } from "@causeway/identity";
import { jobActor } from "@causeway/kernel";
import { checkInTemplate, isSuppressed, queueMessage, senderOf } from "@causeway/messaging";
import { work } from "../work.ts";

/** Care says whether, when and to whom; messaging says it, under the neutral alias, with a link that ends it. */
export const sendCheckIn = work(job, async ({ db, config }, { organisationId, subjectId: checkInId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    const plan = await planCheckIn(tx, { checkInId });
    // A second deadline for the same check-in may have been set; it is sent once all the same.
    if (!plan || !(await tx.once(`check-in.send ${checkInId}`))) return;
    if (await isSuppressed(tx, { channel: "EMAIL", address: plan.email, secret: config.secret })) {
      return noteSuppressed(tx, { checkInId, reason: "SUPPRESSED" });
    }
    const { token } = await issueLink(tx, { purpose: "stop-messages", subjectId: plan.clientId });
    await queueMessage(tx, {
      template: checkInTemplate,
      variables: { sender: await senderOf(tx), stopUrl: linkAddress(config.publicUrl, "stop-messages", token) },
      to: plan.email,
      clientId: plan.clientId,
      key: `check-in ${checkInId}`,
    });
    await noteSent(tx, { checkInId });
  });
});
