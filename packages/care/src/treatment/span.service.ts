import type { EntityClass, Transaction } from "@causeway/database";
import { invalid } from "@causeway/kernel";
import type { FindOptionsWhere } from "typeorm";
import { IsNull } from "typeorm";
import { checkDay } from "../clients/index.ts";
import type { Span } from "./span.rules.ts";
import { overlap, remainders } from "./span.rules.ts";
import { authorOf } from "./treatment.rules.ts";

/** A row of valid time and recorded time: never changed but to say when it was superseded. */
interface BelievedRow extends Span {
  readonly id: string;
  readonly organisationId: string;
  readonly enrollmentId: string;
  readonly recordedBy: string | null;
  readonly recordedAt: Date;
  readonly supersededAt: Date | null;
}

/** @throws DomainError INVALID unless the end is a day after the start */
export function checkSpan(startsOn: string, endsOn: string | null | undefined): Span {
  checkDay(startsOn, "startsOn");
  if (!endsOn) return { startsOn, endsOn: null };
  if (checkDay(endsOn, "endsOn") <= startsOn) throw invalid("endsOn", "The end lies after the start.");
  return { startsOn, endsOn };
}

/** What is believed of a stay now, earliest first. */
export function believed<E extends BelievedRow>(
  tx: Transaction,
  entity: EntityClass<E>,
  enrollmentId: string,
): Promise<E[]> {
  const where = { enrollmentId, supersededAt: IsNull() } as unknown as FindOptionsWhere<E>;
  return tx.find<E>(entity, where, { order: { startsOn: "ASC" } as never });
}

/**
 * From now on a fact is believed to hold over a span; what was believed of those days is superseded, and goes on
 * around them. Of two at once the second waits for the first.
 */
export async function layOver<E extends BelievedRow>(
  tx: Transaction,
  entity: EntityClass<E>,
  table: "treatment_stages" | "plan_hours",
  fact: Span & { readonly enrollmentId: string } & Partial<E>,
): Promise<E> {
  await tx.query("select from enrollments where id = $1 for update", [fact.enrollmentId]);
  for (const row of await believed(tx, entity, fact.enrollmentId)) {
    if (!overlap(row, fact)) continue;
    await tx.change(`update ${table} set superseded_at = $2 where id = $1`, [row.id, tx.now]);
    // The parts are believed from now on, and on the word of who recorded the whole.
    for (const span of remainders(row, fact))
      await tx.insert(entity, { ...row, ...span, id: tx.newId(), recordedAt: tx.now, supersededAt: null });
  }
  const recorded = { recordedBy: authorOf(tx.actor), recordedAt: tx.now, supersededAt: null };
  return tx.insert(entity, { ...fact, ...recorded } as never);
}
