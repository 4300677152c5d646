import type { ReadStatement } from "@causeway/database";
import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { templates } from "../templates/templates.ts";

/**
 * The local mailbox: what went nowhere else. A mail that holds a link for one person alone is shown to that member,
 * or to those who manage members.
 * @param first 1 to 200
 */
export function mailboxOf(actor: Actor, first: number): ReadStatement {
  const secret = templates.filter((template) => template.secret).map((template) => template.name);
  return {
    sql: `select id, to_address as "to", from_name as "from", subject, body_text as "text", body_html as "html", sent_at as "sentAt"
          from messages
          where transport = 'MAILBOX' and state = 'SENT' and ($1 or template <> all($2) or membership_id = $3)
          order by created_at desc, id desc limit $4`,
    values: [can(actor, "member.manage"), secret, actor.id, Math.min(200, Math.max(1, first))],
  };
}
