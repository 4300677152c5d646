import type { Category, DisclosureStage, Mode, ReferralState, Urgency } from "@causeway/care";
import {
  ConsentCategoryEnum,
  DisclosureStageEnum,
  ReferralModeEnum,
  ReferralStateEnum,
  UrgencyEnum,
} from "@causeway/care";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class ReferralsArgs extends ConnectionArgs {
  @Field(() => ReferralStateEnum, { nullable: true })
  state?: ReferralState | null;

  @Field(() => ID, { nullable: true })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: "NEWEST or OLDEST." })
  orderBy?: string | null;
}

@InputType()
export class ReferralRecipientInput {
  @Field(() => ID, { nullable: true, description: "A program in the directory, or of a receiver off the platform." })
  programId?: string | null;

  @Field(() => ID, { nullable: true, description: "Instead: a receiver off the platform, asked at this level." })
  outsideReceiverId?: string | null;

  @Field(() => Int, { nullable: true, description: "1 unless given; at most three recipients a wave." })
  wave?: number | null;
}

@InputType()
export class PacketSectionInput {
  @Field(() => ConsentCategoryEnum)
  category: Category;

  @Field(() => String)
  text: string;
}

@InputType()
export class CreateReferralInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { nullable: true })
  enrollmentId?: string | null;

  @Field(() => String, { description: "Edition of the ASAM criteria: ASAM3 or ASAM4." })
  edition: string;

  @Field(() => String)
  levelCode: string;

  @Field(() => String)
  reason: string;

  @Field(() => UrgencyEnum)
  urgency: Urgency;

  @Field(() => ReferralModeEnum)
  mode: Mode;

  @Field(() => DisclosureStageEnum, { nullable: true, description: "TWO_STAGE unless given." })
  disclosure?: DisclosureStage | null;

  @Field(() => [ConsentCategoryEnum], { description: "What the packet holds; the consent must cover it all." })
  categories: Category[];

  @Field(() => [PacketSectionInput], { nullable: true, description: "Words for the packet." })
  sections?: PacketSectionInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Why all of the record is needed; asked where all of it is named.",
  })
  wholeRecordReason?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes in capitals, shown before the packet opens." })
  needs?: string[] | null;

  @Field(() => [ReferralRecipientInput])
  recipients: ReferralRecipientInput[];

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "A move of a whole referral by its sender." })
export class ReferralMoveInput {
  @Field(() => ID, { description: "Of the referral." })
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class OpenNextWaveInput extends ReferralMoveInput {
  @Field(() => [ID], { nullable: true, description: "Programs to ask, when no wave is waiting." })
  programIds?: string[] | null;
}

@InputType({ description: "A move of one recipient's part." })
export class RecipientMoveInput {
  @Field(() => ID, { description: "Of the recipient's part: referral_recipient_..." })
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class ProvideInformationInput extends RecipientMoveInput {
  @Field(() => String, { description: "Without anything that names the client." })
  answer: string;
}
