import type { EntityClass, ResultIds, Selection, Transaction } from "@causeway/database";
import { idempotently, selectionOf } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "./context.ts";
import { actorOf } from "./context.ts";
import type { UserError } from "./user-error.ts";
import { userErrorOf } from "./user-error.ts";

export { UserError, payloadType } from "./user-error.ts";

/** The record that a mutation answers: under which field, of which entity, by which of the ids that `work` gave. */
export interface Answer {
  readonly field: string;
  readonly entity: EntityClass;
  readonly id: string;
}

export interface MutationRequest<R extends ResultIds> {
  /** Name of the mutation; part of what an idempotency key stands for. */
  readonly operation: string;
  /** `input.idempotencyKey`, where the mutation takes one. */
  readonly key?: string | null | undefined;
  /** The whole input: a key used again with another input is refused. */
  readonly input: unknown;
  /** Decodes ids and calls one service. Only here are failures turned into `userErrors`. */
  readonly work: (tx: Transaction) => Promise<R>;
  /** One record, or several under several fields. */
  readonly answer?: Answer | readonly Answer[];
  /** Values that no record holds, such as a key shown once. Not kept under the idempotency key. */
  readonly also?: (ids: R) => Readonly<Record<string, unknown>>;
}

export type Payload = { userErrors: readonly UserError[] } & Record<string, unknown>;

/**
 * One transaction for a mutation; then its records are read again by the asked selection.
 * A foreseeable failure is data; on STALE the current record stands beside it.
 */
export async function mutate<R extends ResultIds>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  request: MutationRequest<R>,
): Promise<Payload> {
  const actor = actorOf(context);
  const { operation, key, input, work } = request;
  const answers: readonly Answer[] = request.answer === undefined ? [] : [request.answer].flat();
  const reread = async (idOf: (answer: Answer) => string | undefined): Promise<Record<string, unknown>> => {
    const payload: Record<string, unknown> = {};
    for (const answer of answers) {
      const selection = selectionOf(info)[answer.field];
      const id = idOf(answer);
      payload[answer.field] = selection && id ? await readBack(context, answer.entity, selection, id) : null;
    }
    return payload;
  };
  let ids: R;
  try {
    ids = await context.db.run(actor, (tx) =>
      idempotently(tx, { key, operation, input }, () => keptOnRecord(tx, operation, work)),
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "FORBIDDEN") {
      await context.db.recordDenial(actor, { action: operation, subjectType: "mutation", reason: error.code });
    }
    if (!error.isOutcome) throw error;
    const current = error.code === "STALE" ? await reread(() => error.currentId) : {};
    return { ...current, userErrors: [userErrorOf(error)] };
  }
  return { ...(await reread((answer) => ids[answer.id])), ...request.also?.(ids), userErrors: [] };
}

/** No mutation goes unkept: one whose service keeps nothing is kept by its name. */
async function keptOnRecord<R>(tx: Transaction, operation: string, work: (tx: Transaction) => Promise<R>): Promise<R> {
  const done = await work(tx);
  if (!tx.isAudited) tx.audit({ action: operation, subjectType: "mutation" });
  return done;
}

/** Null where the actor may write the record but not read it: what it did is done all the same. */
async function readBack(
  context: RequestContext,
  entity: EntityClass,
  selection: Selection,
  id: string,
): Promise<Record<string, unknown> | null> {
  try {
    return await context.db.readOne(actorOf(context), entity, selection, { id });
  } catch (error) {
    if (error instanceof DomainError && error.code === "FORBIDDEN") return null;
    throw error;
  }
}
