import {
  Enrollment,
  Task,
  WaitlistEntry,
  careEntities,
  changeLevelOfCare,
  dischargeEnrollment,
  offerEnrollment,
  setProgramState,
  updateProgram,
} from "@causeway/care";
import { activeEnrollment, dischargeRecord, openProgram, waitingEnrollment } from "@causeway/care/factory";
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
const START = new Date("2026-03-09T14:00:00Z");
const HOUR = 3_600_000;
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let admin: Actor;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
  const config = configFor(clone);
  const logger = createLogger("test", "fatal");
  host = await startWorker({ config, clock, logger, entities, work: allWork, idleMs: 20 });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});
beforeEach(() => clock.set(START));

const entryOf = async (enrollmentId: string): Promise<WaitlistEntry> => {
  const [entry] = await db.run(admin, (tx) => tx.find(WaitlistEntry, { enrollmentId }));
  if (!entry) throw new Error("nobody waits");
  return entry;
};
const tasksOf = async (enrollmentId: string): Promise<string[]> => {
  const { id } = await entryOf(enrollmentId);
  const tasks = await db.run(admin, (tx) => tx.find(Task, { subjectId: id }, { order: { id: "ASC" } }));
  return tasks.map((task) => `${task.kind} ${task.state}`);
};
const program = async (options: { capacity: number; blockGrant?: boolean }): Promise<string> =>
  (await openProgram(db, admin, options)).programId;

/** `offers-expire`, `interim-services-in-48-hours`, `admission-in-14-or-120-days`, `waitlist-priority` */
describe("what a waiting list does by itself", () => {
  it("ends an offer by the clock and asks the next in line", async () => {
    const programId = await program({ capacity: 1 });
    const one = await waitingEnrollment(db, admin, { programId });
    clock.advance(HOUR);
    const two = await waitingEnrollment(db, admin, { programId });
    await db.run(admin, (tx) => offerEnrollment(tx, { enrollmentId: one.enrollmentId }));
    await host.idle();
    expect((await db.run(admin, (tx) => tx.get(Enrollment, one.enrollmentId))).state).toBe("OFFERED");
    clock.advance(72 * HOUR);
    await host.idle();
    expect((await db.run(admin, (tx) => tx.get(Enrollment, one.enrollmentId))).state).toBe("WAITLISTED");
    expect([await tasksOf(one.enrollmentId), await tasksOf(two.enrollmentId)]).toEqual([[], ["OFFER_NEXT OPEN"]]);
  });

  it("asks for the next in line when a place becomes free, and for nobody while there is none", async () => {
    const programId = await program({ capacity: 1 });
    const stay = await activeEnrollment(db, admin, { programId });
    const waiting = await waitingEnrollment(db, admin, { programId });
    await host.idle();
    expect(await tasksOf(waiting.enrollmentId)).toEqual([]);
    await db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        ...dischargeRecord,
        enrollmentId: stay.enrollmentId,
        dischargedOn: "2026-03-09",
        reason: 1,
      }),
    );
    await host.idle();
    expect(await tasksOf(waiting.enrollmentId)).toEqual(["OFFER_NEXT OPEN"]);
  });

  it("asks for the next in line when there are more places, when a planned move is made, and when a program opens again", async () => {
    const programId = await program({ capacity: 1 });
    const stay = await activeEnrollment(db, admin, { programId });
    const one = await waitingEnrollment(db, admin, { programId });
    clock.advance(HOUR);
    const two = await waitingEnrollment(db, admin, { programId });
    const asked = async (): Promise<string[][]> => {
      await host.idle();
      return [await tasksOf(one.enrollmentId), await tasksOf(two.enrollmentId)];
    };
    expect(await asked()).toEqual([[], []]);
    const toProgramId = await program({ capacity: 1 });
    await db.run(admin, (tx) =>
      changeLevelOfCare(tx, {
        enrollmentId: stay.enrollmentId,
        toProgramId,
        effectiveOn: "2026-03-12",
        assessmentId: stay.assessmentId,
        reason: "CLIENT_PREFERENCE",
        clientAgrees: true,
      }),
    );
    expect(await asked()).toEqual([[], []]);
    clock.set(new Date("2026-03-12T05:00:00Z"));
    expect(await asked()).toEqual([["OFFER_NEXT OPEN"], []]);
    await db.run(admin, (tx) => setProgramState(tx, { programId, command: "pause" }));
    await db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 2 }));
    expect(await asked()).toEqual([["OFFER_NEXT OPEN"], []]);
    await db.run(admin, (tx) => setProgramState(tx, { programId, command: "open" }));
    expect(await asked()).toEqual([["OFFER_NEXT OPEN"], ["OFFER_NEXT OPEN"]]);
    const three = await waitingEnrollment(db, admin, { programId });
    await db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 3 }));
    await host.idle();
    expect(await tasksOf(three.enrollmentId)).toEqual(["OFFER_NEXT OPEN"]);
  });

  it("tells of a deadline that passed, and judges each wait anew when a block grant begins to pay", async () => {
    const programId = await program({ capacity: 1 });
    const wait = { priorityReasons: ["INJECTS"], statedBy: "CLIENT" } as const;
    const { enrollmentId } = await waitingEnrollment(db, admin, { programId, wait });
    await db.run(admin, (tx) => updateProgram(tx, { programId, blockGrant: true }));
    await host.idle();
    expect(await entryOf(enrollmentId)).toMatchObject({ priority: 3, admitDueOn: "2026-03-23" });
    clock.advance(48 * HOUR);
    await host.idle();
    expect(await tasksOf(enrollmentId)).toEqual([
      "INTERIM_SERVICES OPEN",
      "ADMISSION_DUE OPEN",
      "INTERIM_OVERDUE OPEN",
    ]);
    clock.set(new Date("2026-03-24T04:00:00Z"));
    await host.idle();
    expect((await tasksOf(enrollmentId)).at(-1)).toBe("ADMISSION_OVERDUE OPEN");
  });
});
