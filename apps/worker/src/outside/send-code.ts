import { codeToSend, sendOutsideCode as job } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { outsideCodeTemplate, queueMessage } from "@causeway/messaging";
import { work } from "../work.ts";

/** The code is made again here from its id: no event, job or queue carries it. */
export const sendOutsideCode = work(job, async ({ db, config }, { organisationId, subjectId: linkId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    const due = await codeToSend(tx, { linkId, secret: config.secret });
    if (!due) return;
    await queueMessage(tx, {
      template: outsideCodeTemplate,
      variables: { code: due.code },
      to: due.phone,
      key: `outside-code ${linkId} ${due.codeId}`,
    });
  });
});
