import {
  Referral,
  ReferralRecipient,
  Task,
  acceptReferral,
  acknowledgeReferral,
  admitReferral,
  careEntities,
  declineReferral,
  forwardReferral,
  recordAttendance,
  recordIntake,
  recordNoShow,
  revokeConsent,
  scheduleAppointment,
  scheduleSession,
  undoAcceptance,
} from "@causeway/care";
import type { AskedProgram, TestReferral } from "@causeway/care/factory";
import { openProgram, planTreatment, sentReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const START = new Date("2026-03-09T14:00:00Z"); // Monday 10:00 in New York
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let asked: { organisation: OrganisationUnderTest; program: AskedProgram }[];

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  asked = [];
  for (const name of ["Meadow", "Summit", "Quarry"]) {
    const organisation = await liveOrganisation(db, { name });
    const { programId } = await openProgram(db, organisation.actor("ADMIN"));
    asked.push({ organisation, program: { programId, organisationId: organisation.organisationId } });
  }
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
beforeEach(() => clock.set(START));

const sender = () => harbour.actor("INTAKE");
const send = (waves: readonly number[], options: Parameters<typeof sentReferral>[3] = {}): Promise<TestReferral> =>
  sentReferral(
    db,
    sender(),
    asked.map(({ program }) => program),
    { ...options, waves },
  );
const there = <T>(i: number, work: Parameters<typeof db.run<T>>[1]) =>
  db.run(asked[i]?.organisation.actor("INTAKE") ?? sender(), work);
const part = (referral: TestReferral, i: number) => ({ recipientId: referral.recipientIds[i] ?? "" });
const decline = (referral: TestReferral, i: number) =>
  there(i, (tx) => declineReferral(tx, { ...part(referral, i), reason: "NO_CAPACITY" }));
const states = async ({ referralId, recipientIds }: TestReferral) => {
  const found = await db.run(sender(), (tx) => tx.find(ReferralRecipient, { referralId }));
  return recipientIds.map((id) => found.find((one) => one.id === id)?.state);
};
const whole = async ({ referralId }: TestReferral) =>
  (await db.run(sender(), (tx) => tx.get(Referral, referralId))).state;
const tasks = async ({ referralId }: TestReferral) =>
  (await db.run(sender(), (tx) => tx.find(Task, { subjectId: referralId, state: "OPEN" }))).map(({ kind }) => kind);

describe("waves-fan-out", () => {
  it("asks the next after a decline, and the one after that when the time of that one runs out", async () => {
    const referral = await send([1, 2, 3], { urgency: "STAT" });
    await decline(referral, 0);
    await host.idle();
    expect(await states(referral)).toEqual(["DECLINED", "SENT", "DRAFT"]);
    clock.advance(4 * 3_600_000);
    await host.idle();
    expect(await states(referral)).toEqual(["DECLINED", "EXPIRED", "SENT"]);
    expect([await whole(referral), await tasks(referral)]).toEqual(["OPEN", []]);
    clock.advance(4 * 3_600_000);
    await host.idle();
    expect(await states(referral)).toEqual(["DECLINED", "EXPIRED", "EXPIRED"]);
    expect([await whole(referral), await tasks(referral)]).toEqual(["UNFULFILLED", ["REFERRAL_UNFULFILLED"]]);
  });

  it("opens again when the winner declines later", async () => {
    const referral = await send([1, 1, 2]);
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    await host.idle();
    expect(await states(referral)).toEqual(["ACCEPTED", "CANCELLED", "DRAFT"]);
    await decline(referral, 0);
    await host.idle();
    expect(await states(referral)).toEqual(["DECLINED", "CANCELLED", "SENT"]);
    await there(2, (tx) => acceptReferral(tx, part(referral, 2)));
  });

  it("asks nobody without a consent, and says so", async () => {
    const referral = await send([1, 2, 2]);
    await db.run(sender(), (tx) => revokeConsent(tx, referral));
    await host.idle();
    expect(await states(referral)).toEqual(["WITHDRAWN", "DRAFT", "DRAFT"]);
    expect(await whole(referral)).toBe("UNFULFILLED");
    expect((await tasks(referral)).toSorted()).toEqual([
      "REFERRAL_CONSENT",
      "REFERRAL_CONSENT",
      "REFERRAL_UNFULFILLED",
    ]);
  });
});

const told = async (subjectId: string) =>
  (await ask<{ type: string }>(clone, "select type from outbox where subject_id = $1 order by id", [subjectId])).map(
    ({ type }) => type.replace("referral.", ""),
  );
const appointment = (referral: TestReferral) =>
  there(0, (tx) =>
    scheduleAppointment(tx, { ...part(referral, 0), appointmentAt: new Date(clock.now().getTime() + 3_600_000) }),
  );

describe("no-show-hands-back", () => {
  it("hands the client back after five business days, frees the place and asks the next", async () => {
    const held = () => ask<{ n: number }>(clone, "select places_held as n from programs order by id");
    const before = await held();
    const referral = await send([1, 2, 3]);
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    await appointment(referral);
    clock.advance(2 * 3_600_000);
    await there(0, (tx) => recordNoShow(tx, part(referral, 0)));
    await host.idle();
    clock.set(new Date("2026-03-16T21:59:00Z"));
    await host.idle();
    expect(await states(referral)).toEqual(["NO_SHOW", "DRAFT", "DRAFT"]);
    clock.set(new Date("2026-03-16T22:00:00Z"));
    await host.idle();
    expect(await states(referral)).toEqual(["CANCELLED", "SENT", "DRAFT"]);
    expect(await held()).toEqual(before);
  });
});

describe("acceptance-undone", () => {
  it("expires in the time that was left, though the first deadlines had passed meanwhile", async () => {
    const referral = await send([1, 2, 3], { urgency: "STAT" });
    clock.advance(3_600_000);
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    await host.idle();
    clock.advance(24 * 3_600_000);
    await host.idle();
    await there(0, (tx) => undoAcceptance(tx, part(referral, 0)));
    await host.idle();
    clock.advance(2 * 3_600_000 + 59 * 60_000);
    await host.idle();
    expect(await states(referral)).toEqual(["RECEIVED", "DRAFT", "DRAFT"]);
    clock.advance(60_000);
    await host.idle();
    expect(await states(referral)).toEqual(["EXPIRED", "SENT", "DRAFT"]);
  });
});

describe("forward-runs-consent-again", () => {
  it("asks the program that was named, under the consent that names it", async () => {
    const [meadow, summit] = asked;
    const referral = await sentReferral(db, sender(), meadow && summit ? [meadow.program, summit.program] : [], {
      waves: [1, 2],
    });
    const programId = asked[2]?.program.programId ?? "";
    await there(0, (tx) => forwardReferral(tx, { ...part(referral, 0), reason: "NO_CAPACITY", programId }));
    await host.idle();
    // It stands in the wave that waited; only who has a consent is asked.
    const found = await db.run(sender(), (tx) => tx.find(ReferralRecipient, { referralId: referral.referralId }));
    expect(found.map(({ wave, state }) => `${wave} ${state}`).toSorted()).toEqual(["1 DECLINED", "2 DRAFT", "2 SENT"]);
    expect(found.find(({ state }) => state === "DRAFT")?.programId).toBe(programId);
    expect(await tasks(referral)).toEqual(["REFERRAL_CONSENT"]);
    expect(await told(part(referral, 0).recipientId)).toEqual(["sent", "received", "declined", "forwarded"]);
  });
});

describe("loop-closed", () => {
  it("tells both sides when word of an intake is owed", async () => {
    const referral = await send([1, 2, 3]);
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    await appointment(referral);
    await there(0, (tx) => recordIntake(tx, part(referral, 0)));
    clock.set(new Date("2026-03-16T22:00:00Z"));
    await host.idle();
    expect((await told(part(referral, 0).recipientId)).at(-1)).toBe("outcome-owed");
  });
});

describe("attendance-undone", () => {
  const intake = () => asked[0]?.organisation.actor("INTAKE") ?? sender();
  async function attended(referral: TestReferral) {
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    const { enrollmentId } = await db.run(intake(), (tx) => admitReferral(tx, part(referral, 0)));
    const clinician = asked[0]?.organisation.actor("CLINICIAN") ?? sender();
    await db.run(clinician, (tx) => planTreatment(tx, enrollmentId));
    const { sessionId } = await db.run(clinician, (tx) =>
      scheduleSession(tx, {
        programId: asked[0]?.program.programId ?? "",
        startsAt: tx.now,
        minutes: 180,
        modality: "GROUP",
      }),
    );
    const record = (outcome: "ATTENDED" | "NO_SHOW") =>
      db.run(clinician, (tx) => recordAttendance(tx, { sessionId, roster: [{ enrollmentId, outcome }] }));
    await record("ATTENDED");
    await host.idle();
    return () => record("NO_SHOW");
  }

  it("opens what the session closed, on both sides, and closes it again without another", async () => {
    const referral = await send([1, 1, 1]);
    const undo = await attended(referral);
    expect([(await states(referral))[0], await whole(referral)]).toEqual(["ATTENDED", "FULFILLED"]);
    await undo();
    await host.idle();
    expect([(await states(referral))[0], await whole(referral)]).toEqual(["ADMITTED", "OPEN"]);
    clock.advance(14 * 24 * 3_600_000);
    await host.idle();
    expect([(await states(referral))[0], await whole(referral)]).toEqual(["NOT_STARTED", "UNFULFILLED"]);
  });

  it("leaves what the sender has noted, and has people of both sides look", async () => {
    const referral = await send([1, 1, 1]);
    const undo = await attended(referral);
    await db.run(sender(), (tx) => acknowledgeReferral(tx, part(referral, 0)));
    await undo();
    await host.idle();
    expect([(await states(referral))[0], await whole(referral)]).toEqual(["ATTENDED", "FULFILLED"]);
    expect(await tasks(referral)).toEqual(["REFERRAL_OUTCOME_UNDONE"]);
    const theirs = await db.run(intake(), (tx) => tx.find(Task, { subjectId: part(referral, 0).recipientId }));
    expect(theirs.map(({ kind }) => kind)).toEqual(["REFERRAL_UNDONE"]);
  });
});
