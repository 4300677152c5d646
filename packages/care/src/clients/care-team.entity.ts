import { DateTime, LocalDate, Readable, References, answeredBy, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Client } from "./client.entity.ts";

export const CARE_TEAM_ROLES = [
  "THERAPIST",
  "PRIMARY_CARE",
  "PSYCHIATRIST",
  "PRESCRIBER",
  "PROBATION",
  "COURT",
  "CHILD_WELFARE",
  "RECOVERY_RESIDENCE",
  "SPONSOR",
  "FAMILY",
  "EMPLOYER",
  "OTHER",
] as const;
export type CareTeamRole = (typeof CARE_TEAM_ROLES)[number];
export const CareTeamRoleEnum = enumType("CareTeamRole", CARE_TEAM_ROLES);

@Entity("care_team_members")
@ObjectType({ description: "Somebody outside who cares for a client or watches over them." })
@Readable({ prefix: "care_team_member", requires: "client.details.read", personalOf: "clientId" })
export class CareTeamMember {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ type: "text" })
  @Field(() => CareTeamRoleEnum)
  role: CareTeamRole;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ name: "organisation_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  organisationName: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  phone: string | null;

  @Column({ name: "consent_id", type: "uuid", nullable: true })
  @References("consent")
  @Field(() => ID, { nullable: true, description: "The client's consent to tell this person." })
  consentId: string | null;

  @Field(() => Boolean, {
    description: "Whether a consent to tell this person is in force now; without one there is no contact.",
  })
  mayBeContacted: boolean;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => LocalDate)
  startsOn: string;

  @Column({ name: "ends_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true, description: "First day they are no longer involved." })
  endsOn: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

hasMany(Client, "careTeam", CareTeamMember, { by: "clientId", order: { startsOn: "DESC" }, limit: 50 });

/** Rule `outside-contact-under-consent`: asked of the consent at each read, so that a revocation ends it at once. */
answeredBy(
  CareTeamMember,
  "mayBeContacted",
  (row) => `select exists (select from consents k
    where k.id = ${row}.consent_id and k.state = 'ACTIVE' and k.signed_at <= app_now()
      and (k.expires_at is null or k.expires_at > app_now())
      and (${row}.ends_on is null or ${row}.ends_on > app_now()::date))`,
);
