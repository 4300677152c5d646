import { Field, ID, InputType } from "type-graphql";

@InputType()
export class SignInInput {
  @Field(() => String)
  email: string;

  @Field(() => String)
  password: string;

  @Field(() => ID, {
    nullable: true,
    description: "Where to work; the first of the person's organisations unless given.",
  })
  organisationId?: string | null;
}

@InputType()
export class SwitchOrganisationInput {
  @Field(() => ID)
  organisationId: string;
}
