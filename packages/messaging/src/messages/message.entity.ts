import { DateTime, Readable, References, Requires } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

export type MessageState = "QUEUED" | "SENT" | "FAILED" | "SUPPRESSED";

/** An e-mail or a text that was or is to be sent, with its outcome. */
@Entity("messages")
@ObjectType({ description: "An e-mail or a text with its outcome. What it says is in the local mailbox alone." })
@Readable({ prefix: "message", requires: "message.read" })
export class Message {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  channel: "EMAIL" | "SMS";

  @Column({ type: "text" })
  @Field(() => String, { description: "TRANSACTIONAL or CHECK_IN." })
  purpose: "TRANSACTIONAL" | "CHECK_IN";

  @Column({ type: "text" })
  @Field(() => String)
  template: string;

  @Column({ name: "membership_id", type: "uuid", nullable: true })
  @References("member")
  @Field(() => ID, { nullable: true })
  membershipId: string | null;

  @Column({ name: "client_id", type: "uuid", nullable: true })
  @References("client")
  @Field(() => ID, { nullable: true })
  @Requires("client.read")
  clientId: string | null;

  @Column({ name: "to_address", type: "text" })
  toAddress: string;

  @Column({ name: "from_name", type: "text" })
  @Field(() => String)
  fromName: string;

  @Column({ type: "text" })
  @Field(() => String)
  subject: string;

  @Column({ name: "body_text", type: "text" })
  bodyText: string;

  @Column({ name: "body_html", type: "text", nullable: true })
  bodyHtml: string | null;

  @Column({ type: "text" })
  @Field(() => String, { description: "QUEUED, SENT, FAILED or SUPPRESSED." })
  state: MessageState;

  @Column({ type: "integer" })
  @Field(() => Int)
  attempts: number;

  @Column({ name: "error_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  errorCode: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "SMTP or MAILBOX." })
  transport: "SMTP" | "MAILBOX" | null;

  @Column({ name: "dedupe_key", type: "text" })
  dedupeKey: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "sent_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  sentAt: Date | null;

  @Column({ type: "integer" })
  version: number;
}
