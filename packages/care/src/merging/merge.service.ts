import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { recountClients } from "../attendance/index.ts";
import { Client, ClientDetails, settleObservations, trimmed } from "../clients/index.ts";
import type { ChangedRow } from "./client-merge.entity.ts";
import { ClientMerge } from "./client-merge.entity.ts";
import type { Pointer } from "./merge.query.ts";
import { POINTERS, mergeFacts } from "./merge.query.ts";
import type { MergeFacts } from "./merge.rules.ts";
import { MERGE_REFUSALS, mergeRefusals, stricterFlags, stricterSafety } from "./merge.rules.ts";

/** Details that a survivor without them takes over. */
const FILLED = [
  "birth_date",
  "sex",
  "email",
  "phone",
  "postal_code",
  "preferred_channel",
  "preferred_language",
  "best_time",
] as const;

/**
 * Rows that would stand twice stay where they are: of two live opt-ins to the same the survivor's is the one asked.
 */
const STAYS: Readonly<Record<string, string>> = {
  // A breach counts a person once.
  breach_clients: "exists (select from breach_clients o where o.client_id = $2 and o.breach_id = t.breach_id)",
  contact_consents: `opted_out_at is null and exists (select from contact_consents o
    where o.client_id = $2 and o.channel = t.channel and o.purpose = t.purpose and o.opted_out_at is null)`,
};

export interface MergeInput {
  readonly survivorId: string;
  readonly mergedId: string;
  /** Why they are one person although their birth dates differ. */
  readonly overrideReason?: string | null | undefined;
}

/**
 * Two records of one person become one. All that was the merged client's moves to the survivor, the stricter word of
 * the two holds, and the merged client's id stands for the survivor from now on.
 * @throws DomainError CONFLICT (a reason of `MERGE_REFUSALS`, or ALREADY_MERGED); INVALID, NOT_FOUND
 */
export async function mergeClients(
  tx: Transaction,
  input: MergeInput,
): Promise<{ clientMergeId: string; clientId: string }> {
  authorise(tx.actor, "client.merge");
  if (input.survivorId === input.mergedId)
    throw invalid("mergedId", "A client is not merged with itself.", "SAME_CLIENT");
  const overrideReason = trimmed(input.overrideReason, "overrideReason", 500);
  const survivor = await clientOf(tx, input.survivorId, "survivorId");
  const merged = await clientOf(tx, input.mergedId, "mergedId");
  const facts = await tx.query<MergeFacts>(mergeFacts(survivor.id, merged.id).sql, [survivor.id, merged.id]);
  for (const each of facts) refuse(each, overrideReason !== null);

  const moved: Record<string, string[]> = {};
  for (const pointer of await tx.query<Pointer>(POINTERS.sql)) {
    const ids = await move(tx, pointer, merged.id, survivor.id);
    if (ids.length > 0) moved[`${pointer.table}.${pointer.column}`] = ids;
  }
  const changed = [...(await keepStricter(tx, survivor, merged)), ...(await keepOptOuts(tx, survivor.id))];
  const filled = await fillDetails(tx, survivor.id, merged.id);
  await tx.update(Client, merged, { mergedIntoId: survivor.id });
  await settleObservations(tx, survivor.id);
  await recountClients(tx, [survivor.id]);
  const merge = await tx.insert(ClientMerge, {
    survivorId: survivor.id,
    mergedId: merged.id,
    moved,
    changed,
    filled,
    overrideReason,
    mergedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    mergedAt: tx.now,
  });
  announce(tx, "merged", merge);
  // What was open for either of them ends, as after any death.
  if (survivor.deceasedOn !== null || merged.deceasedOn !== null)
    tx.emit({ type: "client.died", subjectId: survivor.id, refIds: {} });
  return { clientMergeId: merge.id, clientId: survivor.id };
}

function refuse(facts: MergeFacts, overridden: boolean): void {
  const [reason] = mergeRefusals(facts, overridden);
  if (reason) throw new DomainError("CONFLICT", MERGE_REFUSALS[reason], { path: ["mergedId"], reason });
}

/** Locked, so that two merges of the same client come one after the other. */
async function clientOf(tx: Transaction, id: string, path: string): Promise<Client> {
  await tx.query("select from clients where id = $1 for update", [id]);
  const client = await tx.get(Client, id, { path: [path] });
  if (client.voidedAt !== null) throw notFound("client", [path]);
  if (client.mergedIntoId !== null)
    throw new DomainError("CONFLICT", "This client was merged already.", { path: [path], reason: "ALREADY_MERGED" });
  return client;
}

async function move(tx: Transaction, { table, column }: Pointer, from: string, to: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update ${table} t set ${column} = $2 where ${column} = $1 and not (${STAYS[table] ?? "false"}) returning id`,
    [from, to],
  );
  return rows.map((row) => row.id);
}

/** Rule `merge-keeps-the-stricter`. */
async function keepStricter(tx: Transaction, survivor: Client, merged: Client): Promise<ChangedRow[]> {
  const flags = stricterFlags(survivor, merged);
  await tx.update(Client, survivor, flags);
  const theirs = await tx.get(ClientDetails, survivor.id);
  const safety = stricterSafety(theirs, await tx.get(ClientDetails, merged.id));
  await tx.update(ClientDetails, theirs, safety);
  return [
    changeOf("clients", survivor.id, survivor, flags, {
      doNotContact: "do_not_contact",
      deceasedOn: "deceased_on",
      timeZone: "time_zone",
    }),
    changeOf("client_details", survivor.id, theirs, safety, {
      emailSafe: "email_safe",
      phoneSafe: "phone_safe",
      phoneShared: "phone_shared",
      voicemailAllowed: "voicemail_allowed",
      homeMailAllowed: "home_mail_allowed",
    }),
  ].filter((change) => Object.keys(change.after).length > 0);
}

function changeOf<C extends Readonly<Record<string, string>>>(
  table: string,
  id: string,
  before: Readonly<Record<keyof C, unknown>>,
  after: Readonly<Record<keyof C, unknown>>,
  columns: C,
): ChangedRow {
  const differing = Object.entries(columns).filter(([property]) => before[property] !== after[property]);
  const pick = (of: Readonly<Record<keyof C, unknown>>): Record<string, unknown> =>
    Object.fromEntries(differing.map(([property, column]) => [column, of[property]]));
  return { table, id, before: pick(before), after: pick(after) };
}

/** Who said stop on a channel as one client said it as both: what was agreed to before ends. */
async function keepOptOuts(tx: Transaction, survivorId: string): Promise<ChangedRow[]> {
  const ended = await tx.query<{ id: string; at: string; by: string }>(
    `update contact_consents l set opted_out_at = o.opted_out_at, opted_out_by = o.opted_out_by, version = l.version + 1
     from (select distinct on (channel) channel, opted_out_at, opted_out_by from contact_consents
       where client_id = $1 and opted_out_at is not null order by channel, opted_out_at desc) o
     where l.client_id = $1 and l.opted_out_at is null and l.channel = o.channel and l.opted_in_at <= o.opted_out_at
     returning l.id, to_json(l.opted_out_at) #>> '{}' as at, l.opted_out_by as by`,
    [survivorId],
  );
  return ended.map(({ id, at, by }) => ({
    table: "contact_consents",
    id,
    before: { opted_out_at: null, opted_out_by: null },
    after: { opted_out_at: at, opted_out_by: by },
  }));
}

/** What the survivor lacks it takes from the merged client; only the names of the columns are kept. */
async function fillDetails(tx: Transaction, survivorId: string, mergedId: string): Promise<string[]> {
  const [row] = await tx.query<{ filled: string[] }>(
    `select array_remove(array[${FILLED.map(
      (column) => `case when s.${column} is null and m.${column} is not null then '${column}' end`,
    ).join(", ")}], null) as filled
     from client_details s join client_details m on m.client_id = $2 where s.client_id = $1`,
    [survivorId, mergedId],
  );
  const filled = row?.filled ?? [];
  if (filled.length > 0)
    await tx.change(
      `update client_details s set ${filled.map((column) => `${column} = m.${column}`).join(", ")}, version = s.version + 1
       from client_details m where s.client_id = $1 and m.client_id = $2`,
      [survivorId, mergedId],
    );
  return filled;
}

export function announce(
  tx: Transaction,
  what: "merged" | "merge-undone",
  merge: Pick<ClientMerge, "id" | "survivorId" | "mergedId">,
): void {
  for (const clientId of [merge.survivorId, merge.mergedId])
    tx.audit({ action: `client.${what}`, subjectType: "client_merge", subjectId: merge.id, clientId });
  tx.emit({ type: `client.${what}`, subjectId: merge.survivorId, refIds: { mergedClientId: merge.mergedId } });
}
