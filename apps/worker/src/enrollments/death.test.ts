import {
  Alumnus,
  Enrollment,
  Program,
  Task,
  careEntities,
  dischargeEnrollment,
  recordDeath,
  undoDischarge,
} from "@causeway/care";
import {
  activeEnrollment,
  admittedEnrollment,
  dischargeRecord,
  openProgram,
  waitingEnrollment,
} from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
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
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let admin: Actor;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  admin = (await liveOrganisation(db, { name: "Harbour" })).actor("ADMIN");
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

const enrollmentOf = (id: string) => db.run(admin, (tx) => tx.get(Enrollment, id));
const placesHeld = (id: string) => db.run(admin, async (tx) => (await tx.get(Program, id)).placesHeld);
const overlapReason = "Two programs at once";

/** `ended-by-death` */
describe("after a death", () => {
  it("by discharge, what else is open for the client ends, and nobody else's", async () => {
    const first = await activeEnrollment(db, admin);
    const { clientId } = first;
    const { programId: residential } = await openProgram(db, admin, { levelCode: "3.5" });
    const stay = await activeEnrollment(db, admin, { clientId, programId: residential, overlapReason });
    const admitted = await admittedEnrollment(db, admin, { clientId, overlapReason });
    const waits = await waitingEnrollment(db, admin, { clientId });
    const other = await activeEnrollment(db, admin);
    await db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        ...dischargeRecord,
        enrollmentId: first.enrollmentId,
        dischargedOn: "2026-03-09",
        localReason: "DEATH",
        dispositionCode: "DECEASED",
        aftercarePlan: null,
      }),
    );
    await host.idle();
    expect(await enrollmentOf(stay.enrollmentId)).toMatchObject({
      state: "DISCHARGED",
      dischargeReason: 6,
      dischargedOn: "2026-03-09",
      servicesAtDischarge: 4,
      dispositionCode: "DECEASED",
    });
    const closed = { state: "CLOSED_NOT_ADMITTED", closedReason: "DECEASED" };
    expect(await enrollmentOf(admitted.enrollmentId)).toMatchObject(closed);
    expect(await enrollmentOf(waits.enrollmentId)).toMatchObject(closed);
    expect((await enrollmentOf(other.enrollmentId)).state).toBe("ACTIVE");
    expect([await placesHeld(residential), await placesHeld(admitted.programId)]).toEqual([0, 0]);
  });

  it("on a day before the stay, a clinician is asked and the stay goes on until then", async () => {
    const stay = await activeEnrollment(db, admin);
    await db.run(admin, (tx) => recordDeath(tx, { clientId: stay.clientId, deceasedOn: "2026-03-01" }));
    await host.idle();
    expect((await enrollmentOf(stay.enrollmentId)).state).toBe("ACTIVE");
    const tasks = await db.run(admin, (tx) => tx.find(Task, { subjectId: stay.enrollmentId, kind: "DEATH_REVIEW" }));
    expect(tasks).toMatchObject([{ state: "OPEN", assignedRole: "CLINICIAN" }]);
  });
});

/** `discharge-undone-within-72-hours` */
describe("after a discharge was taken back", () => {
  it("nobody is asked how they are any more", async () => {
    const { enrollmentId } = await activeEnrollment(db, admin);
    await db.run(admin, (tx) =>
      dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn: "2026-03-09", reason: 1 }),
    );
    await host.idle();
    const followed = () => db.run(admin, (tx) => tx.findOne(Alumnus, { enrollmentId }));
    expect(await followed()).toMatchObject({ state: "FOLLOWED" });
    await db.run(admin, (tx) => undoDischarge(tx, { enrollmentId, reason: "Wrong client" }));
    await host.idle();
    expect(await followed()).toMatchObject({ state: "ENDED" });
  });
});
