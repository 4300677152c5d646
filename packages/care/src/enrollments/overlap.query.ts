import type { Transaction } from "@causeway/database";

/**
 * Other enrollments of the same client, anywhere in the organisation, that have not ended: ids as SQL, at most 50.
 * @param row name of the row of `enrollments`
 */
export function overlapsOfRow(row: string): string {
  return `array(select other.id from enrollments other
    where other.client_id = ${row}.client_id and other.id <> ${row}.id
      and other.state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED') and other.voided_at is null
    order by other.requested_at, other.id limit 50)`;
}

/** The same of one enrollment, within a transaction. */
export async function overlapsOf(tx: Transaction, enrollmentId: string): Promise<readonly string[]> {
  const [found] = await tx.query<{ ids: string[] }>(
    `select ${overlapsOfRow("e")} as ids from enrollments e where e.id = $1`,
    [enrollmentId],
  );
  return found?.ids ?? [];
}
