import type { Clock } from "@causeway/kernel";
import { Database, type DatabaseUrls, type EntityClass } from "@causeway/database";
import { cloneDatabase, type DatabaseClone } from "./postgres.ts";

export interface TestDatabase {
  readonly db: Database;
  readonly clone: DatabaseClone;
  readonly urls: DatabaseUrls;
  close(): Promise<void>;
}

/** A database of its own for a test file, opened with the given entities and clock. */
export async function openTestDatabase(options: {
  entities: readonly EntityClass[];
  clock?: Clock;
  poolSize?: number;
}): Promise<TestDatabase> {
  const clone = await cloneDatabase();
  const db = await Database.open({ urls: clone.urls, poolSize: 4, ...options });
  return {
    db,
    clone,
    urls: clone.urls,
    async close() {
      await db.close();
      await clone.drop();
    },
  };
}
