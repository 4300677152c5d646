import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, Int } from "type-graphql";
import { ConnectionArgs, DEFAULT_PAGE, LARGEST_PAGE } from "../graphql/connection.ts";

@ArgsType()
export class DoseRadarArgs {
  @Field(() => ID, { nullable: true, description: "All programs unless given." })
  programId?: string | null;

  @Field(() => Int, { nullable: true, description: `Rows wanted, 1 to ${LARGEST_PAGE}; ${DEFAULT_PAGE} unless given.` })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

@ArgsType()
export class DoseHistoryArgs extends ConnectionArgs {
  @Field(() => ID)
  enrollmentId: string;
}

@ArgsType()
export class DoseSummaryArgs {
  @Field(() => ID, { nullable: true, description: "All programs unless given." })
  programId?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: "Weeks that begin on this day or later; twelve weeks unless given.",
  })
  from?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: "Weeks that begin before this day; up to now unless given. At most 53 weeks.",
  })
  to?: string | null;
}
