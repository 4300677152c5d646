import { DateTime, LocalDate, Node, Readable, References, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** A client's written request who received records through an intermediary, to be answered within 30 days (42 CFR 2.24). */
@Entity("recipient_list_requests")
@ObjectType({
  implements: Node,
  description: "A client's written request who received records, to be answered within 30 days (42 CFR 2.24).",
})
@Readable({ prefix: "recipient_list_request", requires: "disclosure.read" })
export class RecipientListRequest {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ name: "requested_on", type: "date" })
  @Field(() => LocalDate)
  requestedOn: string;

  @Column({ name: "due_on", type: "date" })
  @Field(() => LocalDate)
  dueOn: string;

  @Column({ name: "answered_on", type: "date", nullable: true })
  @Field(() => LocalDate, { nullable: true })
  answeredOn: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "How the list was given." })
  method: string | null;

  @Column({ name: "answered_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  answeredBy: string | null;

  @Column({ name: "created_by", type: "uuid", nullable: true })
  createdBy: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(RecipientListRequest, "availableActions", ["answeredOn"]);
