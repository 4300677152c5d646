import { CoOccurringEnum, MedicationPolicyEnum, ProgramStateEnum, TelehealthEnum } from "@causeway/care";
import type { CoOccurring, MedicationPolicy, ProgramState, Telehealth } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, Float, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class ProgramsArgs extends ConnectionArgs {
  @Field(() => ProgramStateEnum, { nullable: true })
  state?: ProgramState | null;

  @Field(() => ID, { nullable: true })
  siteId?: string | null;

  @Field(() => String, { nullable: true })
  levelCode?: string | null;

  @Field(() => String, { nullable: true, description: "NAME or NEWEST." })
  orderBy?: string | null;
}

@InputType()
export class CreateSiteInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  addressLine?: string | null;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { nullable: true, description: "ZIP or ZIP+4; places the site unless coordinates are given." })
  postalCode?: string | null;

  @Field(() => Float, { nullable: true })
  latitude?: number | null;

  @Field(() => Float, { nullable: true })
  longitude?: number | null;

  @Field(() => String, { nullable: true, description: "IANA zone; told from the place unless given." })
  timeZone?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "The id of another system, unique in the organisation." })
  externalId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class UpdateSiteInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  addressLine?: string | null;

  @Field(() => String, { nullable: true })
  city?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { nullable: true })
  postalCode?: string | null;

  @Field(() => String, { nullable: true })
  timeZone?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;
}

@InputType({ description: "What a program says of itself." })
class ProgramFiguresInput {
  @Field(() => [String], { nullable: true, description: "Codes of PROGRAM_SERVICE." })
  services?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of TREATMENT_MODEL." })
  treatmentModels?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of PAYER." })
  payers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of POPULATION." })
  populations?: string[] | null;

  @Field(() => [String], { nullable: true, description: "BCP 47 tags." })
  languages?: string[] | null;

  @Field(() => Float, { nullable: true })
  hoursPerWeekMin?: number | null;

  @Field(() => Float, { nullable: true })
  hoursPerWeekMax?: number | null;

  @Field(() => Int, { nullable: true })
  daysPerWeekMin?: number | null;

  @Field(() => Int, { nullable: true })
  daysPerWeekMax?: number | null;

  @Field(() => Int, { nullable: true, description: "In years." })
  agesMin?: number | null;

  @Field(() => Int, { nullable: true })
  agesMax?: number | null;

  @Field(() => Int, { nullable: true })
  typicalWeeksMin?: number | null;

  @Field(() => Int, { nullable: true })
  typicalWeeksMax?: number | null;

  @Field(() => CoOccurringEnum, { nullable: true })
  coOccurring?: CoOccurring | null;

  @Field(() => MedicationPolicyEnum, { nullable: true })
  medicationPolicy?: MedicationPolicy | null;

  @Field(() => TelehealthEnum, { nullable: true })
  telehealth?: Telehealth | null;

  @Field(() => String, { nullable: true, description: "Who is admitted, in words; at most 4000 characters." })
  admissionCriteria?: string | null;

  @Field(() => String, { nullable: true, description: "Who is not, in words; at most 4000 characters." })
  exclusions?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Funded by the federal block grant." })
  blockGrant?: boolean | null;

  @Field(() => Int, { nullable: true, description: "TEDS SUB, 2 to 19." })
  primarySubstanceFocus?: number | null;
}

@InputType()
export class CreateProgramInput extends ProgramFiguresInput {
  @Field(() => ID)
  siteId: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: "ASAM3 or ASAM4." })
  edition: string;

  @Field(() => String)
  levelCode: string;

  @Field(() => Int)
  capacity: number;

  @Field(() => String, { nullable: true })
  externalId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "What is left out stays as it is; null empties a field that may be empty." })
export class UpdateProgramInput extends ProgramFiguresInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => Int, { nullable: true })
  capacity?: number | null;
}

@InputType()
export class ProgramCommandInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType({
  description: "For a day after today it is planned, and takes effect as that day begins where the program is.",
})
export class ProgramStateInput extends ProgramCommandInput {
  @Field(() => LocalDate, { nullable: true, description: "Now, unless given." })
  effectiveOn?: string | null;

  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  reason?: string | null;
}
