import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class WebhookDeliveriesArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  endpointId?: string | null;

  @Field(() => String, { nullable: true, description: "PENDING, DELIVERED or FAILED." })
  state?: string | null;
}

@InputType()
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: "Begins with https, and can be reached from the public internet." })
  url: string;

  @Field(() => [String], { description: "Types of events such as `referral.sent`, or `*` for all." })
  eventTypes: string[];
}

@InputType()
export class UpdateWebhookEndpointInput {
  @Field(() => ID)
  webhookEndpointId: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  url?: string | null;

  @Field(() => [String], { nullable: true })
  eventTypes?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean | null;
}

@InputType()
export class WebhookEndpointInput {
  @Field(() => ID)
  webhookEndpointId: string;
}

@InputType()
export class WebhookDeliveryInput {
  @Field(() => ID)
  webhookDeliveryId: string;
}
