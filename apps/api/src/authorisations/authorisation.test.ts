import { activeEnrollment } from "@causeway/care/factory";
import { compareLanesOf } from "@causeway/care";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Loose, TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let reviewer: TestClient;
let stay: Awaited<ReturnType<typeof activeEnrollment>>;
let enrollmentId: string;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  reviewer = await api.signIn(harbour, "UTILISATION_REVIEW");
});
afterAll(() => api?.close());
beforeEach(async () => {
  clock.set(START);
  stay = await activeEnrollment(api.db, harbour.actor("ADMIN"));
  enrollmentId = encodeId("enrollment", stay.enrollmentId);
});

const send = async (client: TestClient, mutation: string, input: object, fields: string): Promise<Loose> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type === "CorrectAuthorisationInput" ? "DecideAuthorisationInput" : type}!) {
    at: ${mutation}(input: $input) { ${fields} userErrors { code path reason } } }`;
  return (await client.run(query, { input }))["at"];
};
const STANDING = "authorisation { id state approvedUnits number appealDueOn version availableActions }";
const asked = { serviceCode: "H0015", unit: "DAY", units: 12, startsOn: "2026-03-02", endsOn: "2026-03-30" };
const request = (more: object = {}) =>
  send(reviewer, "requestAuthorisation", { enrollmentId, ...asked, ...more }, STANDING);
const decide = (id: string, more: object) =>
  send(reviewer, "decideAuthorisation", { id, decidedOn: "2026-03-02", ...more }, STANDING);

describe("an authorisation through the API", () => {
  it("is asked for once a key, answered, appealed and corrected; its log tells each step", async () => {
    const first = await request({ idempotencyKey: "one" });
    expect(first).toMatchObject({
      authorisation: { state: "REQUESTED", approvedUnits: 0, availableActions: ["decideAuthorisation"] },
      userErrors: [],
    });
    expect(await request({ idempotencyKey: "one" })).toEqual(first);
    expect(await request({ idempotencyKey: "one", units: 13 })).toMatchObject({
      userErrors: [{ code: "IDEMPOTENCY_MISMATCH" }],
    });
    const { id } = first.authorisation;
    expect(await decide(id, { answer: "DENY" })).toMatchObject({ userErrors: [{ code: "INVALID", path: ["reason"] }] });
    expect(await decide(id, { answer: "DENY", reason: "Not necessary" })).toMatchObject({
      authorisation: {
        state: "DENIED",
        appealDueOn: "2026-08-29",
        availableActions: ["appealAuthorisation", "correctAuthorisation"],
      },
    });
    expect(await decide(id, { answer: "APPROVE", expectedVersion: 1 })).toMatchObject({
      authorisation: { version: 2, state: "DENIED" },
      userErrors: [{ code: "STALE" }],
    });
    const appeal = { id, filedOn: "2026-03-02", reason: "Progress was made" };
    expect(await send(reviewer, "appealAuthorisation", appeal, STANDING)).toMatchObject({
      authorisation: { state: "APPEALED" },
    });
    await decide(id, { answer: "APPROVE", number: "A-7" });
    const corrected = { id, decidedOn: "2026-03-02", answer: "APPROVE_PARTLY", approvedUnits: 6, reason: "Misread" };
    expect(await send(reviewer, "correctAuthorisation", corrected, STANDING)).toMatchObject({
      authorisation: { state: "PARTIAL", approvedUnits: 6, number: null },
    });
    const { authorisation } = await reviewer.run(
      "query ($id: ID!) { authorisation(id: $id) { enrollment { id } decisions { command state approvedUnits correctsId recordedBy } } }",
      { id },
    );
    expect(authorisation.enrollment.id).toBe(enrollmentId);
    expect(authorisation.decisions.map((one: Loose) => [one.command, one.state, one.approvedUnits])).toEqual([
      ["REQUEST", "REQUESTED", 0],
      ["DENY", "DENIED", 0],
      ["APPEAL", "APPEALED", 0],
      ["APPROVE", "APPROVED", 12],
      ["APPROVE_PARTLY", "PARTIAL", 6],
    ]);
    expect(authorisation.decisions[4].correctsId).toMatch(/^authorisation_decision_/);
    const page = await reviewer.run(
      'query ($id: ID) { authorisations(enrollmentId: $id, states: [PARTIAL], orderBy: "NEXT_REVIEW") { totalCount nodes { id } } }',
      { id: enrollmentId },
    );
    expect(page["authorisations"]).toEqual({ totalCount: 1, nodes: [{ id }] });
    expect((await reviewer.run("{ billingCodes { code units dailyMinutesMin } }"))["billingCodes"][0]).toEqual({
      code: "H0015",
      units: ["DAY", "HOUR", "VISIT"],
      dailyMinutesMin: 180,
    });
  });

  it("tells what is used of it", async () => {
    const { authorisation } = await request();
    await decide(authorisation.id, { answer: "APPROVE" });
    const burnDown = `query ($id: ID!, $at: DateTime) { authorisationBurnDown(id: $id, asBelievedAt: $at) {
      used remaining over nearlyUsed pace exhaustsOn days { on minutes units used } } }`;
    expect((await reviewer.run(burnDown, { id: authorisation.id }))["authorisationBurnDown"]).toEqual({
      used: 1,
      remaining: 11,
      over: 0,
      nearlyUsed: false,
      pace: 1,
      exhaustsOn: "2026-03-13",
      days: [{ on: "2026-03-02", minutes: 180, units: 1, used: 1 }],
    });
    const before = await reviewer.run(burnDown, { id: authorisation.id, at: "2026-03-01T00:00:00Z" });
    expect(before["authorisationBurnDown"]).toBeNull();
  });
});

const LANES = `from to timeZone
  clinical { programId level { code } startsOn endsOn daysSoFar typicalWeeksMin typicalWeeksMax }
  authorised { authorisationId state level { code } approvedUnits }
  attended { startsOn minutes daysAttended level { code } requiredMinutes verdict }
  partings { kind startsOn endsOn clinical { code } authorised { code } pending }`;

describe("the ledger through the API", () => {
  const ledger = async (client: TestClient, args: string): Promise<Loose> =>
    (await client.run(`query ($id: ID!) { ledger(enrollmentId: $id, ${args}) { ${LANES} } }`, { id: enrollmentId }))[
      "ledger"
    ];

  it("shows three lanes over days or as of one, as believed at a moment", async () => {
    const { authorisation } = await request({ levelCode: "1", edition: "ASAM3" });
    clock.advance(3 * 86_400_000);
    reviewer = await api.signIn(harbour, "UTILISATION_REVIEW");
    await decide(authorisation.id, { answer: "APPROVE" });
    expect(await ledger(reviewer, 'asOf: "2026-03-04"')).toEqual({
      from: "2026-03-04",
      to: "2026-03-05",
      timeZone: "America/New_York",
      clinical: [
        {
          programId: encodeId("program", stay.programId),
          level: { code: "2.1" },
          startsOn: "2026-03-02",
          endsOn: null,
          daysSoFar: 4,
          typicalWeeksMin: 6,
          typicalWeeksMax: 16,
        },
      ],
      authorised: [{ authorisationId: authorisation.id, state: "APPROVED", level: { code: "1" }, approvedUnits: 12 }],
      attended: [
        {
          startsOn: "2026-03-02",
          minutes: 180,
          daysAttended: 1,
          level: { code: "1" },
          requiredMinutes: 540,
          verdict: "OPEN",
        },
      ],
      partings: [
        {
          kind: "LEVEL_DIFFERS",
          startsOn: "2026-03-02",
          endsOn: null,
          clinical: { code: "2.1" },
          authorised: { code: "1" },
          pending: false,
        },
      ],
    });
    expect(await ledger(reviewer, 'asOf: "2026-03-04", asBelievedAt: "2026-03-04T12:00:00Z"')).toMatchObject({
      authorised: [{ state: "REQUESTED" }],
      partings: [{ kind: "UNAUTHORISED", pending: true }],
    });
    expect(await ledger(reviewer, 'asBelievedAt: "2026-03-01T12:00:00Z"')).toMatchObject({
      clinical: [],
      authorised: [],
    });
  });

  it("refuses a day beside a span, and a span that ends before it begins", async () => {
    const refused = async (args: string) =>
      (await reviewer.execute(`query ($id: ID!) { ledger(enrollmentId: $id, ${args}) { from } }`, { id: enrollmentId }))
        .errors?.[0]?.extensions;
    expect(await refused('asOf: "2026-03-04", from: "2026-03-01"')).toMatchObject({ code: "INVALID" });
    expect(await refused('from: "2026-03-04", to: "2026-03-04"')).toMatchObject({ code: "INVALID" });
  });

  it("keeps what payers said from those whose work it is not", async () => {
    await request();
    const reader = await api.signIn(harbour, "READ_ONLY");
    expect(await ledger(reader, 'asOf: "2026-03-02"')).toMatchObject({
      clinical: [{ level: { code: "2.1" } }],
      authorised: null,
      partings: null,
    });
    for (const query of ["authorisations { nodes { id } }", "laneAlerts { nodes { id } }"]) {
      const answer = await reader.execute(`{ ${query} }`);
      expect(answer.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
    const clinician = await api.signIn(harbour, "CLINICIAN");
    const input = { enrollmentId, ...asked };
    const refused = await clinician.execute(
      "mutation ($input: RequestAuthorisationInput!) { requestAuthorisation(input: $input) { userErrors { code } } }",
      { input },
    );
    expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("lists where lanes are apart, with a task that leads to the stay", async () => {
    await request();
    await api.db.run(harbour.actor("ADMIN"), (tx) => compareLanesOf(tx, stay.enrollmentId));
    const list = async (args: string): Promise<Loose> =>
      (
        await reviewer.run(
          `query ($id: ID) { laneAlerts(enrollmentId: $id, ${args}) { totalCount nodes {
        id kind startsOn endsOn pending clinicalCode enrollment { id } closedAt } } }`,
          { id: enrollmentId },
        )
      )["laneAlerts"];
    const open = await list("kinds: [UNAUTHORISED]");
    expect(open).toMatchObject({
      totalCount: 1,
      nodes: [{ kind: "UNAUTHORISED", startsOn: "2026-03-02", pending: true, enrollment: { id: enrollmentId } }],
    });
    expect(await list("kinds: [LEVEL_DIFFERS]")).toMatchObject({ totalCount: 0 });
    const { tasks } = await reviewer.run("{ tasks(role: UTILISATION_REVIEW) { nodes { kind subjectId } } }");
    expect(tasks.nodes).toContainEqual({ kind: "LANES_APART", subjectId: open.nodes[0].id });
    const { node } = await reviewer.run("query ($id: ID!) { node(id: $id) { ... on LaneAlert { kind } } }", {
      id: open.nodes[0].id,
    });
    expect(node).toEqual({ kind: "UNAUTHORISED" });
  });
});
