import type {
  Category,
  CoSignerKind,
  MonitorDuty,
  Purpose,
  RepresentativeKind,
  SignatureMethod,
  SignerKind,
} from "@causeway/care";
import {
  CoSignerKindEnum,
  ConsentCategoryEnum,
  ConsentPurposeEnum,
  MonitorDutyEnum,
  RepresentativeKindEnum,
  SignatureMethodEnum,
  SignerKindEnum,
} from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class ConsentsArgs extends ConnectionArgs {
  @Field(() => ID)
  clientId: string;
}

@ArgsType()
export class AccountingArgs {
  @Field(() => ID)
  clientId: string;

  @Field(() => DateTime, { nullable: true, description: "Three years back unless given." })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Before this instant." })
  until?: Date | null;

  @Field(() => Int, { nullable: true, description: "Lines wanted, 1 to 1000; 500 unless given." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The id of the last line seen: those before it follow." })
  after?: string | null;
}

@ArgsType()
export class ConsentSignersArgs {
  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { nullable: true, description: "The one program that may disclose; else the organisation." })
  discloserProgramId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Now unless given." })
  signedAt?: Date | null;
}

@InputType({ description: "A written consent, element by element (42 CFR 2.31)." })
export class RecordConsentInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => [ID], { description: "Each organisation that may receive, by name; never a class." })
  recipientOrganisationIds: string[];

  @Field(() => ConsentPurposeEnum)
  purpose: Purpose;

  @Field(() => String, { nullable: true, description: "Needed when the purpose is OTHER." })
  purposeText?: string | null;

  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Field(() => String, { description: "How much and what kind of information, in words." })
  description: string;

  @Field(() => DateTime, { nullable: true, description: "Needed, or an event, unless the purpose is TPO." })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true })
  expiryEvent?: string | null;

  @Field(() => DateTime)
  signedAt: Date;

  @Field(() => SignerKindEnum)
  signerKind: SignerKind;

  @Field(() => String)
  signerName: string;

  @Field(() => String, { nullable: true, description: "Needed when another than the client signs." })
  signerAuthority?: string | null;

  @Field(() => RepresentativeKindEnum, { nullable: true, description: "Needed when another than the client signs." })
  representativeKind?: RepresentativeKind | null;

  @Field(() => CoSignerKindEnum, { nullable: true, description: "Who signs too, where the law asks two signatures." })
  coSignerKind?: CoSignerKind | null;

  @Field(() => String, { nullable: true })
  coSignerName?: string | null;

  @Field(() => SignatureMethodEnum, { nullable: true, description: "WET_INK unless given." })
  signatureMethod?: SignatureMethod | null;

  @Field(() => String, { nullable: true, description: "Where the signed paper or its file is kept." })
  signatureDocument?: string | null;

  @Field(() => String, { nullable: true, description: "Needed when the client signs by a mark." })
  witnessName?: string | null;

  @Field(() => ID, { nullable: true, description: "The one program that may disclose; else the organisation." })
  discloserProgramId?: string | null;

  @Field(() => Boolean)
  revocationExplained: boolean;

  @Field(() => String, { nullable: true, description: "How it is revoked, as the paper says it." })
  howToRevoke?: string | null;

  @Field(() => Boolean, { description: "That it may be disclosed again; needed for TPO." })
  redisclosureExplained: boolean;

  @Field(() => Boolean, { nullable: true, description: "What follows without a signature; needed for TPO." })
  refusalExplained?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "The right to refuse such messages; needed for FUNDRAISING." })
  fundraisingOptOutExplained?: boolean | null;

  @Field(() => String, { nullable: true, description: "A class in words, for TPO alone; it opens nothing here." })
  recipientClass?: string | null;

  @Field(() => String, { nullable: true })
  intermediaryName?: string | null;

  @Field(() => String, { nullable: true, description: "By name, or those who treat the client." })
  intermediaryMembers?: string | null;

  @Field(() => MonitorDutyEnum, { nullable: true, description: "Needed for CRIMINAL_JUSTICE." })
  monitorDuty?: MonitorDuty | null;

  @Field(() => String, { nullable: true, description: "The official or agency; needed for CRIMINAL_JUSTICE." })
  monitorOfficial?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Until it ends; for CRIMINAL_JUSTICE alone." })
  irrevocable?: boolean | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export abstract class ConsentCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RevokeConsentInput extends ConsentCommandInput {}

@InputType()
export class LiftConsentHoldInput extends ConsentCommandInput {}

@InputType()
export class HoldConsentInput extends ConsentCommandInput {
  @Field(() => String, { description: "Who said it, and how." })
  reason: string;
}

@InputType()
export class FlagConsentFalseInput extends ConsentCommandInput {
  @Field(() => String)
  reason: string;
}

@InputType()
export class RecordConsentEventInput extends ConsentCommandInput {
  @Field(() => DateTime, { nullable: true, description: "Now unless given." })
  occurredAt?: Date | null;
}
