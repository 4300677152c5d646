import { createHash } from "node:crypto";
import { DomainError } from "@causeway/kernel";
import { AwsClient } from "aws4fetch";
import type { ObjectStore } from "./object.store.ts";
import { checkKey } from "./object.store.ts";

export interface S3Options {
  /** Of the bucket, with the endpoint before it: `https://s3.eu-central-1.amazonaws.com/causeway`. */
  readonly bucketUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const TIMEOUT_MS = 20_000;
/** More than a sealed document of the largest size; what answers with more is no store of ours. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** Objects in a bucket of an S3-compatible service, addressed by path. Bodies are signed with the request. */
export function s3Store(options: S3Options): ObjectStore {
  const { accessKeyId, secretAccessKey, region } = options;
  const bucket = options.bucketUrl.replace(/\/+$/, "");
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2, initRetryMs: 200 });
  const send = async (method: "PUT" | "GET" | "DELETE", key: string, body?: Uint8Array): Promise<Response> => {
    const address = `${bucket}/${checkKey(key)}`;
    const hash = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    try {
      return await client.fetch(address, {
        method,
        headers: { "x-amz-content-sha256": hash },
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
      });
    } catch (cause) {
      throw unavailable(cause);
    }
  };
  return {
    async put(_actor, { key }, bytes) {
      const response = await send("PUT", key, bytes);
      await response.body?.cancel();
      if (!response.ok) throw unavailable();
    },
    async get(_actor, { key }) {
      const response = await send("GET", key);
      if (response.status === 404 || !response.ok || Number(response.headers.get("content-length")) > LARGEST_ANSWER) {
        await response.body?.cancel();
        if (response.status === 404) return null;
        throw unavailable();
      }
      try {
        return Buffer.from(await response.arrayBuffer());
      } catch (cause) {
        throw unavailable(cause);
      }
    },
    async delete(_actor, { key }) {
      const response = await send("DELETE", key);
      await response.body?.cancel();
      if (!response.ok && response.status !== 404) throw unavailable();
    },
  };
}

function unavailable(cause?: unknown): DomainError {
  return new DomainError("UNAVAILABLE", "The store does not answer.", cause === undefined ? {} : { cause });
}
