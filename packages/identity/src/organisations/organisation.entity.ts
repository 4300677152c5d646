import { DateTime, Node, Readable, References, Requires } from "@causeway/database";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { OrganisationStatus } from "../access/permission.rules.ts";
import type { BusinessCalendar } from "./calendar.rules.ts";

export const OrganisationStatuses = {
  ONBOARDING: "ONBOARDING",
  LIVE: "LIVE",
  SUSPENDED: "SUSPENDED",
  CLOSED: "CLOSED",
  OUTSIDE: "OUTSIDE",
} as const;
registerEnumType(OrganisationStatuses, { name: "OrganisationStatus" });

/** What an organisation is to the records of others that it receives. */
export const RedisclosureStatuses = {
  COVERED_ENTITY: "COVERED_ENTITY",
  PART2_PROGRAM: "PART2_PROGRAM",
  BUSINESS_ASSOCIATE: "BUSINESS_ASSOCIATE",
  OTHER_LAWFUL_HOLDER: "OTHER_LAWFUL_HOLDER",
} as const;
registerEnumType(RedisclosureStatuses, { name: "RedisclosureStatus" });

/** A contract that an organisation signed before it was served. Never changed; a new edition is a new row. */
@Entity("agreements")
@ObjectType("Agreement", { implements: Node })
@Readable({ prefix: "agreement", requires: "organisation.read" })
export class Agreement {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "QSOA_BAA: qualified service organisation and business associate agreement." })
  kind: "QSOA_BAA";

  @Column({ type: "text" })
  @Field(() => String)
  edition: string;

  @Column({ name: "signed_by", type: "text" })
  @Field(() => String)
  signedBy: string;

  @Column({ name: "signed_at", type: "timestamptz" })
  @Field(() => DateTime)
  signedAt: Date;
}

/** A provider of care, or one that refers to care. The tenant. Live ones are visible to every signed-in actor. */
@Entity("organisations")
@ObjectType("Organisation", { implements: Node })
@Readable({ prefix: "organisation" })
export class Organisation {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "text" })
  @Field(() => OrganisationStatuses)
  status: OrganisationStatus;

  @Column({ name: "time_zone", type: "text" })
  @Field(() => String, { description: "IANA zone in which its days and deadlines are meant." })
  timeZone: string;

  /** When it answers; its zone stands apart. */
  @Column({ type: "jsonb" })
  calendar: Omit<BusinessCalendar, "zone">;

  @Column({ name: "sender_alias", type: "text" })
  @Field(() => String, { description: "Neutral name used as sender of messages." })
  senderAlias: string;

  /** Of one that is not on the platform: the organisation that named it, which alone finds it. */
  @Column({ name: "named_by", type: "uuid", nullable: true })
  namedBy: string | null;
  @Column({ name: "redisclosure_status", type: "text" })
  @Field(() => RedisclosureStatuses, {
    description:
      "What it is as a holder of records of others: decides what it may do further with them (42 CFR 2.33(b)).",
  })
  redisclosureStatus: keyof typeof RedisclosureStatuses;

  @Column({ name: "agreement_id", type: "uuid", nullable: true })
  @References("agreement")
  agreementId: string | null;

  /** Null to every other organisation: agreements are their signer's own. */
  @ManyToOne(() => Agreement)
  @JoinColumn({ name: "agreement_id" })
  @Field(() => Agreement, { nullable: true })
  @Requires("organisation.read")
  agreement: Agreement | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}
