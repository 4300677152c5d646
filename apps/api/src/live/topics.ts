import { ReceivedReferral, ReferralRecipient, Task, queueOf } from "@causeway/care";
import type { EntityClass, Order, Where } from "@causeway/database";
import type { FeedEvent } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { Notification } from "@causeway/messaging";

/** One kind of record that can be watched: which events move it, and whose rows a viewer is told. */
export interface Topic {
  readonly entity: EntityClass;
  /** What of it the event is about, by ids alone; null when nothing. Decides nothing about who may see it. */
  keyOf(event: FeedEvent, organisationId: string): string | null;
  /** The rows to read again, as this actor and under row security. */
  where(actor: Actor, key: string, event: FeedEvent): Where;
  readonly order?: Order;
}

/** The part of a referral that an event is about: a move of its own, or something else that names it. */
function partOf(event: FeedEvent, side: string, organisationId: string): string | null {
  const party = event.refIds[side];
  if (party !== undefined && party !== organisationId) return null;
  return event.refIds["referralRecipientId"] ?? (event.type.startsWith("referral.") ? event.subjectId : null);
}

/** What a recipient received. */
export const RECEIVED: Topic = {
  entity: ReceivedReferral,
  keyOf: (event, organisationId) => partOf(event, "recipientOrganisationId", organisationId),
  where: (actor, id) => ({ id, recipientOrganisationId: actor.organisationId }),
};

/** The parts of what a sender sent. */
export const SENT: Topic = {
  entity: ReferralRecipient,
  keyOf: (event, organisationId) => partOf(event, "senderOrganisationId", organisationId),
  where: (actor, id) => ({ id, senderOrganisationId: actor.organisationId }),
};

/** The viewer's own queue. A task that left it by being done or taken back is told as well. */
export const WORK: Topic = {
  entity: Task,
  keyOf: (event) => (event.type.startsWith("task.") ? event.subjectId : null),
  where: (actor, id) => ({ id, assignedRole: queueOf(actor) ?? undefined }),
};

/** The viewer's own notices: an event says when, and not whose. */
export const NOTICES: Topic = {
  entity: Notification,
  keyOf: (event) => (event.type === "notification.arrived" ? new Date(event.occurredAt).toISOString() : null),
  where: (actor, moment) => ({
    membershipId: actor.id ?? [],
    createdAt: { gte: moment, lt: new Date(new Date(moment).getTime() + 1) },
  }),
  order: [["createdAt", "ASC"]],
};
