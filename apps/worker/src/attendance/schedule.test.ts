import type { Task } from "@causeway/care";
import {
  Attendance,
  ProgramSession,
  addTemplateMembers,
  careEntities,
  closeDay,
  dischargeEnrollment,
  recordAttendance,
  scheduleSession,
} from "@causeway/care";
import { activeEnrollment, dischargeRecord, openProgram, weeklyGroup } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const START = new Date("2026-03-02T15:00:00Z"); // Monday 10:00 in New York
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let clinician: Actor;

const start = async (): Promise<void> => {
  host = await startWorker({
    config: configFor(clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
};

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
  await start();
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});
beforeEach(() => clock.set(START));

const program = async (): Promise<string> => (await openProgram(db, harbour.actor("ADMIN"))).programId;
const sessionsOf = (templateId: string) => db.run(clinician, (tx) => tx.find(ProgramSession, { templateId }));
const days = (n: number): void => clock.advance(n * 86_400_000);

describe("sessions-made-ahead: the schedule", () => {
  it("grows each week by itself, also after weeks in which no worker ran, and makes nothing twice", async () => {
    const templateId = await weeklyGroup(db, clinician, { programId: await program() });
    await host.idle();
    expect(await sessionsOf(templateId)).toHaveLength(18);
    days(7);
    await host.idle();
    expect(await sessionsOf(templateId)).toHaveLength(21);
    await host.close();
    days(14);
    await start();
    await host.idle();
    const sessions = await sessionsOf(templateId);
    expect(sessions).toHaveLength(27);
    expect(new Set(sessions.map((one) => one.occursOn)).size).toBe(27);
  });
});

describe("lists-follow-the-stay: who is expected", () => {
  it("is nobody who was discharged", async () => {
    const programId = await program();
    const { enrollmentId } = await activeEnrollment(db, harbour.actor("ADMIN"), { programId });
    const templateId = await weeklyGroup(db, clinician, { programId });
    const expected = () => db.run(clinician, (tx) => tx.find(Attendance, { enrollmentId, state: "SCHEDULED" }));
    await db.run(clinician, (tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] }));
    expect(await expected()).toHaveLength(18);
    await db.run(clinician, (tx) =>
      dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn: "2026-03-02", reason: 1 }),
    );
    await host.idle();
    expect(await expected()).toEqual([]);
  });
});

describe("unclosed-days-are-looked-at: a day", () => {
  it("that nobody closed becomes a task on the third day, one that was closed does not", async () => {
    const about = async (close: boolean): Promise<() => Promise<Task[]>> => {
      const programId = await program();
      const { enrollmentId } = await activeEnrollment(db, harbour.actor("ADMIN"), { programId });
      await db.run(clinician, async (tx) => {
        const { sessionId } = await scheduleSession(tx, {
          programId,
          startsAt: tx.now,
          minutes: 60,
          modality: "INDIVIDUAL",
        });
        await recordAttendance(tx, { sessionId, roster: [{ enrollmentId, outcome: "NO_SHOW" }] });
        if (close) await closeDay(tx, { programId, day: "2026-03-02" });
      });
      return () =>
        db.run(clinician, (tx) =>
          tx.query(
            `select t.id from tasks t join attendance_days d on d.id = t.subject_id
             where t.kind = 'DAY_NOT_CLOSED' and t.state = 'OPEN' and d.program_id = $1 and d.day = '2026-03-02'`,
            [programId],
          ),
        );
    };
    const [open, closed] = [await about(false), await about(true)];
    clock.set(new Date("2026-03-05T04:59:00Z")); // a minute before midnight in New York
    await host.idle();
    expect(await open()).toEqual([]);
    clock.advance(60_000);
    await host.idle();
    expect(await open()).toHaveLength(1);
    expect(await closed()).toEqual([]);
  });
});
