import { connect } from "node:net";
import { DomainError } from "@causeway/kernel";

/** What a virus scanner says of bytes; `unavailable` when it says nothing of use. */
export type Verdict = "clean" | "infected" | "unavailable";

export interface Scanner {
  /** What the record of a scan calls it. */
  readonly name: string;
  scan(bytes: Uint8Array): Promise<Verdict>;
}

/** The scanner of a deployment; null where none is configured: what is stored then says that nobody looked. */
export function openScanner(config: { readonly clamdUrl: string | undefined }): Scanner | null {
  if (config.clamdUrl === undefined) return null;
  const url = URL.canParse(config.clamdUrl) ? new URL(config.clamdUrl) : null;
  if (url?.protocol !== "tcp:" || url.hostname === "")
    throw new DomainError("BAD_REQUEST", "CLAMD_URL reads tcp://host:3310.");
  return clamd({ host: url.hostname, port: Number(url.port || 3310) });
}

const CHUNK = 64 * 1024;
const LONGEST_REPLY = 4096;

/** ClamAV's daemon, by its INSTREAM command: length-prefixed chunks, a chunk of length zero, one reply. */
export function clamd(options: { host: string; port: number; timeoutMs?: number }): Scanner {
  return {
    name: "clamd",
    scan: (bytes) =>
      new Promise((resolve) => {
        let reply = "";
        const socket = connect({ host: options.host, port: options.port });
        const end = (verdict: Verdict): void => {
          socket.destroy();
          resolve(verdict);
        };
        socket.setTimeout(options.timeoutMs ?? 30_000, () => end("unavailable"));
        socket.on("error", () => end("unavailable"));
        socket.on("close", () => resolve(verdictOf(reply)));
        socket.setEncoding("utf8").on("data", (text: string) => {
          reply += text;
          if (reply.includes("\0") || reply.length > LONGEST_REPLY) end(verdictOf(reply));
        });
        socket.on("connect", () => {
          socket.write("zINSTREAM\0");
          for (let at = 0; at < bytes.length; at += CHUNK) {
            const chunk = bytes.subarray(at, at + CHUNK);
            const length = Buffer.alloc(4);
            length.writeUInt32BE(chunk.length);
            socket.write(length);
            socket.write(chunk);
          }
          socket.write(Buffer.alloc(4));
        });
      }),
  };
}

/** Anything but a whole and plain word is no word: a limit, an error or half an answer lets nothing pass. */
function verdictOf(reply: string): Verdict {
  const [, said] = /^stream: ([^\0]*)\0$/.exec(reply) ?? [];
  if (said === "OK") return "clean";
  return said?.endsWith(" FOUND") ? "infected" : "unavailable";
}
