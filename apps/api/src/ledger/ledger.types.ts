import type { LevelLedger, PartingKind, WeekVerdict } from "@causeway/care";
import {
  AuthorisationStateEnum,
  AuthorisationUnitEnum,
  PartingKindEnum,
  WEEK_VERDICTS,
  enumType,
} from "@causeway/care";
import type { AuthorisationState, AuthorisationUnit } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import { encodeId } from "@causeway/kernel";
import { Field, ID, Int, ObjectType } from "type-graphql";

const WeekVerdictEnum = enumType(
  "LaneWeekVerdict",
  WEEK_VERDICTS,
  "OPEN: not over yet. EXEMPT: fewer than four days of it count, or care had not begun. TAPER: less was planned on the way out.",
);

@ObjectType({ description: "A level of care by its edition and code." })
export class LaneLevel {
  @Field(() => String)
  edition: string;

  @Field(() => String)
  code: string;
}

@ObjectType({ description: "The clinical lane: a level of care over days." })
export class ClinicalSpan {
  @Field(() => ID)
  placementId: string;

  @Field(() => ID)
  programId: string;

  @Field(() => LaneLevel)
  level: LaneLevel;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => LocalDate, { nullable: true, description: "First day it no longer holds." })
  endsOn: string | null;

  @Field(() => Int)
  daysSoFar: number;

  @Field(() => Int, { nullable: true, description: "What programs commonly tell of this level; no bound." })
  typicalWeeksMin: number | null;

  @Field(() => Int, { nullable: true })
  typicalWeeksMax: number | null;
}

@ObjectType({ description: "The authorised lane: an authorisation as it was believed to stand." })
export class AuthorisedSpan {
  @Field(() => ID)
  authorisationId: string;

  @Field(() => AuthorisationStateEnum)
  state: AuthorisationState;

  @Field(() => String, { nullable: true })
  number: string | null;

  @Field(() => LaneLevel)
  level: LaneLevel;

  @Field(() => String)
  serviceCode: string;

  @Field(() => AuthorisationUnitEnum)
  unit: AuthorisationUnit;

  @Field(() => Int)
  requestedUnits: number;

  @Field(() => Int, { description: "0 covers nothing." })
  approvedUnits: number;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => LocalDate)
  endsOn: string;
}

@ObjectType({
  description: "The attended lane: care received in a week, from Monday to Monday where the client was admitted.",
})
export class LaneWeek {
  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => Int)
  minutes: number;

  @Field(() => Int)
  daysAttended: number;

  @Field(() => LaneLevel, { nullable: true, description: "The outpatient level that so many minutes amount to." })
  level: LaneLevel | null;

  @Field(() => Int, { description: "What the level placed at asks of the days that count; a plan may ask for more." })
  requiredMinutes: number;

  @Field(() => WeekVerdictEnum)
  verdict: WeekVerdict;
}

@ObjectType({ description: "Days on which two lanes are apart." })
export class LaneParting {
  @Field(() => PartingKindEnum)
  kind: PartingKind;

  @Field(() => LocalDate)
  startsOn: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: "First day they are together again; null while they are apart.",
  })
  endsOn: string | null;

  @Field(() => LaneLevel, { nullable: true })
  clinical: LaneLevel | null;

  @Field(() => LaneLevel, { nullable: true })
  authorised: LaneLevel | null;

  @Field(() => ID, { nullable: true })
  authorisationId: string | null;

  @Field(() => Boolean, { description: "An answer of the payer is awaited for these days." })
  pending: boolean;
}

@ObjectType({ description: "The level of care of a stay in three lanes, as it was believed at a moment." })
export class Ledger {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => DateTime)
  asBelievedAt: Date;

  @Field(() => String, { description: "In which the days and weeks are counted." })
  timeZone: string;

  @Field(() => LocalDate)
  from: string;

  @Field(() => LocalDate, { description: "First day no longer shown." })
  to: string;

  @Field(() => [ClinicalSpan])
  clinical: ClinicalSpan[];

  @Field(() => [AuthorisedSpan], { nullable: true, description: "Null without the permission authorisation.read." })
  authorised: AuthorisedSpan[] | null;

  @Field(() => [LaneWeek])
  attended: LaneWeek[];

  @Field(() => [LaneParting], { nullable: true, description: "Null without the permission authorisation.read." })
  partings: LaneParting[] | null;
}

/** The ledger as the API shows it. */
export function shownLedger(ledger: LevelLedger, asBelievedAt: Date, seesAuthorisations: boolean): Ledger {
  return {
    enrollmentId: encodeId("enrollment", ledger.enrollmentId),
    asBelievedAt,
    timeZone: ledger.zone,
    from: ledger.from,
    to: ledger.to,
    clinical: ledger.clinical.map((span) => ({
      ...span,
      placementId: encodeId("placement", span.id),
      programId: encodeId("program", span.programId),
      level: levelOf(span),
      typicalWeeksMin: span.typicalWeeks?.[0] ?? null,
      typicalWeeksMax: span.typicalWeeks?.[1] ?? null,
    })),
    authorised: seesAuthorisations
      ? ledger.authorised.map((one) => ({
          ...one,
          authorisationId: encodeId("authorisation", one.id),
          level: levelOf(one),
        }))
      : null,
    attended: [...ledger.attended],
    partings: seesAuthorisations
      ? ledger.partings.map((one) => ({
          ...one,
          authorisationId: one.authorisationId === null ? null : encodeId("authorisation", one.authorisationId),
        }))
      : null,
  };
}

function levelOf(of: { readonly edition: string; readonly levelCode: string }): LaneLevel {
  return { edition: of.edition, code: of.levelCode };
}
