import { type DomainError, invalid } from "@causeway/kernel";

/** Of one document, of all of one part, and how many of them. */
export const LARGEST_DOCUMENT = 10 * 1024 * 1024;
export const LARGEST_TOTAL = 50 * 1024 * 1024;
export const MOST_DOCUMENTS = 20;

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The allow-list: each type by what its bytes begin with, and the names that go with it. */
const TYPES: readonly {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  readonly matches: (bytes: Buffer) => boolean;
}[] = [
  { mediaType: "application/pdf", extensions: ["pdf"], matches: (bytes) => begins(bytes, "255044462d") },
  { mediaType: "image/png", extensions: ["png"], matches: (bytes) => begins(bytes, "89504e470d0a1a0a") },
  { mediaType: "image/jpeg", extensions: ["jpg", "jpeg"], matches: (bytes) => begins(bytes, "ffd8ff") },
  {
    mediaType: "image/tiff",
    extensions: ["tif", "tiff"],
    matches: (bytes) => begins(bytes, "49492a00") || begins(bytes, "4d4d002a"),
  },
  { mediaType: DOCX, extensions: ["docx"], matches: isPlainDocx },
  { mediaType: "text/plain", extensions: ["txt"], matches: isText },
];

export const MEDIA_TYPES: readonly string[] = TYPES.map((type) => type.mediaType);

function begins(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString("hex") === hex;
}

/** A ZIP that says it is a Word document, and holds no macros: names in a ZIP stand in clear text. */
function isPlainDocx(bytes: Buffer): boolean {
  return (
    begins(bytes, "504b0304") &&
    bytes.includes("[Content_Types].xml") &&
    bytes.includes("word/document.xml") &&
    !/vbaProject\.bin/i.test(bytes.toString("latin1"))
  );
}

/** UTF-8 without control characters, and none of the marks that make it a page or a script to a careless reader. */
function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex
    return !/[\0-\x08\x0e-\x1f\x7f]/.test(text) && !/^\s*(<|#!|%!|\{\\rtf)/.test(text);
  } catch {
    return false;
  }
}

/**
 * What the bytes are, whatever they are called.
 * @throws DomainError INVALID (TYPE) when they are none of the list, or not what was claimed
 */
export function mediaTypeOf(bytes: Buffer, claimed: string | null): string {
  const found = TYPES.find((type) => type.matches(bytes))?.mediaType;
  if (found === undefined)
    throw invalid(
      "document",
      "A document is a PDF, PNG, JPEG, TIFF, Word document without macros or plain text.",
      "TYPE",
    );
  if (claimed !== null && claimed !== "application/octet-stream" && claimed !== found)
    throw invalid("document", "This document is of another type than it is said to be.", "TYPE");
  return found;
}

/** Marks that turn the reading direction, or cannot be seen: a name must look like what it is. */
// oxlint-disable-next-line no-control-regex, no-misleading-character-class
const UNSEEN = /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/u;

/**
 * The name of a document, as people see it; never part of a path, an address or a log.
 * @throws DomainError INVALID (NAME)
 */
export function documentName(given: string, mediaType: string): string {
  const name = given.normalize("NFC").trim();
  const wrong = (words: string): DomainError => invalid("name", words, "NAME");
  if (name.length === 0 || name.length > 200) throw wrong("A document has a name of at most 200 characters.");
  if (UNSEEN.test(given) || /[\\/:*?"<>|]/.test(name) || name.startsWith("."))
    throw wrong("A document's name is a plain file name.");
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (!TYPES.find((type) => type.mediaType === mediaType)?.extensions.includes(extension))
    throw wrong("A document's name ends as its type does.");
  return name;
}

/** The industry's harmless test of scanners, in two halves so that no scanner takes this file for it. */
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** Refused even where no scanner is configured, so that its absence is noticed by what else passes. */
export function isScannerTest(bytes: Buffer): boolean {
  return bytes.includes(EICAR);
}
