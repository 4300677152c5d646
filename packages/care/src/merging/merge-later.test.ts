import { identityEntities } from "@causeway/identity";
import { liveOrganisation } from "@causeway/identity/factory";
import { type Actor, MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activeEnrollment, newClient, newInquiry } from "../factory/index.ts";
import {
  Attendance,
  ContactConsent,
  DrugTest,
  Enrollment,
  careEntities,
  mergeClients,
  orderDrugTest,
  previewMerge,
  recordContactConsent,
  recordDeath,
  undoClientMerge,
  withdrawContactConsent,
} from "../index.ts";
import type { Pointer } from "./merge.query.ts";
import { POINTERS } from "./merge.query.ts";

let t: TestDatabase;
let admin: pg.Client;
let owner: Actor;
let intake: Actor;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  const harbour = await liveOrganisation(t.db, { name: "Harbour" });
  owner = harbour.actor("OWNER");
  intake = harbour.actor("INTAKE");
});
beforeEach(() => clock.advance(60_000));
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

const someone = async (options = {}) => (await newClient(t.db, owner, options)).clientId;
const merge = (survivorId: string, mergedId: string) =>
  t.db.run(owner, (tx) => mergeClients(tx, { survivorId, mergedId }));
const undo = (clientMergeId: string) => t.db.run(owner, (tx) => undoClientMerge(tx, { clientMergeId }));

/** `overlaps-counted-once` */
describe("attendance of two clients who are one", () => {
  const minutesOf = (stays: readonly { enrollmentId: string }[]) =>
    Promise.all(
      stays.map(async ({ enrollmentId }) => {
        const [attendance] = await t.db.run(owner, (tx) => tx.find(Attendance, { enrollmentId }));
        return [attendance?.minutes, attendance?.countedMinutes];
      }),
    );

  it("counts a minute spent in two sessions once, is on record and told, and apart again counts each", async () => {
    const stays = [await activeEnrollment(t.db, owner)];
    clock.advance(60 * 60_000);
    stays.push(await activeEnrollment(t.db, owner));
    const [one, other] = stays as [(typeof stays)[0], (typeof stays)[0]];
    expect(await minutesOf(stays)).toEqual([
      [180, 180],
      [180, 180],
    ]);
    const told = async () =>
      (
        await admin.query<{ id: string }>(
          "select subject_id as id from outbox where type = 'attendance.recorded' and subject_id = $1",
          [other.sessionId],
        )
      ).rows.length;
    const before = await told();
    const { clientMergeId } = await merge(one.clientId, other.clientId);
    expect(await minutesOf(stays)).toEqual([
      [180, 180],
      [180, 60],
    ]);
    const history = async () =>
      (
        await admin.query<{ counted: number }>(
          "select counted_minutes as counted from attendance_records where enrollment_id = $1 order by recorded_at, id",
          [other.enrollmentId],
        )
      ).rows.map((row) => row.counted);
    expect(await history()).toEqual([180, 60]);
    expect(await told()).toBe(before + 1);
    clock.advance(1000);
    await undo(clientMergeId);
    expect(await minutesOf(stays)).toEqual([
      [180, 180],
      [180, 180],
    ]);
    expect(await history()).toEqual([180, 60, 180]);
    expect(await told()).toBe(before + 2);
  });
});

/** `merge-moves-everything` */
describe("a record begun for a client while it is merged", () => {
  it("begins anew and belongs to the client of today", async () => {
    const survivor = await someone();
    const stay = await activeEnrollment(t.db, owner);
    let attempts = 0;
    let read = (): void => undefined;
    let merged = (): void => undefined;
    const hasRead = new Promise<void>((done) => (read = done));
    const isMerged = new Promise<void>((done) => (merged = done));
    const late = t.db.run(owner, async (tx) => {
      attempts++;
      const { clientId } = await tx.get(Enrollment, stay.enrollmentId);
      read();
      await isMerged;
      return tx.insert(DrugTest, {
        enrollmentId: stay.enrollmentId,
        clientId,
        specimen: "URINE",
        panel: ["ALCOHOL"],
        state: "ORDERED",
      });
    });
    await hasRead;
    await merge(survivor, stay.clientId);
    merged();
    expect((await late).clientId).toBe(survivor);
    expect(attempts).toBe(2);
  });

  it("is held to that in every table that says whose a row is", async () => {
    const { rows: pointers } = await admin.query<Pointer>(POINTERS.sql);
    const { rows: kept } = await admin.query<{ table: string }>(
      `select tgrelid::regclass::text as table from pg_trigger where tgname = 'client_is_not_merged' order by 1`,
    );
    expect(kept.map((row) => row.table)).toEqual(
      pointers.filter(({ column }) => column === "client_id").map(({ table }) => table),
    );
  });
});

/** `merge-keeps-the-stricter` */
describe("what is said of a merged client", () => {
  it("to stop, ends what both had agreed to before, though they are parted again", async () => {
    const [a, b] = [await someone(), await someone()];
    for (const clientId of [a, b])
      await t.db.run(owner, (tx) => recordContactConsent(tx, { clientId, channel: "SMS", purpose: "CHECK_IN" }));
    clock.advance(1000);
    const { clientMergeId } = await merge(a, b);
    clock.advance(1000);
    await t.db.run(owner, (tx) => withdrawContactConsent(tx, { clientId: b, channel: "SMS", by: "CLIENT" }));
    clock.advance(1000);
    await undo(clientMergeId);
    for (const clientId of [a, b])
      expect(await t.db.run(owner, (tx) => tx.find(ContactConsent, { clientId }))).toMatchObject([
        { optedOutBy: "CLIENT" },
      ]);
  });

  it("that one has died, is told again: what is open for the other ends", async () => {
    const waiting = await newInquiry(t.db, owner);
    const died = await someone();
    await t.db.run(owner, (tx) => recordDeath(tx, { clientId: died, deceasedOn: "2026-03-01" }));
    await merge(waiting.clientId, died);
    const { rows } = await admin.query("select from outbox where type = 'client.died' and subject_id = $1", [
      waiting.clientId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("shows in a preview no drug test to who may not read one", async () => {
    const survivorId = await someone();
    const stay = await activeEnrollment(t.db, owner);
    await t.db.run(owner, (tx) => orderDrugTest(tx, { ...stay, specimen: "URINE", panel: ["ALCOHOL"] }));
    const records = async (actor: Actor) =>
      (await previewMerge(t.db, actor, { survivorId, mergedId: stay.clientId })).moves.map((move) => move.record);
    expect(await records(owner)).toContain("drug_tests");
    expect(await records(intake)).toContain("enrollments");
    expect(await records(intake)).not.toContain("drug_tests");
  });
});
