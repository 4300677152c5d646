import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { recountClients } from "../attendance/index.ts";
import { Client, settleObservations } from "../clients/index.ts";
import type { ChangedRow } from "./client-merge.entity.ts";
import { ClientMerge } from "./client-merge.entity.ts";
import type { Hanging, Pointer } from "./merge.query.ts";
import { HANGING, POINTERS } from "./merge.query.ts";
import { announce } from "./merge.service.ts";

/** Records of their own standing: one that was added since stays with the survivor, whatever it is linked to. */
const STAND_ALONE: ReadonlySet<string> = new Set(["episodes", "enrollments"]);

/**
 * Parts two clients again: what had moved goes back, values that nobody changed since become what they were, and both
 * ids stand for themselves. What was added to the survivor since stays with it, except what hangs on a record that goes
 * back, such as the authorisation of a stay.
 * @throws DomainError CONFLICT (reason UNDONE; MERGED_AGAIN while a later merge of either stands); STALE, NOT_FOUND
 */
export async function undoClientMerge(
  tx: Transaction,
  input: { clientMergeId: string; expectedVersion?: number | null | undefined },
): Promise<{ clientMergeId: string; clientId: string; mergedClientId: string }> {
  authorise(tx.actor, "client.merge");
  const merge = await tx.get(ClientMerge, input.clientMergeId, { expectedVersion: input.expectedVersion });
  const { survivorId, mergedId } = merge;
  if (merge.undoneAt !== null)
    throw new DomainError("CONFLICT", "This merge was undone already.", { path: ["id"], reason: "UNDONE" });
  await tx.query("select from clients where id = any($1) order by id for update", [[survivorId, mergedId]]);
  const later = await tx.query(
    `select from client_merges where undone_at is null and (merged_at, id) > ($1, $2)
       and (survivor_id = any($3) or merged_id = any($3))`,
    [merge.mergedAt, merge.id, [survivorId, mergedId]],
  );
  if (later.length > 0)
    throw new DomainError("CONFLICT", "One of them was merged again since: undo that first.", {
      path: ["id"],
      reason: "MERGED_AGAIN",
    });

  for (const [pointer, ids] of Object.entries(merge.moved)) {
    const [table, column] = pointer.split(".");
    await tx.change(`update ${table} set ${column} = $2 where id = any($3) and ${column} = $1`, [
      survivorId,
      mergedId,
      ids,
    ]);
  }
  await partStays(tx, merge);
  await followWhatMoved(tx, merge);
  for (const change of merge.changed) await restore(tx, change);
  await keepStops(tx, merge);
  if (merge.filled.length > 0)
    await tx.change(
      `update client_details s set ${merge.filled
        .map((column) => `${column} = case when s.${column} = m.${column} then null else s.${column} end`)
        .join(", ")}, version = s.version + 1
       from client_details m where s.client_id = $1 and m.client_id = $2`,
      [survivorId, mergedId],
    );
  const merged = await tx.get(Client, mergedId);
  await tx.update(Client, merged, { mergedIntoId: null });
  for (const clientId of [survivorId, mergedId]) await settleObservations(tx, clientId);
  await recountClients(tx, [survivorId, mergedId]);
  await tx.update(ClientMerge, merge, {
    undoneAt: tx.now,
    undoneBy: tx.actor.kind === "person" ? tx.actor.id : null,
  });
  announce(tx, "merge-undone", merge);
  return { clientMergeId: merge.id, clientId: survivorId, mergedClientId: mergedId };
}

/** Stays that the survivor got since are no part of the other's episodes, nor the sequel of the other's stays. */
async function partStays(tx: Transaction, { survivorId, mergedId }: ClientMerge): Promise<void> {
  const misplaced = await tx.query<{ id: string }>(
    "select n.id from enrollments n join episodes e on e.id = n.episode_id where n.client_id = $1 and e.client_id = $2",
    [survivorId, mergedId],
  );
  if (misplaced.length > 0) {
    const episodeId = tx.newId();
    const ids = misplaced.map((row) => row.id);
    await tx.change(
      `insert into episodes (id, organisation_id, client_id, opened_on, closed_on, created_at)
       select $1, $2, $3, min(requested_at)::date,
         case when bool_and(voided_at is not null or state in ('DISCHARGED', 'CLOSED_NOT_ADMITTED'))
           then greatest(max(discharged_on), max(last_contact_on), min(requested_at)::date) end, $4
       from enrollments where id = any($5)`,
      [episodeId, tx.actor.organisationId, survivorId, tx.now, ids],
    );
    await tx.change("update enrollments set episode_id = $1, version = version + 1 where id = any($2)", [
      episodeId,
      ids,
    ]);
  }
  for (const [table, column] of [
    ["enrollments", "previous_enrollment_id"],
    ["episodes", "previous_episode_id"],
  ])
    await tx.change(
      `update ${table} later set ${column} = null, version = later.version + 1 from ${table} before
       where before.id = later.${column} and before.client_id <> later.client_id and later.client_id = any($1)`,
      [[survivorId, mergedId]],
    );
}

async function followWhatMoved(tx: Transaction, merge: ClientMerge): Promise<void> {
  const pointers = await tx.query<Pointer>(POINTERS.sql);
  const whose = new Map(pointers.map(({ table, column }) => [table, column]));
  for (const { child, childColumn, table, column } of await tx.query<Hanging>(HANGING.sql)) {
    const ids = merge.moved[`${table}.${column}`];
    const own = whose.get(child);
    if (ids === undefined || own === undefined || STAND_ALONE.has(child)) continue;
    await tx.change(`update ${child} set ${own} = $2 where ${own} = $1 and ${childColumn} = any($3)`, [
      merge.survivorId,
      merge.mergedId,
      ids,
    ]);
  }
}

/** Who said stop while they were one may have been either: what both had agreed to before ends for both. */
async function keepStops(tx: Transaction, { survivorId, mergedId, mergedAt }: ClientMerge): Promise<void> {
  await tx.change(
    `update contact_consents l set opted_out_at = o.opted_out_at, opted_out_by = o.opted_out_by, version = l.version + 1
     from (select distinct on (channel) channel, opted_out_at, opted_out_by from contact_consents
       where client_id = any($1) and opted_out_at >= $2 order by channel, opted_out_at desc) o
     where l.client_id = any($1) and l.opted_out_at is null and l.channel = o.channel and l.opted_in_at <= o.opted_out_at`,
    [[survivorId, mergedId], mergedAt],
  );
}

/** Value by value, where nobody has said anything else since. */
async function restore(tx: Transaction, { table, id, before, after }: ChangedRow): Promise<void> {
  const key = table === "client_details" ? "client_id" : "id";
  const values = Object.keys(after).map(
    (column) =>
      `${column} = case when t.${column} is not distinct from a.${column} then b.${column} else t.${column} end`,
  );
  await tx.change(
    `update ${table} t set ${values.join(", ")}, version = t.version + 1
     from jsonb_populate_record(null::${table}, $2::jsonb) b, jsonb_populate_record(null::${table}, $3::jsonb) a
     where t.${key} = $1`,
    [id, JSON.stringify(before), JSON.stringify(after)],
  );
}
