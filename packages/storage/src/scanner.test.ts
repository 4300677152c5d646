import { randomBytes } from "node:crypto";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { clamd, openScanner } from "./scanner.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** clamd's side of INSTREAM, read as its manual has it: a command, chunks with their length before them, an empty one. */
function daemon(seen: Buffer[], reply: (whole: Buffer) => string) {
  return (socket: Socket): void => {
    let buffered = Buffer.alloc(0);
    const whole: Buffer[] = [];
    let began = false;
    socket.on("data", (data) => {
      buffered = Buffer.concat([buffered, data as Buffer]);
      if (!began) {
        if (buffered.length < 10) return;
        if (buffered.subarray(0, 10).toString() !== "zINSTREAM\0") return void socket.end("UNKNOWN COMMAND\0");
        began = true;
        buffered = buffered.subarray(10);
      }
      while (buffered.length >= 4) {
        const length = buffered.readUInt32BE(0);
        if (length === 0) {
          seen.push(Buffer.concat(whole));
          return void socket.end(reply(Buffer.concat(whole)));
        }
        if (buffered.length < 4 + length) return;
        whole.push(buffered.subarray(4, 4 + length));
        buffered = buffered.subarray(4 + length);
      }
    });
  };
}

describe("documents-scanned: clamd", () => {
  it("is sent every byte, in order, and its word is taken", async () => {
    const seen: Buffer[] = [];
    const bad = Buffer.from("this is the bad one");
    const port = await listen(
      daemon(seen, (whole) => (whole.includes(bad) ? "stream: Test.Signature FOUND\0" : "stream: OK\0")),
    );
    const scanner = clamd({ host: "127.0.0.1", port });
    const big = randomBytes(5_000_001);
    expect(await scanner.scan(big)).toBe("clean");
    expect(seen[0]?.equals(big)).toBe(true);
    expect(await scanner.scan(Buffer.concat([randomBytes(100_000), bad]))).toBe("infected");
  });

  it.each([
    "INSTREAM size limit exceeded. ERROR\0",
    "stream: OK",
    "stream: OK\0stream: Bad FOUND\0",
    "",
    "OK\0",
    `stream: ${"x".repeat(10_000)}`,
  ])("says nothing of use: nothing passes", async (reply) => {
    const port = await listen(daemon([], () => reply));
    expect(await clamd({ host: "127.0.0.1", port }).scan(Buffer.from("x"))).toBe("unavailable");
  });

  it("that is away, hangs up or never answers lets nothing pass", async () => {
    expect(await clamd({ host: "127.0.0.1", port: 9 }).scan(Buffer.from("x"))).toBe("unavailable");
    const rude = await listen((socket) => socket.destroy());
    expect(await clamd({ host: "127.0.0.1", port: rude }).scan(randomBytes(1_000_000))).toBe("unavailable");
    const silent = await listen((socket) => void socket.resume());
    const scanner = clamd({ host: "127.0.0.1", port: silent, timeoutMs: 50 });
    expect(await scanner.scan(Buffer.from("x"))).toBe("unavailable");
  });

  it("is there where it is configured, and nowhere else", () => {
    expect(openScanner({ clamdUrl: undefined })).toBeNull();
    expect(openScanner({ clamdUrl: "tcp://127.0.0.1:3310" })?.name).toBe("clamd");
    expect(() => openScanner({ clamdUrl: "http://127.0.0.1" })).toThrow(/CLAMD_URL/);
  });
});
