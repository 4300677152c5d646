import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { LEGAL_BASES, MANNERS } from "./legal-basis.rules.ts";
import type { LegalBasis, Manner } from "./legal-basis.rules.ts";
import { REDISCLOSURE_RULES } from "./redisclosure.rules.ts";

export const LegalBasisEnum = enumType("LegalBasis", LEGAL_BASES, "On what a disclosure rests; none without one.");
export const MannerEnum = enumType("DisclosureManner", MANNERS);
export const RedisclosureRuleEnum = enumType("RedisclosureRule", REDISCLOSURE_RULES);

/** One line of the accounting of disclosures (42 CFR 2.25). Written by `disclose` and its kin alone, never changed. */
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
  @Column({ name: "legal_basis", type: "text" }) legalBasis: LegalBasis;
  @Column({ name: "actor_kind", type: "text" }) actorKind: string;
  @Column({ name: "actor_id", type: "uuid", nullable: true }) actorId: string | null;
  /** When it was disclosed; `recordedAt` where it was written down later. */
  @Column({ type: "timestamptz" }) at: Date;
  @Column({ type: "text", nullable: true }) manner: Manner | null;
  @Column({ name: "recipient_affiliation", type: "text", nullable: true }) recipientAffiliation: string | null;
  @Column({ name: "disclosed_by", type: "text", nullable: true }) disclosedBy: string | null;
  @Column({ type: "text", nullable: true }) reference: string | null;
  @Column({ type: "text", nullable: true }) circumstances: string | null;
  @Column({ name: "recorded_at", type: "timestamptz", nullable: true }) recordedAt: Date | null;
}
