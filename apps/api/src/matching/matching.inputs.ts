import type { CoOccurring, FitAnswer, FitItem, MedicationPolicy, PartOfDay, ScreeningDecision } from "@causeway/care";
import {
  CoOccurringEnum,
  FitAnswerEnum,
  FitItemEnum,
  MedicationPolicyEnum,
  PartOfDayEnum,
  ScreeningDecisionEnum,
} from "@causeway/care";
import { ArgsType, Field, Float, ID, InputType, Int } from "type-graphql";
import { PointInput } from "../directory/directory.inputs.ts";
import { EnrollmentCommandInput } from "../enrollments/enrollment.inputs.ts";

@InputType({ description: "One line of the checklist; what was not asked is left out." })
export class FitLineInput {
  @Field(() => FitItemEnum)
  item: FitItem;

  @Field(() => FitAnswerEnum)
  answer: FitAnswer;
}

@InputType({ description: "What a client needs. Nothing of it says who the client is." })
class NeedInput {
  @Field(() => String, { description: "ASAM3 or ASAM4; the same level of the other edition fits too." })
  edition: string;

  @Field(() => String)
  levelCode: string;

  @Field(() => Int, { nullable: true, description: "In years." })
  age?: number | null;

  @Field(() => [String], { nullable: true, description: "Codes of POPULATION." })
  populations?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of PAYER." })
  payers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of PROGRAM_SERVICE." })
  services?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of TREATMENT_MODEL." })
  treatmentModels?: string[] | null;

  @Field(() => [String], { nullable: true, description: "BCP 47 tags." })
  languages?: string[] | null;

  @Field(() => [Int], { nullable: true, description: "Days on which one can come, 1 Monday to 7 Sunday." })
  weekdays?: number[] | null;

  @Field(() => [PartOfDayEnum], { nullable: true })
  partsOfDay?: PartOfDay[] | null;

  @Field(() => CoOccurringEnum, { nullable: true, description: "At least." })
  coOccurring?: CoOccurring | null;

  @Field(() => MedicationPolicyEnum, { nullable: true, description: "At least." })
  medication?: MedicationPolicy | null;

  @Field(() => Boolean, { nullable: true })
  telehealth?: boolean | null;

  @Field(() => Int, { nullable: true, description: "In the smallest unit of the currency." })
  maxPricePerDayMinor?: number | null;

  @Field(() => PointInput, { nullable: true })
  near?: PointInput | null;

  @Field(() => String, { nullable: true })
  nearPostalCode?: string | null;

  @Field(() => Float, { nullable: true, description: "Farther is a flag." })
  withinKm?: number | null;

  @Field(() => [FitLineInput], { nullable: true })
  fit?: FitLineInput[] | null;
}

@ArgsType()
export class MatchProgramsArgs {
  @Field(() => NeedInput)
  need: NeedInput;

  @Field(() => ID, {
    nullable: true,
    description:
      "A client of one's own: fills in what the need leaves open. Needs client.details.read; nothing of the client leaves.",
  })
  clientId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only programs of other organisations." })
  othersOnly?: boolean | null;

  @Field(() => Int, { nullable: true, description: "Rows wanted, 1 to 100; 20 unless given." })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

@InputType()
export class RecordScreeningInput extends EnrollmentCommandInput {
  @Field(() => [FitLineInput])
  fit: FitLineInput[];

  @Field(() => ScreeningDecisionEnum, { description: "PROCEED only where the checklist shows nothing." })
  decision: ScreeningDecision;

  @Field(() => String, { nullable: true, description: "Needed unless the decision is PROCEED." })
  note?: string | null;
}
