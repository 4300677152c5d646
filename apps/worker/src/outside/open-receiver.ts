import { openReceiver as job, openReceiverOrganisation, receiverPlan, speakForRetired } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/** Two transactions: the card is the sender's, the organisation that stands for the receiver opens itself. */
export const openReceiver = work(job, async ({ db }, { organisationId, subjectId: receiverId }) => {
  const plan = await db.run(jobActor(organisationId, job.name), (tx) => receiverPlan(tx, { receiverId }));
  await db.run(jobActor(plan.organisationId, job.name), (tx) => openReceiverOrganisation(tx, plan));
  if (plan.retired) await db.run(jobActor(plan.organisationId, job.name), (tx) => speakForRetired(tx));
});
