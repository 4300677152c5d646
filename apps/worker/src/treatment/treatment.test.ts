import { Task, TreatmentPlan, careEntities, dischargeEnrollment, undoDischarge } from "@causeway/care";
import { activeEnrollment, dischargeRecord } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  const logger = createLogger("test", "fatal");
  host = await startWorker({ config: configFor(clone), clock, logger, entities, work: allWork, idleMs: 20 });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});

const plan = (id: string) => db.run(harbour.actor("ADMIN"), (tx) => tx.get(TreatmentPlan, id));
const reviews = () => db.run(harbour.actor("ADMIN"), (tx) => tx.find(Task, { kind: "PLAN_REVIEW" }));

/** `plan-reviewed`, `plan-states` */
it("a plan is reviewed in time, ends with the stay, and is in force again when that end is taken back", async () => {
  const admin = harbour.actor("ADMIN");
  const { enrollmentId, treatmentPlanId } = await activeEnrollment(db, admin);
  expect(await plan(treatmentPlanId)).toMatchObject({ reviewDueOn: "2026-04-01" });
  clock.set(new Date("2026-03-25T03:59:00Z")); // the evening of the 24th in New York
  await host.idle();
  expect(await reviews()).toEqual([]);
  clock.set(new Date("2026-03-25T04:01:00Z"));
  await host.idle();
  expect(await reviews()).toMatchObject([{ subjectId: treatmentPlanId, state: "OPEN" }]);
  await db.run(admin, (tx) =>
    dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn: "2026-03-24", reason: 1 }),
  );
  await host.idle();
  expect(await plan(treatmentPlanId)).toMatchObject({ state: "CLOSED", endedAt: clock.now() });
  expect(await reviews()).toMatchObject([{ state: "CANCELLED" }]);
  await db.run(admin, (tx) => undoDischarge(tx, { enrollmentId, reason: "Another client" }));
  await host.idle();
  expect(await plan(treatmentPlanId)).toMatchObject({ state: "ACTIVE", endedAt: null });
  expect((await reviews()).map((task) => task.state).toSorted()).toEqual(["CANCELLED", "OPEN"]);
});
