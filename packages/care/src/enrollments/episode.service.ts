import type { Transaction } from "@causeway/database";
import { IsNull } from "typeorm";
import { Episode } from "./episode.entity.ts";

/** The client's open episode, or a new one that follows the last. */
export async function episodeFor(tx: Transaction, clientId: string, on: string): Promise<string> {
  const [open] = await tx.find(Episode, { clientId, closedOn: IsNull() });
  if (open) return open.id;
  const [last] = await tx.find(Episode, { clientId }, { order: { closedOn: "DESC", id: "DESC" }, take: 1 });
  return (await tx.insert(Episode, { clientId, previousEpisodeId: last?.id ?? null, openedOn: on })).id;
}

/** An episode ends with its last enrollment. */
export async function closeEpisodeIfOver(tx: Transaction, episodeId: string, on: string): Promise<void> {
  await tx.change(
    `update episodes e set closed_on = greatest($2::date, e.opened_on), version = version + 1
     where e.id = $1 and e.closed_on is null and not exists (
       select from enrollments n where n.episode_id = e.id and n.voided_at is null and n.state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED'))`,
    [episodeId, on],
  );
}

/** The episode goes on: its last stay did not end after all. */
export async function reopenEpisode(tx: Transaction, episodeId: string): Promise<void> {
  await tx.change(
    "update episodes set closed_on = null, version = version + 1 where id = $1 and closed_on is not null",
    [episodeId],
  );
}
