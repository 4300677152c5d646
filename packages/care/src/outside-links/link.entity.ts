import { Column, Entity, PrimaryColumn } from "typeorm";

/** A link to one part of a referral, for a receiver off the platform, with the state of its second factor. */
@Entity("outside_links")
export class OutsideLink {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "sender_organisation_id", type: "uuid" }) senderOrganisationId: string;
  @Column({ name: "recipient_organisation_id", type: "uuid" }) recipientOrganisationId: string;
  @Column({ name: "referral_recipient_id", type: "uuid" }) referralRecipientId: string;
  @Column({ name: "signed_link_id", type: "uuid" }) signedLinkId: string;
  @Column({ name: "issued_by", type: "uuid", nullable: true }) issuedBy: string | null;
  @Column({ name: "created_at", type: "timestamptz" }) createdAt: Date;
  @Column({ name: "closed_at", type: "timestamptz", nullable: true }) closedAt: Date | null;
  @Column({ name: "code_id", type: "uuid", nullable: true }) codeId: string | null;
  @Column({ name: "code_expires_at", type: "timestamptz", nullable: true }) codeExpiresAt: Date | null;
  @Column({ name: "codes_asked", type: "integer" }) codesAsked: number;
  @Column({ name: "codes_asked_since", type: "timestamptz", nullable: true }) codesAskedSince: Date | null;
  @Column({ type: "integer" }) tries: number;
  @Column({ type: "integer" }) failures: number;
  @Column({ name: "locked_until", type: "timestamptz", nullable: true }) lockedUntil: Date | null;
  @Column({ name: "session_hash", type: "bytea", nullable: true }) sessionHash: Buffer | null;
  @Column({ name: "session_seen_at", type: "timestamptz", nullable: true }) sessionSeenAt: Date | null;
  @Column({ name: "session_until", type: "timestamptz", nullable: true }) sessionUntil: Date | null;
  @Column({ name: "opened_at", type: "timestamptz", nullable: true }) openedAt: Date | null;
}
