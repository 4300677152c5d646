import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** A partner's endpoint: it verifies each signature, and fails for as long as it is told to. */
export interface Receiver {
  /** `127.0.0.1:PORT`, for the allow-list. */
  readonly host: string;
  readonly url: string;
  readonly facts: { answered: number; refused: number; badSignatures: number };
  /** Ids of the messages that were verified and answered, by path: a repeat is met once. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
  /** The secret that deliveries to this path are signed with. */
  expect(path: string, secret: string): void;
  /** True: every delivery is answered 503. */
  setFailing(failing: boolean): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const facts = { answered: 0, refused: 0, badSignatures: 0 };
  const taken = new Map<string, Set<string>>();
  const secrets = new Map<string, string>();
  let failing = false;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const path = request.url ?? "/";
      if (failing) {
        facts.refused += 1;
        return response.writeHead(503).end();
      }
      try {
        new Webhook(secrets.get(path) ?? "").verify(
          Buffer.concat(parts).toString("utf8"),
          request.headers as Record<string, string>,
        );
      } catch {
        facts.badSignatures += 1;
        return response.writeHead(400).end();
      }
      const ids = taken.get(path) ?? new Set();
      ids.add(String(request.headers["webhook-id"]));
      taken.set(path, ids);
      facts.answered += 1;
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    facts,
    taken,
    expect: (path, secret) => void secrets.set(path, secret),
    setFailing: (on) => void (failing = on),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
