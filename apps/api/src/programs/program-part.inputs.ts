import type { CredentialKind, Modality, PriceUnit, StaffRole } from "@causeway/care";
import { CredentialKindEnum, ModalityEnum, PriceUnitEnum, StaffRoleEnum } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType, Int } from "type-graphql";
import { ProgramCommandInput } from "./program.inputs.ts";

@InputType()
export class ProgramSlotInput {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday: number;

  @Field(() => String, { description: "Wall time where the program is, HH:MM." })
  startsAtLocal: string;

  @Field(() => Int)
  minutes: number;

  @Field(() => ModalityEnum)
  modality: Modality;

  @Field(() => Boolean, { defaultValue: false })
  telehealth: boolean;
}

@InputType()
class FromDayInput extends ProgramCommandInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: "Today, unless given; earlier only while there is nothing yet.",
  })
  from?: string | null;
}

@InputType({ description: "The whole timetable from a day on; what was before stays as it was." })
export class SetProgramSlotsInput extends FromDayInput {
  @Field(() => [ProgramSlotInput])
  slots: ProgramSlotInput[];
}

@InputType()
export class ProgramPriceInput {
  @Field(() => PriceUnitEnum)
  unit: PriceUnit;

  @Field(() => Int, { description: "In the smallest unit of the currency: cents of a dollar." })
  amountMinor: number;

  @Field(() => String, { defaultValue: "USD", description: "ISO 4217." })
  currency: string;
}

@InputType({ description: "All prices from a day on, one a unit; what was before stays as it was." })
export class SetProgramPricesInput extends FromDayInput {
  @Field(() => [ProgramPriceInput])
  prices: ProgramPriceInput[];
}

@InputType()
export class AddProgramCredentialInput extends ProgramCommandInput {
  @Field(() => CredentialKindEnum)
  kind: CredentialKind;

  @Field(() => String, { description: "Of an accreditation a code of ACCREDITATION_BODY, of a licence the authority." })
  issuer: string;

  @Field(() => String)
  number: string;

  @Field(() => LocalDate, { nullable: true, description: "The last day it holds." })
  expiresOn?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class WithdrawProgramCredentialInput {
  @Field(() => ID)
  programCredentialId: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class RenewProgramCredentialInput extends WithdrawProgramCredentialInput {
  @Field(() => String, { nullable: true, description: "Where it has another one now." })
  number?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "The last day it holds; null where it has no end." })
  expiresOn?: string | null;
}

@InputType()
export class AddProgramStaffInput extends ProgramCommandInput {
  @Field(() => ID)
  memberId: string;

  @Field(() => StaffRoleEnum)
  role: StaffRole;

  @Field(() => LocalDate, { nullable: true, description: "Today, unless given." })
  startsOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "The first day no longer there." })
  endsOn?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class EndProgramStaffInput {
  @Field(() => ID)
  programStaffId: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => LocalDate, { description: "The first day no longer there." })
  endsOn: string;
}
