import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Category, RedisclosureMark } from "../consent/index.ts";
import type { PacketContent } from "./packet.rules.ts";

/** What the recipient holds of the consent itself (42 CFR 2.32(b): a copy, or its scope, goes along). */
export interface ConsentCopy {
  readonly discloser: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly description: string;
  readonly signedBy: string;
  readonly signerKind: string;
  /** ISO 8601 */
  readonly signedAt: string;
  readonly expiresAt: string | null;
  readonly expiryEvent: string | null;
}

/** The snapshot that travels to one recipient. Written at sending, never changed; opened by the policy of its table. */
@Entity("referral_packets")
export class ReferralPacket {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "referral_recipient_id", type: "uuid" }) referralRecipientId: string;
  @Column({ name: "sender_organisation_id", type: "uuid" }) senderOrganisationId: string;
  @Column({ name: "recipient_organisation_id", type: "uuid" }) recipientOrganisationId: string;
  @Column({ name: "grant_id", type: "uuid" }) grantId: string;
  @Column({ type: "text" }) disclosure: string;
  @Column({ type: "text", array: true }) categories: Category[];
  @Column({ type: "jsonb" }) content: PacketContent;
  /** Of whom the packet says that it is about: how two packets of one person are found. */
  @Column({ name: "search_name", type: "text", nullable: true }) searchName: string | null;
  @Column({ name: "birth_date", type: "date", nullable: true }) birthDate: string | null;
  @Column({ type: "text" }) notice: string;
  /** What the recipient may do further with it, as it stood at sending (42 CFR 2.33(b)). */
  @Column({ type: "jsonb" }) redisclosure: RedisclosureMark;
  @Column({ name: "consent_copy", type: "jsonb" }) consentCopy: ConsentCopy;
  @Column({ name: "created_at", type: "timestamptz" }) createdAt: Date;
}

/** Who has won a referral. Apart from it, so that a recipient can compare-and-set it without seeing client or rivals. */
@Entity("referral_awards")
export class ReferralAward {
  @PrimaryColumn({ name: "referral_id", type: "uuid" }) referralId: string;
  @Column({ name: "sender_organisation_id", type: "uuid" }) senderOrganisationId: string;
  @Column({ name: "winner_recipient_id", type: "uuid", nullable: true }) winnerRecipientId: string | null;
  @Column({ name: "winner_organisation_id", type: "uuid", nullable: true }) winnerOrganisationId: string | null;
  @Column({ name: "awarded_at", type: "timestamptz", nullable: true }) awardedAt: Date | null;
}
