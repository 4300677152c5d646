import { DateTime, Node, Readable, References, answeredBy, computed, hasMany } from "@causeway/database";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { LevelBounds } from "./level-of-care.entity.ts";
import type { ProgramState } from "./program.machine.ts";
import { PROGRAM_STATES } from "./program.machine.ts";
import { Site } from "./site.entity.ts";

export const ProgramStateEnum = enumType("ProgramState", PROGRAM_STATES);

export const CO_OCCURRING = ["NONE", "CAPABLE", "ENHANCED"] as const;
export type CoOccurring = (typeof CO_OCCURRING)[number];
export const CoOccurringEnum = enumType(
  "CoOccurringCapability",
  CO_OCCURRING,
  "What a program can do for mental disorders beside the substance use disorder.",
);

export const MEDICATION_POLICIES = ["NOT_ACCEPTED", "ACCEPTED", "PRESCRIBED"] as const;
export type MedicationPolicy = (typeof MEDICATION_POLICIES)[number];
export const MedicationPolicyEnum = enumType(
  "MedicationPolicy",
  MEDICATION_POLICIES,
  "Medication for addiction: clients who take it are not admitted, are welcome, or have it prescribed here.",
);

export const TELEHEALTH = ["NONE", "HYBRID", "FULL"] as const;
export type Telehealth = (typeof TELEHEALTH)[number];
export const TelehealthEnum = enumType("Telehealth", TELEHEALTH, "How much of a program is given at a distance.");

@Entity("programs")
@ObjectType({ implements: Node, description: "What an organisation offers at one site, at one level of care." })
@Readable({ prefix: "program", requires: "program.read" })
export class Program {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @Field(() => ID)
  @References("organisation")
  organisationId: string;

  @Column({ name: "site_id", type: "uuid" })
  @Field(() => ID)
  @References("site")
  siteId: string;

  @ManyToOne(() => Site)
  @JoinColumn({ name: "site_id" })
  @Field(() => Site)
  site: Site;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Edition of the ASAM criteria: ASAM3 or ASAM4." })
  edition: string;

  @Column({ name: "level_code", type: "text" })
  @Field(() => String)
  levelCode: string;

  @Column({ type: "text" })
  @Field(() => ProgramStateEnum)
  state: ProgramState;

  @Column({ type: "boolean" })
  @Field(() => Boolean, { description: "Listed in the directory while it is active." })
  published: boolean;

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Clients it can hold at once." })
  capacity: number;

  /** Changed by `holdPlace` and `releasePlace` alone. */
  @Column({ name: "places_held", type: "integer" })
  @Field(() => Int, { description: "Places taken by admitted clients and accepted referrals." })
  placesHeld: number;

  @Column({ type: "text", array: true })
  @Field(() => [String])
  services: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  payers: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  populations: string[];

  @Column({ type: "text", array: true })
  @Field(() => [String])
  languages: string[];

  // numeric reads as text, so that no digit is lost on the way.
  @Column({ name: "hours_per_week_min", type: "numeric", precision: 5, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true })
  hoursPerWeekMin: number | string | null;

  @Column({ name: "hours_per_week_max", type: "numeric", precision: 5, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true })
  hoursPerWeekMax: number | string | null;

  @Column({ name: "days_per_week_min", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  daysPerWeekMin: number | null;

  @Column({ name: "days_per_week_max", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  daysPerWeekMax: number | null;

  @Column({ name: "treatment_models", type: "text", array: true })
  @Field(() => [String])
  treatmentModels: string[];

  @Column({ name: "ages_min", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "Youngest age taken, in years; null where none is set." })
  agesMin: number | null;

  @Column({ name: "ages_max", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  agesMax: number | null;

  @Column({ name: "typical_weeks_min", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true, description: "How long a stay usually lasts; a stay has its own plan." })
  typicalWeeksMin: number | null;

  @Column({ name: "typical_weeks_max", type: "integer", nullable: true })
  @Field(() => Int, { nullable: true })
  typicalWeeksMax: number | null;

  @Column({ name: "co_occurring", type: "text", nullable: true })
  @Field(() => CoOccurringEnum, { nullable: true, description: "Null: not said." })
  coOccurring: CoOccurring | null;

  @Column({ name: "medication_policy", type: "text", nullable: true })
  @Field(() => MedicationPolicyEnum, { nullable: true, description: "Null: not said." })
  medicationPolicy: MedicationPolicy | null;

  @Column({ type: "text", nullable: true })
  @Field(() => TelehealthEnum, { nullable: true, description: "Null: not said." })
  telehealth: Telehealth | null;

  @Column({ name: "admission_criteria", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  admissionCriteria: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  exclusions: string | null;

  @Column({ name: "block_grant", type: "boolean" })
  @Field(() => Boolean, { description: "Funded by the federal block grant: its rules for waiting lists hold." })
  blockGrant: boolean;

  @Column({ name: "primary_substance_focus", type: "smallint", nullable: true })
  @Field(() => Int, { nullable: true, description: "TEDS SUB, 2 to 19." })
  primarySubstanceFocus: number | null;

  /** Answered with the row, for the warnings. */
  levelBounds?: LevelBounds;

  @Column({ name: "openings_confirmed_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When a person last said, by publishing or confirming, that the openings are right.",
  })
  openingsConfirmedAt: Date | null;

  @Column({ name: "external_id", type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  externalId: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(Program, "openings", ["capacity", "placesHeld"]);
computed(Program, "openingsStale", ["openingsConfirmedAt"]);
computed(Program, "availableActions", ["state", "published"]);
computed(Program, "warnings", ["hoursPerWeekMin", "hoursPerWeekMax", "levelBounds"]);
// The hours of its level, and from how many hours on an outpatient program is as intensive as the next one.
answeredBy(
  Program,
  "levelBounds",
  (row) => `select json_build_object(
      'minHours', (select h.min_hours_per_week from level_of_care_hours h
        where h.edition = l.edition and h.code = l.code and h.population = case when ${row}.ages_max < 18 then 'ADOLESCENT' else 'ADULT' end),
      'nextLevelHours', (select min(h.min_hours_per_week) from levels_of_care n
        join level_of_care_hours h on h.edition = n.edition and h.code = n.code and h.population = 'ADULT'
        where l.setting = 'OUTPATIENT' and n.edition = l.edition and n.setting = 'OUTPATIENT' and n.rank > l.rank))
    from levels_of_care l where l.edition = ${row}.edition and l.code = ${row}.level_code`,
);
hasMany(Site, "programs", Program, { by: "siteId", order: { name: "ASC" } });
