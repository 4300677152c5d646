import type { Database } from "@causeway/database";
import { DomainError } from "@causeway/kernel";

/** Fields that are an act of their own: each reading is accounted for, so nobody reads them by leaving a connection open. */
export const NEVER_LIVE: ReadonlySet<string> = new Set(["packet", "thread"]);

/**
 * The database as resolvers below a subscription have it: they read. A field that would write, as every disclosure
 * does, is refused whatever it is called.
 */
export function readingOnly(db: Database): Database {
  const only: Pick<
    Database,
    "clock" | "readPage" | "readOne" | "readCount" | "readWith" | "run" | "recordDenial" | "keepReads"
  > = {
    clock: db.clock,
    readPage: (...asked) => db.readPage(...asked),
    readOne: (...asked) => db.readOne(...asked),
    readCount: (...asked) => db.readCount(...asked),
    readWith: (actor, statement) => db.readWith(actor, statement),
    keepReads: (...read) => db.keepReads(...read),
    recordDenial: (...entry) => db.recordDenial(...entry),
    run: () => Promise.reject(notLive()),
  };
  return only as Database;
}

export function notLive(): DomainError {
  return new DomainError("BAD_REQUEST", "Each reading of this is accounted for: ask for it by a query.", {
    reason: "NOT_LIVE",
  });
}
