import { invalid } from "@causeway/kernel";
import type { PageInfo } from "../graphql/connection.ts";
import { DEFAULT_PAGE, LARGEST_PAGE } from "../graphql/connection.ts";

/** How many of a ranked list, and after which key. */
export function rankedFrame(args: { first?: number | null; after?: string | null }): {
  limit: number;
  after: string[] | null;
} {
  const limit = args.first ?? DEFAULT_PAGE;
  if (limit < 1 || limit > LARGEST_PAGE) throw invalid("first", `A page has 1 to ${LARGEST_PAGE} rows.`);
  return { limit, after: args.after ? readCursor(args.after) : null };
}

export function writeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

export function rankedPageInfo(cursors: readonly string[], hasMore: boolean, after: unknown): PageInfo {
  return {
    hasNextPage: hasMore,
    hasPreviousPage: Boolean(after),
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  };
}

const KEY = 7;

function readCursor(cursor: string): string[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    key = null;
  }
  if (!Array.isArray(key) || key.length !== KEY || !key.every((part) => typeof part === "string")) {
    throw invalid("after", "This cursor does not belong to this list.");
  }
  return key as string[];
}
