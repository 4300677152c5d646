import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";

export const AUTHORISATION_UNITS = ["DAY", "HOUR", "VISIT"] as const;
export type AuthorisationUnit = (typeof AUTHORISATION_UNITS)[number];
export const AuthorisationUnitEnum = enumType(
  "AuthorisationUnit",
  AUTHORISATION_UNITS,
  "DAY: a day of at least the payer's daily minutes. HOUR: an hour of care. VISIT: a session attended.",
);

@Entity("billing_codes")
@ObjectType({ description: "A HCPCS code by which payers authorise care of these levels." })
export class BillingCode {
  @PrimaryColumn({ type: "text" })
  @Field(() => String)
  code: string;

  @Column({ type: "text" })
  @Field(() => String)
  label: string;

  @Column({ type: "text", array: true })
  @Field(() => [AuthorisationUnitEnum])
  units: AuthorisationUnit[];

  @Column({ name: "daily_minutes_min", type: "integer", nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "Minutes that make a day billable by the code itself; null where each payer sets them.",
  })
  dailyMinutesMin: number | null;

  @Column({ name: "revenue_code", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  revenueCode: string | null;

  @Column({ type: "integer" })
  sort: number;
}
