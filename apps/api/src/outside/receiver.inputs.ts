import type { OutsideReceiver } from "@causeway/care";
import { ReceiverStateEnum } from "@causeway/care";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class OutsideReceiversArgs extends ConnectionArgs {
  @Field(() => ReceiverStateEnum, { nullable: true })
  state?: OutsideReceiver["state"] | null;
}

@InputType()
export class LevelOfferedInput {
  @Field(() => String, { description: "Edition of the ASAM criteria: ASAM3 or ASAM4." })
  edition: string;

  @Field(() => String)
  levelCode: string;
}

@InputType()
export class NameOutsideReceiverInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { description: "Where its links go." })
  email: string;

  @Field(() => String, {
    nullable: true,
    description: "A telephone that takes texts, for its codes: another road than the links.",
  })
  phone?: string | null;

  @Field(() => String, { description: "IANA; its deadlines run there." })
  timeZone: string;

  @Field(() => [LevelOfferedInput])
  levels: LevelOfferedInput[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UpdateOutsideReceiverInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Null takes it away." })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  timeZone?: string | null;

  @Field(() => [LevelOfferedInput], { nullable: true, description: "All that it offers from now on." })
  levels?: LevelOfferedInput[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RetireOutsideReceiverInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
