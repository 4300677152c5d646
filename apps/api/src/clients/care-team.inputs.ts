import { CareTeamRoleEnum } from "@causeway/care";
import type { CareTeamRole } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
class CareTeamContactInput {
  @Field(() => String, { nullable: true })
  organisationName?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => ID, { nullable: true, description: "A consent of this client to tell this person." })
  consentId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "First day they are no longer involved." })
  endsOn?: string | null;
}

@InputType()
export class AddCareTeamMemberInput extends CareTeamContactInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => CareTeamRoleEnum)
  role: CareTeamRole;

  @Field(() => String)
  name: string;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "What is left out stays as it is." })
export class UpdateCareTeamMemberInput extends CareTeamContactInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => CareTeamRoleEnum, { nullable: true })
  role?: CareTeamRole;

  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => LocalDate, { nullable: true })
  startsOn?: string;
}
