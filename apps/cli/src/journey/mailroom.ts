import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Mail {
  readonly to: string;
  readonly text: string;
}

/** A mail server that keeps what it is given. */
export interface Mailroom {
  readonly url: string;
  readonly received: readonly Mail[];
  /** The newest mail to an address, once there is one. */
  waitFor(to: string, patienceMs?: number): Promise<Mail>;
  close(): Promise<void>;
}

export async function openMailroom(): Promise<Mailroom> {
  const received: Mail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        for (const { address } of session.envelope.rcptTo) received.push({ to: address.toLowerCase(), text });
        for (const look of waiting) look();
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    waitFor: (to, patienceMs = 60_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const mail = received.findLast((each) => each.to === to);
          if (!mail) return;
          waiting.delete(look);
          clearTimeout(late);
          resolve(mail);
        };
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error("a mail did not arrive"));
        }, patienceMs);
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The first link in a mail whose path holds these words, out of quoted-printable or base64 as it may be. */
export function linkIn(mail: Mail, path: string): URL | null {
  for (const text of [decodeQuotedPrintable(mail.text), ...base64Parts(mail.text)]) {
    for (const [link] of text.matchAll(/https?:\/\/[^\s"<>]+/g)) {
      if (link.includes(path)) return new URL(link);
    }
  }
  return null;
}

function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function base64Parts(text: string): string[] {
  return [...text.matchAll(/Content-Transfer-Encoding: base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/gi)].map(([, part = ""]) =>
    Buffer.from(part, "base64").toString("utf8"),
  );
}
