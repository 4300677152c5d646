import { jobActor } from "@causeway/kernel";
import { queueDeliveries as job, queueWebhookDeliveries } from "@causeway/messaging";
import { work } from "../work.ts";

export const queueDeliveries = work(job, async ({ db }, { organisationId, eventId }) => {
  await db.run(jobActor(organisationId, job.name), (tx) => queueWebhookDeliveries(tx, { eventId }));
});
