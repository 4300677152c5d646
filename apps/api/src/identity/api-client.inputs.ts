import { Field, ID, InputType, Int } from "type-graphql";

@InputType()
export class CreateApiClientInput {
  @Field(() => String)
  name: string;

  @Field(() => [String], { description: "Permissions, by the names that `viewer.permissions` uses." })
  scopes: string[];

  @Field(() => Int, { defaultValue: 90, description: "Days until its key expires, 1 to 366." })
  expiresInDays: number;
}

@InputType()
export class RotateApiKeyInput {
  @Field(() => ID)
  apiClientId: string;

  @Field(() => Int, { defaultValue: 90 })
  expiresInDays: number;

  @Field(() => Int, { nullable: true, description: "How long the present key goes on working; 24 unless given." })
  overlapHours?: number | null;
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID)
  apiKeyId: string;
}

@InputType()
export class RevokeApiClientInput {
  @Field(() => ID)
  apiClientId: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}
