import type { DoseRisk, DoseStatus } from "@causeway/care";
import { DOSE_RISKS, DoseStatusEnum, Enrollment, enumType } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../graphql/connection.ts";

const DoseRiskEnum = enumType(
  "DoseRisk",
  DOSE_RISKS,
  "How this week stands, the most worrying first: REACHED has what it asks for, ON_TRACK will when the client attends what is booked.",
);

@ObjectType({ description: "A coming session that takes somebody more and would fill what is missing." })
export class MakeUpSession {
  @Field(() => ID)
  sessionId: string;

  @Field(() => DateTime)
  startsAt: Date;

  @Field(() => Int)
  minutes: number;

  @Field(() => Boolean, { description: "Can be attended from afar." })
  telehealth: boolean;

  @Field(() => Int, { nullable: true, description: "Null where it takes any number." })
  placesLeft: number | null;
}

@ObjectType({ description: "How this week stands for one client, live from what is recorded." })
export class DoseRadarRow {
  @Field(() => Enrollment)
  enrollment: unknown;

  @Field(() => LocalDate, { description: "The Monday of the week, where the program is." })
  weekStartsOn: string;

  @Field(() => DateTime)
  endsAt: Date;

  @Field(() => Int)
  requiredMinutes: number;

  @Field(() => Int, { nullable: true, description: "The most that the level goes up to; null where it sets no bound." })
  maxMinutes: number | null;

  @Field(() => Int)
  deliveredMinutes: number;

  @Field(() => Int, { description: "Of sessions that have begun and whose attendance is not recorded yet." })
  unrecordedMinutes: number;

  @Field(() => Int, { description: "Of sessions yet to come in which the client is expected." })
  comingMinutes: number;

  @Field(() => DoseStatusEnum, { description: "What the week comes to when the client attends all of these." })
  forecast: DoseStatus;

  @Field(() => Int, { description: "What is missing then." })
  shortfallMinutes: number;

  @Field(() => Boolean, { description: "Whether open sessions can still fill what is missing." })
  canReach: boolean;

  @Field(() => DoseRiskEnum)
  risk: DoseRisk;

  @Field(() => [MakeUpSession], {
    description:
      "The fewest open sessions that fill the shortfall, at times not taken; empty where none can, or none is needed.",
  })
  makeUp: MakeUpSession[];
}

@ObjectType()
export class DoseRadarEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => DoseRadarRow)
  node: DoseRadarRow;
}

@ObjectType()
export class DoseRadarConnection {
  @Field(() => [DoseRadarEdge])
  edges: DoseRadarEdge[];

  @Field(() => [DoseRadarRow])
  nodes: DoseRadarRow[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType({ description: "Weeks of stays in a program, counted by what they came to." })
export class ProgramDoseWeek {
  @Field(() => ID)
  programId: string;

  @Field(() => String)
  programName: string;

  @Field(() => LocalDate)
  weekStartsOn: string;

  @Field(() => Boolean, { description: "False while the week goes on, and its counts with it." })
  over: boolean;

  @Field(() => Int)
  met: number;

  @Field(() => Int)
  short: number;

  @Field(() => Int)
  overMax: number;

  @Field(() => Int)
  taper: number;

  @Field(() => Int)
  exempt: number;

  @Field(() => Int)
  requiredMinutes: number;

  @Field(() => Int)
  deliveredMinutes: number;
}
