import { EmergencyAccess, reviewForSender, tellOfEmergencyJob as job } from "@causeway/care";
import { encodeId, jobActor } from "@causeway/kernel";
import { NEWS, notifyMembers, referralTemplate } from "@causeway/messaging";
import { work } from "../work.ts";

/** Tells the discloser that its packet was opened in an emergency, and asks for its own review. */
export const tellOfEmergency = work(job, async ({ db, config }, { organisationId, subjectId, dispatchId }) => {
  await db.run(jobActor(organisationId, job.name), async (tx) => {
    if (!(await tx.once(dispatchId))) return;
    const access = await tx.findOne(EmergencyAccess, { id: subjectId });
    if (!access) return;
    const { number, referralId } = await reviewForSender(tx, access);
    const link = `/referrals/${encodeId("referral", referralId)}`;
    await notifyMembers(tx, {
      roles: ["OWNER", "ADMIN"],
      kind: "referral.emergency",
      subjectId: access.referralRecipientId,
      title: `${number}: ${NEWS.EMERGENCY.title}`,
      link,
      key: dispatchId,
      email: {
        template: referralTemplate,
        variables: { kind: "EMERGENCY", number, url: `${config.publicUrl}${link}` },
      },
    });
  });
});
