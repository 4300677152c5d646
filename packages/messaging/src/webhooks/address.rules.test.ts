import { createServer, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkWebhookUrl } from "./address.rules.ts";
import { postWebhook } from "./post.ts";

const V4 = [
  "127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254", "169.254.0.1",
  "100.64.0.1", "100.127.255.254", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1",
  "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.0.0.1", "192.88.99.1",
]; // prettier-ignore
const V6 = [
  "::1", "::", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe",
  "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:db8::1", "2001::1", "100::1",
]; // prettier-ignore
const WRITTEN_OTHERWISE = [
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.1",
  "0x7f.1",
  "017700000001",
  "0",
  "①②⑦.0.0.1",
  "127。0。0。1",
];
const NAMES = [
  "localhost",
  "LOCALHOST.",
  "foo.localhost",
  "printer.local",
  "vault.internal",
  "intranet",
  "metadata.google.internal",
  "x.localdomain",
];

/** Everything that could be inside, by address, by another way of writing it, or by name. */
const INSIDE = [
  ...V4.map((host) => `https://${host}/`),
  ...V6.map((host) => `https://[${host}]/`),
  ...WRITTEN_OTHERWISE.map((host) => `https://${host}/`),
  ...NAMES.map((host) => `https://${host}/`),
];

describe("webhooks-stay-outside", () => {
  it("counts at least 58 targets", () => expect(INSIDE.length).toBeGreaterThanOrEqual(58));

  it.each(INSIDE)("refuses %s", (url) => expect(checkWebhookUrl(url, [])).toBe("PRIVATE_ADDRESS"));

  it.each([
    ["http://example.org/", "NOT_HTTPS"],
    ["ftp://example.org/", "NOT_HTTPS"],
    ["file:///etc/passwd", "NOT_HTTPS"],
    ["https://user@example.org/", "USERINFO"],
    ["https://example.org:443@127.0.0.1/", "USERINFO"],
    ["https://", "NOT_A_URL"],
    [`https://example.org/${"x".repeat(2000)}`, "TOO_LONG"],
  ])("refuses %s as %s", (url, reason) => expect(checkWebhookUrl(url, [])).toBe(reason));

  it.each([
    "https://hooks.example.org/x?y=1",
    "https://93.184.216.34/",
    "https://[2606:2800:220:1::1]/",
    "https://example.org:8443/",
  ])("lets %s pass", (url) => {
    expect(checkWebhookUrl(url, [])).toBeInstanceOf(URL);
  });
});

describe("postWebhook", () => {
  let server: Server;
  let port: number;
  let met = 0;
  let behave: (response: ServerResponse) => void = (response) => response.end("ok");
  beforeAll(async () => {
    server = createServer((request, response) => {
      met += 1;
      request.resume().on("end", () => behave(response));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as { port: number }).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("webhooks-stay-outside: connects to no address inside, whatever a name resolves to", async () => {
    met = 0;
    for (const address of [...V4, ...V6]) {
      const result = await postWebhook(
        `https://rebinding.example.org:${port}/`,
        "{}",
        {},
        { allow: [], resolve: async () => ["93.184.216.34", address] },
      );
      expect(result).toEqual({ errorCode: "PRIVATE_ADDRESS" });
    }
    expect(met).toBe(0);
  });

  it("resolves a name once and connects to the address it was given then", async () => {
    met = 0;
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ["127.0.0.1"];
    };
    expect(await postWebhook(`http://receiver.test:${port}/`, "{}", {}, { allow: ["receiver.test"], resolve })).toEqual(
      { status: 200 },
    );
    expect([asked, met]).toEqual([1, 1]);
  });

  it("follows no redirect", async () => {
    met = 0;
    behave = (response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
    expect(await postWebhook(`http://127.0.0.1:${port}/`, "{}", {}, { allow: [`127.0.0.1:${port}`] })).toEqual({
      status: 302,
    });
    expect(met).toBe(1);
  });

  it("gives up on one that hangs, one that trickles and a name that is never resolved", async () => {
    const post = (extra: object = {}) =>
      postWebhook(
        `http://receiver.test:${port}/`,
        "{}",
        {},
        { allow: ["receiver.test"], timeoutMs: 200, resolve: async () => ["127.0.0.1"], ...extra },
      );
    behave = () => undefined;
    expect(await post()).toEqual({ errorCode: "TIMEOUT" });
    behave = (response) => {
      response.write("a");
      const trickle = setInterval(() => response.write("a"), 20);
      response.on("close", () => clearInterval(trickle));
    };
    expect(await post()).toEqual({ errorCode: "TIMEOUT" });
    expect(await post({ resolve: () => new Promise(() => undefined) })).toEqual({ errorCode: "TIMEOUT" });
  });

  it("reads no more than 64 KiB, and unpacks nothing", async () => {
    let written = 0;
    behave = (response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      const more = () => {
        while (!response.destroyed && written < 50_000_000) {
          written += 16_384;
          if (!response.write(Buffer.alloc(16_384))) return void response.once("drain", more);
        }
      };
      more();
    };
    expect(await postWebhook(`http://127.0.0.1:${port}/`, "{}", {}, { allow: ["127.0.0.1"] })).toEqual({
      errorCode: "ANSWER_TOO_LONG",
    });
    expect(written).toBeLessThan(20_000_000);
  });
});
