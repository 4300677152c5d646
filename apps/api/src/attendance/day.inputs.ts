import { AttendanceDayStateEnum } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class AttendanceDaysArgs extends ConnectionArgs {
  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => AttendanceDayStateEnum, { nullable: true })
  state?: "OPEN" | "CLOSED" | null;

  @Field(() => LocalDate, { nullable: true })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "Days before this." })
  to?: string | null;
}

@ArgsType()
export class HolidaysArgs extends ConnectionArgs {
  @Field(() => LocalDate, { nullable: true })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "Days before this." })
  to?: string | null;
}

@InputType()
export class CloseAttendanceDayInput {
  @Field(() => ID)
  programId: string;

  @Field(() => LocalDate, { description: "Where the program is." })
  day: string;
}

@InputType()
export class ReopenAttendanceDayInput {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: "Kept with who opened the day." })
  reason: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class AddHolidayInput {
  @Field(() => LocalDate)
  day: string;

  @Field(() => String)
  name: string;

  @Field(() => ID, { nullable: true, description: "At every site unless given." })
  siteId?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RemoveHolidayInput {
  @Field(() => ID)
  id: string;
}
