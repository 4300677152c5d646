import { EXTRACT_KINDS, enumType } from "@causeway/care";
import type { ExtractKind } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, ID, InputType } from "type-graphql";

const TedsExtractKindEnum = enumType("TedsExtractKind", EXTRACT_KINDS, "TEDS-A or TEDS-D.");

@InputType()
export class TedsExtractInput {
  @Field(() => TedsExtractKindEnum)
  kind: ExtractKind;

  @Field(() => String, { description: "Of `stateProfiles`; `US` for the public-use codes." })
  state: string;

  @Field(() => LocalDate, { description: "Admissions, or discharges, from this day on." })
  from: string;

  @Field(() => LocalDate, { description: "First day that is no longer part of it; at most 366 days later." })
  until: string;

  @Field(() => ID, { nullable: true })
  programId?: string | null;

  @Field(() => ID, { nullable: true })
  siteId?: string | null;
}
