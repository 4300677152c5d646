import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { DirectoryEntry } from "../directory/index.ts";
import { careEntities } from "../index.ts";
import { openProgram } from "./program.factory.ts";
import type { ProgramCommand, ProgramState } from "./index.ts";
import {
  PROGRAM_STATES,
  Program,
  ProgramCapacity,
  ProgramRevision,
  Site,
  confirmOpenings,
  createProgram,
  createSite,
  holdPlace,
  programMachine,
  publishProgram,
  releasePlace,
  setProgramState,
  unpublishProgram,
  updateProgram,
  updateSite,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());

const programOf = (id: string) => t.db.run(admin, (tx) => tx.get(Program, id));
const entryOf = (id: string) => t.db.run(admin, (tx) => tx.findOne(DirectoryEntry, { id }));
const hold = (programId: string) => t.db.run(admin, (tx) => holdPlace(tx, programId));

/** `program-states` */
describe.each(PROGRAM_STATES)("a program that is %s", (state) => {
  const allowed: Record<ProgramState, Partial<Record<ProgramCommand, ProgramState>>> = {
    DRAFT: { open: "ACTIVE", close: "CLOSED" },
    ACTIVE: { pause: "PAUSED", close: "CLOSED" },
    PAUSED: { open: "ACTIVE", close: "CLOSED" },
    CLOSED: {},
  };
  it.each(["open", "pause", "close"] as const)("given %s", (command) => {
    const next = allowed[state][command];
    if (next) expect(programMachine.next(state, command, "staff")).toBe(next);
    else
      expect(() => programMachine.next(state, command, "staff")).toThrow(
        expect.objectContaining({ code: "ILLEGAL_TRANSITION" }),
      );
  });
});

/** `directory-as-it-is` */
describe("the directory entry of a program", () => {
  it("is there while the program is published and active, and shows its openings as they are", async () => {
    const { programId } = await openProgram(t.db, admin, { capacity: 2, published: false });
    expect(await entryOf(programId)).toBeNull();
    await t.db.run(admin, (tx) => publishProgram(tx, { programId }));
    expect(await entryOf(programId)).toMatchObject({
      organisationName: "Harbour",
      levelRank: 20,
      capacity: 2,
      openings: 2,
    });
    await hold(programId);
    expect(await entryOf(programId)).toMatchObject({ openings: 1 });
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 5, name: "Morning IOP" }));
    expect(await entryOf(programId)).toMatchObject({ openings: 4, programName: "Morning IOP" });
    await t.db.run(admin, (tx) => releasePlace(tx, programId));
    clock.advance(60_000);
    await t.db.run(admin, (tx) => confirmOpenings(tx, { programId }));
    expect(await entryOf(programId)).toMatchObject({ openings: 5, openingsConfirmedAt: clock.now() });
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "pause" }));
    expect(await entryOf(programId)).toBeNull();
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "open" }));
    expect(await entryOf(programId)).not.toBeNull();
    await t.db.run(admin, (tx) => unpublishProgram(tx, { programId }));
    expect(await entryOf(programId)).toBeNull();
  });

  it("follows its site", async () => {
    const { programId, siteId } = await openProgram(t.db, admin);
    await t.db.run(admin, (tx) =>
      updateSite(tx, { siteId, name: "Pier", postalCode: "97201", city: "Portland", region: "OR" }),
    );
    expect(await entryOf(programId)).toMatchObject({ siteName: "Pier", city: "Portland" });
    expect((await entryOf(programId))?.latitude).toBeCloseTo(45.5, 0);
  });
});

/** `capacity-not-below-places-held` */
describe("a capacity", () => {
  it("does not fall below the places held", async () => {
    const { programId } = await openProgram(t.db, admin, { capacity: 3 });
    await hold(programId);
    await hold(programId);
    await expect(t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 1 }))).rejects.toMatchObject({
      code: "INVALID",
      reason: "BELOW_PLACES_HELD",
    });
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 2 }));
    await expect(hold(programId)).rejects.toMatchObject({ code: "NO_PLACE", reason: "FULL" });
    expect(await programOf(programId)).toMatchObject({ capacity: 2, placesHeld: 2 });
  });
});

describe("a place", () => {
  it("is held in an open program of the own organisation alone", async () => {
    const { programId } = await openProgram(t.db, admin);
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "pause" }));
    await expect(hold(programId)).rejects.toMatchObject({ code: "NO_PLACE", reason: "NOT_OPEN" });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const foreign = await openProgram(t.db, meadow.actor("ADMIN"));
    for (const id of [foreign.programId, newId()]) await expect(hold(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("that nobody holds is not given back", async () => {
    const { programId } = await openProgram(t.db, admin);
    await expect(t.db.run(admin, (tx) => releasePlace(tx, programId))).rejects.toMatchObject({ code: "INTERNAL" });
  });
});

describe("a program", () => {
  it("is closed when it is empty", async () => {
    const { programId } = await openProgram(t.db, admin);
    await hold(programId);
    const close = () => t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "close" }));
    await expect(close()).rejects.toMatchObject({ code: "CONFLICT", reason: "PLACES_HELD" });
    await t.db.run(admin, (tx) => releasePlace(tx, programId));
    await close();
    expect(await programOf(programId)).toMatchObject({ state: "CLOSED", published: false });
    await expect(t.db.run(admin, (tx) => publishProgram(tx, { programId }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("is not published before its organisation is live", async () => {
    const young = await liveOrganisation(t.db, { live: false });
    const job: Actor = { ...young.actor("ADMIN"), grants: new Set(["program.manage"]) };
    await expect(openProgram(t.db, job)).rejects.toMatchObject({ code: "CONFLICT", reason: "NOT_LIVE" });
  });

  it("is published by who may manage programs", async () => {
    const { programId } = await openProgram(t.db, admin, { published: false });
    await expect(t.db.run(harbour.actor("CLINICIAN"), (tx) => publishProgram(tx, { programId }))).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
    await t.db.run(admin, (tx) => publishProgram(tx, { programId }));
  });

  it.each([
    ["a level that the edition has not", { levelCode: "9.9" }, ["levelCode"]],
    ["a capacity below nothing", { capacity: -1 }, ["capacity"]],
    ["words for a code", { services: ["GROUP_COUNSELING", "group therapy"] }, ["services", "1"]],
    ["no language", { languages: ["english!"] }, ["languages", "0"]],
    ["more hours than a week has", { hoursPerWeekMax: 169 }, ["hoursPerWeekMax"]],
    ["the most below the least", { hoursPerWeekMin: 12, hoursPerWeekMax: 9 }, ["hoursPerWeekMax"]],
    ["no name", { name: "  " }, ["name"]],
  ])("is refused with %s", async (_, wrong, path) => {
    const { siteId } = await openProgram(t.db, admin);
    const input = { siteId, name: "IOP", edition: "ASAM3", levelCode: "2.1", capacity: 1, ...wrong };
    await expect(t.db.run(admin, (tx) => createProgram(tx, input))).rejects.toMatchObject({ code: "INVALID", path });
  });
});

/** `program-changes-kept` */
describe("what a program says of itself", () => {
  const history = (programId: string) =>
    t.db.run(admin, async (tx) => ({
      revisions: await tx.find(ProgramRevision, { programId }, { order: { at: "ASC", id: "ASC" } }),
      capacities: await tx.find(ProgramCapacity, { programId }, { order: { recordedAt: "ASC", id: "ASC" } }),
    }));

  it("keeps who changed what, from what to what", async () => {
    const { programId } = await openProgram(t.db, admin, { published: false, agesMin: 18, exclusions: "None" });
    const manager = admin.kind === "person" ? admin.id : null;
    clock.advance(60_000);
    await t.db.run(admin, (tx) =>
      updateProgram(tx, {
        programId,
        agesMin: 21,
        hoursPerWeekMin: 9,
        hoursPerWeekMax: 16,
        exclusions: " ",
        name: "Evening IOP",
      }),
    );
    expect(await programOf(programId)).toMatchObject({ agesMin: 21, exclusions: null });
    const { revisions } = await history(programId);
    expect(revisions).toHaveLength(1);
    expect(revisions[0]).toMatchObject({ at: clock.now(), changedBy: manager });
    expect(revisions[0]?.changes).toEqual({
      agesMin: { from: 18, to: 21 },
      hoursPerWeekMin: { from: null, to: 9 },
      hoursPerWeekMax: { from: null, to: 16 },
      exclusions: { from: "None", to: null },
    });
    // Said again, it is no change.
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, agesMin: 21, hoursPerWeekMin: 9 }));
    expect((await history(programId)).revisions).toHaveLength(1);
  });

  it("empties what may be empty by null, and nothing else", async () => {
    const { programId } = await openProgram(t.db, admin, {
      telehealth: "HYBRID",
      coOccurring: "CAPABLE",
      hoursPerWeekMin: 9,
      capacity: 4,
    });
    await t.db.run(admin, (tx) =>
      updateProgram(tx, { programId, telehealth: null, hoursPerWeekMin: null, capacity: null, services: null }),
    );
    expect(await programOf(programId)).toMatchObject({
      telehealth: null,
      coOccurring: "CAPABLE",
      hoursPerWeekMin: null,
      capacity: 4,
      services: ["GROUP_COUNSELING", "INDIVIDUAL_COUNSELING"],
    });
  });

  it("is held against the bound that stays", async () => {
    const { programId } = await openProgram(t.db, admin, { hoursPerWeekMin: 9, hoursPerWeekMax: 16, agesMax: 65 });
    const update = (changes: object) => t.db.run(admin, (tx) => updateProgram(tx, { programId, ...changes }));
    await expect(update({ hoursPerWeekMin: 17 })).rejects.toMatchObject({ path: ["hoursPerWeekMax"] });
    await expect(update({ agesMin: 66 })).rejects.toMatchObject({ path: ["agesMax"] });
    await update({ hoursPerWeekMin: 17, hoursPerWeekMax: null });
  });

  it("keeps the capacity of each day, where the program is", async () => {
    clock.set(new Date("2026-03-02T04:30:00Z"));
    const { programId } = await openProgram(t.db, admin, { capacity: 10 });
    clock.set(new Date("2026-03-05T15:00:00Z"));
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 12 }));
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: 12 }));
    expect((await history(programId)).capacities.map((row) => [row.startsOn, row.capacity])).toEqual([
      ["2026-03-01", 10],
      ["2026-03-05", 12],
    ]);
  });

  it("is refused in a closed program", async () => {
    const { programId } = await openProgram(t.db, admin);
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "close" }));
    await expect(t.db.run(admin, (tx) => updateProgram(tx, { programId, agesMin: 18 }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
      reason: "CLOSED",
    });
  });
});

/** `program-codes` */
describe("the codes of a program", () => {
  it.each([
    ["services", ["YOGA", "GOAT_YOGA"]],
    ["treatmentModels", ["MATRIX_MODEL", "SOMETHING"]],
    ["payers", ["MEDICAID", "CASH_ONLY"]],
    ["populations", ["WOMEN", "EVERYBODY"]],
  ])("of %s are those of the list", async (field, codes) => {
    const { programId } = await openProgram(t.db, admin);
    const update = (list: string[]) => t.db.run(admin, (tx) => updateProgram(tx, { programId, [field]: list }));
    await expect(update(codes)).rejects.toMatchObject({ code: "INVALID", path: [field, "1"], reason: "UNKNOWN_CODE" });
    await update(codes.slice(0, 1));
  });
});

describe("a site", () => {
  it("knows its zone from where it is, and is refused without either", async () => {
    const make = (input: { postalCode?: string; timeZone?: string }) =>
      t.db.run(admin, (tx) => createSite(tx, { name: "Annex", ...input }));
    const { siteId } = await make({ postalCode: "97201-1234" });
    expect(await t.db.run(admin, (tx) => tx.get(Site, siteId))).toMatchObject({ timeZone: "America/Los_Angeles" });
    await expect(make({})).rejects.toMatchObject({ path: ["timeZone"] });
    await expect(make({ timeZone: "Mars/Olympus" })).rejects.toMatchObject({ path: ["timeZone"] });
  });
});
