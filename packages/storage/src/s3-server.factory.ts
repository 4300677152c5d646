import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface TestS3 {
  readonly bucketUrl: string;
  /** What lies in it, by path. */
  readonly objects: Map<string, Buffer>;
  /** Requests refused, by reason. */
  readonly refused: string[];
  close(): Promise<void>;
}

const hash = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();

/**
 * A bucket for tests that looks at each signature by the published steps of AWS Signature Version 4: canonical request,
 * string to sign, derived key. Written apart from the client that signs.
 */
export async function startS3(keys: { id: string; secret: string; region: string }): Promise<TestS3> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const reason = refusal(request, body, keys);
      const path = request.url ?? "";
      if (reason !== null) {
        refused.push(reason);
        response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
      } else if (request.method === "PUT") {
        objects.set(path, body);
        response.writeHead(200, { etag: '"1"' }).end();
      } else if (request.method === "DELETE") {
        objects.delete(path);
        response.writeHead(204).end();
      } else {
        const found = objects.get(path);
        response.writeHead(found ? 200 : 404).end(found ?? "<Error><Code>NoSuchKey</Code></Error>");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    bucketUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/causeway`,
    objects,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function refusal(
  request: IncomingMessage,
  body: Buffer,
  keys: { id: string; secret: string; region: string },
): string | null {
  const { headers, method, url = "" } = request;
  const [, id, day, region, signed = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  if (id !== keys.id || region !== keys.region) return "no credential of this bucket";
  const at = String(headers["x-amz-date"]);
  if (!at.startsWith(day ?? "") || !signed.split(";").includes("host")) return "not signed for this request";
  const content = String(headers["x-amz-content-sha256"]);
  if (content !== hash(body)) return "another body than was signed";
  const address = new URL(url, "http://x");
  const canonical = [
    method,
    address.pathname,
    [...address.searchParams]
      .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`)
      .toSorted()
      .join("&"),
    ...signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signed,
    content,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", at, scope, hash(canonical)].join("\n");
  const key = [day ?? "", region ?? "", "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${keys.secret}`);
  const expected = createHmac("sha256", key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? null : "another signature";
}
