import { activeEnrollment } from "@causeway/care/factory";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { getNamedType, isObjectType } from "graphql";
import { apiSchema } from "../schema.ts";
import { openTestApi, type Loose, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let clinician: TestClient;
let enrollmentId: string;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  clinician = await api.signIn(harbour, "CLINICIAN");
  enrollmentId = encodeId("enrollment", (await activeEnrollment(api.db, harbour.actor("OWNER"))).enrollmentId);
});
afterAll(() => api?.close());

/** Gives a mutation, expects no errors, and answers its payload. */
async function done(mutation: string, type: string, input: object, fields: string): Promise<Loose> {
  const data = await clinician.run(
    `mutation ($input: ${type}!) { at: ${mutation}(input: $input) { ${fields} userErrors { code path reason } } }`,
    { input },
  );
  expect(data["at"].userErrors).toEqual([]);
  return data["at"];
}

describe("treatment, by operations", () => {
  it("a plan is drafted from the one in force, worded, put in force and reviewed, and its goals settled", async () => {
    const { treatmentPlan } = await done(
      "draftTreatmentPlan",
      "DraftTreatmentPlanInput",
      { enrollmentId, startsOn: "2026-03-02", reviewDueOn: "2026-04-01", idempotencyKey: "draft" },
      "treatmentPlan { id version revisesId goals { id carriedFromId availableActions access { canUpdate canNoteProgress } } }",
    );
    expect(treatmentPlan.goals).toEqual([
      {
        id: expect.stringMatching(/^treatment_goal_/),
        carriedFromId: expect.stringMatching(/^treatment_goal_/),
        availableActions: ["updateTreatmentGoal", "settleTreatmentGoal"],
        access: { canUpdate: true, canNoteProgress: false },
      },
    ]);
    const { id, version } = treatmentPlan;
    const again = await done(
      "draftTreatmentPlan",
      "DraftTreatmentPlanInput",
      { enrollmentId, startsOn: "2026-03-02", reviewDueOn: "2026-04-01", idempotencyKey: "draft" },
      "treatmentPlan { id }",
    );
    expect(again.treatmentPlan.id).toBe(id);
    await done("updateTreatmentPlan", "UpdateTreatmentPlanInput", { id, summary: "Slowly" }, "treatmentPlan { id }");
    const stale = await clinician.run(
      `mutation ($input: UpdateTreatmentPlanInput!) { updateTreatmentPlan(input: $input) { treatmentPlan { summary } userErrors { code } } }`,
      { input: { id, expectedVersion: version, summary: "Fast" } },
    );
    expect(stale["updateTreatmentPlan"]).toEqual({
      treatmentPlan: { summary: "Slowly" },
      userErrors: [{ code: "STALE" }],
    });
    const goal = { treatmentPlanId: id, category: "HOUSING", objective: "A lease", targetOn: "2026-05-01" };
    const added = await done("addTreatmentGoal", "AddTreatmentGoalInput", goal, "treatmentGoal { id planId }");
    expect(added.treatmentGoal.planId).toBe(id);
    const goalId = added.treatmentGoal.id;
    await done(
      "updateTreatmentGoal",
      "UpdateTreatmentGoalInput",
      { id: goalId, objective: "A lease of a year" },
      "treatmentGoal { objective }",
    );
    await done("activateTreatmentPlan", "ActivateTreatmentPlanInput", { id }, "treatmentPlan { state }");
    const agreed = await done(
      "agreeToTreatmentPlan",
      "AgreeToTreatmentPlanInput",
      { id, agreement: "SIGNED", agreedOn: "2026-03-02" },
      "treatmentPlan { agreement access { canReview canUpdate canActivate } }",
    );
    expect(agreed.treatmentPlan).toEqual({
      agreement: "SIGNED",
      access: { canReview: true, canUpdate: false, canActivate: false },
    });
    await done(
      "reviewTreatmentPlan",
      "ReviewTreatmentPlanInput",
      { id, note: "On the way", nextReviewOn: "2026-05-01" },
      "treatmentPlan { reviewDueOn }",
    );
    await done(
      "noteGoalProgress",
      "NoteGoalProgressInput",
      { id: goalId, notedOn: "2026-03-01", note: "Saw two flats" },
      "treatmentGoal { id }",
    );
    await done(
      "settleTreatmentGoal",
      "SettleTreatmentGoalInput",
      { id: goalId, outcome: "MET" },
      "treatmentGoal { id }",
    );
    await done("reopenTreatmentGoal", "TreatmentGoalCommandInput", { id: goalId }, "treatmentGoal { state }");
    const { enrollment } = await clinician.run(
      `query ($id: ID!) { enrollment(id: $id) { treatmentPlans { state reviews { note } goals { objective state notes { note } } } } }`,
      { id: enrollmentId },
    );
    expect(enrollment.treatmentPlans).toMatchObject([
      { state: "REVISED" },
      {
        state: "ACTIVE",
        reviews: [{ note: "On the way" }],
        goals: [
          { state: "OPEN", notes: [] },
          { objective: "A lease of a year", state: "OPEN", notes: [{ note: "Saw two flats" }] },
        ],
      },
    ]);
    await done("closeTreatmentPlan", "TreatmentPlanCommandInput", { id }, "treatmentPlan { state availableActions }");
  });

  it("what held on a day is one query, also as it was believed before a correction", async () => {
    const stage = (name: string, startsOn: string) =>
      done(
        "setTreatmentStage",
        "SetTreatmentStageInput",
        { enrollmentId, stage: name, startsOn },
        "treatmentStage { stage endsOn }",
      );
    await stage("EARLY_RECOVERY", "2026-02-01");
    const then = clock.now().toISOString();
    clock.advance(60_000);
    await stage("MAINTENANCE", "2026-02-10");
    const hours = await done(
      "setPlanHours",
      "SetPlanHoursInput",
      { enrollmentId, minutesPerWeek: 1200, startsOn: "2026-02-01" },
      "planHours { aboveLevel reason }",
    );
    expect(hours.planHours).toEqual({ aboveLevel: true, reason: "INDIVIDUAL_PLAN" });
    await done("planStay", "PlanStayInput", { enrollmentId, kind: "PLANNED", weeks: 12 }, "plannedStay { totalWeeks }");
    const asOf = (asBelievedAt: string | null) =>
      clinician.run(
        `query ($id: ID!, $at: DateTime) { treatmentAsOf(enrollmentId: $id, on: "2026-02-14", asBelievedAt: $at) {
           stage { stage } planHours { minutesPerWeek } plannedStay { totalWeeks } assessment { kind } treatmentPlan { state } } }`,
        { id: enrollmentId, at: asBelievedAt },
      );
    expect((await asOf(null))["treatmentAsOf"]).toEqual({
      stage: { stage: "MAINTENANCE" },
      planHours: { minutesPerWeek: 1200 },
      plannedStay: { totalWeeks: 12 },
      assessment: null,
      treatmentPlan: null,
    });
    expect((await asOf(then))["treatmentAsOf"]).toMatchObject({ stage: { stage: "EARLY_RECOVERY" }, planHours: null });
  });

  it("a reader of stays does not read their treatment", async () => {
    const reader = await api.signIn(harbour, "READ_ONLY");
    for (const list of ["assessments", "treatmentPlans", "treatmentStages", "planHours", "plannedStays"]) {
      const answer = await reader.execute(`query ($id: ID!) { enrollment(id: $id) { ${list} { id } } }`, {
        id: enrollmentId,
      });
      expect(answer.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
  });
});

/** `drug-tests-closed` */
describe("drug tests, by operations", () => {
  it("go their way from the order to the laboratory", async () => {
    const order = { enrollmentId, specimen: "URINE", panel: ["FENTANYL", "COCAINE"] };
    const { drugTest } = await done("orderDrugTest", "OrderDrugTestInput", order, "drugTest { id availableActions }");
    expect(drugTest.availableActions).toEqual(["collectDrugTest", "cancelDrugTest", "refuseDrugTest"]);
    const { id } = drugTest;
    await done("collectDrugTest", "CollectDrugTestInput", { id, observed: true }, "drugTest { state }");
    const results = [
      { substance: "FENTANYL", result: "POSITIVE" },
      { substance: "COCAINE", result: "NEGATIVE" },
    ];
    await done("recordDrugTestResults", "RecordDrugTestResultsInput", { id, results }, "drugTest { state }");
    const confirmed = await done(
      "confirmDrugTest",
      "ConfirmDrugTestInput",
      { id, laboratory: "County laboratory", results: results.slice(0, 1) },
      "drugTest { state laboratory steps { step doneBy } results { kind substance result } }",
    );
    expect(confirmed.drugTest).toMatchObject({ state: "CONFIRMED", laboratory: "County laboratory" });
    expect(confirmed.drugTest.steps).toHaveLength(4);
    expect(confirmed.drugTest.results).toHaveLength(3);
    const refused = await done("orderDrugTest", "OrderDrugTestInput", order, "drugTest { id }");
    await done("refuseDrugTest", "RefuseDrugTestInput", { id: refused.drugTest.id }, "drugTest { state }");
    const spilled = await done("orderDrugTest", "OrderDrugTestInput", order, "drugTest { id }");
    await done(
      "cancelDrugTest",
      "CancelDrugTestInput",
      { id: spilled.drugTest.id, note: "Spilled" },
      "drugTest { id }",
    );
    const list = await clinician.run(
      `query ($id: ID) { drugTests(enrollmentId: $id, states: [REFUSED, CANCELLED]) { totalCount nodes { state } } }`,
      { id: enrollmentId },
    );
    expect(list["drugTests"]).toEqual({ totalCount: 2, nodes: [{ state: "CANCELLED" }, { state: "REFUSED" }] });
    const reader = await api.signIn(harbour, "INTAKE");
    for (const query of [
      `{ drugTests { totalCount } }`,
      `{ drugTests { nodes { id } } }`,
      `{ node(id: "${id}") { id } }`,
    ])
      expect((await reader.execute(query)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("hang on no other record", () => {
    const types = Object.values(apiSchema().getTypeMap()).filter(isObjectType);
    const holders = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name === "DrugTest")
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(holders.filter((name) => !/^(DrugTest\w+|\w+Payload|Query)\./.test(name))).toEqual([]);
    expect(holders).toContain("Query.drugTest");
  });
});
