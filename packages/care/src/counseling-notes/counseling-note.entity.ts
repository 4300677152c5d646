import { DateTime, LocalDate, Node, Readable, References, computed } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/**
 * Notes of a counselor on what was said in a session, apart from the record (42 CFR 2.11). No other room reads this table:
 * they are in no packet, export, search or report.
 */
@Entity("counseling_notes")
@ObjectType({ implements: Node, description: "A counselor's note on a session, apart from the record (42 CFR 2.11)." })
@Readable({ prefix: "counseling_note", requires: "counseling_note.read", personalOf: "clientId" })
export class CounselingNote {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ name: "enrollment_id", type: "uuid", nullable: true })
  @References("enrollment")
  @Field(() => ID, { nullable: true })
  enrollmentId: string | null;

  @Column({ name: "author_id", type: "uuid" })
  @References("member")
  @Field(() => ID)
  authorId: string;

  @ManyToOne(() => Membership)
  @JoinColumn({ name: "author_id" })
  @Field(() => Membership, { nullable: true })
  author: Membership | null;

  @Column({ name: "amends_id", type: "uuid", nullable: true })
  @References("counseling_note")
  @Field(() => ID, { nullable: true, description: "The note that this one amends; both stay." })
  amendsId: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  text: string;

  @Column({ name: "held_on", type: "date" })
  @Field(() => LocalDate, { description: "Day of the session." })
  heldOn: string;

  @Column({ name: "written_at", type: "timestamptz" })
  @Field(() => DateTime)
  writtenAt: Date;
}

computed(CounselingNote, "availableActions", ["authorId"]);
