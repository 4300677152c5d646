import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { type DomainError, MovableClock, newId } from "@causeway/kernel";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { dischargeRecord, newInquiry, offeredEnrollment } from "../enrollments/enrollment.factory.ts";
import { Enrollment, admitEnrollment, dischargeEnrollment } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { Program, addDays } from "../programs/index.ts";
import { assessed } from "../treatment/treatment.factory.ts";
import type { TransitionInput } from "./index.ts";
import { LevelTransition, changeLevelOfCare, laneFactsFor, ledgerOf, takeTransitionIntoEffect } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
const DAY = 86_400_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock, poolSize: 20 });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const program = (levelCode: string, capacity = 10) =>
  openProgram(t.db, admin, { levelCode, capacity }).then((p) => p.programId);
const assess = (enrollmentId: string, on: string): Promise<string> =>
  t.db.run(admin, (tx) => assessed(tx, enrollmentId, "REASSESSMENT", on));
type Move = Pick<TransitionInput, "enrollmentId" | "toProgramId"> & Partial<TransitionInput>;
/** On an assessment of that day, made for it unless one is given. */
const move = async ({ assessedOn = "2026-03-02", ...input }: Move & { assessedOn?: string }) => {
  const assessmentId =
    input.assessmentId === undefined ? await assess(input.enrollmentId, assessedOn) : input.assessmentId;
  return t.db.run(admin, (tx) =>
    changeLevelOfCare(tx, {
      effectiveOn: "2026-03-02",
      reason: "GOALS_MET",
      clientAgrees: true,
      ...input,
      assessmentId,
    }),
  );
};
const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const placesHeld = (id: string) => t.db.run(admin, async (tx) => (await tx.get(Program, id)).placesHeld);
const transitionsOf = (enrollmentId: string) =>
  t.db.run(admin, (tx) => tx.find(LevelTransition, { enrollmentId }, { order: { recordedAt: "ASC", id: "ASC" } }));
const levelOn = async (enrollmentId: string, on: string, asBelievedAt = clock.now()): Promise<string | null> => {
  const facts = await laneFactsFor(t.db, admin, enrollmentId, asBelievedAt);
  return (facts && ledgerOf(facts, { from: on, to: addDays(on, 1) }).clinical[0]?.levelCode) ?? null;
};

/** `ledger-append-only`, `transition-refusals` */
describe("a change of level to another program", () => {
  it("moves the place, ends one placement and begins the next", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
    const toProgramId = await program("2.1");
    clock.advance(14 * DAY);
    await move({ enrollmentId, toProgramId, effectiveOn: "2026-03-16", assessedOn: "2026-03-15" });
    expect([await placesHeld(programId), await placesHeld(toProgramId)]).toEqual([0, 1]);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({
      programId: toProgramId,
      incomingProgramId: null,
      state: "ACTIVE",
    });
    expect(await transitionsOf(enrollmentId)).toMatchObject([
      { type: "STEP_DOWN", fromCode: "2.5", toCode: "2.1", effectiveOn: "2026-03-16" },
    ]);
    expect([await levelOn(enrollmentId, "2026-03-15"), await levelOn(enrollmentId, "2026-03-16")]).toEqual([
      "2.5",
      "2.1",
    ]);
  });

  it("of a later day holds both places until that day, and one afterwards", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin, { programId: await program("2.1") });
    const toProgramId = await program("2.5", 1);
    const { transitionId } = await move({ enrollmentId, toProgramId, effectiveOn: "2026-03-05" });
    const places = async () => [await placesHeld(programId), await placesHeld(toProgramId)];
    expect(await places()).toEqual([1, 1]);
    await t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, transitionId));
    expect(await places()).toEqual([1, 1]);
    clock.advance(3 * DAY);
    for (const _ of [1, 2]) await t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, transitionId));
    expect(await places()).toEqual([0, 1]);
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ programId: toProgramId, incomingProgramId: null });
  });

  it("that is planned gives its place back when the stay ends first", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin, { programId: await program("2.1") });
    const toProgramId = await program("2.5", 1);
    const { transitionId } = await move({ enrollmentId, toProgramId, effectiveOn: "2026-03-05" });
    await expect(move({ enrollmentId, toProgramId: await program("1") })).rejects.toMatchObject({ reason: "PLANNED" });
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId,
        dischargedOn: "2026-03-02",
        reason: 2,
        ...dischargeRecord,
      }),
    );
    clock.advance(3 * DAY);
    await t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, transitionId));
    expect([await placesHeld(programId), await placesHeld(toProgramId)]).toEqual([0, 0]);
  });

  it("that is corrected leaves the first record as it was; what was believed before can still be told", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
    const [wrong, right] = [await program("1"), await program("2.1")];
    clock.advance(10 * DAY);
    const { transitionId } = await move({
      enrollmentId,
      toProgramId: wrong,
      effectiveOn: "2026-03-12",
      assessedOn: "2026-03-10",
      note: "Moves away",
    });
    const before = clock.now();
    const [original] = await transitionsOf(enrollmentId);
    clock.advance(2 * DAY);
    await move({
      enrollmentId,
      toProgramId: right,
      effectiveOn: "2026-03-11",
      assessedOn: "2026-03-10",
      supersedesId: transitionId,
    });
    expect((await transitionsOf(enrollmentId))[0]).toEqual(original);
    expect(await transitionsOf(enrollmentId)).toMatchObject([
      { toCode: "1" },
      { toCode: "2.1", fromCode: "2.5", supersedesId: transitionId },
    ]);
    expect(await levelOn(enrollmentId, "2026-03-12")).toBe("2.1");
    expect(await levelOn(enrollmentId, "2026-03-11")).toBe("2.1");
    expect(await levelOn(enrollmentId, "2026-03-12", before)).toBe("1");
    expect(await levelOn(enrollmentId, "2026-03-11", before)).toBe("2.5");
    expect([await placesHeld(programId), await placesHeld(wrong), await placesHeld(right)]).toEqual([0, 0, 1]);
    await expect(
      move({
        enrollmentId,
        toProgramId: wrong,
        effectiveOn: "2026-03-14",
        assessedOn: "2026-03-13",
        note: "x",
        supersedesId: transitionId,
      }),
    ).rejects.toMatchObject({ reason: "NOT_LATEST" });
    const other = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
    const elsewhere = await move({
      enrollmentId: other.enrollmentId,
      toProgramId: right,
      effectiveOn: "2026-03-14",
      assessedOn: "2026-03-14",
    });
    await expect(
      move({
        enrollmentId,
        toProgramId: wrong,
        effectiveOn: "2026-03-14",
        note: "x",
        supersedesId: elsewhere.transitionId,
      }),
    ).rejects.toMatchObject({ code: "NOT_FOUND", path: ["supersedesId"] });
  });

  it("is refused by a full program, and for a client who has an open enrollment there", async () => {
    const { enrollmentId, clientId, programId } = await activeEnrollment(t.db, admin, {
      programId: await program("2.5"),
    });
    const full = await program("2.1", 0);
    await expect(move({ enrollmentId, toProgramId: full })).rejects.toMatchObject({ code: "NO_PLACE" });
    const other = await program("2.1");
    await newInquiry(t.db, admin, { clientId, programId: other });
    await expect(move({ enrollmentId, toProgramId: other })).rejects.toMatchObject({ reason: "ALREADY_OPEN" });
    expect(await placesHeld(programId)).toBe(1);
    await move({ enrollmentId, toProgramId: await program("2.1") });
  });

  it("is refused while another stay of the episode is placed on that day", async () => {
    const first = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
    await activeEnrollment(t.db, admin, {
      clientId: first.clientId,
      programId: await program("1"),
      overlapReason: "Both until the end of the week",
    });
    await expect(move({ enrollmentId: first.enrollmentId, toProgramId: await program("2.1") })).rejects.toMatchObject({
      reason: "OVERLAP",
    });
  });

  it("is refused outside a stay, for a level not offered, and for another organisation's program", async () => {
    const inquiry = await newInquiry(t.db, admin, { programId: await program("2.5") });
    const toProgramId = await program("2.1");
    await expect(move({ enrollmentId: inquiry.enrollmentId, toProgramId })).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    const { enrollmentId } = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
    await expect(move({ enrollmentId, toProgramId, toCode: "3.5" })).rejects.toMatchObject({ reason: "NOT_OFFERED" });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const listed = await openProgram(t.db, meadow.actor("ADMIN"));
    await expect(move({ enrollmentId, toProgramId: listed.programId })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "USE_REFERRAL",
    });
    const unlisted = await openProgram(t.db, meadow.actor("ADMIN"), { published: false });
    const answerTo = (programId: string) =>
      move({ enrollmentId, toProgramId: programId }).then(
        () => null,
        ({ code, message, path, reason }: DomainError) => ({ code, message, path, reason }),
      );
    expect(await answerTo(unlisted.programId)).toMatchObject({ code: "NOT_FOUND", path: ["toProgramId"] });
    expect(await answerTo(unlisted.programId)).toEqual(await answerTo(newId()));
    await move({ enrollmentId, toProgramId });
  });

  it("within the program is a new name for the same level", async () => {
    const { enrollmentId, programId } = await activeEnrollment(t.db, admin, { programId: await program("2.1") });
    await move({ enrollmentId, toProgramId: programId, toEdition: "ASAM4", toCode: "2.1", assessmentId: null });
    expect(await transitionsOf(enrollmentId)).toMatchObject([{ type: "RECODE", toEdition: "ASAM4" }]);
    expect(await placesHeld(programId)).toBe(1);
  });
});

/** `no-place-twice` */
describe("200 at once for 10 places", () => {
  it("by admission and by change of level: exactly 10 get one", { timeout: 120_000 }, async () => {
    const full = await program("2.1", 10);
    const from = await program("2.5", 200);
    const offered = await Promise.all(
      Array.from({ length: 100 }, () => offeredEnrollment(t.db, admin, { programId: full })),
    );
    const staying = await Promise.all(
      Array.from({ length: 100 }, () => activeEnrollment(t.db, admin, { programId: from })),
    );
    const attempts = [
      ...offered.map(
        ({ enrollmentId }) =>
          () =>
            t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId })),
      ),
      ...staying.map(
        ({ enrollmentId, assessmentId }) =>
          () =>
            move({ enrollmentId, assessmentId, toProgramId: full }),
      ),
    ];
    const results = await Promise.allSettled(attempts.map((attempt) => attempt()));
    const refused = results.filter((result) => result.status === "rejected");
    expect(results.length - refused.length).toBe(10);
    for (const result of refused) expect(result.reason).toMatchObject({ code: "NO_PLACE" });
    expect(await placesHeld(full)).toBe(10);
    const [counted] = await t.db.readWith<{ inside: number; openings: number; left: number }>(admin, {
      sql: `select (select count(*)::int from enrollments where program_id = $1 and holds_place) as inside,
          (select openings from directory_entries where program_id = $1) as openings,
          (select places_held from programs where id = $2) - (select count(*)::int from enrollments where program_id = $2 and holds_place) as left`,
      values: [full, from],
    });
    expect(counted).toEqual({ inside: 10, openings: 0, left: 0 });
    figure("no-place-twice", "100 admissions and 100 changes of level for 10 places: 10 got one, 190 refused");
  });
});
