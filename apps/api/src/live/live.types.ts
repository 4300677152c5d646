import { ReceivedReferral, ReferralRecipient, Task } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { Notification } from "@causeway/messaging";
import { Field, ID, ObjectType } from "type-graphql";

@ObjectType()
abstract class Change {
  @Field(() => String, { description: "Place in the feed, as in `events`: a whole number as text." })
  seq: string;

  @Field(() => ID, { description: "The same in the feed and in webhooks." })
  eventId: string;

  @Field(() => String, { description: "Of several events of one record that waited, the last." })
  type: string;

  @Field(() => DateTime)
  occurredAt: string;
}

@ObjectType({ description: "Something happened to a referral sent to the viewer's organisation." })
export class ReferralInboxChange extends Change {
  @Field(() => ReceivedReferral, { description: "As it is now. Its packet is asked for by a query." })
  referral: ReceivedReferral;
}

@ObjectType({ description: "Something happened to a referral that the viewer's organisation sent." })
export class ReferralsChange extends Change {
  @Field(() => ReferralRecipient, { description: "The part that it happened to, as it is now." })
  recipient: ReferralRecipient;
}

@ObjectType({ description: "A notice to the viewer." })
export class NotificationArrival extends Change {
  @Field(() => Notification)
  notification: Notification;
}

@ObjectType({ description: "A task came into the viewer's queue, changed, or left it." })
export class WorkQueueChange extends Change {
  @Field(() => Task)
  task: Task;
}

@ObjectType({ description: "Any of these: what is asked for is listened to, the others stay null." })
export class LiveChange extends Change {
  @Field(() => ReceivedReferral, {
    nullable: true,
    description: "A referral received. Its packet is asked for by a query.",
  })
  received: ReceivedReferral | null;

  @Field(() => ReferralRecipient, { nullable: true, description: "A part of a referral sent." })
  sent: ReferralRecipient | null;

  @Field(() => Notification, { nullable: true })
  notification: Notification | null;

  @Field(() => Task, { nullable: true, description: "Of the viewer's queue." })
  task: Task | null;
}
