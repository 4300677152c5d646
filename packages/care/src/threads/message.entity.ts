import { DateTime, Readable, answeredBy, computed } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { Side } from "./thread.rules.ts";
import { SIDES } from "./thread.rules.ts";

export const ThreadSideEnum = enumType("ThreadSide", SIDES, "The two organisations of a referral.");

/** Who wrote a row of the exchange, as SQL: the name of one's own member or program; of the other side's nobody is named. */
export function writtenBy(row: string): string {
  return `coalesce(
    (select w.display_name from memberships w where w.id = ${row}.author_id and ${row}.author_kind = 'person'),
    (select w.name from api_clients w where w.id = ${row}.author_id and ${row}.author_kind = 'api_client'))`;
}

/** Words of one organisation to the other about a referral. Only ever added. */
@Entity("referral_messages")
@ObjectType("ReferralMessage", { description: "Words from one organisation of a referral to the other." })
@Readable({ prefix: "referral_message", requires: "packet.read" })
export class ReferralMessage {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "referral_recipient_id", type: "uuid" })
  referralRecipientId: string;

  @Column({ name: "sender_organisation_id", type: "uuid" })
  senderOrganisationId: string;

  @Column({ name: "recipient_organisation_id", type: "uuid" })
  recipientOrganisationId: string;

  @Column({ type: "text" })
  @Field(() => ThreadSideEnum, { description: "Which of the two organisations wrote it." })
  side: Side;

  @Column({ name: "author_kind", type: "text" })
  authorKind: string;

  @Column({ name: "author_id", type: "uuid", nullable: true })
  authorId: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  text: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Field(() => String, { nullable: true, description: "Who of one's own organisation wrote it; null of the other's." })
  writtenBy: string | null;
}

computed(ReferralMessage, "notice", ["side", "senderOrganisationId"]);
answeredBy(ReferralMessage, "writtenBy", writtenBy);
