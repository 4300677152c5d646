import type { ReadStatement } from "@causeway/database";
import { idsOfPerson } from "../clients/index.ts";
import type { LegalBasis, Manner } from "./legal-basis.rules.ts";
import type { RedisclosureMark } from "./redisclosure.rules.ts";

/** As far back as an accounting reaches: three years, 42 CFR 2.25(a). */
export function accountingSince(now: Date): Date {
  const since = new Date(now);
  since.setUTCFullYear(since.getUTCFullYear() - 3);
  return since;
}

export interface AccountingLine {
  readonly id: string;
  readonly at: Date;
  readonly kind: "READ" | "DELIVERY" | "EXPORT";
  readonly recipientName: string;
  readonly recipientAffiliation: string | null;
  readonly recipientOrganisationId: string | null;
  readonly purpose: string;
  readonly categories: string[];
  readonly legalBasis: LegalBasis;
  readonly manner: Manner | null;
  readonly disclosedBy: string | null;
  readonly reference: string | null;
  readonly circumstances: string | null;
  readonly recordedAt: Date | null;
  readonly referralNumber: string | null;
  /** What the recipient may do further, as it was told with the packet. */
  readonly redisclosure: RedisclosureMark | null;
}

export interface AccountingWindow {
  readonly until?: Date | null;
  /** Id of the last line seen: those before it follow. */
  readonly after?: string | null;
  readonly limit?: number;
}

/**
 * Every disclosure about one client since an instant, newest first: reads, deliveries and exports alike. A reading
 * recipient does not know the client's id, so its reads are found through the referral that they belong to. What was
 * disclosed under the id of a client merged since is among it: lines are never changed.
 */
export function accountingOfDisclosures(clientId: string, since: Date, window: AccountingWindow = {}): ReadStatement {
  const person = idsOfPerson(clientId);
  const { until = null, after = null, limit = 500 } = window;
  // Lines by client and lines by part are found by an index each; of one both ways, once.
  return {
    sql: `with person as materialized (${person.sql}),
        lines as (
          select d.id, d.at from disclosures d
            where d.sender_organisation_id = app_organisation() and d.client_id in (select id from person)
          union
          select d.id, d.at from referrals f
            join referral_recipients r on r.referral_id = f.id
            join disclosures d on d.referral_recipient_id = r.id
            where d.sender_organisation_id = app_organisation() and f.client_id in (select id from person)),
        page as (
          select l.id, l.at from lines l
          where l.at >= $2 and ($3::timestamptz is null or l.at < $3)
            and ($4::uuid is null or (l.at, l.id) < (select a.at, a.id from lines a where a.id = $4))
          order by l.at desc, l.id desc limit $5)
      select d.id, d.at, d.kind, d.recipient_name as "recipientName", d.recipient_affiliation as "recipientAffiliation",
        d.recipient_organisation_id as "recipientOrganisationId", d.purpose, d.categories, d.legal_basis as "legalBasis",
        d.manner, d.disclosed_by as "disclosedBy", d.reference, d.circumstances, d.recorded_at as "recordedAt",
        r.number as "referralNumber", p.redisclosure
      from page join disclosures d on d.id = page.id
        left join referral_recipients r on r.id = d.referral_recipient_id
        left join referral_packets p on p.referral_recipient_id = d.referral_recipient_id
      order by d.at desc, d.id desc`,
    values: [...person.values, since, until, after, limit],
  };
}
