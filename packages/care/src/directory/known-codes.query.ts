import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { Wishes } from "./criteria.rules.ts";

const SYSTEMS = [
  ["payers", "PAYER"],
  ["services", "PROGRAM_SERVICE"],
  ["treatmentModels", "TREATMENT_MODEL"],
  ["populations", "POPULATION"],
] as const;

/**
 * Refuses a code that no list has: a slip of the hand would read as "no program does".
 * @param path where the wishes lie in the input
 * @throws DomainError INVALID (reason UNKNOWN_CODE) with the path of the code
 */
export async function requireKnownCodes(
  db: Database,
  actor: Actor,
  wishes: Pick<Wishes, (typeof SYSTEMS)[number][0] | "levelCodes">,
  path: readonly string[] = [],
): Promise<void> {
  const asked = [
    ...SYSTEMS.flatMap(([wish, system]) => (wishes[wish] ?? []).map((code, place) => ({ wish, system, code, place }))),
    ...(wishes.levelCodes ?? []).map((code, place) => ({ wish: "levelCodes", system: "LEVEL", code, place })),
  ];
  if (asked.length === 0) return;
  const [unknown] = await db.readWith<{ at: number }>(actor, {
    sql: `select (asked.at - 1)::int as at from unnest($1::text[], $2::text[]) with ordinality asked(system, code, at)
      where not exists (select from codes c where c.system = asked.system and c.code = asked.code)
        and not (asked.system = 'LEVEL' and exists (select from levels_of_care l where l.code = asked.code))
      order by asked.at limit 1`,
    values: [asked.map(({ system }) => system), asked.map(({ code }) => code)],
  });
  const wrong = unknown && asked[unknown.at];
  if (!wrong) return;
  const at = [...path, wrong.wish, String(wrong.place)];
  if (wrong.system === "LEVEL") throw invalid(at, "No edition has a level of this code.", "UNKNOWN_CODE");
  throw invalid(at, `This is not a code of the list ${wrong.system}.`, "UNKNOWN_CODE");
}
