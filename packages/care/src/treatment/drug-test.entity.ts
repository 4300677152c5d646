import { DateTime, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import type { DrugTestState } from "./drug-test.machine.ts";
import { DRUG_TEST_STATES } from "./drug-test.machine.ts";
import type { DrugTestOutcome, PanelItem, ResultKind, Specimen } from "./drug-test.rules.ts";
import { DRUG_TEST_OUTCOMES, PANEL_ITEMS, RESULT_KINDS, SPECIMENS } from "./drug-test.rules.ts";

export const DrugTestStateEnum = enumType("DrugTestState", DRUG_TEST_STATES);
export const SpecimenEnum = enumType("Specimen", SPECIMENS);
export const PanelItemEnum = enumType("DrugTestSubstance", PANEL_ITEMS);
export const DrugTestOutcomeEnum = enumType("DrugTestOutcome", DRUG_TEST_OUTCOMES);
const ResultKindEnum = enumType("DrugTestResultKind", RESULT_KINDS);

/** On no other record hangs a list of these: whoever may read the stay does not learn that there is one. */
@Entity("drug_tests")
@ObjectType({ implements: Node, description: "A drug test of a client in a stay. Every read is audited." })
@Readable({ prefix: "drug_test", requires: "drug_test.read", personalOf: "clientId" })
export class DrugTest {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "enrollment_id", type: "uuid" })
  @Field(() => ID)
  @References("enrollment")
  enrollmentId: string;

  @Column({ name: "client_id", type: "uuid" })
  @Field(() => ID)
  @References("client")
  clientId: string;

  @Column({ type: "text" })
  @Field(() => SpecimenEnum)
  specimen: Specimen;

  @Column({ type: "text", array: true })
  @Field(() => [PanelItemEnum])
  panel: PanelItem[];

  @Column({ type: "text" })
  @Field(() => DrugTestStateEnum)
  state: DrugTestState;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "That confirmed it." })
  laboratory: string | null;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(DrugTest, "availableActions", ["state"]);

@Entity("drug_test_steps")
@ObjectType({ description: "A link of the chain of custody: who did what with a test, and when." })
@Readable({ prefix: "drug_test_step", requires: "drug_test.read" })
export class DrugTestStep {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "drug_test_id", type: "uuid" })
  drugTestId: string;

  @Column({ type: "text" })
  @Field(() => DrugTestStateEnum, { description: "The state it led to." })
  step: DrugTestState;

  @Column({ name: "happened_at", type: "timestamptz" })
  @Field(() => DateTime)
  happenedAt: Date;

  @Column({ type: "boolean", nullable: true })
  @Field(() => Boolean, { nullable: true, description: "Whether the collection was observed." })
  observed: boolean | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { nullable: true })
  note: string | null;

  @Column({ name: "done_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  doneBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

@Entity("drug_test_results")
@ObjectType({ description: "What was found of one substance; of several entries the latest holds." })
@Readable({ prefix: "drug_test_result", requires: "drug_test.read" })
export class DrugTestResult {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "drug_test_id", type: "uuid" })
  drugTestId: string;

  @Column({ type: "text" })
  @Field(() => ResultKindEnum)
  kind: ResultKind;

  @Column({ type: "text" })
  @Field(() => PanelItemEnum)
  substance: PanelItem;

  @Column({ type: "text" })
  @Field(() => DrugTestOutcomeEnum)
  result: DrugTestOutcome;

  @Column({ name: "recorded_by", type: "uuid", nullable: true })
  @Field(() => ID, { nullable: true })
  @References("member")
  recordedBy: string | null;

  @Column({ name: "recorded_at", type: "timestamptz" })
  @Field(() => DateTime)
  recordedAt: Date;
}

hasMany(DrugTest, "steps", DrugTestStep, { by: "drugTestId", order: { recordedAt: "ASC" } });
hasMany(DrugTest, "results", DrugTestResult, { by: "drugTestId", order: { recordedAt: "ASC", substance: "ASC" } });
