import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { cancelSession, scheduleSession } from "../attendance/index.ts";
import { newClient } from "../clients/client.factory.ts";
import { dischargeRecord } from "../enrollments/enrollment.factory.ts";
import { dischargeEnrollment, startLeave } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { setPlanHours } from "../treatment/index.ts";
import type { RadarRow } from "./index.ts";
import { doseRadar } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: Actor;
const MONDAY = new Date("2026-03-09T15:00:00Z"); // eleven o'clock in New York
const clock = new MovableClock(MONDAY);
const HOUR = 3_600_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(MONDAY));

/** Hours from Monday, eleven o'clock. */
const inHours = (hours: number): Date => new Date(MONDAY.getTime() + hours * HOUR);
const session = async (
  programId: string,
  hours: number,
  more: Partial<Parameters<typeof scheduleSession>[1]> = {},
): Promise<string> =>
  (
    await t.db.run(admin, (tx) =>
      scheduleSession(tx, { programId, startsAt: inHours(hours), minutes: 180, modality: "GROUP", ...more }),
    )
  ).sessionId;
const radar = async (programId: string, actor: Actor = admin): Promise<RadarRow[]> =>
  (await doseRadar(t.db, actor, { programId, limit: 100 })).rows;
const only = async (programId: string): Promise<RadarRow | undefined> => (await radar(programId))[0];

/** `dose-radar` */
describe("the radar", () => {
  it("tells what was delivered, what is booked, and which open sessions fill the rest", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin);
    await session(programId, 24, { enrollmentIds: [enrollmentId] });
    const atSameTime = await session(programId, 25);
    const full = await session(programId, 48, { places: 1 });
    const { enrollmentId: other } = await activeEnrollment(t.db, admin, { programId });
    const booked = await session(programId, 49, { enrollmentIds: [other], places: 1, minutes: 60 });
    const alone = await session(programId, 60, { modality: "INDIVIDUAL" });
    const cancelled = await session(programId, 72);
    await t.db.run(admin, (tx) => cancelSession(tx, { sessionId: cancelled }));
    const next = await session(programId, 7 * 24);
    const telehealth = await session(programId, 96, { mode: "TELEHEALTH", places: 5 });

    const rows = await radar(programId);
    const row = rows.find((one) => one.enrollmentId === enrollmentId);
    expect(row).toMatchObject({
      weekStartsOn: "2026-03-09",
      endsAt: new Date("2026-03-16T04:00:00Z"),
      requiredMinutes: 540,
      deliveredMinutes: 180,
      unrecordedMinutes: 0,
      comingMinutes: 180,
      forecast: "SHORT",
      shortfallMinutes: 180,
      risk: "NEEDS_MAKE_UP",
      canReach: true,
    });
    // The first one that ends of those that serve; what overlaps, is taken, cancelled, of next week or another's is not among them.
    expect(row?.makeUp.map((one) => one.sessionId)).toEqual([full]);
    clock.set(inHours(50));
    const later = (await radar(programId)).find((one) => one.enrollmentId === enrollmentId);
    expect(later).toMatchObject({ unrecordedMinutes: 180, comingMinutes: 0, shortfallMinutes: 180 });
    expect(later?.makeUp).toMatchObject([{ sessionId: telehealth, telehealth: true, placesLeft: 5, minutes: 180 }]);
    clock.set(inHours(97));
    expect((await radar(programId)).find((one) => one.enrollmentId === enrollmentId)).toMatchObject({
      risk: "OUT_OF_REACH",
      canReach: false,
      makeUp: [],
    });
    const shown = [...rows, later].flatMap((one) => one?.makeUp.map(({ sessionId }) => sessionId) ?? []);
    for (const wrong of [atSameTime, booked, alone, cancelled, next]) expect(shown).not.toContain(wrong);
  });

  it("asks less of an adolescent, by the age on the Monday, and what the plan says of anybody", async () => {
    const born = (birthDate: string) => newClient(t.db, admin, { details: { birthDate } });
    const { programId } = await openProgram(t.db, admin);
    const young = await activeEnrollment(t.db, admin, { ...(await born("2008-03-10")), programId });
    const grown = await activeEnrollment(t.db, admin, { ...(await born("2008-03-09")), programId });
    const planned = await activeEnrollment(t.db, admin, { programId });
    await t.db.run(admin, (tx) =>
      setPlanHours(tx, { enrollmentId: planned.enrollmentId, minutesPerWeek: 720, startsOn: "2026-03-09" }),
    );
    const required = new Map((await radar(programId)).map((row) => [row.enrollmentId, row.requiredMinutes]));
    expect(required.get(young.enrollmentId)).toBe(360);
    expect(required.get(grown.enrollmentId)).toBe(540);
    expect(required.get(planned.enrollmentId)).toBe(720);
  });

  it("leaves out who is gone, judges nobody who is away, and shows nothing to another organisation", async () => {
    const { programId } = await openProgram(t.db, admin);
    const gone = await activeEnrollment(t.db, admin, { programId });
    const away = await activeEnrollment(t.db, admin, { programId });
    await t.db.run(admin, async (tx) => {
      await startLeave(tx, { enrollmentId: away.enrollmentId, reason: "Family", until: "2026-03-16" });
      await dischargeEnrollment(tx, {
        enrollmentId: gone.enrollmentId,
        dischargedOn: "2026-03-09",
        ...dischargeRecord,
        reason: 2,
      });
    });
    expect(await radar(programId)).toMatchObject([{ enrollmentId: away.enrollmentId, risk: "EXEMPT" }]);
    expect(await radar(programId, meadow.actor("ADMIN"))).toEqual([]);
    await expect(radar(programId, { ...admin, grants: new Set<string>() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("begins its week where the program is", async () => {
    const { programId } = await openProgram(t.db, admin, { site: { timeZone: "Pacific/Honolulu" } });
    await activeEnrollment(t.db, admin, { programId });
    clock.set(new Date("2026-03-16T09:59:00Z")); // still Sunday there
    expect(await only(programId)).toMatchObject({ weekStartsOn: "2026-03-09", deliveredMinutes: 180 });
    clock.set(new Date("2026-03-16T10:00:00Z"));
    expect(await only(programId)).toMatchObject({ weekStartsOn: "2026-03-16", deliveredMinutes: 0 });
  });

  it("answers a program of 200 clients by one statement, in pages that hold together, the worst first", async () => {
    const { programId } = await openProgram(t.db, admin, { capacity: 300 });
    await fill(programId, 200);
    const extra = await session(programId, 30, { places: 12 });
    const statements = vi.spyOn(t.db, "readWith");
    const seen: RadarRow[] = [];
    let pages = 0;
    for (let more = true; more; pages++) {
      const page = await doseRadar(t.db, admin, { programId, limit: 70, after: seen.at(-1)?.key ?? null });
      seen.push(...page.rows);
      more = page.hasMore;
    }
    expect([pages, statements.mock.calls.length]).toEqual([3, 3]);
    statements.mockRestore();
    expect(new Set(seen.map((row) => row.enrollmentId)).size).toBe(200);
    const order = seen.map((row) => [row.risk, row.shortfallMinutes]);
    // A third has nothing booked, a third is one session short, a third is all booked.
    expect(order.slice(0, 67)).toEqual(Array.from({ length: 67 }, () => ["OUT_OF_REACH", 540]));
    expect(order.slice(67, 134)).toEqual(Array.from({ length: 67 }, () => ["NEEDS_MAKE_UP", 180]));
    expect(order.slice(134)).toEqual(Array.from({ length: 66 }, () => ["ON_TRACK", 0]));
    for (const row of seen.slice(67, 134)) expect(row.makeUp).toMatchObject([{ sessionId: extra, placesLeft: 12 }]);
  });
});

/** So many admitted clients, laid down as rows; of three sessions the first in three is expected at none, the next at two. */
async function fill(programId: string, clients: number): Promise<void> {
  const sessions = [await session(programId, 26), await session(programId, 50), await session(programId, 74)];
  const rows = Array.from({ length: clients }, (_, i) => ({
    client: newId(),
    episode: newId(),
    enrollment: newId(),
    placement: newId(),
    expected: sessions.slice(0, i % 3 === 0 ? 0 : (i % 3) + 1),
  }));
  const client = new pg.Client({ connectionString: t.clone.adminUrl });
  await client.connect();
  try {
    const each =
      "jsonb_to_recordset($1::jsonb) as r(client uuid, episode uuid, enrollment uuid, placement uuid, expected jsonb)";
    const add = (sql: string, ...values: unknown[]) =>
      client.query(`${sql.replace("ROWS", each)}`, [JSON.stringify(rows), harbour.organisationId, ...values]);
    await add("insert into clients (id, organisation_id, created_at) select client, $2::uuid, now() from ROWS");
    await add(
      "insert into episodes (id, organisation_id, client_id, opened_on, created_at) select episode, $2::uuid, client, '2026-03-01', now() from ROWS",
    );
    await add(
      `insert into enrollments (id, organisation_id, client_id, program_id, episode_id, state, admission_path, requested_at, admitted_at, created_at)
       select enrollment, $2::uuid, client, $3::uuid, episode, 'ADMITTED', 'DIRECT', '2026-03-01', '2026-03-01', '2026-03-01' from ROWS`,
      programId,
    );
    await add(
      `insert into placements (id, organisation_id, enrollment_id, program_id, edition, level_code, starts_on, recorded_at)
       select placement, $2::uuid, enrollment, $3::uuid, 'ASAM3', '2.1', '2026-03-01', '2026-03-01' from ROWS`,
      programId,
    );
    await add(
      `insert into attendances (id, organisation_id, session_id, enrollment_id, state, mode, recorded_at)
       select gen_random_uuid(), $2::uuid, s::uuid, enrollment, 'SCHEDULED', 'IN_PERSON', now()
       from ROWS, jsonb_array_elements_text(expected) as s`,
    );
    await client.query(
      "update program_sessions s set places = (select count(*) from attendances a where a.session_id = s.id) where id = any($1)",
      [sessions],
    );
    await client.query("analyze");
  } finally {
    await client.end();
  }
}
