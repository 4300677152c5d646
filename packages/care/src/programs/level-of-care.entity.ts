import { Field, Float, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

@ObjectType({ description: "Hours a week a level asks for; null where no bound is set." })
export class LevelOfCareHours {
  @Field(() => String)
  population: string;

  @Field(() => Float, { nullable: true })
  minHoursPerWeek: number | null;

  @Field(() => Float, { nullable: true })
  maxHoursPerWeek: number | null;
}

@Entity("levels_of_care")
@ObjectType({
  description: "A level of care of one edition of the ASAM criteria: code, name and hours, no decision rules.",
})
export class LevelOfCare {
  @PrimaryColumn({ type: "text" })
  @Field(() => String)
  edition: string;

  @PrimaryColumn({ type: "text" })
  @Field(() => String)
  code: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Intensity; comparable across editions." })
  rank: number;

  @Column({ type: "text" })
  @Field(() => String)
  setting: string;

  @Column({ name: "withdrawal_management", type: "boolean" })
  @Field(() => Boolean)
  withdrawalManagement: boolean;

  @Field(() => [LevelOfCareHours])
  hours: LevelOfCareHours[];
}

/** What the level asks for, in hours a week. */
export interface LevelBounds {
  readonly minHours: number | null;
  /** From here on an outpatient program is as intensive as the next level up. */
  readonly nextLevelHours: number | null;
}
