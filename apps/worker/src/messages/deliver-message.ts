import { jobActor } from "@causeway/kernel";
import { deliverMessage as job, MailFailure, markFailed, markSent, takeMessage, templates } from "@causeway/messaging";
import { work } from "../work.ts";

const secretTemplates = new Set(templates.filter((template) => template.secret).map((template) => template.name));

/** A failed attempt is no failed job: the message itself knows when it is tried next. */
export const deliverMessage = work(
  job,
  async ({ db, mailer, texter, config }, { organisationId, subjectId: messageId }) => {
    const actor = jobActor(organisationId, job.name);
    const carriers = { EMAIL: mailer, SMS: texter };
    const letter = await db.run(actor, async (tx) => {
      const taken = await takeMessage(tx, { messageId, secret: config.secret });
      const transport = taken && carriers[taken.channel].transport;
      if (transport === "MAILBOX") await markSent(tx, { messageId, transport, secretTemplates });
      return taken;
    });
    if (!letter) return;
    const carrier = carriers[letter.channel];
    const { transport } = carrier;
    if (transport === "MAILBOX") return;
    try {
      await carrier.send(letter);
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error;
      return db.run(actor, (tx) => markFailed(tx, { messageId, failure: error, secret: config.secret }));
    }
    await db.run(actor, (tx) => markSent(tx, { messageId, transport, secretTemplates }));
  },
  { queue: "mail" },
);
