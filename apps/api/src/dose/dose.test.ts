import { recomputeWeeks, scheduleSession } from "@causeway/care";
import { activeEnrollment, openProgram } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Loose, TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

const DAY = 24 * 3_600_000;
const clock = new MovableClock(new Date("2026-03-09T15:00:00Z")); // a Monday
let api: TestApi;
let harbour: OrganisationUnderTest;
let clinician: TestClient;
let stranger: TestClient;
let programId: string;
const stays: string[] = [];
let sessionId: string;

const RADAR = `query ($programId: ID, $first: Int, $after: String) {
  doseRadar(programId: $programId, first: $first, after: $after) {
    nodes { risk forecast canReach requiredMinutes deliveredMinutes comingMinutes unrecordedMinutes shortfallMinutes weekStartsOn endsAt
      enrollment { client { primarySubstance } } makeUp { sessionId startsAt minutes telehealth placesLeft } }
    edges { cursor node { enrollment { id program { name } } } }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
const HISTORY = `query ($enrollmentId: ID!, $first: Int, $after: String) {
  doseHistory(enrollmentId: $enrollmentId, first: $first, after: $after) {
    nodes { weekStartsOn status requiredMinutes deliveredMinutes maxMinutes daysInPlacement endsAt program { name } }
    pageInfo { hasNextPage endCursor } totalCount } }`;
const SUMMARY = `query ($programId: ID, $from: LocalDate, $to: LocalDate) {
  doseSummary(programId: $programId, from: $from, to: $to) {
    programId programName weekStartsOn over met short overMax taper exempt requiredMinutes deliveredMinutes } }`;

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  const meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const admin = harbour.actor("ADMIN");
  ({ programId } = await openProgram(api.db, admin, { name: "Evening IOP" }));
  for (let i = 0; i < 3; i++) stays.push((await activeEnrollment(api.db, admin, { programId })).enrollmentId);
  ({ sessionId } = await api.db.run(admin, async (tx) => {
    const session = { programId, minutes: 180, modality: "GROUP" as const };
    await scheduleSession(tx, {
      ...session,
      startsAt: new Date(clock.now().getTime() + DAY),
      enrollmentIds: [...stays],
    });
    await scheduleSession(tx, {
      ...session,
      startsAt: new Date(clock.now().getTime() + 2 * DAY),
      enrollmentIds: stays.slice(0, 1),
      places: 1,
    });
    return scheduleSession(tx, {
      ...session,
      startsAt: new Date(clock.now().getTime() + 3 * DAY),
      mode: "TELEHEALTH",
      places: 2,
    });
  }));
  await api.db.run(admin, (tx) => recomputeWeeks(tx, stays));
  clinician = await api.signIn(harbour, "CLINICIAN");
  stranger = await api.signIn(meadow, "CLINICIAN");
});
afterAll(() => api?.close());

describe("doseRadar", () => {
  it("answers who falls short this week, and what mends it", async () => {
    const { doseRadar } = await clinician.run(RADAR, { programId: encodeId("program", programId) });
    expect(doseRadar.nodes).toHaveLength(3);
    expect(doseRadar.nodes[0]).toEqual({
      risk: "NEEDS_MAKE_UP",
      forecast: "SHORT",
      canReach: true,
      requiredMinutes: 540,
      deliveredMinutes: 180,
      comingMinutes: 180,
      unrecordedMinutes: 0,
      shortfallMinutes: 180,
      weekStartsOn: "2026-03-09",
      endsAt: "2026-03-16T04:00:00.000Z",
      enrollment: { client: { primarySubstance: 2 } },
      makeUp: [
        {
          sessionId: encodeId("session", sessionId),
          startsAt: "2026-03-12T15:00:00.000Z",
          minutes: 180,
          telehealth: true,
          placesLeft: 2,
        },
      ],
    });
    expect(doseRadar.nodes[2]).toMatchObject({ risk: "ON_TRACK", forecast: "MET", makeUp: [] });
    expect(doseRadar.edges[2].node.enrollment).toEqual({
      id: encodeId("enrollment", stays[0] ?? ""),
      program: { name: "Evening IOP" },
    });
  });

  it("gives pages that hold together, and nothing of another organisation", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let i = 0; i < 3; i++) {
      const { doseRadar }: Loose = await clinician.run(RADAR, { first: 1, after });
      seen.push(doseRadar.edges[0].node.enrollment.id);
      expect(doseRadar.pageInfo).toMatchObject({ hasNextPage: i < 2, hasPreviousPage: i > 0 });
      after = doseRadar.pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual(stays.map((id) => encodeId("enrollment", id)).toSorted());
    const { doseRadar } = await stranger.run(RADAR, { programId: encodeId("program", programId) });
    expect(doseRadar.nodes).toEqual([]);
  });

  it.each([
    [{ first: 0 }, "first"],
    [{ first: 101 }, "first"],
    [{ after: "bm9wZQ" }, "after"],
    [{ programId: "enrollment_01h455vb4pex5vsknk084sn02q" }, "programId"],
  ])("refuses %j by its path", async (variables, path) => {
    const { errors } = await clinician.execute(RADAR, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: [path] });
  });
});

describe("doseHistory and doseSummary", () => {
  it("answer the weeks of a stay and of a program", async () => {
    const enrollmentId = encodeId("enrollment", stays[0] ?? "");
    const { doseHistory } = await clinician.run(HISTORY, { enrollmentId, first: 1 });
    expect(doseHistory).toEqual({
      nodes: [
        {
          weekStartsOn: "2026-03-09",
          status: "SHORT",
          requiredMinutes: 540,
          deliveredMinutes: 180,
          maxMinutes: 1140,
          daysInPlacement: 7,
          endsAt: "2026-03-16T04:00:00.000Z",
          program: { name: "Evening IOP" },
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
      totalCount: 1,
    });
    const { doseSummary } = await clinician.run(SUMMARY, { programId: encodeId("program", programId) });
    expect(doseSummary).toEqual([
      {
        programId: encodeId("program", programId),
        programName: "Evening IOP",
        weekStartsOn: "2026-03-09",
        over: false,
        met: 0,
        short: 3,
        overMax: 0,
        taper: 0,
        exempt: 0,
        requiredMinutes: 1620,
        deliveredMinutes: 540,
      },
    ]);
    expect((await clinician.run(SUMMARY, { from: "2026-03-10", to: "2026-03-17" })).doseSummary).toEqual([]);
    expect((await stranger.run(HISTORY, { enrollmentId })).doseHistory.nodes).toEqual([]);
    expect((await stranger.run(SUMMARY)).doseSummary).toEqual([]);
  });

  it.each([
    { from: "2026-03-09", to: "2026-03-09" },
    { from: "2025-01-01", to: "2026-03-09" },
  ])("refuse the window %j", async (window) => {
    const { errors } = await clinician.execute(SUMMARY, window);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: ["to"] });
  });
});
