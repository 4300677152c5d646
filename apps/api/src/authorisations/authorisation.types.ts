import { LocalDate } from "@causeway/database";
import { Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A day of care that an authorisation covers." })
export class AuthorisationDay {
  @Field(() => LocalDate)
  on: string;

  @Field(() => Int)
  minutes: number;

  @Field(() => Int, { description: "0 for a day too short to be billable." })
  units: number;

  @Field(() => Int, { description: "Units used up to this day, this one included." })
  used: number;
}

@ObjectType({
  description:
    "What of an authorisation is used. A day of care burns one authorisation: of those that cover it one at the level placed at before the others, one with units left before one without, then the one that ends first. DAY: a day of at least the payer's minutes. HOUR: each hour once its middle is passed. VISIT: a session attended.",
})
export class AuthorisationBurnDown {
  @Field(() => Int)
  used: number;

  @Field(() => Int)
  remaining: number;

  @Field(() => Int, { description: "Used beyond what was granted. A warning; care is never refused for it." })
  over: number;

  @Field(() => Boolean, { description: "At 80 % of the units granted." })
  nearlyUsed: boolean;

  @Field(() => Float, {
    nullable: true,
    description: "Units a day over the last two weeks; null outside the days covered.",
  })
  pace: number | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: "The day the last unit was used, or by the present pace will be; null where no end is in sight.",
  })
  exhaustsOn: string | null;

  @Field(() => [AuthorisationDay])
  days: AuthorisationDay[];
}
