import type { ReadStatement } from "@causeway/database";
import { idsOfPerson } from "../clients/index.ts";

/** Years an accounting reaches back, 42 CFR 2.25(a). */
export const ACCOUNTING_YEARS = 3;

export interface AccountingLine {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly recipientName: string;
  readonly recipientOrganisationId: string | null;
  readonly purpose: string;
  readonly categories: string[];
  readonly legalBasis: string;
  readonly referralNumber: string | null;
}

/**
 * Every disclosure about one client since an instant, newest first. A reading recipient does not
 * know the client's id, so its reads are found through the referral that they belong to. What was disclosed under the id of
 * a client merged since is among it: lines are never changed.
 */
export function accountingOfDisclosures(clientId: string, since: Date, limit = 500): ReadStatement {
  const person = idsOfPerson(clientId);
  return {
    sql: `select d.id, d.at, d.kind, d.recipient_name as "recipientName", d.recipient_organisation_id as "recipientOrganisationId",
            d.purpose, d.categories, d.legal_basis as "legalBasis", f.number as "referralNumber"
          from disclosures d
            left join referral_recipients r on r.id = d.referral_recipient_id
            left join referrals f on f.id = r.referral_id
          where d.sender_organisation_id = app_organisation() and d.at >= $2
            and (d.client_id in (${person.sql}) or f.client_id in (${person.sql}))
          order by d.at desc, d.id desc limit $3`,
    values: [...person.values, since, limit],
  };
}
