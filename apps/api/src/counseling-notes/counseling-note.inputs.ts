import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class CounselingNotesArgs extends ConnectionArgs {
  @Field(() => ID)
  clientId: string;
}

@InputType()
export class WriteCounselingNoteInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { nullable: true })
  enrollmentId?: string | null;

  @Field(() => String)
  text: string;

  @Field(() => LocalDate, { description: "Day of the session." })
  heldOn: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class AmendCounselingNoteInput {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  text: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
