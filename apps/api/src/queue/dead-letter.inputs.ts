import { Field, ID, InputType } from "type-graphql";

@InputType()
export class ReplayDeadLetterInput {
  @Field(() => ID)
  deadLetterId: string;
}
