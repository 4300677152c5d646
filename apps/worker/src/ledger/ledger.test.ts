import {
  Authorisation,
  LaneAlert,
  Task,
  careEntities,
  decideAuthorisation,
  recordAttendance,
  scheduleSession,
} from "@causeway/care";
import { activeEnrollment, grantedAuthorisation, requestedAuthorisation } from "@causeway/care/factory";
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
const START = new Date("2026-03-02T15:00:00Z"); // Monday 10:00 in New York
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let admin: Actor;
let stay: Awaited<ReturnType<typeof activeEnrollment>>;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  admin = (await liveOrganisation(db, { name: "Harbour" })).actor("ADMIN");
  host = await startWorker({
    config: configFor(clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});
beforeEach(async () => {
  clock.set(START);
  stay = await activeEnrollment(db, admin);
});

const at = async (instant: string): Promise<void> => {
  clock.set(new Date(instant));
  await host.idle();
};
const group = (minutes = 180) =>
  db.run(admin, async (tx) => {
    const session = await scheduleSession(tx, {
      programId: stay.programId,
      startsAt: tx.now,
      minutes,
      modality: "GROUP",
    });
    await recordAttendance(tx, { ...session, roster: [{ enrollmentId: stay.enrollmentId, outcome: "ATTENDED" }] });
  });
const span = (endsOn: string, startsOn = "2026-03-02") => ({ enrollmentId: stay.enrollmentId, startsOn, endsOn });
const tasks = (subjectId: string) =>
  db.run(admin, async (tx) =>
    (await tx.find(Task, { subjectId }, { order: { createdAt: "ASC" } })).map((task) => [task.kind, task.state]),
  );
const alerts = () =>
  db.run(admin, async (tx) =>
    (await tx.find(LaneAlert, { enrollmentId: stay.enrollmentId }, { order: { startsOn: "ASC", kind: "ASC" } })).map(
      (alert) => [alert.kind, alert.startsOn, alert.endsOn, alert.closedAt?.toISOString() ?? null],
    ),
  );

describe("an authorisation by the clock", () => {
  it("review-three-business-days-ahead: a task at the start of that day, and the end at the end", async () => {
    const id = await grantedAuthorisation(db, admin, span("2026-03-14"), { nextReviewOn: "2026-03-09" });
    await at("2026-03-04T04:59:00Z");
    expect(await tasks(id)).toEqual([]);
    await at("2026-03-04T05:00:00Z");
    expect(await tasks(id)).toEqual([["AUTHORISATION_REVIEW", "OPEN"]]);
    // The clocks go forward on the 8th: the day of the end begins an hour earlier.
    await at("2026-03-10T04:00:00Z");
    expect(await tasks(id)).toEqual([
      ["AUTHORISATION_REVIEW", "OPEN"],
      ["AUTHORISATION_REVIEW", "OPEN"],
    ]);
    const state = () => db.run(admin, async (tx) => (await tx.get(Authorisation, id)).state);
    await at("2026-03-14T03:59:00Z");
    expect(await state()).toBe("APPROVED");
    await at("2026-03-14T04:00:00Z");
    expect(await state()).toBe("EXPIRED");
    expect((await tasks(id)).map(([, open]) => open)).toEqual(["CANCELLED", "CANCELLED"]);
  });

  it("is left alone by the deadlines of an answer that was replaced", async () => {
    const id = await grantedAuthorisation(db, admin, span("2026-03-14"), { answer: "pend" });
    await db.run(admin, (tx) =>
      decideAuthorisation(tx, { authorisationId: id, answer: "deny", reason: "No", decidedOn: "2026-03-02" }),
    );
    await at("2026-03-20T12:00:00Z");
    expect(await tasks(id)).toEqual([["AUTHORISATION_APPEAL", "OPEN"]]);
  });
});

/** `units-eighty-percent`, `payers-never-block-care`, `lanes-apart` */
describe("what follows from attendance", () => {
  it("units-eighty-percent: a task once the fourth of five is used; payers-never-block-care: the sixth is recorded all the same", async () => {
    const id = await grantedAuthorisation(db, admin, { ...span("2026-03-30"), units: 5 });
    for (const day of ["03", "04"]) {
      await at(`2026-03-${day}T15:00:00Z`);
      await group();
    }
    await host.idle();
    expect(await tasks(id)).toEqual([]);
    for (const day of ["05", "06", "07"]) {
      await at(`2026-03-${day}T15:00:00Z`);
      await group();
    }
    await host.idle();
    expect(await tasks(id)).toEqual([["AUTHORISATION_UNITS", "OPEN"]]);
    expect(await alerts()).toEqual([["UNITS_EXHAUSTED", "2026-03-07", null, null]]);
  });

  it("lanes-apart: opens when the days covered are over, without anybody doing anything, and closes on the first day covered again", async () => {
    await grantedAuthorisation(db, admin, span("2026-03-05"));
    await host.idle();
    expect(await alerts()).toEqual([]);
    await at("2026-03-05T04:59:00Z");
    expect(await alerts()).toEqual([]);
    await at("2026-03-05T05:00:00Z");
    expect(await alerts()).toEqual([["UNAUTHORISED", "2026-03-05", null, null]]);
    const next = await requestedAuthorisation(db, admin, span("2026-04-05", "2026-03-07"));
    await db.run(admin, (tx) =>
      decideAuthorisation(tx, { authorisationId: next, answer: "approve", decidedOn: "2026-03-05" }),
    );
    await host.idle();
    expect(await alerts()).toMatchObject([["UNAUTHORISED", "2026-03-05", null, null]]);
    await at("2026-03-07T05:00:00Z");
    expect(await alerts()).toEqual([["UNAUTHORISED", "2026-03-05", "2026-03-07", "2026-03-07T05:00:00.000Z"]]);
  });

  it("two weeks below the level are told on the Monday after, and no longer after a week that met it", async () => {
    await at("2026-03-09T15:00:00Z");
    await group();
    await at("2026-03-16T03:59:00Z");
    expect(await alerts()).toEqual([]);
    await at("2026-03-16T04:00:00Z");
    expect(await alerts()).toEqual([["ATTENDED_BELOW", "2026-03-02", null, null]]);
    for (const day of ["16", "18", "20"]) {
      await at(`2026-03-${day}T15:00:00Z`);
      await group();
    }
    await at("2026-03-23T04:00:00Z");
    expect(await alerts()).toEqual([["ATTENDED_BELOW", "2026-03-02", "2026-03-16", "2026-03-23T04:00:00.000Z"]]);
  });
});
