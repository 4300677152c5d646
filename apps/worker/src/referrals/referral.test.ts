import {
  ReferralRecipient,
  Referral,
  acceptReferral,
  acknowledgeReferral,
  addHoliday,
  admitReferral,
  careEntities,
  chooseRecipient,
  receiveReferral,
  recordAttendance,
  recordConsentEvent,
  removeHoliday,
  flagConsentFalse,
  holdConsent,
  liftConsentHold,
  revokeConsent,
  scheduleSession,
} from "@causeway/care";
import type { AskedProgram, TestReferral } from "@causeway/care/factory";
import { openProgram, planTreatment, sentReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities, setBusinessHours } from "@causeway/identity";
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
  for (const name of ["Meadow", "Summit"]) {
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
const send = (options: Parameters<typeof sentReferral>[3] = {}): Promise<TestReferral> =>
  sentReferral(
    db,
    sender(),
    asked.map(({ program }) => program),
    options,
  );
const answer = (referral: TestReferral, i: number, service: typeof acceptReferral) =>
  db.run(asked[i]?.organisation.actor("INTAKE") ?? sender(), (tx) =>
    service(tx, { recipientId: referral.recipientIds[i] ?? "" }),
  );
const parts = (referral: TestReferral) =>
  db.run(sender(), (tx) => Promise.all(referral.recipientIds.map((id) => tx.get(ReferralRecipient, id))));
const states = async (referral: TestReferral) => (await parts(referral)).map((part) => part.state);
const whole = async ({ referralId }: TestReferral) =>
  (await db.run(sender(), (tx) => tx.get(Referral, referralId))).state;
const placesHeld = async () =>
  (await ask<{ places_held: number }>(clone, "select places_held from programs order by id")).map(
    (row) => row.places_held,
  );

describe("what follows from a referral's events", () => {
  it("first-accept-wins: the rival is closed by the worker, for the sender", async () => {
    const referral = await send();
    await answer(referral, 0, acceptReferral);
    await host.idle();
    expect(await states(referral)).toEqual(["ACCEPTED", "CANCELLED"]);
    expect((await parts(referral))[1]?.cancelReason).toBe("FILLED_ELSEWHERE");
    expect(await whole(referral)).toBe("OPEN");
  });

  it("closed-means-attended: the first session closes the loop on both sides, a missed one does not", async () => {
    const referral = await send();
    await answer(referral, 0, acceptReferral);
    const clinician = asked[0]?.organisation.actor("CLINICIAN") ?? sender();
    const intake = asked[0]?.organisation.actor("INTAKE") ?? sender();
    const { enrollmentId } = await db.run(intake, (tx) =>
      admitReferral(tx, { recipientId: referral.recipientIds[0] ?? "" }),
    );
    const session = (outcome: "NO_SHOW" | "ATTENDED") =>
      db.run(clinician, async (tx) => {
        const programId = asked[0]?.program.programId ?? "";
        const { sessionId } = await scheduleSession(tx, {
          programId,
          startsAt: tx.now,
          minutes: 180,
          modality: "GROUP",
        });
        await recordAttendance(tx, { sessionId, roster: [{ enrollmentId, outcome }] });
      });
    await session("NO_SHOW");
    await host.idle();
    expect(await states(referral)).toEqual(["ADMITTED", "CANCELLED"]);
    await db.run(clinician, (tx) => planTreatment(tx, enrollmentId));
    clock.advance(24 * 3_600_000);
    await session("ATTENDED");
    await host.idle();
    const [part] = await parts(referral);
    expect(part).toMatchObject({ state: "ATTENDED", admittedOn: "2026-03-09", firstSessionOn: "2026-03-10" });
    expect(await whole(referral)).toBe("FULFILLED");
    await db.run(sender(), (tx) => acknowledgeReferral(tx, { recipientId: referral.recipientIds[0] ?? "" }));
    expect((await parts(referral))[0]?.acknowledgedAt).toEqual(clock.now());
  });

  it("closed-means-attended: without a session in 14 days the client is the sender's again", async () => {
    const referral = await send();
    const before = await placesHeld();
    await answer(referral, 0, acceptReferral);
    await db.run(asked[0]?.organisation.actor("INTAKE") ?? sender(), (tx) =>
      admitReferral(tx, { recipientId: referral.recipientIds[0] ?? "" }),
    );
    clock.advance(14 * 24 * 3_600_000);
    await host.idle();
    expect(await states(referral)).toEqual(["NOT_STARTED", "CANCELLED"]);
    expect(await whole(referral)).toBe("UNFULFILLED");
    expect(await placesHeld()).toEqual(before);
  });

  it("client-choice: the place of the one that was not chosen is given back", async () => {
    const before = await placesHeld();
    const referral = await send({ mode: "CLIENT_CHOICE" });
    await answer(referral, 0, acceptReferral);
    await answer(referral, 1, acceptReferral);
    await host.idle();
    expect(await states(referral)).toEqual(["ACCEPTED", "ACCEPTED"]);
    expect(await placesHeld()).toEqual(before.map((held) => held + 1));
    await db.run(sender(), (tx) => chooseRecipient(tx, { recipientId: referral.recipientIds[1] ?? "" }));
    await host.idle();
    expect(await states(referral)).toEqual(["CANCELLED", "ACCEPTED"]);
    expect((await placesHeld()).reduce((a, b) => a + b)).toBe(before.reduce((a, b) => a + b) + 1);
    expect((await parts(referral)).map((part) => part.holdsPlace)).toEqual([false, true]);
  });

  it("revocation-immediate: what was not accepted is withdrawn or asked back, also where the consent was false", async () => {
    const revoked = await send();
    const forged = await send();
    for (const referral of [revoked, forged]) await answer(referral, 0, receiveReferral);
    await db.run(sender(), (tx) => revokeConsent(tx, revoked));
    await db.run(sender(), (tx) => flagConsentFalse(tx, { ...forged, reason: "Forged" }));
    await host.idle();
    for (const referral of [revoked, forged]) expect(await states(referral)).toEqual(["CANCEL_REQUESTED", "WITHDRAWN"]);
  });

  it("revocation-immediate: a hold takes nothing back, and tells nobody anything while it lasts", async () => {
    const referral = await send();
    await host.idle();
    await db.run(sender(), (tx) => holdConsent(tx, { ...referral, reason: "By telephone" }));
    await host.idle();
    expect(await states(referral)).toEqual(["SENT", "SENT"]);
    await db.run(sender(), (tx) => liftConsentHold(tx, referral));
    await answer(referral, 0, receiveReferral);
    expect(await states(referral)).toEqual(["RECEIVED", "SENT"]);
  });

  it("revocation-immediate: whoever looks is told that a consent was held, holds again, or ended by its event", async () => {
    const referral = await send();
    await ask(clone, "update consents set expiry_event = 'When care ends' where id = $1", [referral.consentId]);
    const told = async (): Promise<number> => {
      await host.idle();
      const sql = `select id from outbox where type = 'referral.consent-changed' and subject_id = any($1)`;
      return (await ask(clone, sql, [referral.recipientIds])).length;
    };
    expect(await told()).toBe(0);
    await db.run(sender(), (tx) => holdConsent(tx, { ...referral, reason: "By telephone" }));
    expect(await told()).toBe(2);
    await db.run(sender(), (tx) => liftConsentHold(tx, referral));
    expect(await told()).toBe(4);
    await db.run(sender(), (tx) => recordConsentEvent(tx, referral));
    expect(await told()).toBe(6);
  });

  it("answer-deadlines: reminder, escalation and expiry as the clock moves, each once", async () => {
    const referral = await send({ urgency: "STAT" });
    const [part = ""] = referral.recipientIds;
    const told = async () =>
      (await ask<{ type: string }>(clone, "select type from outbox where subject_id = $1 order by id", [part])).map(
        (row) => row.type.replace("referral.", ""),
      );
    const minutes = [59, 2, 60, 60, 60];
    const after: string[][] = [];
    for (const step of minutes) {
      clock.advance(step * 60_000);
      await host.idle();
      after.push(await told());
    }
    expect(after).toEqual([
      ["sent"],
      ["sent", "reminded"],
      ["sent", "reminded", "escalated"],
      ["sent", "reminded", "escalated"],
      ["sent", "reminded", "escalated", "expired"],
    ]);
    expect(await states(referral)).toEqual(["EXPIRED", "EXPIRED"]);
    expect(await whole(referral)).toBe("UNFULFILLED");
  });

  it("business-hours: a day on which the recipient closes moves what is due, for its part alone", async () => {
    const referral = await send({ urgency: "URGENT" });
    const due = async () => (await parts(referral)).map((part) => part.dueAt?.toISOString());
    const tuesday = "2026-03-10T14:00:00.000Z";
    expect(await due()).toEqual([tuesday, tuesday]);
    const closes = asked[0]?.organisation.actor("CLINICIAN") ?? sender();
    const { holidayId } = await db.run(closes, (tx) => addHoliday(tx, { day: "2026-03-10", name: "Storm" }));
    await host.idle();
    expect(await due()).toEqual(["2026-03-11T14:00:00.000Z", tuesday]);
    const escalated = async (until: string) => {
      clock.set(new Date(until));
      await host.idle();
      const rows = await ask<{ subject_id: string }>(
        clone,
        "select subject_id from outbox where type = 'referral.escalated' and subject_id = any($1)",
        [referral.recipientIds],
      );
      return rows.map((row) => referral.recipientIds.indexOf(row.subject_id)).toSorted();
    };
    expect(await escalated("2026-03-10T14:01:00Z")).toEqual([1]);
    expect(await escalated("2026-03-11T14:01:00Z")).toEqual([0, 1]);
    await db.run(closes, (tx) => removeHoliday(tx, { holidayId }));
    await db.run(asked[0]?.organisation.actor("OWNER") ?? sender(), (tx) =>
      setBusinessHours(tx, { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "12:00" })) }),
    );
    await host.idle();
    // Two hours on Monday, the other two of its day on Tuesday.
    expect((await due())[0]).toBe("2026-03-10T14:00:00.000Z");
  });
});
