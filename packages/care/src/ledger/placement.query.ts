import type { Database } from "@causeway/database";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";

/**
 * The placement that held on a day, as it was believed at a moment: what a report of that moment said.
 * @param on YYYY-MM-DD
 * @returns the placement's UUID, or null
 */
export async function placementAsOf(
  db: Database,
  actor: Actor,
  enrollmentId: string,
  on: string,
  asBelievedAt: Date,
): Promise<string | null> {
  authorise(actor, "enrollment.read");
  const rows = await db.readWith<{ id: string }>(actor, {
    sql: `select id from placements
      where enrollment_id = $1 and starts_on <= $2::date and (ends_on is null or ends_on > $2::date)
        and recorded_at <= $3 and (superseded_at is null or superseded_at > $3)
      order by starts_on desc, recorded_at desc limit 1`,
    values: [enrollmentId, on, asBelievedAt],
  });
  return rows[0]?.id ?? null;
}
