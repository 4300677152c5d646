import { REFERRAL_DIRECTIONS, REPORT_AUDIENCES, REPORT_DIMENSIONS, REPORT_PARTS, enumType } from "@causeway/care";
import type { Metric, ReferralDirection, ReportAudience, ReportDimension, ReportRequest } from "@causeway/care";
import { DateTime, LocalDate } from "@causeway/database";
import type { ClassType } from "type-graphql";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { idOf, optionalIdOf } from "../graphql/id.ts";

export const ReportPartEnum = enumType(
  "ReportPart",
  REPORT_PARTS,
  "What of a number rows are shown of. BASELINE: at admission, of a change. APART: what the formula counts beside it.",
);
const ReportDimensionEnum = enumType(
  "ReportDimension",
  REPORT_DIMENSIONS,
  "SUBSTANCE is the primary one (TEDS SUB1), PAYER is TEDS PRIMPAY; BAND the spans of TEDS, of lengths of time.",
);
const ReportAudienceEnum = enumType(
  "ReportAudience",
  REPORT_AUDIENCES,
  "OUTSIDE withholds counts below 11, and those that would give one away.",
);
const ReferralDirectionEnum = enumType("ReferralDirection", REFERRAL_DIRECTIONS);

@InputType({ description: "What is counted: all of these hold, and of each list any." })
class ReportFilterInput {
  @Field(() => [ID], { nullable: true, description: "Any of these programs." })
  programIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "ASAM3 or ASAM4." })
  edition?: string | null;

  @Field(() => [String], { nullable: true, description: "Any of these levels of care, on the day that counts." })
  levelCodes?: string[] | null;

  @Field(() => [Int], { nullable: true, description: "Any of TEDS PRIMPAY 1 to 7 at admission; −9 is unknown." })
  payers?: number[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: "Any of TEDS SUB1 1 to 19, the primary substance at admission; −9 is unknown.",
  })
  substances?: number[] | null;

  @Field(() => [Int], { nullable: true, description: "Any of these bands: see the query." })
  bands?: number[] | null;
}

@ArgsType()
class ReportArgs {
  @Field(() => ReportFilterInput, { nullable: true })
  filter?: ReportFilterInput | null;

  @Field(() => [ReportDimensionEnum], { nullable: true, description: "One group for each combination that occurs." })
  groupBy?: ReportDimension[] | null;

  @Field(() => ReportAudienceEnum, { defaultValue: "OWN", description: "For whom the answer is." })
  audience: ReportAudience;
}

@ArgsType()
class WindowReportArgs extends ReportArgs {
  @Field(() => LocalDate, { description: "First day of the window." })
  from: string;

  @Field(() => LocalDate, { description: "The first day after the window." })
  to: string;
}

@ArgsType()
class ReferralReportArgs extends WindowReportArgs {
  @Field(() => ReferralDirectionEnum, { defaultValue: "RECEIVED" })
  direction: ReferralDirection;

  @Field(() => ID, { nullable: true, description: "Referrals between the two alone." })
  partnerOrganisationId?: string | null;
}

@ArgsType()
class InstantReportArgs extends ReportArgs {
  @Field(() => DateTime, { nullable: true, description: "Now unless given." })
  at?: Date | null;
}

/** What the query of a metric takes. */
export const ARGS_OF: Readonly<Record<Metric["asked"], ClassType<ReportArgs>>> = {
  WINDOW: WindowReportArgs,
  REFERRALS: ReferralReportArgs,
  INSTANT: InstantReportArgs,
};

/** @throws DomainError INVALID for an id of another kind */
export function requestOf(args: ReportArgs & Partial<ReferralReportArgs>): ReportRequest {
  const { filter, partnerOrganisationId, ...rest } = args;
  const programIds = filter?.programIds?.map((id, i) => idOf("program", id, ["filter", "programIds", String(i)]));
  return {
    ...rest,
    filter: { ...filter, programIds },
    partnerId: optionalIdOf("organisation", partnerOrganisationId, ["partnerOrganisationId"]),
  };
}
