import type { Transaction } from "@causeway/database";

/** Names of the holidays at a program's site, by day, from one day to another (not included). */
export async function holidaysOf(
  tx: Transaction,
  { programId, from, to }: { programId: string; from: string; to: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ day: string; name: string }>(
    `select h.day::text as day, h.name from holidays h
     where h.day >= $2::date and h.day < $3::date
       and (h.site_id is null or h.site_id = (select site_id from programs where id = $1))`,
    [programId, from, to],
  );
  return new Map(rows.map((row) => [row.day, row.name]));
}
