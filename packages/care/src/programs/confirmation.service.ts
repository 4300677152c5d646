import type { Transaction } from "@causeway/database";
import { askConfirmation } from "./program.jobs.ts";
import { STALE_AFTER_DAYS } from "../directory/index.ts";

const STALE_AFTER_MS = STALE_AFTER_DAYS * 86_400_000;

/**
 * Asks once the openings are stale.
 * @param since when they were last confirmed or asked for
 */
export function scheduleConfirmation(tx: Transaction, programId: string, since: Date = tx.now): void {
  const dueAt = new Date(Math.max(since.getTime() + STALE_AFTER_MS, tx.now.getTime()));
  tx.schedule({
    job: askConfirmation.name,
    subjectId: programId,
    dueAt,
    key: `confirm:${programId}:${dueAt.toISOString()}`,
  });
}
