import {
  Referral,
  ReferralRecipient,
  Task,
  acceptReferral,
  careEntities,
  declineReferral,
  revokeConsent,
} from "@causeway/care";
import type { AskedProgram, TestReferral } from "@causeway/care/factory";
import { openProgram, sentReferral } from "@causeway/care/factory";
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
import { configFor, prepareJobs } from "../parties.factory.ts";

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
