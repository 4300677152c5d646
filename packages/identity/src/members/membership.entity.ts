import { DateTime, Node, Readable, References } from "@causeway/database";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Role } from "../access/permission.rules.ts";
import { ROLES_OF_PEOPLE } from "../access/permission.rules.ts";

export const Roles = Object.fromEntries(ROLES_OF_PEOPLE.map((role) => [role, role])) as { [R in Role]: R };
registerEnumType(Roles, { name: "Role" });

export const MembershipStatuses = { ACTIVE: "ACTIVE", LEFT: "LEFT" } as const;
registerEnumType(MembershipStatuses, { name: "MembershipStatus" });
export type MembershipStatus = keyof typeof MembershipStatuses;

/** A person's place in one organisation. The same person may have one in several. */
@Entity("memberships")
@ObjectType("Membership", { implements: Node })
@Readable({ prefix: "member", requires: "member.read" })
export class Membership {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @References("organisation")
  organisationId: string;

  @Column({ name: "person_id", type: "uuid" })
  personId: string;

  @Column({ name: "display_name", type: "text" })
  @Field(() => String)
  displayName: string;

  @Column({ type: "text" })
  @Field(() => String)
  email: string;

  @Column({ type: "text" })
  @Field(() => Roles)
  role: Role;

  @Column({ type: "text" })
  @Field(() => MembershipStatuses)
  status: MembershipStatus;

  @Column({ name: "joined_at", type: "timestamptz" })
  @Field(() => DateTime)
  joinedAt: Date;

  @Column({ name: "left_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  leftAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}
