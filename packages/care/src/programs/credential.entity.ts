import { DateTime, LocalDate, Node, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "./program.entity.ts";

export const CREDENTIAL_KINDS = ["LICENCE", "ACCREDITATION"] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];
export const CredentialKindEnum = enumType("CredentialKind", CREDENTIAL_KINDS);

@Entity("program_credentials")
@ObjectType({ implements: Node, description: "A licence or accreditation of a program." })
@Readable({ prefix: "program_credential", requires: "program.read" })
export class ProgramCredential {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @Column({ type: "text" })
  @Field(() => CredentialKindEnum)
  kind: CredentialKind;

  @Column({ type: "text" })
  @Field(() => String, { description: "Of an accreditation a code of ACCREDITATION_BODY, of a licence the authority." })
  issuer: string;

  @Column({ type: "text" })
  @Field(() => String)
  number: string;

  @Column({ name: "expires_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "The last day it holds." })
  expiresOn: string | null;

  @Column({ name: "withdrawn_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  withdrawnAt: Date | null;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Program, "credentials", ProgramCredential, {
  by: "programId",
  order: { kind: "ASC", issuer: "ASC" },
  unless: "withdrawnAt",
});
