import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { newClient } from "../clients/client.factory.ts";
import { Client } from "../clients/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { Program } from "../programs/index.ts";
import { Task } from "../tasks/index.ts";
import { admittedEnrollment, dischargeRecord, newInquiry, offeredEnrollment } from "./enrollment.factory.ts";
import type { DischargeInput } from "./index.ts";
import {
  Enrollment,
  EnrollmentLeave,
  Episode,
  admitEnrollment,
  believedPlacements,
  closeEnrollment,
  dischargeEnrollment,
  endLeave,
  extendLeave,
  openEnrollment,
  reviewContactOf,
  reviewLeaveOf,
  startLeave,
  voidEnrollment,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let clinician: Actor;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
const DAY = 86_400_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  clinician = harbour.actor("CLINICIAN");
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const placesHeld = (id: string) => t.db.run(admin, async (tx) => (await tx.get(Program, id)).placesHeld);

/** A stay in which a session was attended; sessions themselves are proved by their own room. */
async function activeEnrollment(): Promise<{ enrollmentId: string; clientId: string; programId: string }> {
  const enrollment = await admittedEnrollment(t.db, admin);
  await t.db.run(admin, async (tx) => {
    const row = await tx.get(Enrollment, enrollment.enrollmentId);
    await tx.update(Enrollment, row, { state: "ACTIVE", firstSessionOn: "2026-03-02" });
  });
  return enrollment;
}

const outcomes = dischargeRecord.tedsDischarge;
const complete: Omit<DischargeInput, "enrollmentId"> = {
  ...dischargeRecord,
  dischargedOn: "2026-03-02",
  reason: 1,
};

/** `one-open-enrollment`, `place-at-admission` */
describe("an enrollment before its stay", () => {
  it("is refused while another of the same client in the same program is open, and allowed after that one closed", async () => {
    const first = await newInquiry(t.db, admin);
    await expect(newInquiry(t.db, admin, first)).rejects.toMatchObject({ code: "CONFLICT", reason: "ALREADY_OPEN" });
    await t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId: first.enrollmentId, reason: "DECLINED" }));
    const second = await newInquiry(t.db, admin, { clientId: first.clientId, programId: first.programId });
    expect((await enrollmentOf(second.enrollmentId)).state).toBe("INQUIRY");
  });

  it("lets only one of two that open at once be", async () => {
    const { clientId } = await newClient(t.db, admin);
    const { programId } = await openProgram(t.db, admin);
    const both = await Promise.allSettled(
      [1, 2].map(() => t.db.run(admin, (tx) => openEnrollment(tx, { clientId, programId }))),
    );
    expect(both.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((r) => r.status === "rejected")?.reason).toMatchObject({ code: "CONFLICT" });
  });

  it("is not opened for another organisation's client or program, which answer as missing ones", async () => {
    const foreign = await newClient(t.db, meadow.actor("ADMIN"));
    const { programId } = await openProgram(t.db, admin);
    const attempt = (clientId: string) =>
      t.db
        .run(admin, (tx) => openEnrollment(tx, { clientId, programId }))
        .catch((e: Error) => ({ ...e, message: e.message }));
    expect(await attempt(foreign.clientId)).toEqual(await attempt(newId()));
    const own = await newClient(t.db, admin);
    await expect(
      t.db.run(admin, (tx) => openEnrollment(tx, { clientId: own.clientId, programId })),
    ).resolves.toHaveProperty("enrollmentId");
  });

  it("needs the permission", async () => {
    const { enrollmentId } = await newInquiry(t.db, admin);
    const close = (actor: Actor) => t.db.run(actor, (tx) => closeEnrollment(tx, { enrollmentId, reason: "DECLINED" }));
    await expect(close(harbour.actor("READ_ONLY"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(close(clinician)).resolves.toEqual({ enrollmentId });
  });

  it("takes a place and a placement at admission and gives the place back when it is closed", async () => {
    const { enrollmentId, programId } = await admittedEnrollment(t.db, admin);
    expect(await placesHeld(programId)).toBe(1);
    const placements = await t.db.run(admin, (tx) => believedPlacements(tx, enrollmentId));
    expect(placements).toMatchObject([{ levelCode: "2.1", startsOn: "2026-03-02", endsOn: null }]);
    await t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId, reason: "NEVER_STARTED" }));
    expect(await placesHeld(programId)).toBe(0);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      state: "CLOSED_NOT_ADMITTED",
      closedReason: "NEVER_STARTED",
    });
  });

  it("is refused by a full or paused program and leaves nothing behind", async () => {
    const { programId } = await openProgram(t.db, admin, { capacity: 1 });
    await admittedEnrollment(t.db, admin, { programId });
    const late = await offeredEnrollment(t.db, admin, { programId });
    await expect(t.db.run(admin, (tx) => admitEnrollment(tx, late))).rejects.toMatchObject({
      code: "NO_PLACE",
      reason: "FULL",
    });
    expect((await enrollmentOf(late.enrollmentId)).state).toBe("OFFERED");
    expect(await placesHeld(programId)).toBe(1);
  });

  it("is admitted straight from its inquiry when it came by a referral, with the place the referral held", async () => {
    const byReferral = await newInquiry(t.db, admin, { referralRecipientId: newId() });
    await t.db.run(admin, (tx) =>
      tx.change("update programs set places_held = 1 where id = $1", [byReferral.programId]),
    );
    await t.db.run(admin, (tx) =>
      admitEnrollment(tx, { enrollmentId: byReferral.enrollmentId, placeAlreadyHeld: true }),
    );
    expect(await placesHeld(byReferral.programId)).toBe(1);
    const byHand = await newInquiry(t.db, admin);
    await expect(t.db.run(admin, (tx) => admitEnrollment(tx, byHand))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });
});

/** `discharge-complete`, `readmission-is-new`, `days-where-the-program-is` */
describe("a discharge", () => {
  it("ends the stay: place, placement, episode, event", async () => {
    const { enrollmentId, programId } = await activeEnrollment();
    clock.advance(20 * DAY);
    await t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId, dischargedOn: "2026-03-22" }));
    const row = await enrollmentOf(enrollmentId);
    expect(row).toMatchObject({
      state: "DISCHARGED",
      dischargeReason: 1,
      dischargedOn: "2026-03-22",
      holdsPlace: false,
    });
    expect(await placesHeld(programId)).toBe(0);
    await t.db.run(admin, async (tx) => {
      expect(await believedPlacements(tx, enrollmentId)).toMatchObject([
        { startsOn: "2026-03-02", endsOn: "2026-03-22" },
      ]);
      expect((await tx.get(Episode, row.episodeId)).closedOn).toBe("2026-03-22");
    });
  });

  it.each([
    ["no reason", { reason: null }, ["reason"]],
    ["a code beyond the list", { reason: 8 }, ["reason"]],
    ["a local reason of another code", { reason: 1, localReason: "LOST_CONTACT" as const }, ["localReason"]],
    ["a day before the admission", { dischargedOn: "2026-03-01" }, ["dischargedOn"]],
    ["a day to come", { dischargedOn: "2026-03-03" }, ["dischargedOn"]],
    ["a day that is none", { dischargedOn: "2026-02-30" }, ["dischargedOn"]],
    ["no service", { servicesAtDischarge: 0 }, ["servicesAtDischarge"]],
    ["no disposition", { disposition: " " }, ["disposition"]],
    ["a disposition that is none", { dispositionCode: "MOON" as never }, ["dispositionCode"]],
    ["a disposition of the dead for the living", { dispositionCode: "DECEASED" as const }, ["dispositionCode"]],
    ["one of the living after a death", { reason: 6 }, ["dispositionCode"]],
    ["liberty after an arrest", { reason: 5 }, ["dispositionCode"]],
    ["an outcome left out", { tedsDischarge: { ...outcomes, EMPLOY_D: null } }, ["tedsDischarge", "EMPLOY_D"]],
    ["an outcome beyond its codes", { tedsDischarge: { ...outcomes, ARRESTS_D: 3 } }, ["tedsDischarge", "ARRESTS_D"]],
    ["words for an outcome", { tedsDischarge: { ...outcomes, FREQ1_D: "daily" } }, ["tedsDischarge", "FREQ1_D"]],
    ["no aftercare plan", { aftercarePlan: null }, ["aftercarePlan"]],
    ["a transfer to nowhere", { reason: 4 }, ["destination"]],
    [
      "a referral that is not its own",
      { reason: 4, onwardReferralId: "01890a5d-ac96-774b-bcce-b302099a8057" },
      ["onwardReferralId"],
    ],
  ])("is refused with %s", async (_, wrong, path) => {
    const { enrollmentId } = await activeEnrollment();
    await expect(
      t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, ...wrong, enrollmentId })),
    ).rejects.toMatchObject({ path });
    expect((await enrollmentOf(enrollmentId)).state).toBe("ACTIVE");
    await t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId }));
  });

  it("counts the day in the zone of the program", async () => {
    const { enrollmentId } = await activeEnrollment();
    clock.set(new Date("2026-03-05T03:00:00Z")); // still the 4th in New York
    await expect(
      t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId, dischargedOn: "2026-03-05" })),
    ).rejects.toMatchObject({ path: ["dischargedOn"] });
    await t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId, dischargedOn: "2026-03-04" }));
  });

  it("by death asks no aftercare plan, blocks every contact and every new enrollment", async () => {
    const { enrollmentId, clientId } = await activeEnrollment();
    const { programId } = await openProgram(t.db, admin);
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        ...complete,
        enrollmentId,
        reason: null,
        localReason: "DEATH",
        dispositionCode: "DECEASED",
        aftercarePlan: null,
        tedsDischarge: null,
      }),
    );
    expect(await t.db.run(admin, (tx) => tx.get(Client, clientId))).toMatchObject({
      deceasedOn: "2026-03-02",
      doNotContact: true,
    });
    await expect(t.db.run(admin, (tx) => openEnrollment(tx, { clientId, programId }))).rejects.toMatchObject({
      reason: "DECEASED",
    });
  });

  it("is followed by a new, linked enrollment in a new, linked episode when the client comes back", async () => {
    const first = await activeEnrollment();
    await t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId: first.enrollmentId }));
    clock.advance(40 * DAY);
    const again = await newInquiry(t.db, admin, { clientId: first.clientId, programId: first.programId });
    const [before, after] = [await enrollmentOf(first.enrollmentId), await enrollmentOf(again.enrollmentId)];
    expect(after).toMatchObject({ previousEnrollmentId: before.id, admissionPath: "RE_ENTRY" });
    expect(after.episodeId).not.toBe(before.episodeId);
    expect((await t.db.run(admin, (tx) => tx.get(Episode, after.episodeId))).previousEpisodeId).toBe(before.episodeId);
    expect(before.state).toBe("DISCHARGED");
  });

  it("of a stale version changes nothing", async () => {
    const { enrollmentId } = await activeEnrollment();
    const seen = (await enrollmentOf(enrollmentId)).version;
    await t.db.run(admin, (tx) => startLeave(tx, { enrollmentId, reason: "Family", until: "2026-03-06" }));
    await expect(
      t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId, expectedVersion: seen })),
    ).rejects.toMatchObject({ code: "STALE", currentId: enrollmentId });
    await t.db.run(admin, (tx) => dischargeEnrollment(tx, { ...complete, enrollmentId, expectedVersion: seen + 1 }));
  });
});

/** `leave-at-most-14-days` */
describe("a leave", () => {
  it("keeps the place, lasts at most 14 days and ends by hand", async () => {
    const { enrollmentId, programId } = await activeEnrollment();
    const leave = (until: string) =>
      t.db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until }));
    await expect(leave("2026-03-17")).rejects.toMatchObject({ code: "INVALID", reason: "TOO_LONG" });
    await expect(leave("2026-03-02")).rejects.toMatchObject({ code: "INVALID" });
    await leave("2026-03-16");
    expect(await placesHeld(programId)).toBe(1);
    await t.db.run(clinician, (tx) => endLeave(tx, { enrollmentId }));
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ state: "ACTIVE", leaveUntil: null });
  });

  it("`leaves-are-kept`: stays known after the return, as days", async () => {
    const { enrollmentId } = await activeEnrollment();
    const leaves = () => t.db.run(admin, (tx) => tx.find(EnrollmentLeave, { enrollmentId }, { order: { id: "ASC" } }));
    const leave = () =>
      t.db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-16" }));
    await leave();
    expect(await leaves()).toMatchObject([{ startsOn: "2026-03-02", endsOn: null, supersededAt: null }]);
    clock.advance(3 * DAY);
    await t.db.run(clinician, (tx) => endLeave(tx, { enrollmentId }));
    clock.advance(DAY);
    await leave();
    expect(await leaves()).toMatchObject([
      { endsOn: null, supersededAt: new Date("2026-03-05T15:00:00Z") },
      { startsOn: "2026-03-02", endsOn: "2026-03-05", supersededAt: null },
      { startsOn: "2026-03-06", endsOn: null, supersededAt: null },
    ]);
    const seen = await t.db.run(meadow.actor("ADMIN"), (tx) => tx.find(EnrollmentLeave, { enrollmentId }));
    expect(seen).toEqual([]);
  });

  it("goes on only after somebody looked at it, again for 14 days at most, and is looked at again", async () => {
    const { enrollmentId } = await activeEnrollment();
    const tasks = async () =>
      (await t.db.run(admin, (tx) => tx.find(Task, { subjectId: enrollmentId }, { order: { createdAt: "ASC" } }))).map(
        (task) => task.state,
      );
    const extend = (until: string) =>
      t.db.run(clinician, (tx) => extendLeave(tx, { enrollmentId, reason: "Still in hospital", until }));
    await expect(extend("2026-03-06")).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "ACTIVE" });
    await t.db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-06" }));
    await expect(extend("2026-03-06")).rejects.toMatchObject({ reason: "NOT_LATER" });
    clock.advance(5 * DAY);
    await t.db.run(admin, (tx) => reviewLeaveOf(tx, enrollmentId));
    expect(await tasks()).toEqual(["OPEN"]);
    await expect(extend("2026-03-22")).rejects.toMatchObject({ reason: "TOO_LONG" });
    await extend("2026-03-21");
    expect(await tasks()).toEqual(["CANCELLED"]);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      state: "ON_LEAVE",
      leaveFrom: "2026-03-02",
      leaveUntil: "2026-03-21",
    });
    clock.advance(15 * DAY);
    await t.db.run(admin, (tx) => reviewLeaveOf(tx, enrollmentId));
    expect(await tasks()).toEqual(["CANCELLED", "OPEN"]);
  });

  it("that was outstayed becomes one task for the clinicians, and none when the client is back", async () => {
    const { enrollmentId } = await activeEnrollment();
    const tasks = () => t.db.run(admin, (tx) => tx.find(Task, { subjectId: enrollmentId }));
    await t.db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Hospital", until: "2026-03-06" }));
    await t.db.run(admin, (tx) => reviewLeaveOf(tx, enrollmentId));
    expect(await tasks()).toHaveLength(0);
    clock.advance(5 * DAY);
    for (const _ of [1, 2]) await t.db.run(admin, (tx) => reviewLeaveOf(tx, enrollmentId));
    expect(await tasks()).toMatchObject([{ kind: "LEAVE_REVIEW", assignedRole: "CLINICIAN", state: "OPEN" }]);
  });
});

/** `nobody-discharged-by-a-clock` */
describe("no contact for 30 days", () => {
  it("becomes a task and never a discharge", async () => {
    const { enrollmentId } = await activeEnrollment();
    const review = () => t.db.run(admin, (tx) => reviewContactOf(tx, enrollmentId));
    const tasks = () => t.db.run(admin, (tx) => tx.find(Task, { subjectId: enrollmentId }));
    clock.advance(29 * DAY);
    await review();
    expect(await tasks()).toHaveLength(0);
    clock.advance(DAY);
    await review();
    expect(await tasks()).toMatchObject([{ kind: "NO_CONTACT" }]);
    expect((await enrollmentOf(enrollmentId)).state).toBe("ACTIVE");
  });
});

/** `void-within-72-hours` */
describe("taking back a mistaken entry", () => {
  it("works for 72 hours, frees the place and hides the entry", async () => {
    const { enrollmentId, programId, clientId } = await admittedEnrollment(t.db, admin);
    clock.advance(72 * 3_600_000);
    await t.db.run(admin, (tx) => voidEnrollment(tx, { enrollmentId, reason: "Wrong person" }));
    expect(await placesHeld(programId)).toBe(0);
    await expect(
      t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId, reason: "DECLINED" })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(newInquiry(t.db, admin, { clientId, programId })).resolves.toBeDefined();
  });

  it("is refused a second later", async () => {
    const { enrollmentId } = await admittedEnrollment(t.db, admin);
    clock.advance(72 * 3_600_000 + 1000);
    await expect(
      t.db.run(admin, (tx) => voidEnrollment(tx, { enrollmentId, reason: "Wrong person" })),
    ).rejects.toMatchObject({ reason: "TOO_LATE" });
  });
});
