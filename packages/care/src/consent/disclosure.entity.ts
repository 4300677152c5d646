import { Column, Entity, PrimaryColumn } from "typeorm";

/** One line of the accounting of disclosures (42 CFR 2.25). Written by `disclose` alone, never changed. */
@Entity("disclosures")
export class Disclosure {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "sender_organisation_id", type: "uuid" }) senderOrganisationId: string;
  @Column({ name: "recipient_organisation_id", type: "uuid", nullable: true }) recipientOrganisationId: string | null;
  @Column({ name: "recipient_name", type: "text" }) recipientName: string;
  @Column({ type: "text" }) kind: "READ" | "DELIVERY" | "EXPORT";
  @Column({ name: "client_id", type: "uuid", nullable: true }) clientId: string | null;
  @Column({ name: "referral_recipient_id", type: "uuid", nullable: true }) referralRecipientId: string | null;
  @Column({ name: "grant_id", type: "uuid", nullable: true }) grantId: string | null;
  @Column({ type: "text" }) purpose: string;
  @Column({ type: "text", array: true }) categories: string[];
  @Column({ name: "legal_basis", type: "text" }) legalBasis: string;
  @Column({ name: "actor_kind", type: "text" }) actorKind: string;
  @Column({ name: "actor_id", type: "uuid", nullable: true }) actorId: string | null;
  @Column({ type: "timestamptz" }) at: Date;
}
