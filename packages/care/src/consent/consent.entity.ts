import { DateTime, Node, Readable, References, Requires, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";
import { Program } from "../programs/index.ts";
import { enumType } from "../enum-type.ts";
import type { ConsentState } from "./consent.machine.ts";
import { consentMachine } from "./consent.machine.ts";
import type { Category, MonitorDuty, Purpose, SignatureMethod } from "./consent.rules.ts";
import { CATEGORIES, MONITOR_DUTIES, PURPOSES, SIGNATURE_METHODS } from "./consent.rules.ts";
import type { CoSignerKind, RepresentativeKind, SignerKind } from "./signer.rules.ts";
import { CO_SIGNER_KINDS, REPRESENTATIVE_KINDS, SIGNER_KINDS } from "./signer.rules.ts";

export const ConsentCategoryEnum = enumType("ConsentCategory", CATEGORIES);
export const ConsentPurposeEnum = enumType("ConsentPurpose", PURPOSES);
export const SignerKindEnum = enumType("SignerKind", SIGNER_KINDS);
export const RepresentativeKindEnum = enumType("RepresentativeKind", REPRESENTATIVE_KINDS);
export const CoSignerKindEnum = enumType("CoSignerKind", CO_SIGNER_KINDS);
export const SignatureMethodEnum = enumType("SignatureMethod", SIGNATURE_METHODS);
export const MonitorDutyEnum = enumType("MonitorDuty", MONITOR_DUTIES, "Why an official must know (42 CFR 2.35).");
export const ConsentStateEnum = enumType(
  "ConsentState",
  consentMachine.states as readonly ["ACTIVE", "HELD", "REVOKED", "FALSE", "ENDED"],
);

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
    description:
      "HELD while an oral wish to revoke waits for its writing, ENDED by its event; that its date has passed is read off `expiresAt`.",
  })
  state: ConsentState;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;

  @Column({ name: "discloser_program_id", type: "uuid", nullable: true })
  @References("program")
  @Field(() => ID, { nullable: true })
  discloserProgramId: string | null;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "discloser_program_id" })
  @Field(() => Program, { nullable: true, description: "The one program that may disclose; else the organisation." })
  discloserProgram: Program | null;

  @Column({ name: "recipient_class", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "In words, for TPO alone; opens nothing here by itself." })
  recipientClass: string | null;

  @Column({ name: "intermediary_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  intermediaryName: string | null;

  @Column({ name: "intermediary_members", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "By name, or those who treat the client." })
  intermediaryMembers: string | null;

  @Column({ name: "how_to_revoke", type: "text" })
  @Field(() => String)
  howToRevoke: string;

  @Column({ name: "refusal_explained", type: "boolean" })
  @Field(() => Boolean)
  refusalExplained: boolean;

  @Column({ name: "fundraising_opt_out_explained", type: "boolean" })
  @Field(() => Boolean)
  fundraisingOptOutExplained: boolean;

  @Column({ name: "signature_method", type: "text" })
  @Field(() => SignatureMethodEnum)
  signatureMethod: SignatureMethod;

  @Column({ name: "signature_document", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Where the signed paper or its file is kept." })
  signatureDocument: string | null;

  @Column({ name: "witness_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("client.details.read")
  witnessName: string | null;

  @Column({ name: "representative_kind", type: "text", nullable: true })
  @Field(() => RepresentativeKindEnum, { nullable: true })
  representativeKind: RepresentativeKind | null;

  @Column({ name: "co_signer_kind", type: "text", nullable: true })
  @Field(() => CoSignerKindEnum, { nullable: true })
  coSignerKind: CoSignerKind | null;

  @Column({ name: "co_signer_name", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("client.details.read")
  coSignerName: string | null;

  @Column({ name: "monitor_duty", type: "text", nullable: true })
  @Field(() => MonitorDutyEnum, { nullable: true })
  monitorDuty: MonitorDuty | null;

  @Column({ name: "monitor_official", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "The official or agency that monitors." })
  monitorOfficial: string | null;

  @Column({ type: "boolean" })
  @Field(() => Boolean, { description: "Until it ends (42 CFR 2.35(c))." })
  irrevocable: boolean;

  @Column({ name: "held_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the client said that it is to be revoked." })
  heldAt: Date | null;

  @Column({ name: "held_by", type: "uuid", nullable: true })
  heldBy: string | null;

  @Column({ name: "hold_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("client.details.read")
  holdReason: string | null;

  @Column({ name: "false_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  falseAt: Date | null;

  @Column({ name: "false_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  @Requires("client.details.read")
  falseReason: string | null;

  @Column({ name: "ended_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the event came about at which it ends." })
  endedAt: Date | null;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  recordedBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Consent, "availableActions", ["state", "irrevocable", "expiryEvent"]);
