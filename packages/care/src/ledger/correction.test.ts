import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { requestedAuthorisation } from "../authorisations/authorisation.factory.ts";
import { Enrollment, believedPlacements } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { Program } from "../programs/index.ts";
import { recordAssessment } from "../treatment/index.ts";
import type { TransitionInput } from "./index.ts";
import { LevelTransition, changeLevelOfCare, laneFactsFor, ledgerOf, takeTransitionIntoEffect } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
let stay: Awaited<ReturnType<typeof activeEnrollment>>;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
const DAY = 86_400_000;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(async () => {
  clock.set(START);
  stay = await activeEnrollment(t.db, admin, { programId: await program("2.5") });
});

const program = async (levelCode: string) => (await openProgram(t.db, admin, { levelCode })).programId;
const assess = (enrollmentId: string, assessedOn: string, supersedesId?: string) =>
  t.db.run(admin, (tx) =>
    recordAssessment(tx, {
      enrollmentId,
      kind: "REASSESSMENT",
      assessedOn,
      edition: "ASAM4",
      ratings: [
        { dimension: 1, token: "0" },
        { dimension: 4, token: "3A" },
      ],
      supersedesId,
    }),
  );
const move = (input: Pick<TransitionInput, "toProgramId" | "effectiveOn"> & Partial<TransitionInput>) =>
  t.db.run(admin, (tx) =>
    changeLevelOfCare(tx, {
      enrollmentId: stay.enrollmentId,
      assessmentId: stay.assessmentId,
      reason: "GOALS_MET",
      clientAgrees: true,
      note: "As discussed",
      ...input,
    }),
  );
const placements = () =>
  t.db.run(admin, async (tx) =>
    (await believedPlacements(tx, stay.enrollmentId)).map((one) => [one.levelCode, one.startsOn, one.endsOn]),
  );
const placesHeld = async (...ids: string[]) =>
  t.db.run(admin, async (tx) => {
    const held: number[] = [];
    for (const id of ids) held.push((await tx.get(Program, id)).placesHeld);
    return held;
  });
const transition = (id: string) => t.db.run(admin, (tx) => tx.get(LevelTransition, id));
const enrollment = () => t.db.run(admin, (tx) => tx.get(Enrollment, stay.enrollmentId));

/** `any-change-corrected` */
describe("an earlier change of level that is corrected", () => {
  it("leaves those after it, said again with what they come from, and what was believed before", async () => {
    const [iop, op, other] = [await program("2.1"), await program("1"), await program("2.1")];
    clock.advance(7 * DAY);
    const first = await move({ toProgramId: iop, effectiveOn: "2026-03-05" });
    const second = await move({ toProgramId: op, effectiveOn: "2026-03-08" });
    const before = clock.now();
    clock.advance(DAY);
    const corrected = await move({ toProgramId: other, effectiveOn: "2026-03-04", supersedesId: first.transitionId });
    expect(await placements()).toEqual([
      ["2.5", "2026-03-02", "2026-03-04"],
      ["2.1", "2026-03-04", "2026-03-08"],
      ["1", "2026-03-08", null],
    ]);
    expect(await placesHeld(stay.programId, iop, other, op)).toEqual([0, 0, 0, 1]);
    const rows = await t.db.run(admin, (tx) => tx.find(LevelTransition, { supersedesId: second.transitionId }));
    expect(rows).toMatchObject([
      { fromProgramId: other, toProgramId: op, type: "STEP_DOWN", effectiveOn: "2026-03-08", reason: "GOALS_MET" },
    ]);
    expect(await transition(first.transitionId)).toMatchObject({ toProgramId: iop, effectiveOn: "2026-03-05" });
    const facts = await laneFactsFor(t.db, admin, stay.enrollmentId, before);
    expect(facts && ledgerOf(facts).clinical.map((span) => [span.programId, span.startsOn])).toEqual([
      [stay.programId, "2026-03-02"],
      [iop, "2026-03-05"],
      [op, "2026-03-08"],
    ]);
    // What was said again can be corrected in its turn; what it stands for cannot.
    await expect(
      move({ toProgramId: iop, effectiveOn: "2026-03-09", supersedesId: second.transitionId }),
    ).rejects.toMatchObject({ reason: "NOT_LATEST" });
    await move({ toProgramId: iop, effectiveOn: "2026-03-09", supersedesId: rows[0]?.id, reason: "ENVIRONMENT" });
    await expect(
      move({ toProgramId: iop, effectiveOn: "2026-03-05", supersedesId: corrected.transitionId }),
    ).rejects.toMatchObject({ reason: "NEXT_SAME" });
    await expect(
      move({
        toProgramId: op,
        effectiveOn: "2026-03-10",
        supersedesId: corrected.transitionId,
        assessmentId: (await assess(stay.enrollmentId, "2026-03-10")).assessmentId,
      }),
    ).rejects.toMatchObject({ reason: "AFTER_NEXT" });
  });

  it("turns a step down into a step up where that is what it now is", async () => {
    const [op, iop] = [await program("1"), await program("2.1")];
    clock.advance(7 * DAY);
    const first = await move({ toProgramId: iop, effectiveOn: "2026-03-04" });
    await move({ toProgramId: await program("2.1"), effectiveOn: "2026-03-08" });
    await move({ toProgramId: op, effectiveOn: "2026-03-04", supersedesId: first.transitionId });
    const types = await t.db.run(admin, (tx) =>
      tx.find(LevelTransition, { enrollmentId: stay.enrollmentId }, { order: { recordedAt: "ASC", id: "ASC" } }),
    );
    expect(types.map((one) => one.type)).toEqual(["STEP_DOWN", "LATERAL", "STEP_DOWN", "STEP_UP"]);
  });

  it("while a later one is planned keeps its place and its day", async () => {
    const [iop, op, other] = [await program("2.1"), await program("1"), await program("2.1")];
    clock.advance(2 * DAY);
    const first = await move({ toProgramId: iop, effectiveOn: "2026-03-03" });
    const planned = await move({ toProgramId: op, effectiveOn: "2026-03-09" });
    await move({ toProgramId: other, effectiveOn: "2026-03-03", supersedesId: first.transitionId });
    expect(await placesHeld(iop, other, op)).toEqual([0, 1, 1]);
    expect(await enrollment()).toMatchObject({ programId: other, incomingProgramId: op });
    clock.set(new Date("2026-03-09T15:00:00Z"));
    await t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, planned.transitionId));
    expect(await enrollment()).toMatchObject({ programId: other });
    const [again] = await t.db.run(admin, (tx) => tx.find(LevelTransition, { supersedesId: planned.transitionId }));
    await t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, again?.id ?? ""));
    expect(await enrollment()).toMatchObject({ programId: op, incomingProgramId: null });
    expect(await placesHeld(iop, other, op)).toEqual([0, 0, 1]);
  });
});

/** `transition-refusals` */
describe("what a change of level rests on", () => {
  it("is kept with it: the assessment, its age and ratings as they were, and the authorisation", async () => {
    clock.advance(3 * DAY);
    const { assessmentId } = await assess(stay.enrollmentId, "2026-03-03");
    const authorisationId = await requestedAuthorisation(t.db, admin, {
      enrollmentId: stay.enrollmentId,
      startsOn: "2026-03-05",
      endsOn: "2026-04-01",
    });
    const { transitionId } = await move({
      toProgramId: await program("2.1"),
      effectiveOn: "2026-03-05",
      assessmentId,
      authorisationId,
      clientAgrees: false,
    });
    await assess(stay.enrollmentId, "2026-03-04", assessmentId);
    expect(await transition(transitionId)).toMatchObject({
      assessmentId,
      assessedOn: "2026-03-03",
      assessmentAgeDays: 2,
      ratings: { "1": "0", "4": "3A" },
      authorisationId,
      clientAgrees: false,
      decidedBy: admin.id,
    });
  });

  it("is of this stay, and not corrected since", async () => {
    const other = await activeEnrollment(t.db, admin);
    const toProgramId = await program("2.1");
    const on = { toProgramId, effectiveOn: "2026-03-02" };
    await expect(move({ ...on, assessmentId: other.assessmentId })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["assessmentId"],
    });
    await expect(move({ ...on, assessmentId: null })).rejects.toMatchObject({ reason: "ASSESSMENT_NEEDED" });
    const authorisationId = await requestedAuthorisation(t.db, admin, {
      enrollmentId: other.enrollmentId,
      startsOn: "2026-03-05",
      endsOn: "2026-04-01",
    });
    await expect(move({ ...on, authorisationId })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["authorisationId"],
    });
    const { assessmentId } = await assess(stay.enrollmentId, "2026-03-02");
    await assess(stay.enrollmentId, "2026-03-02", assessmentId);
    await expect(move({ ...on, assessmentId })).rejects.toMatchObject({ reason: "ASSESSMENT_CORRECTED" });
    await move(on);
  });

  it("is nothing where a program closes and the level stays", async () => {
    const twin = await program("2.5");
    const { transitionId } = await move({
      toProgramId: twin,
      effectiveOn: "2026-03-02",
      assessmentId: null,
      reason: "PROGRAM_CLOSED",
    });
    expect(await transition(transitionId)).toMatchObject({
      type: "LATERAL",
      assessmentId: null,
      assessmentAgeDays: null,
    });
    expect(await placesHeld(stay.programId, twin)).toEqual([0, 1]);
  });
});
