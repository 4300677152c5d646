import type { Category, RestrictionKind } from "@causeway/care";
import { ConsentCategoryEnum, RestrictionKindEnum } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class DisclosureRestrictionsArgs extends ConnectionArgs {
  @Field(() => ID)
  clientId: string;
}

@InputType({ description: "What a client asked to be kept from somebody (45 CFR 164.522(a))." })
export class RecordDisclosureRestrictionInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => RestrictionKindEnum, { description: "SELF_PAID is always agreed to." })
  kind: RestrictionKind;

  @Field(() => String, { description: "In words." })
  request: string;

  @Field(() => LocalDate)
  requestedOn: string;

  @Field(() => String, { nullable: true, description: "Why it was not agreed to; agreed without it." })
  refusalReason?: string | null;

  @Field(() => String, { nullable: true, description: "Of SELF_PAID: the health plan; any unless given." })
  payerName?: string | null;

  @Field(() => ID, { nullable: true, description: "Of OTHER: from whom it is kept; all unless given." })
  towardsOrganisationId?: string | null;

  @Field(() => [ConsentCategoryEnum], { nullable: true, description: "Everything unless given." })
  categories?: Category[] | null;

  @Field(() => LocalDate, { nullable: true, description: "Needed for SELF_PAID." })
  serviceFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: "First day it is no longer asked for." })
  serviceUntil?: string | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class EndDisclosureRestrictionInput {
  @Field(() => ID)
  id: string;

  @Field(() => Boolean, { description: "That the client asked for the end, or agreed to it." })
  clientAgrees: boolean;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
