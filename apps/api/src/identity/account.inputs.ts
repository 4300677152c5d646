import { Field, InputType } from "type-graphql";

@InputType()
export class RequestPasswordResetInput {
  @Field(() => String)
  email: string;
}

@InputType()
export class ResetPasswordInput {
  @Field(() => String, { description: "From the link in the mail." })
  token: string;

  @Field(() => String)
  password: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String, { description: "The one in use now." })
  password: string;

  @Field(() => String)
  newPassword: string;
}

@InputType()
export class AcceptInvitationInput {
  @Field(() => String, { description: "From the link in the mail." })
  token: string;

  @Field(() => String, { description: "The one the person has already, or the one to set." })
  password: string;

  @Field(() => String, { nullable: true })
  displayName?: string | null;
}
