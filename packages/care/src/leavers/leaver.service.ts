import type { Transaction } from "@causeway/database";

/**
 * Moves the open work of one member to another: open tasks, and referrals that are not settled yet.
 * Without a successor nothing moves.
 * @returns how many pieces of work there were
 */
export async function handOverWork(tx: Transaction, work: { from: string; to: string | null }): Promise<number> {
  if (work.to === null) {
    const [open] = await tx.query<{ n: number }>(
      `select (select count(*) from tasks where assigned_to = $1 and state = 'OPEN')::int
            + (select count(*) from referrals where created_by = $1 and state in ('DRAFT', 'OPEN'))::int as n`,
      [work.from],
    );
    return open?.n ?? 0;
  }
  const values = [work.from, work.to];
  const tasks = await tx.change(
    "update tasks set assigned_to = $2, version = version + 1 where assigned_to = $1 and state = 'OPEN'",
    values,
  );
  const referrals = await tx.change(
    "update referrals set created_by = $2, version = version + 1 where created_by = $1 and state in ('DRAFT', 'OPEN')",
    values,
  );
  return tasks + referrals;
}
