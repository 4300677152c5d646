import { DateTime, Node, Readable, References, Requires, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { ReceivedReferral } from "./received-referral.entity.ts";

/** Hours for which a medical emergency opens a packet. */
export const EMERGENCY_HOURS = 4;

/** A packet opened to medical personnel in an emergency (42 CFR 2.51). Written once; both parties see it. */
@Entity("emergency_accesses")
@ObjectType({
  implements: Node,
  description: "A packet opened to medical personnel in an emergency, whatever became of the consent (42 CFR 2.51).",
})
@Readable({ prefix: "emergency_access", requires: "referral.read" })
export class EmergencyAccess {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "referral_recipient_id", type: "uuid" })
  @Field(() => ID)
  @References("referral_recipient")
  referralRecipientId: string;

  @Column({ name: "sender_organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  senderOrganisationId: string;

  @Column({ name: "recipient_organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  recipientOrganisationId: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "The medical personnel who treat." })
  personnel: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "With which health care facility they are." })
  affiliation: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "The nature of the emergency." })
  @Requires("packet.read")
  nature: string;

  @Column({ name: "consent_unobtainable", type: "text" })
  @Field(() => String, { description: "Why a consent could not be had." })
  @Requires("packet.read")
  consentUnobtainable: string;

  @Column({ name: "opened_by", type: "uuid" })
  openedBy: string;

  @Column({ name: "opened_by_name", type: "text" })
  @Field(() => String)
  openedByName: string;

  @Column({ name: "opened_at", type: "timestamptz" })
  @Field(() => DateTime)
  openedAt: Date;

  @Column({ name: "closes_at", type: "timestamptz" })
  @Field(() => DateTime)
  closesAt: Date;
}

hasMany(ReceivedReferral, "emergencies", EmergencyAccess, {
  by: "referralRecipientId",
  order: { openedAt: "DESC", id: "DESC" },
});
