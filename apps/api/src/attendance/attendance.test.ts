import { openProgram, plannedEnrollment } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type Loose, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let admin: TestClient;
let clinician: TestClient;
let reader: TestClient;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  await at("2026-03-02T15:00:00Z");
});
afterAll(() => api?.close());

/** Sessions of people do not last that long, so all sign in again. */
async function at(instant: string): Promise<void> {
  clock.set(new Date(instant));
  admin = await api.signIn(harbour, "ADMIN");
  clinician = await api.signIn(harbour, "CLINICIAN");
  reader = await api.signIn(harbour, "READ_ONLY");
}

async function give(by: TestClient, mutation: string, input: object, fields: string): Promise<Record<string, Loose>> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const errors = "userErrors { code path reason message }";
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} ${errors} } }`;
  return (await by.run(text, { input }))[mutation];
}

async function done(by: TestClient, mutation: string, input: object, fields: string): Promise<Record<string, Loose>> {
  const payload = await give(by, mutation, input, fields);
  expect(payload["userErrors"]).toEqual([]);
  return payload;
}

const CALENDAR = `query ($programId: ID, $from: DateTime, $to: DateTime, $states: [ProgramSessionState!]) {
  sessions(programId: $programId, from: $from, to: $to, states: $states, first: 50) { nodes {
    id startsAt title room mode state byHand cancelCause cancelReason roomConflicts staffConflicts availableActions
    staffMember { displayName }
    attendances { id state minutes countedMinutes mode arrivedAt makeUpForId enrollment { id } history { state minutes } }
  } } }`;
const WEEK = { from: "2026-03-02T05:00:00Z", to: "2026-03-09T04:00:00Z" };
const TEMPLATE = "template { id version state rrule startTime availableActions access { canEnd } }";
const EVENING = {
  rrule: "FREQ=WEEKLY;BYDAY=MO,WE,FR",
  startsOn: "2026-03-02",
  startTime: "18:00",
  minutes: 180,
  modality: "GROUP",
  title: "Relapse education",
  room: "Blue room",
};

async function group(places = 8): Promise<{ programId: string; siteId: string; enrollmentIds: string[]; id: string }> {
  const owner = harbour.actor("OWNER");
  const { programId, siteId } = await openProgram(api.db, owner);
  const enrollmentIds: string[] = [];
  for (let i = 0; i < 2; i++)
    enrollmentIds.push(encodeId("enrollment", (await plannedEnrollment(api.db, owner, { programId })).enrollmentId));
  const input = { ...EVENING, programId: encodeId("program", programId), places };
  const { template } = await done(clinician, "createSessionTemplate", input, TEMPLATE);
  await done(clinician, "addSessionTemplateMembers", { templateId: template.id, enrollmentIds }, "template { id }");
  return { programId: encodeId("program", programId), siteId, enrollmentIds, id: template.id };
}
const calendar = async (programId: string, more: object = WEEK): Promise<Loose[]> =>
  (await reader.run(CALENDAR, { programId, ...more })).sessions.nodes;

describe("a week of a program", () => {
  it("is planned, recorded as a whole group, closed, opened under supervision and corrected", async () => {
    await at("2026-03-02T15:00:00Z");
    const { programId, enrollmentIds, id } = await group();
    const [first, second] = enrollmentIds as [string, string];
    const week = await calendar(programId);
    expect(week.map((one) => one.startsAt)).toEqual([
      "2026-03-02T23:00:00.000Z",
      "2026-03-04T23:00:00.000Z",
      "2026-03-06T23:00:00.000Z",
    ]);
    expect(week[0]).toMatchObject({ title: "Relapse education", room: "Blue room", state: "SCHEDULED", byHand: false });
    expect(week[0].attendances.map((line: Loose) => [line.enrollment.id, line.state])).toEqual(
      [first, second].map((enrollment) => [enrollment, "SCHEDULED"]),
    );

    await at("2026-03-03T02:30:00Z");
    const day = { programId, day: "2026-03-02" };
    const early = await give(clinician, "closeAttendanceDay", day, "attendanceDay { id }");
    expect(early["userErrors"]).toMatchObject([{ code: "CONFLICT", reason: "NOT_RECORDED", path: ["day"] }]);
    const open = await reader.run(
      "query ($programId: ID!, $day: LocalDate!) { openSessionsOfDay(programId: $programId, day: $day) { sessionId startsAt title waiting } }",
      day,
    );
    expect(open.openSessionsOfDay).toEqual([
      { sessionId: week[0].id, startsAt: week[0].startsAt, title: "Relapse education", waiting: 2 },
    ]);
    const line = { enrollmentId: second, outcome: "PARTIAL", arrivedAt: "2026-03-03T05:00:00Z" };
    const wrong = await give(
      clinician,
      "recordAttendance",
      { sessionId: week[0].id, roster: [{ enrollmentId: first, outcome: "ATTENDED" }, line] },
      "session { id }",
    );
    expect(wrong["userErrors"]).toMatchObject([{ path: ["roster", "1", "arrivedAt"], reason: "OUTSIDE_SESSION" }]);
    const roster = [
      { enrollmentId: first, outcome: "EXCUSED" },
      { ...line, arrivedAt: "2026-03-03T00:30:00Z", mode: "TELEHEALTH" },
    ];
    await done(clinician, "recordAttendance", { sessionId: week[0].id, roster }, "session { state }");
    const { attendanceDay } = await done(clinician, "closeAttendanceDay", day, "attendanceDay { id availableActions }");
    expect(attendanceDay.availableActions).toEqual([]);

    const correction = { sessionId: week[0].id, roster: [{ enrollmentId: first, outcome: "NO_SHOW" }] };
    const refused = await give(clinician, "recordAttendance", correction, "session { id }");
    expect(refused["userErrors"]).toMatchObject([{ code: "CONFLICT", reason: "DAY_CLOSED" }]);
    const reopened = await done(
      admin,
      "reopenAttendanceDay",
      { id: attendanceDay.id, reason: "Entered wrongly" },
      "attendanceDay { state reopenReason access { canClose canReopen } history { kind reason } }",
    );
    expect(reopened["attendanceDay"]).toEqual({
      state: "OPEN",
      reopenReason: "Entered wrongly",
      access: { canClose: true, canReopen: false },
      history: [
        { kind: "REOPENED", reason: "Entered wrongly" },
        { kind: "CLOSED", reason: null },
      ],
    });
    await done(clinician, "recordAttendance", correction, "session { id }");
    const [monday] = await calendar(programId);
    expect(monday.attendances).toMatchObject([
      { state: "NO_SHOW", minutes: 0, history: [{ state: "NO_SHOW" }, { state: "EXCUSED" }] },
      { state: "PARTIAL", minutes: 90, countedMinutes: 90, mode: "TELEHEALTH", arrivedAt: "2026-03-03T00:30:00.000Z" },
    ]);

    const makeUp = await done(
      clinician,
      "scheduleSession",
      { programId, startsAt: "2026-03-03T02:00:00Z", minutes: 60, modality: "GROUP", makeUp: true },
      "session { id makeUp }",
    );
    await done(
      clinician,
      "recordAttendance",
      {
        sessionId: makeUp["session"].id,
        roster: [{ enrollmentId: first, outcome: "ATTENDED", makeUpForId: monday.attendances[0].id }],
      },
      "session { id }",
    );
    const undone = await done(
      clinician,
      "undoAttendance",
      { sessionId: makeUp["session"].id, enrollmentId: first },
      "session { state attendances { id } }",
    );
    expect(undone["session"]).toEqual({ state: "SCHEDULED", attendances: [] });
    const ended = await done(clinician, "endSessionTemplate", { id, endsOn: "2026-03-06" }, TEMPLATE);
    expect(ended["template"]).toMatchObject({ state: "ENDED", availableActions: [], access: { canEnd: false } });
    expect(
      (await calendar(programId, { ...WEEK, states: ["PROGRAM_CANCELLED"] })).map((one) => one.cancelCause),
    ).toEqual(["TEMPLATE"]);
  });

  // `double-booking-warns`
  it("shows its holidays and its changes, and says which room or person is asked for twice", async () => {
    await at("2026-03-02T15:00:00Z");
    const { programId, id, enrollmentIds } = await group();
    const staffMemberId = encodeId("member", harbour.actor("CLINICIAN").id ?? "");
    const { holiday } = await done(
      admin,
      "addHoliday",
      { day: "2026-03-04", name: "Snow day" },
      "holiday { id site { id } }",
    );
    await done(clinician, "updateSessionTemplate", { id, staffMemberId, room: "Blue Room" }, TEMPLATE);
    const [monday, wednesday, friday] = await calendar(programId);
    expect(wednesday).toMatchObject({
      state: "PROGRAM_CANCELLED",
      cancelCause: "HOLIDAY",
      cancelReason: "Snow day",
      availableActions: [],
    });
    const individual = { programId, startsAt: "2026-03-03T01:30:00Z", minutes: 50, modality: "INDIVIDUAL" };
    const { session } = await done(
      clinician,
      "scheduleSession",
      { ...individual, staffMemberId, room: "BLUE ROOM", enrollmentIds: [enrollmentIds[0]] },
      "session { id roomConflicts staffConflicts availableActions }",
    );
    expect(session).toEqual({
      id: session.id,
      roomConflicts: [monday.id],
      staffConflicts: [monday.id],
      availableActions: ["changeSession", "cancelSession"],
    });
    const moved = await done(
      clinician,
      "changeSession",
      { id: friday.id, startsAt: "2026-03-03T01:45:00Z", room: null },
      "session { byHand room roomConflicts staffConflicts }",
    );
    expect(moved["session"]).toMatchObject({ byHand: true, room: null, roomConflicts: [] });
    expect(moved["session"].staffConflicts).toEqual([monday.id, session.id]);
    await done(clinician, "cancelSession", { id: session.id, reason: "Ill" }, "session { cancelReason }");
    expect((await calendar(programId))[0].staffConflicts).toEqual([friday.id]);
    const restored = await done(clinician, "restoreSession", { id: session.id }, "session { state }");
    expect(restored["session"].state).toBe("SCHEDULED");
    await done(admin, "removeHoliday", { id: holiday.id }, "");
    const { holidays } = await reader.run('{ holidays(from: "2026-03-01") { nodes { day name } } }');
    expect(holidays.nodes).toEqual([]);
    expect((await calendar(programId)).every((one) => one.state === "SCHEDULED")).toBe(true);
  });

  it("is planned by nobody who only reads, and not by a rule that is none", async () => {
    await at("2026-03-02T15:00:00Z");
    const { programId, id } = await group();
    const { sessionTemplate } = await reader.run(
      "query ($id: ID!) { sessionTemplate(id: $id) { availableActions members { startsOn endsOn enrollment { state } } } }",
      { id },
    );
    expect(sessionTemplate).toMatchObject({
      availableActions: [],
      members: [
        { startsOn: "2026-03-02", endsOn: null, enrollment: { state: "ADMITTED" } },
        { startsOn: "2026-03-02", endsOn: null, enrollment: { state: "ADMITTED" } },
      ],
    });
    const wrong = await give(
      clinician,
      "createSessionTemplate",
      { ...EVENING, programId, rrule: "FREQ=WEEKLY;BYDAY=XX" },
      TEMPLATE,
    );
    expect(wrong).toEqual({
      template: null,
      userErrors: [{ code: "INVALID", path: ["rrule"], reason: "BAD_RULE", message: "BYDAY reads like MO,WE,FR." }],
    });
  });
});
