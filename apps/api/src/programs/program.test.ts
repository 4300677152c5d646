import { admittedEnrollment, openProgram } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let owner: TestClient;
let id: string;
let programId: string;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  owner = await api.signIn(harbour);
  ({ programId } = await openProgram(api.db, harbour.actor("OWNER"), { name: "Evening IOP", agesMin: 18 }));
  id = encodeId("program", programId);
});
afterAll(() => api?.close());

describe("a program through the API", () => {
  it("warns of hours of another level, keeps what it said before, and shows its codes with labels", async () => {
    const { updateProgram } = await owner.run(
      `mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) {
        program { hoursPerWeekMax warnings { code path } revisions { changedBy changes { field from to } } }
        userErrors { code } } }`,
      { input: { id, hoursPerWeekMin: 9, hoursPerWeekMax: 20, services: ["YOGA"] } },
    );
    expect(updateProgram.userErrors).toEqual([]);
    expect(updateProgram.program.warnings).toEqual([{ code: "INTENSITY_OF_NEXT_LEVEL", path: ["hoursPerWeekMax"] }]);
    expect(updateProgram.program.revisions[0]).toEqual({
      changedBy: encodeId("member", harbour.actor("OWNER").id ?? ""),
      changes: expect.arrayContaining([
        { field: "hoursPerWeekMax", from: null, to: "20" },
        { field: "services", from: '["GROUP_COUNSELING","INDIVIDUAL_COUNSELING"]', to: '["YOGA"]' },
      ]),
    });
    const { codes } = await owner.run(`{ codes(system: "PROGRAM_SERVICE") { code label } }`);
    expect(codes).toContainEqual({ code: "EQUINE_THERAPY", label: "Equine-assisted therapy" });
  });

  it("has a timetable, prices, credentials and staff, which the directory and a match go by", async () => {
    const slot = { weekday: 1, startsAtLocal: "18:00", minutes: 180, modality: "GROUP" };
    const memberId = encodeId("member", harbour.actor("CLINICIAN").id ?? "");
    const done = await owner.run(
      `mutation ($slots: SetProgramSlotsInput!, $prices: SetProgramPricesInput!, $credential: AddProgramCredentialInput!, $staff: AddProgramStaffInput!) {
        setProgramSlots(input: $slots) { userErrors { code path } }
        setProgramPrices(input: $prices) { userErrors { code path } }
        addProgramCredential(input: $credential) { userErrors { code path } }
        addProgramStaff(input: $staff) { userErrors { code path }
          program { slots { weekday startsAtLocal validFrom } prices { amountMinor currency } credentials { issuer } staff { role member { displayName } } revisions { changes { field to } } } } }`,
      {
        slots: { id, slots: [slot] },
        prices: { id, prices: [{ unit: "DAY", amountMinor: 30_000 }] },
        credential: { id, kind: "ACCREDITATION", issuer: "CARF", number: "1" },
        staff: { id, memberId, role: "COUNSELOR" },
      },
    );
    expect(Object.values(done).flatMap((payload) => payload.userErrors)).toEqual([]);
    expect(done["addProgramStaff"].program).toMatchObject({
      slots: [{ weekday: 1, startsAtLocal: "18:00:00", validFrom: "2026-03-02" }],
      prices: [{ amountMinor: 30_000, currency: "USD" }],
      credentials: [{ issuer: "CARF" }],
      staff: [{ role: "COUNSELOR" }],
    });
    const [{ to }] = done["addProgramStaff"].program.revisions[0].changes;
    expect(JSON.parse(to)).toMatchObject({ memberId, role: "COUNSELOR" });
    const { directoryPrograms, matchPrograms } = await owner.run(
      `{ directoryPrograms(partsOfDay: [EVENING], accredited: true, preferred: { telehealth: true, age: 30 }) {
          edges { node { programName pricePerDayMinor openingsStale } matches { criterion code } misses { criterion known } } }
        matchPrograms(need: { edition: "ASAM3", levelCode: "2.1", age: 17, fit: [{ item: TRANSPORT, answer: NO }] }) {
          nodes { verdict refusals { criterion } flags { criterion code } } } }`,
    );
    expect(directoryPrograms.edges).toEqual([
      {
        node: { programName: "Evening IOP", pricePerDayMinor: 30_000, openingsStale: false },
        matches: [
          { criterion: "PART_OF_DAY", code: null },
          { criterion: "ACCREDITATION", code: null },
          { criterion: "AGE", code: null },
        ],
        misses: [{ criterion: "TELEHEALTH", known: false }],
      },
    ]);
    expect(matchPrograms.nodes).toEqual([
      { verdict: "NOT_ELIGIBLE", refusals: [{ criterion: "AGE" }], flags: [{ criterion: "FIT", code: "TRANSPORT" }] },
    ]);
  });

  it("is asked where its clients go before it closes, by their ids", async () => {
    const { enrollmentId } = await admittedEnrollment(api.db, harbour.actor("OWNER"), { programId });
    const close = async (input: object) =>
      (
        await owner.run(
          `mutation ($input: CloseProgramInput!) { closeProgram(input: $input) {
            program { state stateChanges { command reason } } userErrors { code reason path related } } }`,
          { input: { id, ...input } },
        )
      )["closeProgram"];
    const stay = encodeId("enrollment", enrollmentId);
    expect(await close({})).toMatchObject({
      program: null,
      userErrors: [{ code: "CONFLICT", reason: "CLIENTS_REMAIN", path: ["destinations"], related: [stay] }],
    });
    const destinations = [{ close: { id: stay, reason: "DECLINED" } }];
    expect(await close({ destinations, reason: "Moved away", idempotencyKey: "close-1" })).toMatchObject({
      program: { state: "CLOSED", stateChanges: [{ command: "CLOSE", reason: "Moved away" }, { command: "OPEN" }] },
      userErrors: [],
    });
  });
});
