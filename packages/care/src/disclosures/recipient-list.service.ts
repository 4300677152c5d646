import type { ReadStatement, Transaction } from "@causeway/database";
import { Organisation, authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { idsOfPerson, liveClient } from "../clients/index.ts";
import { addDays, checkDay, localDay, startOfDay } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { RecipientListRequest } from "./recipient-list.entity.ts";

/** Days in which a recipient list is given, 42 CFR 2.24(b)(1). */
const LIST_DAYS = 30;

/** Takes down a client's written request. @throws DomainError INVALID; NOT_FOUND */
export async function requestRecipientList(
  tx: Transaction,
  input: { clientId: string; requestedOn: string },
): Promise<{ requestId: string }> {
  authorise(tx.actor, "disclosure.manage");
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const requestedOn = checkDay(input.requestedOn, "requestedOn");
  if (requestedOn > localDay(tx.now, timeZone)) throw invalid("requestedOn", "This day has not come yet.", "TO_COME");
  const { id: clientId } = await liveClient(tx, input.clientId);
  const dueOn = addDays(requestedOn, LIST_DAYS);
  const request = await tx.insert(RecipientListRequest, { clientId, requestedOn, dueOn, createdBy: personOf(tx) });
  await openTask(tx, {
    kind: "RECIPIENT_LIST",
    subjectId: request.id,
    dueAt: startOfDay(addDays(dueOn, 1), timeZone),
    key: `recipient-list:${request.id}`,
  });
  tx.audit({
    action: "recipient-list.request",
    subjectType: "recipient_list_request",
    subjectId: request.id,
    clientId,
  });
  return { requestId: request.id };
}

/** The list was given to the client. @throws DomainError CONFLICT (reason ANSWERED); INVALID; STALE; NOT_FOUND */
export async function answerRecipientList(
  tx: Transaction,
  input: { requestId: string; expectedVersion?: number | null | undefined; answeredOn: string; method: string },
): Promise<{ requestId: string }> {
  authorise(tx.actor, "disclosure.manage");
  const { expectedVersion } = input;
  const request = await tx.get(RecipientListRequest, input.requestId, { expectedVersion });
  if (request.answeredOn !== null)
    throw new DomainError("CONFLICT", "This was answered already.", { path: ["id"], reason: "ANSWERED" });
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const answeredOn = checkDay(input.answeredOn, "answeredOn");
  if (answeredOn > localDay(tx.now, timeZone)) throw invalid("answeredOn", "This day has not come yet.", "TO_COME");
  if (answeredOn < request.requestedOn) throw invalid("answeredOn", "It was not asked for yet.", "BEFORE_REQUEST");
  const method = input.method.trim();
  if (method === "" || method.length > 200) throw invalid("method", "Say how, in 1 to 200 characters.", "MISSING");
  await tx.update(RecipientListRequest, request, { answeredOn, method, answeredBy: personOf(tx) });
  await cancelTasksAbout(tx, request.id);
  tx.audit({
    action: "recipient-list.answer",
    subjectType: "recipient_list_request",
    subjectId: request.id,
    clientId: request.clientId,
  });
  return { requestId: request.id };
}

export interface ListedRecipient {
  readonly recipientName: string;
  readonly recipientOrganisationId: string | null;
  /** The intermediary that the consent names; null where there was none. */
  readonly intermediaryName: string | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly times: number;
  readonly categories: string[];
}

/**
 * Everybody who received records of a client under a consent since an instant, with the dates and what it was
 * (42 CFR 2.24(b)(2)).
 * @param throughIntermediary only those under consents that name an intermediary
 */
export function recipientsOf(clientId: string, since: Date, throughIntermediary = false): ReadStatement {
  const person = idsOfPerson(clientId);
  return {
    sql: `select d.recipient_name as "recipientName", d.recipient_organisation_id as "recipientOrganisationId",
        k.intermediary_name as "intermediaryName", min(d.at) as "firstAt", max(d.at) as "lastAt",
        count(distinct d.id)::int as times, array_agg(distinct c.category order by c.category) as categories
      from disclosures d
        left join referral_recipients r on r.id = d.referral_recipient_id
        left join referrals f on f.id = r.referral_id
        left join consent_grants g on g.id = d.grant_id
        left join consents k on k.id = g.consent_id
        cross join lateral unnest(d.categories) as c(category)
      where d.sender_organisation_id = app_organisation() and d.at >= $2 and d.legal_basis = 'CONSENT'
        and (d.client_id in (${person.sql}) or f.client_id in (${person.sql}))
        and (not $3 or k.intermediary_name is not null)
      group by d.recipient_name, d.recipient_organisation_id, k.intermediary_name
      order by max(d.at) desc, d.recipient_name, k.intermediary_name`,
    values: [...person.values, since, throughIntermediary],
  };
}

const personOf = (tx: Transaction): string | null => (tx.actor.kind === "person" ? tx.actor.id : null);
