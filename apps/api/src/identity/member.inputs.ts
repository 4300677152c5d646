import { MembershipStatuses, Roles } from "@causeway/identity";
import type { Role } from "@causeway/identity";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class MembersArgs extends ConnectionArgs {
  @Field(() => MembershipStatuses, { nullable: true })
  status?: string | null;

  @Field(() => Roles, { nullable: true })
  role?: Role | null;
}

@InputType()
export class InviteMemberInput {
  @Field(() => String)
  email: string;

  @Field(() => String)
  displayName: string;

  @Field(() => Roles)
  role: Role;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RevokeInvitationInput {
  @Field(() => ID)
  id: string;
}

@InputType()
export class ChangeMemberRoleInput {
  @Field(() => ID)
  id: string;

  @Field(() => Roles)
  role: Role;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class RemoveMemberInput {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { nullable: true, description: "Member who takes over open tasks and referrals." })
  handOverTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "The same member takes the API clients that this one made; otherwise they are revoked. Their keys stay valid: rotate those the leaver may know.",
  })
  handOverApiClients?: boolean | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}
