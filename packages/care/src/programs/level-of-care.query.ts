import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { LevelOfCare } from "./level-of-care.entity.ts";

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
