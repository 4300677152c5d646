import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { Task } from "../tasks/index.ts";
import { openProgram } from "./program.factory.ts";
import type { SlotInput } from "./index.ts";
import {
  Program,
  ProgramCredential,
  ProgramPrice,
  ProgramRevision,
  ProgramSlot,
  ProgramStaff,
  ProgramStateChange,
  addCredential,
  addProgramStaff,
  cancelStateChange,
  dueStateChange,
  endProgramStaff,
  planProgramState,
  renewCredential,
  setProgramPrices,
  setProgramSlots,
  setProgramState,
  takeStateChangeIntoEffect,
  warnExpiryOf,
  withdrawCredential,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: Actor;
let programId: string;
/** A Monday, still Sunday evening on the west coast. */
const START = new Date("2026-03-02T05:30:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(async () => {
  clock.set(START);
  ({ programId } = await openProgram(t.db, admin, {
    site: { name: "Pier", city: "Portland", region: "OR", postalCode: "97201", timeZone: "America/Los_Angeles" },
  }));
});

const group = (weekday: number, startsAtLocal = "18:00"): SlotInput => ({
  weekday,
  startsAtLocal,
  minutes: 180,
  modality: "GROUP",
  telehealth: false,
});

/** `timetable-from-a-day` */
describe("a timetable", () => {
  const slots = () =>
    t.db.run(admin, (tx) => tx.find(ProgramSlot, { programId }, { order: { validFrom: "ASC", weekday: "ASC" } }));
  const set = (input: { slots: SlotInput[]; from?: string; expectedVersion?: number }) =>
    t.db.run(admin, (tx) => setProgramSlots(tx, { programId, ...input }));

  it("holds from today where the program is, and keeps what was before", async () => {
    await set({ slots: [group(1), group(3)] });
    clock.advance(7 * 86_400_000);
    await set({ slots: [group(3), group(5)], from: "2026-03-16" });
    expect((await slots()).map((slot) => [slot.weekday, slot.validFrom, slot.validTo])).toEqual([
      [1, "2026-03-01", "2026-03-16"],
      [3, "2026-03-01", null],
      [5, "2026-03-16", null],
    ]);
    const revisions = await t.db.run(admin, (tx) => tx.find(ProgramRevision, { programId }, { order: { at: "DESC" } }));
    expect(revisions[0]?.changes).toEqual({
      slots: {
        from: [{ ...group(1), until: "2026-03-16" }],
        to: [{ ...group(5), from: "2026-03-16" }],
      },
    });
  });

  it("does not rewrite what has been; before there is one, it may be entered as it was", async () => {
    await set({ slots: [group(1)], from: "2026-01-05" });
    await expect(set({ slots: [group(2)], from: "2026-02-28" })).rejects.toMatchObject({
      code: "INVALID",
      path: ["from"],
      reason: "IN_THE_PAST",
    });
    await expect(set({ slots: [], from: "2026-02-30" })).rejects.toMatchObject({ path: ["from"] });
    await set({ slots: [group(2)], from: "2026-03-01" });
  });

  it("is refused to a stale writer, to another organisation and to who may not, and in a closed program", async () => {
    await expect(set({ slots: [], expectedVersion: 1 })).rejects.toMatchObject({ code: "STALE" });
    for (const [actor, code] of [
      [meadow.actor("ADMIN"), "NOT_FOUND"],
      [harbour.actor("CLINICIAN"), "FORBIDDEN"],
    ] as const)
      await expect(t.db.run(actor, (tx) => setProgramSlots(tx, { programId, slots: [] }))).rejects.toMatchObject({
        code,
      });
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "close" }));
    await expect(set({ slots: [] })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "CLOSED" });
  });
});

it("a price changes from a day on, a unit at a time", async () => {
  const usd = (unit: "DAY" | "HOUR", amountMinor: number) => ({ unit, amountMinor, currency: "USD" });
  await t.db.run(admin, (tx) => setProgramPrices(tx, { programId, prices: [usd("DAY", 30_000), usd("HOUR", 9_000)] }));
  await t.db.run(admin, (tx) =>
    setProgramPrices(tx, { programId, from: "2026-04-01", prices: [usd("DAY", 35_000), usd("HOUR", 9_000)] }),
  );
  const prices = await t.db.run(admin, (tx) =>
    tx.find(ProgramPrice, { programId }, { order: { unit: "ASC", validFrom: "ASC" } }),
  );
  expect(prices.map((price) => [price.unit, price.amountMinor, price.validFrom, price.validTo])).toEqual([
    ["DAY", 30_000, "2026-03-01", "2026-04-01"],
    ["DAY", 35_000, "2026-04-01", null],
    ["HOUR", 9_000, "2026-03-01", null],
  ]);
});

/** `credential-renewed-in-time` */
describe("a credential", () => {
  const licence = { kind: "LICENCE", issuer: "State of Oregon", number: "OR-77" } as const;
  const add = (expiresOn: string | null) =>
    t.db.run(admin, (tx) => addCredential(tx, { programId, ...licence, expiresOn }));
  const tasksAbout = (subjectId: string) => t.db.run(admin, (tx) => tx.find(Task, { subjectId }));
  const warn = (id: string) => t.db.run(admin, (tx) => warnExpiryOf(tx, id));

  it("is warned of sixty days before it expires, once, and no more when it was renewed", async () => {
    const { credentialId } = await add("2026-06-01");
    clock.set(new Date("2026-04-02T06:59:00Z"));
    await warn(credentialId);
    expect(await tasksAbout(credentialId)).toEqual([]);
    clock.set(new Date("2026-04-02T07:00:00Z"));
    await warn(credentialId);
    await warn(credentialId);
    expect(await tasksAbout(credentialId)).toMatchObject([
      { kind: "CREDENTIAL_EXPIRY", assignedRole: "ADMIN", state: "OPEN", dueAt: new Date("2026-06-01T07:00:00Z") },
    ]);
    await t.db.run(admin, (tx) => renewCredential(tx, { credentialId, expiresOn: "2027-06-01", number: "OR-78" }));
    expect(await tasksAbout(credentialId)).toMatchObject([{ state: "CANCELLED" }]);
    await warn(credentialId);
    expect(await tasksAbout(credentialId)).toHaveLength(1);
    expect(await t.db.run(admin, (tx) => tx.get(ProgramCredential, credentialId))).toMatchObject({
      number: "OR-78",
      expiresOn: "2027-06-01",
    });
  });

  it("that was withdrawn or has no end is not warned of, nor renewed", async () => {
    const endless = await add(null);
    const { credentialId } = await add("2026-03-20");
    await t.db.run(admin, (tx) => withdrawCredential(tx, { credentialId }));
    for (const id of [endless.credentialId, credentialId]) {
      await warn(id);
      expect(await tasksAbout(id)).toEqual([]);
    }
    await expect(t.db.run(admin, (tx) => renewCredential(tx, { credentialId, expiresOn: null }))).rejects.toMatchObject(
      { code: "INVALID", reason: "WITHDRAWN" },
    );
  });

  it.each([
    [{ ...licence, kind: "ACCREDITATION" as const }, ["issuer"]],
    [{ ...licence, issuer: " " }, ["issuer"]],
    [{ ...licence, number: "" }, ["number"]],
    [{ ...licence, kind: "DIPLOMA" as "LICENCE" }, ["kind"]],
    [{ ...licence, expiresOn: "2026-02-30" }, ["expiresOn"]],
  ])("%o is refused", async (input, path) => {
    await expect(t.db.run(admin, (tx) => addCredential(tx, { programId, ...input }))).rejects.toMatchObject({
      code: "INVALID",
      path,
    });
  });

  it("of another organisation is missing", async () => {
    const { credentialId } = await add(null);
    await expect(
      t.db.run(meadow.actor("ADMIN"), (tx) => withdrawCredential(tx, { credentialId })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a member of the staff", () => {
  const memberId = () => harbour.actor("CLINICIAN").id ?? "";
  const add = (input: Partial<Parameters<typeof addProgramStaff>[1]> = {}) =>
    t.db.run(admin, (tx) => addProgramStaff(tx, { programId, memberId: memberId(), role: "COUNSELOR", ...input }));

  it("works in a program from a day to a day, in a role once at a time", async () => {
    const { programStaffId } = await add();
    await expect(add()).rejects.toMatchObject({ code: "CONFLICT", reason: "ALREADY_THERE" });
    await add({ role: "MANAGER" });
    await t.db.run(admin, (tx) => endProgramStaff(tx, { programStaffId, endsOn: "2026-03-10" }));
    await expect(add({ startsOn: "2026-03-09" })).rejects.toMatchObject({ reason: "ALREADY_THERE" });
    await add({ startsOn: "2026-03-10" });
    const staff = await t.db.run(admin, (tx) => tx.find(ProgramStaff, { programId, role: "COUNSELOR" }));
    expect(staff.map((one) => [one.startsOn, one.endsOn]).toSorted()).toEqual([
      ["2026-03-01", "2026-03-10"],
      ["2026-03-10", null],
    ]);
  });

  it("is a member of the organisation, for a time that has an order", async () => {
    await expect(add({ memberId: meadow.actor("CLINICIAN").id ?? "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["memberId"],
    });
    await expect(add({ startsOn: "2026-03-10", endsOn: "2026-03-10" })).rejects.toMatchObject({ path: ["endsOn"] });
    await expect(add({ role: "BOSS" as "MANAGER" })).rejects.toMatchObject({ path: ["role"] });
    const { programStaffId } = await add({ startsOn: "2026-03-10" });
    await expect(
      t.db.run(admin, (tx) => endProgramStaff(tx, { programStaffId, endsOn: "2026-03-09" })),
    ).rejects.toMatchObject({ path: ["endsOn"] });
  });
});

/** `program-state-planned` */
describe("a planned change of state", () => {
  const plan = (command: "open" | "pause" | "close", effectiveOn: string) =>
    t.db.run(admin, (tx) => planProgramState(tx, { programId, command, effectiveOn, reason: "Renovation" }));
  const take = (id: string) =>
    t.db.run(admin, async (tx) => {
      const change = await dueStateChange(tx, id);
      if (change) await takeStateChangeIntoEffect(tx, change);
    });
  const state = async () => (await t.db.run(admin, (tx) => tx.get(Program, programId))).state;

  it("takes effect as its day begins where the program is, once", async () => {
    const { stateChangeId } = await plan("pause", "2026-03-10");
    clock.set(new Date("2026-03-10T06:59:00Z"));
    await take(stateChangeId);
    expect(await state()).toBe("ACTIVE");
    clock.set(new Date("2026-03-10T07:00:00Z"));
    await take(stateChangeId);
    expect(await state()).toBe("PAUSED");
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "open" }));
    await take(stateChangeId);
    expect(await state()).toBe("ACTIVE");
    const history = await t.db.run(admin, (tx) =>
      tx.find(ProgramStateChange, { programId }, { order: { recordedAt: "ASC", id: "ASC" } }),
    );
    expect(history.map((one) => [one.command, one.effectiveOn, one.takenEffectAt?.toISOString()])).toEqual([
      ["open", "2026-03-01", START.toISOString()],
      ["pause", "2026-03-10", "2026-03-10T07:00:00.000Z"],
      ["open", "2026-03-10", "2026-03-10T07:00:00.000Z"],
    ]);
  });

  it("is one at a time, for a later day, of what the state allows", async () => {
    await expect(plan("pause", "2026-03-01")).rejects.toMatchObject({ code: "INVALID", reason: "NOT_AHEAD" });
    await expect(plan("open", "2026-03-10")).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await plan("pause", "2026-03-10");
    await expect(plan("close", "2026-03-20")).rejects.toMatchObject({ code: "CONFLICT", reason: "PLANNED" });
  });

  it("is taken back, or overtaken", async () => {
    const { stateChangeId } = await plan("pause", "2026-03-10");
    await t.db.run(admin, (tx) => cancelStateChange(tx, { programId }));
    await expect(t.db.run(admin, (tx) => cancelStateChange(tx, { programId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const second = await plan("pause", "2026-03-10");
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "pause" }));
    clock.set(new Date("2026-03-11T12:00:00Z"));
    await take(stateChangeId);
    await take(second.stateChangeId);
    expect(await state()).toBe("PAUSED");
    const plans = await t.db.run(admin, (tx) => tx.find(ProgramStateChange, { programId, effectiveOn: "2026-03-10" }));
    expect(plans.every((one) => one.cancelledAt !== null && one.takenEffectAt === null)).toBe(true);
  });
});
