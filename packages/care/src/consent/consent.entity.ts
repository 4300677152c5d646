import { DateTime, Node, Readable, References, Requires, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";
import { enumType } from "../enum-type.ts";
import type { ConsentState } from "./consent.machine.ts";
import { consentMachine } from "./consent.machine.ts";
import type { Category, Purpose, SignerKind } from "./consent.rules.ts";
import { CATEGORIES, PURPOSES, SIGNER_KINDS } from "./consent.rules.ts";

export const ConsentCategoryEnum = enumType("ConsentCategory", CATEGORIES);
export const ConsentPurposeEnum = enumType("ConsentPurpose", PURPOSES);
export const SignerKindEnum = enumType("SignerKind", SIGNER_KINDS);
export const ConsentStateEnum = enumType("ConsentState", consentMachine.states as readonly ["ACTIVE", "REVOKED"]);

/** A client's written consent to disclosure, element by element (42 CFR 2.31). */
@Entity("consents")
@ObjectType("Consent", { implements: Node, description: "A client's written consent to disclosure (42 CFR 2.31)." })
@Readable({ prefix: "consent", requires: "consent.read" })
export class Consent {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @ManyToOne(() => Client)
  @JoinColumn({ name: "client_id" })
  @Field(() => Client)
  client: Client;

  @Column({ type: "text" })
  @Field(() => ConsentPurposeEnum)
  purpose: Purpose;

  @Column({ name: "purpose_text", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  purposeText: string | null;

  @Column({ type: "text", array: true })
  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Column({ type: "text" })
  @Field(() => String)
  description: string;

  @Column({ name: "expires_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  expiresAt: Date | null;

  @Column({ name: "expiry_event", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  expiryEvent: string | null;

  @Column({ name: "signed_at", type: "timestamptz" })
  @Field(() => DateTime)
  signedAt: Date;

  @Column({ name: "signer_kind", type: "text" })
  @Field(() => SignerKindEnum)
  signerKind: SignerKind;

  @Column({ name: "signer_name", type: "text" })
  @Field(() => String)
  @Requires("client.details.read")
  signerName: string;

  @Column({ name: "signer_authority", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  signerAuthority: string | null;

  @Column({ name: "revocation_explained", type: "boolean" })
  @Field(() => Boolean)
  revocationExplained: boolean;

  @Column({ name: "redisclosure_explained", type: "boolean" })
  @Field(() => Boolean)
  redisclosureExplained: boolean;

  @Column({ type: "text" })
  @Field(() => ConsentStateEnum, {
    description: "ACTIVE until revoked; whether it has expired is read off `expiresAt`.",
  })
  state: ConsentState;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  recordedBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Consent, "availableActions", ["state"]);
