import type { ReadStatement } from "@causeway/database";

/** One kind of refusal of one actor. */
export interface DeniedAccess {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly reason: string | null;
  readonly times: number;
  readonly subjects: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** What was refused since an instant, the most frequent first: where to look when a breach is suspected. */
export function deniedAccess(since: Date, limit = 200): ReadStatement {
  return {
    sql: `select actor_kind as "actorKind", actor_id as "actorId", action, reason, count(*)::int as times,
        count(distinct subject_id)::int as subjects, min(at) as "firstAt", max(at) as "lastAt"
      from audit_entries where organisation_id = app_organisation() and outcome = 'DENIED' and at >= $1
      group by actor_kind, actor_id, action, reason order by count(*) desc, max(at) desc, action limit $2`,
    values: [since, limit],
  };
}
