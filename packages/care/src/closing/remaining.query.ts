import type { Transaction } from "@causeway/database";
import { encodeId } from "@causeway/kernel";

/** Who keeps a program from closing: ids as shown outside. */
export interface Remaining {
  /** Enrollments that hold a place, now or by a planned change of level. */
  readonly held: readonly string[];
  /** Enrollments that ask for one. */
  readonly waiting: readonly string[];
  /** Accepted referrals that hold a place. */
  readonly referrals: readonly string[];
}

export async function remainingIn(tx: Transaction, programId: string): Promise<Remaining> {
  const stays = await tx.query<{ id: string; held: boolean }>(
    `select id, holds_place as held from enrollments
     where (program_id = $1 or incoming_program_id = $1) and voided_at is null and state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED')
     order by requested_at, id`,
    [programId],
  );
  const referrals = await tx.query<{ id: string }>(
    `select id from referral_recipients where program_id = $1 and holds_place and recipient_organisation_id = $2 order by id`,
    [programId, tx.actor.organisationId],
  );
  const ids = (held: boolean): string[] =>
    stays.filter((stay) => stay.held === held).map((stay) => encodeId("enrollment", stay.id));
  return {
    held: ids(true),
    waiting: ids(false),
    referrals: referrals.map(({ id }) => encodeId("referral_recipient", id)),
  };
}
