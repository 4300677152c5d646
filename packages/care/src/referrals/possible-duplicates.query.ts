import { PACKET_OPENED_BY } from "@causeway/database";
import { ALIKE } from "../clients/index.ts";

/** One of the recipient's own referrals that seems to be about the same person. */
export interface PossibleDuplicate {
  readonly id: string;
  readonly number: string;
}

const MOST = 20;

/** By consent: what only an emergency keeps open is for medical personnel alone, and for reading. */
const openByConsent = (packet: string): string => PACKET_OPENED_BY.consent.replaceAll("referral_packets", packet);

/**
 * Other referrals, of other senders, that seem to be about the same person, as SQL for the recipient's
 * reading of its part. Compared as clients are, among packets that are open to the recipient now: what it
 * may not open it does not learn from here, and no sender ever does (42 CFR 2.13(c)).
 * @param part name of the row of `referral_recipients`
 */
export function possibleDuplicates(part: string): string {
  return `select coalesce(json_agg(json_build_object('id', found.id, 'number', found.number)), '[]') from (
    select o.id, o.number from referral_packets p
      join referral_packets q on q.recipient_organisation_id = p.recipient_organisation_id
        and q.sender_organisation_id <> p.sender_organisation_id
        and (q.birth_date = p.birth_date and (q.search_name = p.search_name or similarity(q.search_name, p.search_name) >= ${ALIKE})
          or q.search_name = p.search_name and (q.birth_date is null or p.birth_date is null))
      join referral_recipients o on o.id = q.referral_recipient_id
    where p.referral_recipient_id = ${part}.id and p.recipient_organisation_id = app_organisation()
      and ${openByConsent("p")} and ${openByConsent("q")}
    order by o.sent_at desc, o.id limit ${MOST}) as found`;
}
