import { DateTime, Node, Readable, References } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Role } from "../access/permission.rules.ts";
import { Roles } from "../members/membership.entity.ts";

/** An offer of a place in an organisation, sent to an address. Its token is never read back. */
@Entity("invitations")
@ObjectType("Invitation", { implements: Node })
@Readable({ prefix: "invitation", requires: "member.manage" })
export class Invitation {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @References("organisation")
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  email: string;

  @Column({ name: "display_name", type: "text" })
  @Field(() => String)
  displayName: string;

  @Column({ type: "text" })
  @Field(() => Roles)
  role: Role;

  /** Written once and read by the authenticator alone. */
  @Column({ name: "token_hash", type: "bytea", select: false })
  tokenHash: Buffer;

  @Column({ name: "invited_by", type: "uuid", nullable: true })
  @References("member")
  invitedBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "expires_at", type: "timestamptz" })
  @Field(() => DateTime)
  expiresAt: Date;

  @Column({ name: "accepted_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  acceptedAt: Date | null;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;
}
