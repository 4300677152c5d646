import { recipientMachine } from "./recipient.machine.ts";

/** Whether the packet opens to its recipient, and why not: not yet chosen, the consent ended, or the part did. */
export const PACKET_STATES = ["NOT_YET", "OPEN", "CONSENT_REVOKED", "CONSENT_EXPIRED", "CLOSED"] as const;
export type PacketState = (typeof PACKET_STATES)[number];

const ENDED = [...recipientMachine.terminal];

/**
 * The packet's state as SQL, for a recipient's reading of its part. That it is open is what the
 * policy of `referral_packets` says, so that this never differs from what a read is answered
 * (42 CFR 2.31, 2.33); it is no disclosure, since nothing of the packet is told. A rival of the
 * chosen one reads NOT_YET until its part is closed: who was chosen is not told. Nor is it told whether a consent was
 * revoked, is held or was false.
 * @param part name of the row of `referral_recipients`
 */
export function packetState(part: string): string {
  const grantEnded = (how: string): string =>
    `exists (select 1 from consent_grants g where g.id = ${part}.grant_id and ${how})`;
  return `case
    when exists (select 1 from referral_packets p where p.referral_recipient_id = ${part}.id) then 'OPEN'
    when ${part}.state in (${ENDED.map((state) => `'${state}'`).join(", ")}) then 'CLOSED'
    when ${grantEnded("(g.revoked_at is not null or g.held_at is not null)")} then 'CONSENT_REVOKED'
    when ${grantEnded("g.expires_at <= app_now()")} then 'CONSENT_EXPIRED'
    else 'NOT_YET' end`;
}

/**
 * Whether the consent that a part was sent under is in force, as SQL; `consentStands` asks the same of one part.
 * @param part name of the row of `referral_recipients`
 */
export function grantStands(part: string): string {
  return `exists (select 1 from consent_grants g where g.id = ${part}.grant_id and g.revoked_at is null and g.held_at is null
      and (g.expires_at is null or g.expires_at > app_now()))`;
}

/**
 * The sender's answer to a question as SQL, for a recipient's reading of its part: words of the discloser, and so there
 * while consent and part stand, as its messages are (42 CFR 2.31(a)(6)).
 * @param part name of the row of `referral_recipients`
 */
export function answerWhileOpen(part: string): string {
  return `case when ${part}.state not in (${ENDED.map((state) => `'${state}'`).join(", ")})
    and ${grantStands(part)} then ${part}.info_answer end`;
}
