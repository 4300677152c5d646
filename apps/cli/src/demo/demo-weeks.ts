import type { RosterLine } from "@causeway/care";
import { addDays, closeDay, localDay, mondayOf, recordAttendance, scheduleSession, startOfDay } from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import type { DemoTenant } from "./demo-organisations.ts";
import type { DemoWorld } from "./demo-stories.ts";

/** A stay that goes on, and since when. */
interface Member {
  readonly enrollmentId: string;
  readonly admittedOn: string;
}

const HOUR = 3_600_000;
const WEEKS_BACK = 3;
/** Groups a week of a level, from Monday on: as many hours as the level asks for, or some more. */
const TIMETABLES: Readonly<Record<string, { title: string; days: number; hour: number; minutes: number }>> = {
  "2.1": { title: "Evening group", days: 4, hour: 18, minutes: 180 },
  "2.5": { title: "Day group", days: 5, hour: 9, minutes: 240 },
};
type Timetable = (typeof TIMETABLES)[string];

/**
 * The weeks of a program that asks for hours, up to the present one: most clients come to what is asked for, every third
 * falls short and could make up for it on Saturday. Told once for each program.
 */
export async function tellWeeks(
  world: DemoWorld,
  tenant: DemoTenant,
  program: { key: string; level: string },
): Promise<void> {
  const { db, now } = world;
  const programId = tenant.programs.get(program.key);
  const timetable = TIMETABLES[program.level];
  if (!programId || !timetable) return;
  const read = <R extends object>(sql: string): Promise<R[]> =>
    db.readWith<R>(jobActor(tenant.organisationId, "demo"), { sql, values: [programId] });
  const [told] = await read(
    `select 1 from program_sessions where program_id = $1 and title = '${timetable.title}' limit 1`,
  );
  if (told) return;
  const members = (
    await read<{ id: string; admitted_at: Date }>(
      `select e.id, e.admitted_at from enrollments e join clients c on c.id = e.client_id
       where e.program_id = $1 and e.state = 'ACTIVE' order by c.external_id`,
    )
  ).map((row): Member => ({ enrollmentId: row.id, admittedOn: localDay(row.admitted_at, tenant.timeZone) }));
  const monday = mondayOf(localDay(now, tenant.timeZone));
  for (let week = -WEEKS_BACK; week <= 0; week++) {
    for (let i = 0; i < timetable.days; i++) {
      const day = addDays(monday, 7 * week + i);
      const startsAt = new Date(startOfDay(day, tenant.timeZone).getTime() + timetable.hour * HOUR);
      const here = members.filter((one) => one.admittedOn < day);
      await tellGroup(world, tenant, timetable, { programId, startsAt }, here, i % 2 === 0);
    }
  }
  world.clock.set(now);
  const saturday = new Date(startOfDay(addDays(monday, 5), tenant.timeZone).getTime() + 10 * HOUR);
  await db.run(tenant.actor("CLINICIAN"), (tx) =>
    scheduleSession(tx, {
      programId,
      startsAt: saturday,
      minutes: 180,
      modality: "GROUP",
      title: "Saturday group online",
      mode: "TELEHEALTH",
      places: 8,
      makeUp: true,
    }),
  );
}

/**
 * A group that was held and recorded, or one to come with those who are expected.
 * @param all false where every third client stays away
 */
async function tellGroup(
  world: DemoWorld,
  tenant: DemoTenant,
  { title, minutes }: Timetable,
  session: { readonly programId: string; readonly startsAt: Date },
  members: readonly Member[],
  all: boolean,
): Promise<void> {
  const comes = (i: number): boolean => all || i % 3 !== 2;
  const recordedAt = new Date(session.startsAt.getTime() + (minutes + 60) * 60_000);
  const isOver = recordedAt < world.now;
  world.clock.set(isOver ? recordedAt : world.now);
  await world.db.run(tenant.actor("CLINICIAN"), async (tx) => {
    const enrollmentIds = members.filter((_, i) => isOver || comes(i)).map((one) => one.enrollmentId);
    // The room is full with those who are expected: others are offered the Saturday.
    const places = Math.max(1, enrollmentIds.length);
    const group = { title, minutes, modality: "GROUP", room: "Large group room", places, enrollmentIds } as const;
    const { sessionId } = await scheduleSession(tx, { ...group, ...session });
    if (!isOver || members.length === 0) return;
    const roster = members.map(({ enrollmentId }, i): RosterLine => ({
      enrollmentId,
      outcome: comes(i) ? "ATTENDED" : "NO_SHOW",
    }));
    await recordAttendance(tx, { sessionId, roster });
  });
}

/** Attendance of days gone by was closed when they ended; the last day of each program still waits for somebody. */
export async function closePastDays({ db, clock, now }: DemoWorld, tenant: DemoTenant): Promise<void> {
  const days = await db.readWith<{ programId: string; day: string }>(jobActor(tenant.organisationId, "demo"), {
    sql: `select program_id as "programId", day::text from (
        select *, max(day) over (partition by program_id) as last from attendance_days where day < $1::date) d
      where state = 'OPEN' and day < last order by day`,
    values: [localDay(now, tenant.timeZone)],
  });
  for (const { programId, day } of days) {
    clock.set(new Date(startOfDay(addDays(day, 1), tenant.timeZone).getTime() - 1));
    await db.run(tenant.actor("CLINICIAN"), (tx) => closeDay(tx, { programId, day }));
  }
  clock.set(now);
}
