import type { CoOccurring, MedicationPolicy, PartOfDay } from "@causeway/care";
import { CoOccurringEnum, MedicationPolicyEnum, PartOfDayEnum } from "@causeway/care";
import { ArgsType, Field, Float, InputType, Int } from "type-graphql";

@InputType({ description: "Degrees, WGS 84." })
export class PointInput {
  @Field(() => Float)
  latitude: number;

  @Field(() => Float)
  longitude: number;
}

/** The criteria of a search; as arguments of the search they are required. */
@ArgsType()
@InputType({ description: "What one would rather have: it orders the hits and leaves none out." })
export class DirectoryWishesInput {
  @Field(() => [String], { nullable: true, description: "Any of these levels." })
  levelCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Takes every one of these payers." })
  payers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Gives every one of these services." })
  services?: string[] | null;

  @Field(() => [String], { nullable: true })
  treatmentModels?: string[] | null;

  @Field(() => [String], { nullable: true })
  populations?: string[] | null;

  @Field(() => [String], { nullable: true })
  languages?: string[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: "Days on which one can come, 1 Monday to 7 Sunday: the program meets on no other.",
  })
  weekdays?: number[] | null;

  @Field(() => [PartOfDayEnum], { nullable: true, description: "Meets in any of these." })
  partsOfDay?: PartOfDay[] | null;

  @Field(() => Int, { nullable: true, description: "Takes somebody of this age, in years." })
  age?: number | null;

  @Field(() => CoOccurringEnum, { nullable: true, description: "At least." })
  coOccurring?: CoOccurring | null;

  @Field(() => MedicationPolicyEnum, { nullable: true, description: "At least." })
  medication?: MedicationPolicy | null;

  @Field(() => Boolean, { nullable: true, description: "Given at a distance, at least in part." })
  telehealth?: boolean | null;

  @Field(() => Int, { nullable: true, description: "In the smallest unit of the currency." })
  maxPricePerDayMinor?: number | null;

  @Field(() => Boolean, { nullable: true })
  accredited?: boolean | null;

  @Field(() => Float, { nullable: true, description: "As the crow flies." })
  withinKm?: number | null;

  @Field(() => Boolean, { nullable: true, description: "Has a place free." })
  withOpenings?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Somebody confirmed its openings within a week." })
  openingsConfirmed?: boolean | null;
}

@ArgsType()
export class DirectoryArgs extends DirectoryWishesInput {
  @Field(() => String, { nullable: true, description: "ASAM3 or ASAM4." })
  edition?: string | null;

  @Field(() => DirectoryWishesInput, { nullable: true, description: "What is asked beside it is required." })
  preferred?: DirectoryWishesInput | null;

  @Field(() => String, {
    nullable: true,
    description: "Words of the names of organisation, program or site, spelled nearly right.",
  })
  words?: string | null;

  @Field(() => PointInput, { nullable: true, description: "Nearest to this point first." })
  near?: PointInput | null;

  @Field(() => String, { nullable: true, description: "Nearest to the middle of this ZIP code first." })
  nearPostalCode?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only programs of other organisations." })
  othersOnly?: boolean | null;

  @Field(() => Int, { nullable: true, description: "Rows wanted, 1 to 100; 20 unless given." })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
