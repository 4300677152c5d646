import { lookup as systemLookup } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import ipaddr from "ipaddr.js";
import { checkWebhookUrl, isAllowed, isPublicAddress, literalOf } from "./address.rules.ts";

export interface PostOptions {
  readonly allow: readonly string[];
  /** All addresses of a name. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  /** For everything from the name to the last byte; 15 s by default. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** How an attempt ended: the status the receiver gave, or a code for why there was none. */
export type PostResult = { readonly status: number } | { readonly errorCode: string };

/**
 * Posts once, following nothing. A name is resolved once, every address it has must be public, and the connection goes
 * to the address that was checked, so that a second answer of the name server changes nothing (DNS rebinding).
 */
export async function postWebhook(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: PostOptions,
): Promise<PostResult> {
  const url = checkWebhookUrl(address, options.allow);
  if (typeof url === "string") return { errorCode: url };
  const late = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  let pinned: string;
  try {
    const found = await orAborted(addressesOf(url, options), signal);
    if (found.length === 0) return { errorCode: "NAME_NOT_FOUND" };
    if (!isAllowed(url, options.allow) && !found.every(isPublicAddress)) return { errorCode: "PRIVATE_ADDRESS" };
    pinned = found[0] ?? "";
  } catch {
    return { errorCode: signal.aborted ? "TIMEOUT" : "NAME_NOT_FOUND" };
  }
  return send(url, pinned, body, headers, signal, options.maxBytes ?? 65_536);
}

async function addressesOf(url: URL, options: PostOptions): Promise<readonly string[]> {
  const host = literalOf(url);
  if (ipaddr.isValid(host)) return [host];
  const resolve =
    options.resolve ??
    (async (name: string) => (await systemLookup(name, { all: true })).map((found) => found.address));
  return resolve(host);
}

function send(
  url: URL,
  pinned: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  maxBytes: number,
): Promise<PostResult> {
  const family = ipaddr.parse(pinned).kind() === "ipv6" ? 6 : 4;
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: "POST",
      agent: false,
      signal,
      lookup: (_name, asked, answer) =>
        asked.all ? answer(null, [{ address: pinned, family }]) : answer(null, pinned, family),
      headers: {
        ...headers,
        "content-length": Buffer.byteLength(body),
        "accept-encoding": "identity",
        connection: "close",
      },
    });
    request.once("error", (error) => resolve({ errorCode: signal.aborted ? "TIMEOUT" : codeOf(error) }));
    request.once("response", (response) => {
      const status = response.statusCode ?? 0;
      let bytes = 0;
      const done = (result: PostResult) => {
        request.destroy();
        resolve(result);
      };
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maxBytes) done({ errorCode: "ANSWER_TOO_LONG" });
      });
      response.once("error", () => done({ errorCode: signal.aborted ? "TIMEOUT" : "ANSWER_CUT_OFF" }));
      response.once("end", () => done({ status }));
    });
    request.end(body);
  });
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^[A-Z0-9_]{1,60}$/.test(code) ? code : "CONNECTION_FAILED";
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    work.then(resolve, reject);
  });
}
