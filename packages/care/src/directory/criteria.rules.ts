import { invalid } from "@causeway/kernel";
import { staleBefore } from "./openings.rules.ts";

export const CRITERIA = [
  "LEVEL",
  "PAYER",
  "SERVICE",
  "TREATMENT_MODEL",
  "POPULATION",
  "LANGUAGE",
  "WEEKDAYS",
  "PART_OF_DAY",
  "AGE",
  "CO_OCCURRING",
  "MEDICATION",
  "TELEHEALTH",
  "PRICE",
  "ACCREDITATION",
  "DISTANCE",
  "OPENINGS",
  "OPENINGS_CONFIRMED",
  "FIT",
] as const;
export type CriterionName = (typeof CRITERIA)[number];

export const PARTS_OF_DAY = ["MORNING", "AFTERNOON", "EVENING"] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

type Optional<T> = T | null | undefined;

/** What somebody looks for in a program; each can be required or preferred. */
export interface Wishes {
  /** Any of these levels. */
  readonly levelCodes?: Optional<readonly string[]>;
  /** Each of these. */
  readonly payers?: Optional<readonly string[]>;
  readonly services?: Optional<readonly string[]>;
  readonly treatmentModels?: Optional<readonly string[]>;
  readonly populations?: Optional<readonly string[]>;
  readonly languages?: Optional<readonly string[]>;
  /** Days on which one can come, 1 Monday to 7 Sunday: the program meets on no other. */
  readonly weekdays?: Optional<readonly number[]>;
  /** The program meets in any of these. */
  readonly partsOfDay?: Optional<readonly PartOfDay[]>;
  /** In years. */
  readonly age?: Optional<number>;
  readonly coOccurring?: Optional<"NONE" | "CAPABLE" | "ENHANCED">;
  readonly medication?: Optional<"NOT_ACCEPTED" | "ACCEPTED" | "PRESCRIBED">;
  /** Given at a distance, at least in part. */
  readonly telehealth?: Optional<boolean>;
  readonly maxPricePerDayMinor?: Optional<number>;
  readonly accredited?: Optional<boolean>;
  /** As the crow flies, from the place searched from. */
  readonly withinKm?: Optional<number>;
  readonly withOpenings?: Optional<boolean>;
  readonly openingsConfirmed?: Optional<boolean>;
}

/** One thing asked of a program. */
export interface Criterion {
  readonly criterion: CriterionName;
  /** The word of a list it is about, where the criterion has several. */
  readonly code: string | null;
  /** A boolean over `d`, the entry with the setting of its level; null where the program has not said. */
  readonly sql: string;
}

/** How one program stands to a criterion. */
export interface Judged {
  readonly criterion: CriterionName;
  readonly code: string | null;
  /** False where the program has not said. */
  readonly known: boolean;
}

const LISTS = [
  ["payers", "PAYER", "payers"],
  ["services", "SERVICE", "services"],
  ["treatmentModels", "TREATMENT_MODEL", "treatment_models"],
  ["populations", "POPULATION", "populations"],
  ["languages", "LANGUAGE", "languages"],
] as const;

/** Longest list of one wish. */
const MOST = 50;

/**
 * What is wished as criteria. Pure but for `value`, which takes a parameter and answers its place in the statement.
 * @param context.distance SQL of the kilometres from the place searched from
 * @throws DomainError INVALID with the path of the wish
 */
export function criteriaOf(
  wishes: Wishes,
  value: (v: unknown) => string,
  context: { readonly distance: string; readonly now: Date },
): Criterion[] {
  const criteria: Criterion[] = [];
  const add = (criterion: CriterionName, sql: string, code: string | null = null): void =>
    void criteria.push({ criterion, code, sql });
  check(wishes);
  if (wishes.levelCodes?.length) add("LEVEL", `d.level_code = any(${value(wishes.levelCodes)}::text[])`);
  for (const [wish, criterion, column] of LISTS) {
    for (const code of new Set(wishes[wish]))
      add(criterion, saidIn(`d.${column}`, `d.${column} @> array[${value(code)}::text]`), code);
  }
  if (wishes.weekdays?.length)
    add("WEEKDAYS", saidIn("d.weekdays", `d.weekdays <@ ${value(wishes.weekdays)}::smallint[]`));
  if (wishes.partsOfDay?.length)
    add("PART_OF_DAY", saidIn("d.parts_of_day", `d.parts_of_day && ${value(wishes.partsOfDay)}::text[]`));
  if (typeof wishes.age === "number") {
    const age = `${value(wishes.age)}::integer`;
    add(
      "AGE",
      `case when d.ages_min is null and d.ages_max is null then null else ${age} between coalesce(d.ages_min, 0) and coalesce(d.ages_max, 999) end`,
    );
  }
  if (wishes.coOccurring)
    add("CO_OCCURRING", atLeast("d.co_occurring", wishes.coOccurring, ["NONE", "CAPABLE", "ENHANCED"]));
  if (wishes.medication)
    add("MEDICATION", atLeast("d.medication_policy", wishes.medication, ["NOT_ACCEPTED", "ACCEPTED", "PRESCRIBED"]));
  if (wishes.telehealth) add("TELEHEALTH", "d.telehealth in ('HYBRID', 'FULL')");
  if (typeof wishes.maxPricePerDayMinor === "number")
    add("PRICE", `d.price_per_day_minor <= ${value(wishes.maxPricePerDayMinor)}::integer`);
  if (wishes.accredited) add("ACCREDITATION", "cardinality(d.accreditations) > 0");
  if (typeof wishes.withinKm === "number")
    add("DISTANCE", `${context.distance} <= ${value(wishes.withinKm)}::double precision`);
  if (wishes.withOpenings) add("OPENINGS", "d.openings > 0");
  if (wishes.openingsConfirmed)
    add(
      "OPENINGS_CONFIRMED",
      `coalesce(d.openings_confirmed_at > ${value(staleBefore(context.now))}::timestamptz, false)`,
    );
  return criteria;
}

/** An empty list says nothing. */
const saidIn = (column: string, sql: string): string => `case when cardinality(${column}) > 0 then ${sql} end`;

const atLeast = (column: string, least: string, order: readonly string[]): string =>
  `${column} in (${order
    .slice(order.indexOf(least))
    .map((word) => `'${word}'`)
    .join(", ")})`;

function check(wishes: Wishes): void {
  for (const wish of [...LISTS.map(([name]) => name), "levelCodes", "weekdays", "partsOfDay"] as const) {
    if ((wishes[wish]?.length ?? 0) > MOST) throw invalid(wish, "This list is too long.");
  }
  const wrongDay = wishes.weekdays?.findIndex((day) => !(Number.isInteger(day) && day >= 1 && day <= 7)) ?? -1;
  if (wrongDay >= 0)
    throw invalid(["weekdays", String(wrongDay)], "A weekday is a number from 1, Monday, to 7, Sunday.");
  for (const [wish, most] of [
    ["age", 120],
    ["maxPricePerDayMinor", 100_000_000],
  ] as const) {
    const number = wishes[wish];
    if (typeof number === "number" && !(Number.isInteger(number) && number >= 0 && number <= most))
      throw invalid(wish, `This is a whole number from 0 to ${most}.`);
  }
  const km = wishes.withinKm;
  if (typeof km === "number" && !(km > 0 && km <= 20_000))
    throw invalid("withinKm", "A distance lies between 0 and 20000 kilometres.");
}
