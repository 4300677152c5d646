import { createTransport } from "nodemailer";

/** A message as it leaves. */
export interface Letter {
  /** Its Message-ID is made from it: a repeat is recognised by the receiving server. */
  readonly id: string;
  readonly channel: "EMAIL" | "SMS";
  readonly to: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

export interface Mailer {
  readonly transport: "SMTP" | "MAILBOX";
  /** @throws MailFailure */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** Why a message did not leave: a code alone, since what servers say quotes addresses. */
export class MailFailure extends Error {
  override readonly name = "MailFailure";
  readonly code: string;
  readonly permanent: boolean;

  constructor(code: string, permanent: boolean) {
    super(`mail failed: ${code}`);
    this.code = code;
    this.permanent = permanent;
  }
}

/** Half of the time after which a job not done is handed over again, so that two attempts do not overlap. */
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/**
 * By SMTP, or to the local mailbox, whose letters stay in the database for the console to show.
 * @param options.smtpUrl `smtp://` or `smtps://`, with user and password where the server asks for them
 * @param options.from the address all messages come from
 */
export function createMailer(options: { smtpUrl: string | undefined; from: string }): Mailer {
  if (options.smtpUrl === undefined)
    return { transport: "MAILBOX", send: async () => undefined, close: () => undefined };
  const transport = createTransport({
    url: options.smtpUrl,
    pool: true,
    maxConnections: 4,
    ...PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = options.from.split("@").at(-1) ?? "localhost";
  return {
    transport: "SMTP",
    async send(letter) {
      try {
        await transport.sendMail({
          from: { name: letter.fromName, address: options.from },
          to: { name: "", address: letter.to },
          subject: letter.subject,
          text: letter.text,
          ...(letter.html === null ? {} : { html: letter.html }),
          messageId: `<${letter.id}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function failureOf(error: unknown): MailFailure {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === "number")
    return new MailFailure(String(responseCode), responseCode >= 500 && responseCode < 600 && code !== "EAUTH");
  return new MailFailure(typeof code === "string" && /^[A-Z0-9_]{1,40}$/.test(code) ? code : "UNKNOWN", false);
}
