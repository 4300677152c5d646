import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { Task } from "../tasks/index.ts";
import { isNearlyFull, reachesNearlyFull } from "./capacity-notice.rules.ts";
import { CapacityNotice, holdPlace, recordCapacityNotice, releasePlace, updateProgram } from "./index.ts";
import { openProgram } from "./program.factory.ts";

/** `capacity-notice` */
let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock, poolSize: 10 });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const program = async (capacity: number, blockGrant = true): Promise<string> =>
  (await openProgram(t.db, admin, { capacity, blockGrant })).programId;
const hold = (programId: string) => t.db.run(admin, (tx) => holdPlace(tx, programId));
const release = (programId: string) => t.db.run(admin, (tx) => releasePlace(tx, programId));
const fill = async (programId: string, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await hold(programId);
};
const noticesOf = (programId: string) =>
  t.db.run(admin, (tx) => tx.find(CapacityNotice, { programId }, { order: { id: "ASC" } }));

describe("90 % of the capacity of a block-grant program", () => {
  it("is reached once a crossing: a notice and a task due in seven days, in the transaction of the place", async () => {
    const programId = await program(10);
    await fill(programId, 8);
    expect(await noticesOf(programId)).toEqual([]);
    const rolledBack = t.db.run(admin, async (tx) => {
      await holdPlace(tx, programId);
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    expect(await noticesOf(programId)).toEqual([]);
    await fill(programId, 2);
    const [notice, second] = await noticesOf(programId);
    expect(second).toBeUndefined();
    expect(notice).toMatchObject({ placesHeld: 9, capacity: 10, dueOn: "2026-03-09", sentOn: null });
    const tasks = await t.db.run(admin, (tx) => tx.find(Task, { subjectId: notice?.id ?? "" }));
    expect(tasks).toMatchObject([
      { kind: "CAPACITY_NOTICE", assignedRole: "ADMIN", dueAt: new Date("2026-03-10T04:00:00Z"), state: "OPEN" },
    ]);
  });

  it("is reached again after it was left", async () => {
    const programId = await program(10);
    await fill(programId, 9);
    await release(programId);
    await hold(programId);
    expect(await noticesOf(programId)).toHaveLength(2);
  });

  it("is reached by a smaller capacity, and by the grant itself; not by a larger one, nor without a grant", async () => {
    const shrunk = await program(20);
    await fill(shrunk, 9);
    await t.db.run(admin, (tx) => updateProgram(tx, { programId: shrunk, capacity: 10 }));
    await t.db.run(admin, (tx) => updateProgram(tx, { programId: shrunk, capacity: 9 }));
    expect(await noticesOf(shrunk)).toMatchObject([{ placesHeld: 9, capacity: 10 }]);
    const granted = await program(10, false);
    await fill(granted, 10);
    expect(await noticesOf(granted)).toEqual([]);
    await t.db.run(admin, (tx) => updateProgram(tx, { programId: granted, blockGrant: true }));
    await t.db.run(admin, (tx) => updateProgram(tx, { programId: granted, capacity: 11 }));
    expect(await noticesOf(granted)).toHaveLength(1);
  });

  it("is noticed exactly once by ten who come at the same time", async () => {
    const programId = await program(10);
    await Promise.all(Array.from({ length: 10 }, () => hold(programId)));
    expect(await noticesOf(programId)).toMatchObject([{ placesHeld: 9 }]);
  });

  it("is told to the state, which settles every crossing until then", async () => {
    const programId = await program(10);
    await fill(programId, 9);
    await release(programId);
    await hold(programId);
    clock.advance(2 * 86_400_000);
    await release(programId);
    await hold(programId);
    const [first, , third] = await noticesOf(programId);
    const record = (sentOn: string, by = admin, sentTo = "State opioid authority") =>
      t.db.run(by, (tx) => recordCapacityNotice(tx, { noticeId: first?.id ?? "", sentOn, sentTo, reference: "M-1" }));
    await expect(record("2026-03-03", harbour.actor("CLINICIAN"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(record("2026-03-05")).rejects.toMatchObject({ path: ["sentOn"] });
    await expect(record("2026-03-01")).rejects.toMatchObject({ reason: "BEFORE_REACHED" });
    await expect(record("2026-02-30")).rejects.toMatchObject({ path: ["sentOn"] });
    await expect(record("2026-03-03", admin, " ")).rejects.toMatchObject({ path: ["sentTo"] });
    await record("2026-03-03");
    const told = { sentOn: "2026-03-03", sentTo: "State opioid authority", reference: "M-1", recordedBy: admin.id };
    expect(await noticesOf(programId)).toMatchObject([told, told, { sentOn: null }]);
    const states = await t.db.run(admin, (tx) =>
      tx.find(Task, { kind: "CAPACITY_NOTICE", subjectId: third?.id ?? "" }),
    );
    expect(states).toMatchObject([{ state: "OPEN" }]);
    await expect(record("2026-03-03")).rejects.toMatchObject({ code: "CONFLICT", reason: "SENT" });
  });

  it("is nine of ten, for every size", () => {
    const size = fc.record({ placesHeld: fc.nat(500), capacity: fc.nat(500), blockGrant: fc.boolean() });
    fc.assert(
      fc.property(size, size, (before, after) => {
        const full = (one: typeof before) =>
          one.blockGrant && one.capacity > 0 && one.placesHeld >= Math.ceil((one.capacity * 9) / 10);
        expect(isNearlyFull(after)).toBe(full(after));
        expect(reachesNearlyFull(before, after)).toBe(full(after) && !full(before));
      }),
    );
  });
});
