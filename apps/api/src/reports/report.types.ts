import type { Figure, Metric, ReportRequest, ReportRow, ReportUnit } from "@causeway/care";
import { Enrollment, REPORT_UNITS, enumType } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../graphql/connection.ts";

const ReportUnitEnum = enumType("ReportUnit", REPORT_UNITS, "Of the value. A SHARE is a number from 0 to 1.");

@ObjectType("ReportFigure", { description: "A number and what it is made of. A part that the metric has not is null." })
export class ReportFigure implements Figure {
  @Field(() => ID, { nullable: true })
  programId: string | null;

  @Field(() => String, { nullable: true })
  programName: string | null;

  @Field(() => String, { nullable: true })
  edition: string | null;

  @Field(() => String, { nullable: true })
  levelCode: string | null;

  @Field(() => Int, { nullable: true, description: "TEDS PRIMPAY; −9 is unknown." })
  payer: number | null;

  @Field(() => Int, { nullable: true, description: "TEDS SUB1; −9 is unknown." })
  substance: number | null;

  @Field(() => Int, { nullable: true })
  band: number | null;

  @Field(() => Float, { nullable: true, description: "Of an average, the sum." })
  numerator: number | null;

  @Field(() => Float, { nullable: true })
  denominator: number | null;

  @Field(() => Float, { nullable: true, description: "Of a change: the numerator at admission." })
  baseline: number | null;

  @Field(() => Float, { nullable: true, description: "Counted beside the number: see the formula." })
  apart: number | null;

  @Field(() => Float, { nullable: true, description: "By the formula; null where there is nothing to divide by." })
  value: number | null;

  @Field(() => Float, { nullable: true, description: "Of an average." })
  median: number | null;

  @Field(() => Float, { nullable: true, description: "90th percentile, of an average." })
  p90: number | null;

  @Field(() => Boolean, { description: "Something of it is withheld." })
  suppressed: boolean;

  @Field(() => Boolean, { description: "It has reached the value that calls for attention." })
  alert: boolean;
}

@ObjectType("ReportRow", { description: "One record behind a number." })
export class ReportRowType implements Omit<ReportRow, "key"> {
  @Field(() => ID, { description: "Of the record that counts; its prefix tells the kind." })
  id: string;

  @Field(() => ID, { nullable: true, description: "Of the stay it belongs to." })
  enrollmentId: string | null;

  @Field(() => Enrollment, { nullable: true })
  enrollment: Record<string, unknown> | null;

  @Field(() => LocalDate, { description: "The day by which it is counted." })
  on: string;

  @Field(() => Float, { description: "What it adds to the part: amounts of all rows add up to it." })
  amount: number;
}

@ObjectType()
export class ReportRowEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => ReportRowType)
  node: ReportRowType;
}

@ObjectType()
export class ReportRowConnection {
  @Field(() => [ReportRowEdge])
  edges: readonly ReportRowEdge[];

  @Field(() => [ReportRowType])
  nodes: readonly ReportRowType[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

@ObjectType("Report", { description: "A metric over a window, in total and by group." })
export class ReportType {
  @Field(() => String)
  metric: string;

  @Field(() => String, { description: "In words." })
  formula: string;

  @Field(() => ReportUnitEnum)
  unit: ReportUnit;

  @Field(() => String, { nullable: true, description: "What `apart` counts." })
  apartOf: string | null;

  @Field(() => String, { nullable: true, description: "What the bands are." })
  bands: string | null;

  @Field(() => ReportFigure)
  total: Figure;

  @Field(() => [ReportFigure])
  groups: readonly Figure[];

  /** What was asked, for the rows behind it. */
  readonly asked: { readonly metric: Metric; readonly request: ReportRequest };
}
