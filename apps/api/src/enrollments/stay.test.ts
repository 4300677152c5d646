import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import { dischargeRecord } from "@causeway/care/factory";
import { openTestApi, type Loose, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: TestClient;
let stranger: TestClient;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  await later(0);
});
afterAll(() => api?.close());

/** Sessions do not last that long, so both sign in again. */
async function later(days: number): Promise<void> {
  clock.advance(days * 86_400_000);
  admin = await api.signIn(harbour, "ADMIN");
  stranger = await api.signIn(meadow, "ADMIN");
}

interface UserError {
  code: string;
  path: string[];
  reason: string | null;
}

/** Gives a mutation and answers its payload; `fields` are asked of it beside the errors. */
async function give(
  by: TestClient,
  mutation: string,
  input: object,
  fields: string,
): Promise<Record<string, Loose> & { userErrors: UserError[] }> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const inputs: Record<string, string> = {
    PublishProgramInput: "ProgramCommandInput",
    PauseProgramInput: "ProgramStateInput",
    PreScreenEnrollmentInput: "EnrollmentCommandInput",
    EndLeaveInput: "EnrollmentCommandInput",
  };
  const data = await by.run(
    `mutation ($input: ${inputs[type] ?? type}!) { ${mutation}(input: $input) { ${fields} userErrors { code path reason } } }`,
    { input },
  );
  return data[mutation];
}

async function done(by: TestClient, mutation: string, input: object, fields: string): Promise<Record<string, Loose>> {
  const payload = await give(by, mutation, input, fields);
  expect(payload.userErrors).toEqual([]);
  return payload;
}

async function program(by: TestClient, levelCode = "2.1", capacity = 3): Promise<string> {
  const { site } = await done(by, "createSite", { name: "Main", postalCode: "01103" }, "site { id timeZone latitude }");
  expect(site).toMatchObject({ timeZone: "America/New_York", latitude: expect.any(Number) });
  const { program: made } = await done(
    by,
    "createProgram",
    {
      siteId: site.id,
      name: "Evening IOP",
      edition: "ASAM3",
      levelCode,
      capacity,
      payers: ["MEDICAID"],
      services: ["GROUP_COUNSELING"],
    },
    "program { id state published }",
  );
  expect(made).toMatchObject({ state: "DRAFT", published: false });
  await done(by, "publishProgram", { id: made.id }, "program { state published }");
  return made.id;
}

async function client(of: TestClient, familyName = "Harper"): Promise<string> {
  const input = { details: { givenName: "Robin", familyName, birthDate: "1990-05-17" }, paymentSource: 4 };
  return (await done(of, "createClient", input, "client { id }"))["client"].id;
}

const ENROLLMENT = "enrollment { id state version availableActions }";

describe("a stay, from the inquiry to the discharge", () => {
  it("goes by the operations that each answer offers", async () => {
    const [programId, clientId] = [await program(admin), await client(admin)];
    const opened = await done(admin, "openEnrollment", { clientId, programId }, ENROLLMENT);
    const { id } = opened["enrollment"];
    expect(opened["enrollment"]).toMatchObject({
      state: "INQUIRY",
      availableActions: [
        "preScreenEnrollment",
        "closeEnrollment",
        "correctEnrollmentDates",
        "voidEnrollment",
        "recordAssessment",
        "draftTreatmentPlan",
        "setTreatmentStage",
        "setPlanHours",
        "planStay",
        "orderDrugTest",
      ],
    });
    await done(admin, "preScreenEnrollment", { id }, ENROLLMENT);
    await done(admin, "offerEnrollment", { id }, ENROLLMENT);
    const admitted = await done(admin, "admitEnrollment", { id }, "enrollment { state program { openings } }");
    expect(admitted["enrollment"]).toEqual({ state: "ADMITTED", program: { openings: 2 } });

    const { session } = await done(
      admin,
      "scheduleSession",
      { programId, startsAt: "2026-03-02T14:00:00Z", minutes: 180, modality: "GROUP" },
      "session { id availableActions }",
    );
    const roster = [{ enrollmentId: id, outcome: "ATTENDED" }];
    const early = await give(admin, "recordAttendance", { sessionId: session.id, roster }, "session { id }");
    expect(early.userErrors).toEqual([
      { code: "CONFLICT", path: ["roster", "0", "enrollmentId"], reason: "ASSESSMENT_MISSING" },
    ]);
    const ratings = [{ dimension: 4, token: "3A" }];
    const assessment = { enrollmentId: id, kind: "ADMISSION", assessedOn: "2026-03-01", edition: "ASAM4", ratings };
    const assessed = await done(admin, "recordAssessment", assessment, "assessment { ageInDays ratings { token } }");
    expect(assessed["assessment"]).toEqual({ ageInDays: 1, ratings: [{ token: "3A" }] });
    const goals = [{ category: "REDUCE_USE", objective: "Four weeks without use" }];
    const plan = { enrollmentId: id, startsOn: "2026-03-02", reviewDueOn: "2026-04-01", goals };
    const { treatmentPlan } = await done(admin, "draftTreatmentPlan", plan, "treatmentPlan { id availableActions }");
    expect(treatmentPlan.availableActions).toContain("activateTreatmentPlan");
    await done(admin, "activateTreatmentPlan", { id: treatmentPlan.id }, "treatmentPlan { state }");
    const held = await done(
      admin,
      "recordAttendance",
      { sessionId: session.id, roster },
      "session { state attendances { state minutes enrollment { id state firstSessionOn } } }",
    );
    expect(held["session"]).toEqual({
      state: "HELD",
      attendances: [
        { state: "ATTENDED", minutes: 180, enrollment: { id, state: "ACTIVE", firstSessionOn: "2026-03-02" } },
      ],
    });

    await later(10);
    const lower = await program(admin, "1");
    const reassessed = await done(
      admin,
      "recordAssessment",
      {
        enrollmentId: id,
        kind: "REASSESSMENT",
        assessedOn: "2026-03-11",
        edition: "ASAM3",
        ratings: [1, 2, 3, 4, 5, 6].map((dimension) => ({ dimension, token: "1" })),
      },
      "assessment { id }",
    );
    const change = {
      id,
      toProgramId: lower,
      effectiveOn: "2026-03-12",
      assessmentId: reassessed["assessment"].id,
      reason: "GOALS_MET",
      clientAgrees: true,
    };
    const changed = await done(
      admin,
      "changeLevelOfCare",
      change,
      "enrollment { program { id levelCode } } transition { type fromCode toCode }",
    );
    expect(changed).toMatchObject({
      enrollment: { program: { id: lower, levelCode: "1" } },
      transition: { type: "STEP_DOWN", fromCode: "2.1", toCode: "1" },
    });
    const asOf = await admin.run(
      `query ($id: ID!) { ledger(enrollmentId: $id, asOf: "2026-03-05") { clinical { level { code } } } }`,
      { id },
    );
    expect(asOf["ledger"]).toEqual({ clinical: [{ level: { code: "2.1" } }] });

    const discharge = {
      id,
      dischargedOn: "2026-03-12",
      localReason: "COMPLETED",
      servicesAtDischarge: 7,
      dispositionCode: "HOME",
      disposition: "Working, living with family",
      aftercarePlan: "Weekly group",
    };
    const outcomes = Object.entries({ ...dischargeRecord.tedsDischarge, FREQ1_D: 1 }).map(([field, value]) => ({
      field,
      value: String(value),
    }));
    const silent = await give(admin, "dischargeEnrollment", { ...discharge, tedsDischarge: [] }, "enrollment { id }");
    expect(silent.userErrors).toEqual([{ code: "INVALID", path: ["tedsDischarge", "SUB1_D"], reason: "MISSING" }]);
    const ended = await done(
      admin,
      "dischargeEnrollment",
      { ...discharge, tedsDischarge: outcomes },
      "enrollment { state dischargeReason lengthOfStay availableActions tedsDischarge { field value } placements { levelCode supersededAt } }",
    );
    expect(ended["enrollment"]).toMatchObject({
      state: "DISCHARGED",
      dischargeReason: 1,
      lengthOfStay: 10,
      availableActions: ["correctEnrollmentDates", "undoDischarge"],
      tedsDischarge: expect.arrayContaining([{ field: "FREQ1_D", value: "1" }]),
    });
    const undone = await done(
      admin,
      "undoDischarge",
      { id, reason: "Entered for the wrong client" },
      "enrollment { state program { openings } voidedDischarges { voidReason } access { canUndoDischarge canCorrectDates } }",
    );
    expect(undone["enrollment"]).toEqual({
      state: "ACTIVE",
      program: { openings: 2 },
      voidedDischarges: [{ voidReason: "Entered for the wrong client" }],
      access: { canUndoDischarge: false, canCorrectDates: true },
    });
  });

  it("keeps its dates and their corrections, and warns of what else is open", async () => {
    const [programId, other, clientId] = [await program(admin), await program(admin), await client(admin)];
    const { enrollment: first } = await done(admin, "openEnrollment", { clientId, programId: other }, ENROLLMENT);
    const today = clock.now().toISOString().slice(0, 10);
    const input = { clientId, programId, firstContactOn: today };
    const { enrollment } = await done(admin, "openEnrollment", input, "enrollment { id overlapIds }");
    expect(enrollment.overlapIds).toEqual([first.id]);
    const { id } = enrollment;
    for (const step of ["preScreenEnrollment", "offerEnrollment"]) await done(admin, step, { id }, ENROLLMENT);
    const refused = await admin.run(
      "mutation ($id: ID!) { admitEnrollment(input: { id: $id }) { userErrors { code reason related } } }",
      { id },
    );
    expect(refused["admitEnrollment"].userErrors).toEqual([
      { code: "CONFLICT", reason: "OVERLAP", related: [first.id] },
    ]);
    const admitted = await done(
      admin,
      "admitEnrollment",
      { id, overlapReason: "Medication elsewhere" },
      "enrollment { overlapOverrideReason firstContactOn firstOfferedOn }",
    );
    expect(admitted["enrollment"]).toEqual({
      overlapOverrideReason: "Medication elsewhere",
      firstContactOn: today,
      firstOfferedOn: today,
    });
    const requestedAt = "2026-02-01T12:00:00.000Z";
    const corrected = await done(
      admin,
      "correctEnrollmentDates",
      { id, requestedAt, firstContactOn: "2026-02-02", reason: "The call log says so" },
      "enrollment { requestedAt firstContactOn dateChanges { field fromValue toValue reason } }",
    );
    expect(corrected["enrollment"]).toMatchObject({
      requestedAt,
      firstContactOn: "2026-02-02",
      dateChanges: [
        { field: "REQUESTED_AT", toValue: requestedAt, reason: "The call log says so" },
        { field: "FIRST_CONTACT_ON", fromValue: today, toValue: "2026-02-02" },
      ],
    });
  });

  it("answers a refusal as data with the field and the reason", async () => {
    const [programId, clientId] = [await program(admin, "2.1", 0), await client(admin)];
    const { enrollment } = await done(admin, "openEnrollment", { clientId, programId }, ENROLLMENT);
    expect(await give(admin, "admitEnrollment", { id: enrollment.id }, "enrollment { id }")).toEqual({
      enrollment: null,
      userErrors: [{ code: "ILLEGAL_TRANSITION", path: ["state"], reason: "INQUIRY" }],
    });
    for (const step of ["preScreenEnrollment", "offerEnrollment"])
      await done(admin, step, { id: enrollment.id }, ENROLLMENT);
    const full = await give(admin, "admitEnrollment", { id: enrollment.id }, "enrollment { id }");
    expect(full.userErrors).toEqual([{ code: "NO_PLACE", path: ["id"], reason: "FULL" }]);
    const again = await give(admin, "openEnrollment", { clientId, programId }, "enrollment { id }");
    expect(again.userErrors).toMatchObject([{ code: "CONFLICT", reason: "ALREADY_OPEN" }]);
  });

  it("shows the current record beside a stale version", async () => {
    const [programId, clientId] = [await program(admin), await client(admin)];
    const { enrollment } = await done(admin, "openEnrollment", { clientId, programId }, ENROLLMENT);
    await done(admin, "preScreenEnrollment", { id: enrollment.id, expectedVersion: enrollment.version }, ENROLLMENT);
    const late = await give(
      admin,
      "closeEnrollment",
      { id: enrollment.id, expectedVersion: enrollment.version, reason: "DECLINED" },
      "enrollment { id state }",
    );
    expect(late).toMatchObject({
      enrollment: { id: enrollment.id, state: "PRE_SCREENED" },
      userErrors: [{ code: "STALE" }],
    });
  });

  it("that was entered by mistake is in no list any more", async () => {
    const [programId, clientId] = [await program(admin), await client(admin)];
    const { enrollment } = await done(admin, "openEnrollment", { clientId, programId }, ENROLLMENT);
    const lists = () =>
      admin.run(
        `query ($clientId: ID!) { client(id: $clientId) { enrollments { id } } enrollments(clientId: $clientId) { nodes { id } } }`,
        { clientId },
      );
    const { id } = enrollment;
    expect(await lists()).toEqual({ client: { enrollments: [{ id }] }, enrollments: { nodes: [{ id }] } });
    await done(admin, "voidEnrollment", { id, reason: "Wrong person" }, "enrollment { voidedAt }");
    expect(await lists()).toEqual({ client: { enrollments: [] }, enrollments: { nodes: [] } });
  });

  it("is opened once for an idempotency key", async () => {
    const [programId, clientId] = [await program(admin), await client(admin)];
    const input = { clientId, programId, idempotencyKey: "inquiry-1" };
    const [one, two] = [
      await done(admin, "openEnrollment", input, "enrollment { id }"),
      await done(admin, "openEnrollment", input, "enrollment { id }"),
    ];
    expect(two).toEqual(one);
  });
});

/** `foreign-is-missing` */
describe("what belongs to another organisation", () => {
  it("answers byte for byte as what does not exist, in every query and mutation, and in full to its own", async () => {
    const [programId, clientId] = [await program(admin), await client(admin)];
    const { enrollment } = await done(admin, "openEnrollment", { clientId, programId }, ENROLLMENT);
    const { site } = await done(admin, "createSite", { name: "Annex", postalCode: "01103" }, "site { id }");
    const session = await done(
      admin,
      "scheduleSession",
      { programId, startsAt: "2026-03-20T14:00:00Z", minutes: 60, modality: "GROUP" },
      "session { id }",
    );
    const own = { programId: await program(stranger), clientId: await client(stranger) };
    const ids: Record<string, string> = {
      program: programId,
      client: clientId,
      enrollment: enrollment.id,
      site: site.id,
      session: session["session"].id,
    };
    const missing = (kind: string): string => encodeId(kind, newId(clock));
    for (const [kind, id] of Object.entries(ids)) {
      for (const field of [`${kind}(id: $id) { id }`, "node(id: $id) { id }"]) {
        const ask = (by: TestClient, which: string) => by.execute(`query ($id: ID!) { ${field} }`, { id: which });
        expect((await ask(stranger, id)).body).toBe((await ask(stranger, missing(kind))).body);
        expect(Object.values((await ask(admin, id)).data)).toEqual([{ id }]);
      }
    }
    const command = { reason: "DECLINED" };
    const attempts: [string, string, (id: string) => object][] = [
      ["publishProgram", "program", (id) => ({ id })],
      ["updateProgram", "program", (id) => ({ id, capacity: 9 })],
      ["updateSite", "site", (id) => ({ id, name: "X" })],
      ["createProgram", "site", (siteId) => ({ siteId, name: "X", edition: "ASAM3", levelCode: "1", capacity: 1 })],
      ["updateClient", "client", (id) => ({ id, doNotContact: true })],
      ["setCoverage", "client", (id) => ({ id, paymentSource: 1, validFrom: "2026-03-01" })],
      ["recordDeath", "client", (id) => ({ id, deceasedOn: "2026-03-01" })],
      ["openEnrollment", "client", (id) => ({ clientId: id, programId: own.programId })],
      ["openEnrollment", "program", (id) => ({ clientId: own.clientId, programId: id })],
      ["closeEnrollment", "enrollment", (id) => ({ id, ...command })],
      ["startLeave", "enrollment", (id) => ({ id, reason: "x", until: "2026-03-20" })],
      ["voidEnrollment", "enrollment", (id) => ({ id, reason: "x" })],
      [
        "scheduleSession",
        "program",
        (id) => ({ programId: id, startsAt: "2026-03-20T14:00:00Z", minutes: 60, modality: "GROUP" }),
      ],
      ["cancelSession", "session", (id) => ({ id })],
    ];
    for (const [mutation, kind, input] of attempts) {
      const attempt = async (id: string) => give(stranger, mutation, input(id), "");
      const foreign = await attempt(ids[kind] as string);
      expect({ mutation, code: foreign.userErrors[0]?.code }).toEqual({ mutation, code: "NOT_FOUND" });
      expect({ mutation, foreign }).toEqual({ mutation, foreign: await attempt(missing(kind)) });
    }
    const lists =
      "{ programs { nodes { id } } sites { nodes { id } } clients { nodes { id } } enrollments { nodes { id } } sessions { nodes { id } } tasks { nodes { id } } }";
    const seen = JSON.stringify(await stranger.run(lists));
    for (const id of Object.values(ids)) expect(seen).not.toContain(id);
    expect(JSON.stringify(await admin.run(lists))).toContain(enrollment.id);
  });
});
