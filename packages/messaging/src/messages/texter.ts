import type { Letter } from "./mailer.ts";

/**
 * Carries texts to telephones. No carrier is configured yet, so that they stay in the local mailbox as mails do without
 * SMTP; one by HTTP takes this place and changes nothing else.
 */
export interface Texter {
  readonly transport: "MAILBOX";
  /** @throws MailFailure */
  send(letter: Letter): Promise<void>;
}

export function createTexter(): Texter {
  return { transport: "MAILBOX", send: async () => undefined };
}
