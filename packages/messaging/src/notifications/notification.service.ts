import type { Transaction } from "@causeway/database";
import { notFound } from "@causeway/kernel";
import { queueMessage } from "../messages/message.service.ts";
import type { Template } from "../templates/template.ts";

export interface Notice<V extends object> {
  /** Members who hold one of these roles are told. */
  readonly roles: readonly string[];
  /** And these, by membership, whatever their role. */
  readonly members?: readonly string[];
  readonly kind: string;
  readonly subjectId: string;
  readonly title: string;
  /** Path in the console. */
  readonly link: string;
  /** One notice a key and member, however often it is given. */
  readonly key: string;
  readonly email?: { readonly template: Template<V>; readonly variables: V };
}

/** Tells the members of the actor's organisation in the console, and by e-mail where one is given. */
export async function notifyMembers<V extends object>(tx: Transaction, notice: Notice<V>): Promise<{ told: number }> {
  const { organisationId } = tx.actor;
  const members = await tx.query<{ id: string; email: string }>(
    "select id, email from memberships where organisation_id = $1 and status = 'ACTIVE' and (role = any($2) or id = any($3)) order by id",
    [organisationId, notice.roles, notice.members ?? []],
  );
  let told = 0;
  for (const member of members) {
    const key = `${notice.key} ${member.id}`;
    told += await tx.change(
      `insert into notifications (id, organisation_id, membership_id, kind, subject_id, title, link, dedupe_key, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organisation_id, dedupe_key) do nothing`,
      [tx.newId(), organisationId, member.id, notice.kind, notice.subjectId, notice.title, notice.link, key, tx.now],
    );
    if (notice.email) await queueMessage(tx, { ...notice.email, to: member.email, membershipId: member.id, key });
  }
  // One for all who were told: each of them finds their own by its moment. Ids alone, and not even whose.
  if (told > 0) tx.emit({ type: "notification.arrived", subjectId: organisationId, refIds: {} });
  return { told: members.length };
}

/**
 * Marks a notice as read, by the member it was given to; again changes nothing.
 * @throws DomainError NOT_FOUND when it is missing or another member's, alike
 */
export async function markNotificationRead(
  tx: Transaction,
  input: { notificationId: string },
): Promise<{ notificationId: string }> {
  const changed = await tx.change(
    "update notifications set read_at = coalesce(read_at, $3) where id = $1 and membership_id = $2",
    [input.notificationId, tx.actor.id, tx.now],
  );
  if (changed !== 1) throw notFound("notification");
  return { notificationId: input.notificationId };
}
