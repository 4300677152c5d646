import { Database, databaseUrls } from "@causeway/database";
import { identityEntities, normaliseEmail, organisationsOfAddress } from "@causeway/identity";
import { readConfig } from "@causeway/kernel";
import { newestMailTo } from "@causeway/messaging";
import type { Command } from "../command.ts";
import { EXIT, UsageError, optionsOf } from "../command.ts";

interface KeptMail {
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

export const mailboxCommand: Command = {
  name: "mailbox",
  summary: "print the newest mail that stayed in the local mailbox",
  usage: `causeway mailbox --to ADDRESS

  --to ADDRESS   whose newest mail is printed, with the link it holds

For who is locked out where no mail server is set (SMTP_URL): ask for a link on the sign-in page, then read it here.
Each organisation that is looked into keeps an audit entry of it.`,
  async run(args, env) {
    const { to } = optionsOf(args, { to: { type: "string" } });
    if (!to) throw new UsageError("--to is needed.");
    const address = normaliseEmail(to, "to");
    const config = readConfig(env);
    const db = await Database.open({ urls: databaseUrls(config), entities: identityEntities, poolSize: 2 });
    try {
      const mail = await readMailbox(db, address);
      if (!mail) {
        process.stderr.write("No mail to this address has stayed in the mailbox.\n");
        return EXIT.failed;
      }
      process.stdout.write(`${mail.sentAt.toISOString()}  ${mail.subject}\n\n${mail.text}\n`);
      return EXIT.done;
    } finally {
      await db.close();
    }
  },
};

/** The newest mail to this address in any organisation that may have written to it. */
async function readMailbox(db: Database, address: string): Promise<KeptMail | undefined> {
  const found: KeptMail[] = [];
  const { sql, values } = newestMailTo(address);
  for (const organisationId of await organisationsOfAddress(db, address)) {
    found.push(...(await db.runAsSystem("mailbox.read", organisationId, (tx) => tx.query<KeptMail>(sql, values))));
  }
  return found.toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime())[0];
}
