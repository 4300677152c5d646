import type { ReadStatement } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { templates } from "../templates/templates.ts";

/** The key of the mail of an invitation, by which the mailbox knows whose invitation it carries. */
export function invitationMailKey(invitationId: string): string {
  return `invitation ${invitationId}`;
}

/** What stands in place of a text that holds a link for somebody else. */
export const TEXT_WITHHELD =
  "The text is not shown: it holds a link that acts as the person it was sent to, and that person alone may read it here.";

/**
 * The local mailbox: what went nowhere else. A text that holds a link for one person alone is shown to the member it
 * was sent to; others learn that it was sent. A link opens a person's every organisation, so no role in this one reads
 * it. An invitation has no member yet: it is shown to whoever sent it, and where the address is that of somebody who
 * is a member anywhere, accepting it takes their own password. A receiver off the platform has no member either: its
 * link and its code are shown to whoever asked for them.
 * @param first 1 to 200
 */
export function mailboxOf(actor: Actor, first: number): ReadStatement {
  const secret = templates.filter((template) => template.secret).map((template) => template.name);
  return {
    sql: `select m.id, m.to_address as "to", m.from_name as "from", m.subject, m.sent_at as "sentAt",
                 not shown as "textWithheld",
                 case when shown then m.body_text else $4 end as "text",
                 case when shown then m.body_html end as "html"
          from messages m cross join lateral (select
            m.template <> all($1)
            or coalesce(m.membership_id = $2, false)
            or exists (select 1 from outside_links l where l.issued_by = $2 and l.id::text = split_part(m.dedupe_key, ' ', 2)
              and m.template in ('outside-link', 'outside-code'))
            or exists (select 1 from invitations i where 'invitation ' || i.id = m.dedupe_key and i.invited_by = $2)
            as shown) s
          where m.transport = 'MAILBOX' and m.state = 'SENT'
          order by m.created_at desc, m.id desc limit $3`,
    values: [secret, actor.kind === "person" ? actor.id : null, Math.min(200, Math.max(1, first)), TEXT_WITHHELD],
  };
}

/** The newest mail to an address that went nowhere else, with its text; for the operator of the machine. */
export function newestMailTo(address: string): ReadStatement {
  return {
    sql: `select subject, body_text as "text", sent_at as "sentAt" from messages
          where transport = 'MAILBOX' and state = 'SENT' and to_address = $1
          order by created_at desc, id desc limit 1`,
    values: [address],
  };
}
