import { DateTime, Readable, References, answeredBy, hasMany } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Consent, ConsentCategoryEnum, ConsentPurposeEnum } from "./consent.entity.ts";
import type { Category, Purpose } from "./consent.rules.ts";

/** A consent's reach to one named recipient, which sees it once something was released to it. */
@Entity("consent_grants")
@ObjectType("ConsentGrant", { description: "What a consent allows one named organisation to receive, and until when." })
@Readable({ prefix: "consent_grant", requires: "consent.read" })
export class ConsentGrant {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "sender_organisation_id", type: "uuid" })
  senderOrganisationId: string;

  @Column({ name: "recipient_organisation_id", type: "uuid" })
  @References("organisation")
  @Field(() => ID)
  recipientOrganisationId: string;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "recipient_organisation_id" })
  @Field(() => Organisation, { nullable: true })
  recipient: Organisation | null;

  @Column({ name: "consent_id", type: "uuid" })
  consentId: string;

  @Column({ type: "text" })
  @Field(() => ConsentPurposeEnum)
  purpose: Purpose;

  @Column({ type: "text", array: true })
  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Column({ name: "starts_at", type: "timestamptz" })
  @Field(() => DateTime)
  startsAt: Date;

  @Column({ name: "expires_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  expiresAt: Date | null;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "For its discloser; null to the recipient." })
  revokedAt: Date | null;

  /** The discloser's own affair: see `Consent.heldAt`. */
  @Column({ name: "held_at", type: "timestamptz", nullable: true })
  heldAt: Date | null;

  @Column({ name: "released_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When something was first sent under it." })
  releasedAt: Date | null;
}

// A recipient that saw this beside a closed packet would know a consent that is held from one that was revoked.
answeredBy(
  ConsentGrant,
  "revokedAt",
  (row) => `case when ${row}.sender_organisation_id = app_organisation() then ${row}.revoked_at end`,
);
hasMany(Consent, "grants", ConsentGrant, { by: "consentId", order: { startsAt: "ASC" } });
