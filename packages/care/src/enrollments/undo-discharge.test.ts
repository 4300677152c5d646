import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { Client, recordDeath } from "../clients/index.ts";
import { careEntities } from "../index.ts";
import { changeLevelOfCare } from "../ledger/index.ts";
import { Program } from "../programs/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { admittedEnrollment, dischargeRecord, newInquiry } from "./enrollment.factory.ts";
import {
  Enrollment,
  Episode,
  Placement,
  VoidedDischarge,
  believedPlacements,
  dischargeEnrollment,
  startLeave,
  undoDischarge,
} from "./index.ts";

/** `discharge-undone-within-72-hours` */
let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
const HOUR = 3_600_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const placesHeld = (id: string) => t.db.run(admin, async (tx) => (await tx.get(Program, id)).placesHeld);
const discharge = (enrollmentId: string, also: object = {}) =>
  t.db.run(admin, (tx) =>
    dischargeEnrollment(tx, { ...dischargeRecord, dischargedOn: "2026-03-02", reason: 2, ...also, enrollmentId }),
  );
const undo = (enrollmentId: string, by: Actor = admin) =>
  t.db.run(by, (tx) => undoDischarge(tx, { enrollmentId, reason: "Entered for the wrong client" }));

describe("a discharge that was entered wrongly", () => {
  it("is taken back: place, placement and episode stand as before, and what it said stays on record", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin);
    await discharge(enrollmentId);
    expect(await placesHeld(programId)).toBe(0);
    clock.advance(72 * HOUR);
    await undo(enrollmentId, harbour.actor("CLINICIAN"));
    const row = await enrollmentOf(enrollmentId);
    expect(row).toMatchObject({
      state: "ACTIVE",
      holdsPlace: true,
      dischargedOn: null,
      dischargeReason: null,
      dispositionCode: null,
      firstSessionOn: "2026-03-02",
      tedsDischarge: {},
    });
    expect(await placesHeld(programId)).toBe(1);
    await t.db.run(admin, async (tx) => {
      expect((await tx.get(Episode, row.episodeId)).closedOn).toBeNull();
      expect(await believedPlacements(tx, enrollmentId)).toMatchObject([{ startsOn: "2026-03-02", endsOn: null }]);
      expect(await tx.find(Placement, { enrollmentId })).toHaveLength(3);
      expect(await tx.find(VoidedDischarge, { enrollmentId })).toMatchObject([
        { voidReason: "Entered for the wrong client", recordedAt: START, record: { dischargeReason: 2 } },
      ]);
    });
    await discharge(enrollmentId, { dischargedOn: "2026-03-05" });
  });

  it("is refused a second after 72 hours, before a discharge, and to who may not", async () => {
    const { enrollmentId } = await activeEnrollment(t.db, admin);
    await expect(undo(enrollmentId)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "ACTIVE" });
    await discharge(enrollmentId);
    await expect(undo(enrollmentId, harbour.actor("READ_ONLY"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(undo(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    clock.advance(72 * HOUR + 1000);
    await expect(undo(enrollmentId)).rejects.toMatchObject({ code: "CONFLICT", reason: "TOO_LATE" });
    expect((await enrollmentOf(enrollmentId)).state).toBe("DISCHARGED");
  });

  it("is refused when the place went to somebody else, and changes nothing then", async () => {
    const { programId } = await openProgram(t.db, admin, { capacity: 1 });
    const { enrollmentId } = await activeEnrollment(t.db, admin, { programId });
    await discharge(enrollmentId);
    await admittedEnrollment(t.db, admin, { programId });
    await expect(undo(enrollmentId)).rejects.toMatchObject({ code: "NO_PLACE", reason: "FULL" });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "DISCHARGED", dischargedOn: "2026-03-02" });
    expect(await placesHeld(programId)).toBe(1);
  });

  it("is refused once the client has come back", async () => {
    const stay = await activeEnrollment(t.db, admin);
    await discharge(stay.enrollmentId);
    await newInquiry(t.db, admin, { clientId: stay.clientId });
    await expect(undo(stay.enrollmentId)).rejects.toMatchObject({ code: "CONFLICT", reason: "RETURNED" });
  });

  it("goes back to the leave it came from", async () => {
    const { enrollmentId } = await activeEnrollment(t.db, admin);
    await t.db.run(admin, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-06" }));
    await discharge(enrollmentId);
    await undo(enrollmentId);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ON_LEAVE", leaveUntil: "2026-03-06" });
  });

  it("brings back what a back-dated discharge dropped, and not what was only planned", async () => {
    const { enrollmentId, assessmentId } = await activeEnrollment(t.db, admin);
    const move = (toProgramId: string, effectiveOn: string) =>
      t.db.run(admin, (tx) =>
        changeLevelOfCare(tx, {
          enrollmentId,
          toProgramId,
          effectiveOn,
          assessmentId,
          reason: "GOALS_MET",
          clientAgrees: true,
          note: "Earlier than thought",
        }),
      );
    clock.advance(48 * HOUR);
    const { programId: lower } = await openProgram(t.db, admin, { levelCode: "1" });
    await move(lower, "2026-03-04");
    clock.advance(HOUR);
    const { programId: next } = await openProgram(t.db, admin, { levelCode: "2.1" });
    await t.db.run(admin, (tx) =>
      changeLevelOfCare(tx, {
        enrollmentId,
        toProgramId: next,
        effectiveOn: "2026-03-06",
        assessmentId,
        reason: "RETURN_TO_USE",
        clientAgrees: true,
      }),
    );
    expect(await placesHeld(next)).toBe(1);
    clock.advance(HOUR);
    await discharge(enrollmentId, { dischargedOn: "2026-03-03" });
    expect(await placesHeld(next)).toBe(0);
    clock.advance(HOUR);
    await undo(enrollmentId);
    expect(await t.db.run(admin, (tx) => believedPlacements(tx, enrollmentId))).toMatchObject([
      { levelCode: "2.1", startsOn: "2026-03-02", endsOn: "2026-03-04" },
      { levelCode: "1", startsOn: "2026-03-04", endsOn: null },
    ]);
    expect([await placesHeld(lower), await placesHeld(next)]).toEqual([1, 0]);
  });

  it("by death takes the death back as well, and leaves it to a person to allow contact again", async () => {
    const { enrollmentId, clientId } = await activeEnrollment(t.db, admin);
    await discharge(enrollmentId, { reason: 6, dispositionCode: "DECEASED" });
    await undo(enrollmentId);
    expect(await t.db.run(admin, (tx) => tx.get(Client, clientId))).toMatchObject({
      deceasedOn: null,
      doNotContact: true,
    });
  });

  it("of somebody who died since stays", async () => {
    const { enrollmentId, clientId } = await activeEnrollment(t.db, admin);
    await discharge(enrollmentId);
    await t.db.run(admin, (tx) => recordDeath(tx, { clientId, deceasedOn: "2026-03-02" }));
    await expect(undo(enrollmentId)).rejects.toMatchObject({ code: "CONFLICT", reason: "DECEASED" });
  });
});
