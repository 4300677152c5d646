/**
 * Whether a part has the referral, as SQL for either side's reading of it. The policy of `referral_awards` shows a
 * recipient its own award alone: that a rival has it reads like that nobody has.
 * @param part name of the row of `referral_recipients`
 */
export function chosen(part: string): string {
  return `exists (select 1 from referral_awards a where a.referral_id = ${part}.referral_id and a.winner_recipient_id = ${part}.id)`;
}
