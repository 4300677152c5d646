import type { Database } from "@causeway/database";
import type { Role } from "@causeway/identity";
import { authorise } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { TaskKind } from "./task-kinds.ts";

export interface QueueCount {
  readonly kind: TaskKind;
  readonly open: number;
  readonly overdue: number;
  /** Taken on by nobody. */
  readonly unassigned: number;
}

/**
 * How much waits, by kind, the most urgent kind first.
 * @param queue.role null counts what waits for every role
 * @param queue.dueBefore null counts what is due later too
 */
export async function countQueue(
  db: Database,
  actor: Actor,
  queue: { role: Role | null; dueBefore: Date | null },
): Promise<QueueCount[]> {
  authorise(actor, "task.read");
  return db.readWith<QueueCount>(actor, {
    sql: `select kind, count(*)::int as open, count(*) filter (where due_at < app_now())::int as overdue,
        count(*) filter (where assigned_to is null)::int as unassigned
      from tasks where state = 'OPEN' and ($1::text is null or assigned_role = $1)
        and ($2::timestamptz is null or due_at < $2)
      group by kind order by min(due_at), kind`,
    values: [queue.role, queue.dueBefore],
  });
}
