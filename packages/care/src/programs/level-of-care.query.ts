import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Hours a week a level asks for; null where no bound is set." })
export class LevelOfCareHours {
  @Field(() => String)
  population: string;

  @Field(() => Float, { nullable: true })
  minHoursPerWeek: number | null;

  @Field(() => Float, { nullable: true })
  maxHoursPerWeek: number | null;
}

@ObjectType({
  description: "A level of care of one edition of the ASAM criteria: code, name and hours, no decision rules.",
})
export class LevelOfCare {
  @Field(() => String)
  edition: string;

  @Field(() => String)
  code: string;

  @Field(() => String)
  name: string;

  @Field(() => Int, { description: "Intensity; comparable across editions." })
  rank: number;

  @Field(() => String)
  setting: string;

  @Field(() => Boolean)
  withdrawalManagement: boolean;

  @Field(() => [LevelOfCareHours])
  hours: LevelOfCareHours[];
}

/** Levels of care by edition and rank. */
export function levelsOfCare(db: Database, actor: Actor, edition?: string | null): Promise<LevelOfCare[]> {
  return db.readWith<LevelOfCare>(actor, {
    sql: `select l.edition, l.code, l.name, l.rank, l.setting, l.withdrawal_management as "withdrawalManagement",
        coalesce((select json_agg(json_build_object('population', h.population, 'minHoursPerWeek', h.min_hours_per_week,
            'maxHoursPerWeek', h.max_hours_per_week) order by h.population)
          from level_of_care_hours h where h.edition = l.edition and h.code = l.code), '[]') as hours
      from levels_of_care l where $1::text is null or l.edition = $1 order by l.edition, l.rank`,
    values: [edition ?? null],
  });
}
