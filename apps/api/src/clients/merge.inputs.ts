import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class MergeClientsInput {
  @Field(() => ID, { description: "The client that goes on." })
  survivorId: string;

  @Field(() => ID, { description: "The client whose records move; its id stands for the survivor afterwards." })
  mergedId: string;

  @Field(() => String, {
    nullable: true,
    description: "Why they are one person although their birth dates differ; needed only then.",
  })
  overrideReason?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UndoClientMergeInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
