import type { Database } from "@causeway/database";
import { PACKET_OPENED_BY } from "@causeway/database";
import type { Actor } from "@causeway/kernel";

/** How one part of a referral stands between its two organisations, right now. */
export interface Exchange {
  readonly recipientId: string;
  readonly organisationId: string;
  readonly organisationName: string | null;
  /** A receiver off the platform, which reads by a signed link. */
  readonly outside: boolean;
  readonly sentAt: Date | null;
  readonly byConsent: boolean;
  readonly byEmergency: boolean;
  readonly consentId: string | null;
  readonly consentSince: Date | null;
  readonly consentUntil: Date | null;
  readonly emergencySince: Date | null;
  readonly emergencyUntil: Date | null;
}

const openBy = (how: keyof typeof PACKET_OPENED_BY): string =>
  `exists (select from referral_packets where referral_packets.referral_recipient_id = part.id and (${PACKET_OPENED_BY[how]}))`;

/**
 * What of these parts their recipients see, by the very conditions of the policies: either side evaluates them over the
 * rows that both share. A part not sent yet is seen by nobody else.
 */
export function exchangesOf(db: Database, actor: Actor, recipientIds: readonly string[]): Promise<Exchange[]> {
  return db.readWith<Exchange>(actor, {
    sql: `select part.id as "recipientId", part.recipient_organisation_id as "organisationId", o.name as "organisationName",
        coalesce(o.status = 'OUTSIDE', false) as outside, part.sent_at as "sentAt",
        ${openBy("consent")} as "byConsent", ${openBy("emergency")} as "byEmergency",
        g.consent_id as "consentId", g.starts_at as "consentSince", g.expires_at as "consentUntil",
        e.opened_at as "emergencySince", e.closes_at as "emergencyUntil"
      from referral_recipients part
        left join organisations o on o.id = part.recipient_organisation_id
        left join consent_grants g on g.id = part.grant_id
        left join lateral (
          select opened_at, closes_at from emergency_accesses
          where referral_recipient_id = part.id and opened_at <= app_now() and closes_at > app_now()
          order by closes_at desc limit 1) e on true
      where part.id = any($1) and part.state <> 'DRAFT' and part.sent_at is not null
      order by part.sent_at, part.id`,
    values: [recipientIds],
  });
}
