import { DateTime, Readable, References } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** What was done in or for an organisation. Appended with the act itself; never changed. */
@Entity("audit_entries")
@ObjectType("AuditEntry")
@Readable({ prefix: "audit", requires: "audit.read" })
export class AuditEntry {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "timestamptz" })
  @Field(() => DateTime)
  at: Date;

  @Column({ name: "actor_kind", type: "text" })
  @Field(() => String)
  actorKind: string;

  @Column({ name: "actor_id", type: "uuid", nullable: true })
  actorId: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  action: string;

  @Column({ name: "subject_type", type: "text" })
  @Field(() => String)
  subjectType: string;

  @Column({ name: "subject_id", type: "uuid", nullable: true })
  subjectId: string | null;

  @Column({ name: "client_id", type: "uuid", nullable: true })
  @References("client")
  @Field(() => ID, { nullable: true })
  clientId: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  purpose: string | null;

  @Column({ name: "legal_basis", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  legalBasis: string | null;

  @Column({ name: "consent_id", type: "uuid", nullable: true })
  @References("consent")
  @Field(() => ID, { nullable: true })
  consentId: string | null;

  @Column({ type: "text", array: true, nullable: true })
  @Field(() => [String], { nullable: true })
  fields: string[] | null;

  @Column({ type: "text" })
  @Field(() => String)
  outcome: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  reason: string | null;
}
