import type { IncomingMessage } from "node:http";
import { DomainError, invalid } from "@causeway/kernel";

/** Milliseconds a body may take; a sender that trickles holds a place that others need. */
const SLOWEST_MS = 120_000;

/**
 * A request's body of exactly the announced length.
 * @throws DomainError INVALID when it is shorter, longer or too slow
 */
export async function bodyOf(request: IncomingMessage, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let read = 0;
  const late = setTimeout(() => request.destroy(), SLOWEST_MS);
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      read += part.length;
      if (read > length) break;
      parts.push(part);
    }
  } catch (cause) {
    throw new DomainError("INVALID", "The document did not arrive whole.", { path: ["document"], cause });
  } finally {
    clearTimeout(late);
  }
  if (read !== length) throw invalid("document", "The document did not arrive whole.");
  return Buffer.concat(parts, read);
}

/**
 * Text of a header: UTF-8, percent-encoded. Node refuses raw line breaks; what decoding gives is checked by who uses it.
 * @throws DomainError INVALID
 */
export function headerText(value: string | string[] | undefined): string {
  if (Array.isArray(value)) throw invalid("name", "Give this header once.");
  try {
    return decodeURIComponent(value ?? "");
  } catch {
    throw invalid("name", "This header is percent-encoded UTF-8.");
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/tiff": "tif",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "text/plain": "txt",
};

/** RFC 6266: a plain name for old readers that says nothing, and the real one by RFC 8187, where only letters and digits stay as they are. */
export function contentDisposition(name: string, mediaType: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const plain = `document.${EXTENSIONS[mediaType] ?? "bin"}`;
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
