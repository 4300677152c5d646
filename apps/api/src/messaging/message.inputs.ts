import { ArgsType, Field, ID, InputType } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class NotificationsArgs extends ConnectionArgs {
  @Field(() => Boolean, { nullable: true, description: "Only those not read yet." })
  unread?: boolean | null;
}

@ArgsType()
export class MessagesArgs extends ConnectionArgs {
  @Field(() => String, { nullable: true, description: "QUEUED, SENT, FAILED or SUPPRESSED." })
  state?: string | null;
}

@InputType()
export class MarkNotificationReadInput {
  @Field(() => ID)
  notificationId: string;
}
