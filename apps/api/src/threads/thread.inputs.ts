import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class PostReferralMessageInput {
  @Field(() => ID, { description: "Of the recipient's part; the same for both sides." })
  referralRecipientId: string;

  @Field(() => String, { description: "At most 4000 characters." })
  text: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RemoveReferralDocumentInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
