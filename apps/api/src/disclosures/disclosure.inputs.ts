import type { Category, LegalDocument, Manner, UnconsentedBasis } from "@causeway/care";
import {
  ConsentCategoryEnum,
  LEGAL_DOCUMENTS,
  LegalBasisEnum,
  MannerEnum,
  ReviewOutcomeEnum,
  enumType,
} from "@causeway/care";
import type { ReviewOutcome } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

const LegalDocumentEnum = enumType("LegalDocument", LEGAL_DOCUMENTS, "What records were asked for with.");

@InputType({ description: "A disclosure that was made without consent, under a basis of the law." })
export class RecordDisclosureInput {
  @Field(() => LegalBasisEnum)
  legalBasis: UnconsentedBasis;

  @Field(() => ID, { nullable: true, description: "Left out for de-identified data alone." })
  clientId?: string | null;

  @Field(() => String)
  recipientName: string;

  @Field(() => String, { nullable: true, description: "Court, agency, institution or facility." })
  recipientAffiliation?: string | null;

  @Field(() => String)
  purpose: string;

  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Field(() => DateTime, { description: "When it was disclosed." })
  at: Date;

  @Field(() => MannerEnum)
  manner: Manner;

  @Field(() => String, { nullable: true, description: "Who disclosed." })
  disclosedBy?: string | null;

  @Field(() => String, { nullable: true, description: "Number of the order, agreement, protocol or report." })
  reference?: string | null;

  @Field(() => String, { nullable: true })
  circumstances?: string | null;

  @Field(() => LegalDocumentEnum, { nullable: true, description: "A subpoena alone opens nothing." })
  document?: LegalDocument | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Somebody found what the basis asks of its document to be met, such as 42 CFR 2.61 to 2.67 of an order.",
  })
  requirementsConfirmed: boolean;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "What was told to medical personnel in an emergency (42 CFR 2.51(c))." })
export class RecordEmergencyDisclosureInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => String, { description: "The medical personnel, by name." })
  recipientName: string;

  @Field(() => String, { description: "The health care facility they are with." })
  recipientAffiliation: string;

  @Field(() => String)
  disclosedBy: string;

  @Field(() => DateTime)
  at: Date;

  @Field(() => MannerEnum)
  manner: Manner;

  @Field(() => String, { description: "The nature of the emergency." })
  nature: string;

  @Field(() => String, { description: "Why a consent could not be had." })
  consentUnobtainable: string;

  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "A medical emergency of somebody whose packet is not open (42 CFR 2.51)." })
export class BreakGlassInput {
  @Field(() => ID, { description: "Of the received referral." })
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { description: "The medical personnel who treat, by name." })
  personnel: string;

  @Field(() => String, { description: "The health care facility they are with." })
  affiliation: string;

  @Field(() => String, { description: "The nature of the emergency." })
  nature: string;

  @Field(() => String, { description: "Why a consent could not be had." })
  consentUnobtainable: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class ReviewEmergencyInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ReviewOutcomeEnum)
  outcome: ReviewOutcome;

  @Field(() => String)
  note: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@ArgsType()
export class EmergencyReviewsArgs extends ConnectionArgs {
  @Field(() => Boolean, { nullable: true, description: "Only those that nobody has done yet." })
  open?: boolean | null;
}

@ArgsType()
export class RecipientListArgs {
  @Field(() => ID)
  clientId: string;

  @Field(() => DateTime, { nullable: true, description: "Three years back unless given." })
  since?: Date | null;

  @Field(() => Boolean, { nullable: true, description: "Only those under consents that name an intermediary." })
  throughIntermediary?: boolean | null;
}

@ArgsType()
export class RecipientListRequestsArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  clientId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only those that were not answered yet." })
  open?: boolean | null;
}

@InputType()
export class RequestRecipientListInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => LocalDate, { description: "Day of the written request." })
  requestedOn: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class AnswerRecipientListInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => LocalDate)
  answeredOn: string;

  @Field(() => String, { description: "How it was given." })
  method: string;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
