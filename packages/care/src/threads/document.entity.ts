import { DateTime, Readable, answeredBy, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Category } from "../consent/index.ts";
import { ConsentCategoryEnum } from "../consent/index.ts";
import { enumType } from "../enum-type.ts";
import type { DocumentState } from "./document.machine.ts";
import { DOCUMENT_STATES } from "./document.machine.ts";
import { ThreadSideEnum, writtenBy } from "./message.entity.ts";
import type { Side } from "./thread.rules.ts";

const DocumentStateEnum = enumType("ReferralDocumentState", DOCUMENT_STATES);

/** A file that one organisation of a referral handed to the other. Its bytes are in the store. */
@Entity("referral_documents")
@ObjectType("ReferralDocument", { description: "A file that one organisation of a referral handed to the other." })
@Readable({ prefix: "referral_document", requires: "packet.read" })
export class ReferralDocument {
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
  @Field(() => ThreadSideEnum, { description: "Which of the two organisations handed it over." })
  side: Side;

  @Column({ name: "author_kind", type: "text" })
  authorKind: string;

  @Column({ name: "author_id", type: "uuid", nullable: true })
  authorId: string | null;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ name: "media_type", type: "text" })
  @Field(() => String, { description: "By what its bytes are." })
  mediaType: string;

  @Column({ type: "integer" })
  @Field(() => Int)
  bytes: number;

  @Column({ type: "text" })
  @Field(() => String, { description: "Of its bytes, in hexadecimal." })
  sha256: string;

  @Column({ type: "text" })
  @Field(() => ConsentCategoryEnum)
  category: Category;

  @Column({ type: "text" })
  @Field(() => DocumentStateEnum, {
    description: "QUARANTINED until a scanner has looked; NOT_SCANNED where this deployment has none.",
  })
  state: DocumentState;

  @Column({ name: "scanned_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  scannedAt: Date | null;

  @Column({ type: "text", nullable: true })
  scanner: string | null;

  @Column({ name: "storage_key", type: "text" })
  storageKey: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;

  @Field(() => String, { nullable: true, description: "Who of one's own organisation added it; null of the other's." })
  writtenBy: string | null;

  /** The part's own state, where it is a draft of the viewer's: only then a document is taken back. */
  draft: boolean;
}

computed(ReferralDocument, "notice", ["side", "senderOrganisationId"]);
computed(ReferralDocument, "downloadPath", ["id", "state"]);
computed(ReferralDocument, "availableActions", ["side", "state", "draft"]);
answeredBy(ReferralDocument, "writtenBy", writtenBy);
answeredBy(
  ReferralDocument,
  "draft",
  (row) =>
    `exists (select 1 from referral_recipients r where r.id = ${row}.referral_recipient_id and r.state = 'DRAFT')`,
);
