import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId, jobActor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { addCredential, confirmOpenings, holdPlace, setProgramPrices, setProgramSlots } from "../programs/index.ts";
import type { DirectorySearch } from "./index.ts";
import { DirectoryEntry, findInDirectory } from "./index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
let seeker: OrganisationUnderTest;
const ids: Record<string, string> = {};

/** Springfield MA, Hartford CT (40 km south), Boston MA (130 km east), Portland OR. */
beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  seeker = await liveOrganisation(t.db, { name: "Seeker" });
  const harbour = (await liveOrganisation(t.db, { name: "Harbour Recovery" })).actor("ADMIN");
  const meadow = (await liveOrganisation(t.db, { name: "Meadow Health" })).actor("ADMIN");
  const place = async (
    name: string,
    actor: typeof harbour,
    postalCode: string,
    options: Parameters<typeof openProgram>[2],
  ) => {
    const { programId } = await openProgram(t.db, actor, {
      name,
      site: { name: `${name} house`, postalCode, timeZone: "America/New_York" },
      ...options,
    });
    ids[encodeId("program", programId)] = name;
    return programId;
  };
  await place("Springfield", harbour, "01103", { levelCode: "2.1", payers: ["MEDICAID"], populations: ["WOMEN"] });
  const full = await place("Hartford", harbour, "06103", {
    levelCode: "2.1",
    payers: ["MEDICAID", "PRIVATE"],
    capacity: 1,
  });
  await place("Boston", meadow, "02108", {
    levelCode: "2.5",
    payers: ["PRIVATE"],
    services: ["GROUP_COUNSELING", "MEDICATION_FOR_OPIOID_USE_DISORDER"],
  });
  await place("Portland", meadow, "97201", { levelCode: "2.1", payers: ["MEDICAID"] });
  await openProgram(t.db, meadow, { name: "Hidden", published: false });
  await t.db.run(harbour, (tx) => holdPlace(tx, full));
});
afterAll(() => t?.close());

const find = async (search: Partial<DirectorySearch>): Promise<(string | undefined)[]> => {
  const { findings } = await findInDirectory(t.db, seeker.actor("INTAKE"), { limit: 20, ...search });
  return findings.map((finding) => ids[finding.program.id]);
};

describe("the directory", () => {
  it("shows what others published, and nothing that is not", async () => {
    expect((await find({})).toSorted()).toEqual(["Boston", "Hartford", "Portland", "Springfield"]);
  });

  it("is ordered by distance from a ZIP code or a point, and bounded by it", async () => {
    expect(await find({ nearPostalCode: "01103" })).toEqual(["Springfield", "Hartford", "Boston", "Portland"]);
    expect(await find({ near: { latitude: 42.36, longitude: -71.06 } })).toEqual([
      "Boston",
      "Springfield",
      "Hartford",
      "Portland",
    ]);
    expect(await find({ nearPostalCode: "01103", withinKm: 60 })).toEqual(["Springfield", "Hartford"]);
    const { findings } = await findInDirectory(t.db, seeker.actor("INTAKE"), { limit: 3, nearPostalCode: "01103" });
    // About 40 and 130 km by the map.
    expect(findings[1]?.distanceKm).toBeGreaterThan(30);
    expect(findings[1]?.distanceKm).toBeLessThan(50);
    expect(findings[2]?.distanceKm).toBeGreaterThan(110);
    expect(findings[2]?.distanceKm).toBeLessThan(150);
  });

  it.each([
    [{ levelCodes: ["2.5"] }, ["Boston"]],
    [{ payers: ["MEDICAID", "PRIVATE"] }, ["Hartford"]],
    [{ services: ["MEDICATION_FOR_OPIOID_USE_DISORDER"] }, ["Boston"]],
    [{ populations: ["WOMEN"] }, ["Springfield"]],
    [{ levelCodes: ["2.1"], payers: ["MEDICAID"], withOpenings: true }, ["Portland", "Springfield"]],
    [{ edition: "ASAM4" }, []],
  ])("is filtered by %o", async (search, expected) => {
    expect((await find(search)).toSorted()).toEqual(expected);
  });

  it.each<[Partial<DirectorySearch>, string[]]>([
    [{ payers: ["MEDICAID", "MEDICADE"] }, ["payers", "1"]],
    [{ services: ["PAYER"] }, ["services", "0"]],
    [{ treatmentModels: ["MEDICAID"] }, ["treatmentModels", "0"]],
    [{ levelCodes: ["2.1", "9.9"] }, ["levelCodes", "1"]],
    [{ preferred: { populations: ["WOMAN"] } }, ["preferred", "populations", "0"]],
  ])("refuses a code that no list has: %o", async (search, path) => {
    await expect(find(search)).rejects.toMatchObject({ code: "INVALID", path, reason: "UNKNOWN_CODE" });
  });

  it("finds names that are spelled nearly right, best match first", async () => {
    expect((await find({ words: "hartfrod" }))[0]).toBe("Hartford");
    expect((await find({ words: "meadow" })).toSorted()).toEqual(["Boston", "Portland"]);
    expect(await find({ words: "xyzzy" })).toEqual([]);
  });

  it("tells of each hit why it matches and what does not, or is not said", async () => {
    const { findings } = await findInDirectory(t.db, seeker.actor("INTAKE"), {
      limit: 20,
      levelCodes: ["2.1"],
      nearPostalCode: "01103",
      preferred: { payers: ["PRIVATE"], populations: ["WOMEN"], partsOfDay: ["EVENING"], withOpenings: true },
    });
    const told = Object.fromEntries(
      findings.map(({ program, matches, misses }) => [
        ids[program.id],
        [
          matches.map((one) => one.code ?? one.criterion),
          misses.map((one) => `${one.code ?? one.criterion}${one.known ? "" : "?"}`),
        ],
      ]),
    );
    expect(told).toEqual({
      Springfield: [
        ["LEVEL", "WOMEN", "OPENINGS"],
        ["PRIVATE", "PART_OF_DAY?"],
      ],
      Hartford: [
        ["LEVEL", "PRIVATE"],
        ["WOMEN?", "PART_OF_DAY?", "OPENINGS"],
      ],
      Portland: [
        ["LEVEL", "OPENINGS"],
        ["PRIVATE", "WOMEN?", "PART_OF_DAY?"],
      ],
    });
  });

  it("puts fewest misses first, whatever the distance", async () => {
    expect(await find({ nearPostalCode: "01103", preferred: { levelCodes: ["2.5"] } })).toEqual([
      "Boston",
      "Springfield",
      "Hartford",
      "Portland",
    ]);
    await expect(find({ preferred: { age: -1 } })).rejects.toMatchObject({ path: ["preferred", "age"] });
  });

  it("pages without losing or repeating one", async () => {
    for (const search of [{}, { nearPostalCode: "01103" }, { words: "house" }]) {
      const seen: (string | undefined)[] = [];
      let after: readonly string[] | null = null;
      for (;;) {
        const page: Awaited<ReturnType<typeof findInDirectory>> = await findInDirectory(t.db, seeker.actor("INTAKE"), {
          ...search,
          limit: 1,
          after,
        });
        seen.push(...page.findings.map((finding) => ids[finding.program.id]));
        after = page.findings.at(-1)?.key ?? null;
        if (!page.hasMore) break;
      }
      expect(seen).toEqual(await find(search));
      expect(seen).toHaveLength(4);
    }
  });

  it.each([
    [{ nearPostalCode: "00000" }, ["nearPostalCode"]],
    [{ near: { latitude: 91, longitude: 0 } }, ["near"]],
    [{ withinKm: 10 }, ["withinKm"]],
    [{ withinKm: -1, nearPostalCode: "01103" }, ["withinKm"]],
  ])("refuses %o", async (search, path) => {
    await expect(find(search)).rejects.toMatchObject({ code: "INVALID", path });
  });

  it("is open to every role and to no one without the permission", async () => {
    const reader = seeker.actor("READ_ONLY");
    expect((await findInDirectory(t.db, reader, { limit: 1 })).findings).toHaveLength(1);
    await expect(findInDirectory(t.db, { ...reader, grants: new Set() }, { limit: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

/** `directory-ranked-and-told` */
describe("what a program says of itself", () => {
  const today = new Date("2026-03-02T15:00:00Z");
  let programId: string;
  let other: string;
  beforeAll(async () => {
    clock.set(today);
    const quay = (await liveOrganisation(t.db, { name: "Quay" })).actor("ADMIN");
    const site = { name: "Quay house", postalCode: "96813", timeZone: "Pacific/Honolulu" };
    ({ programId } = await openProgram(t.db, quay, {
      site,
      name: "Quay evening",
      agesMin: 18,
      agesMax: 64,
      coOccurring: "CAPABLE",
      medicationPolicy: "PRESCRIBED",
      telehealth: "HYBRID",
      treatmentModels: ["MATRIX_MODEL"],
      languages: ["en", "es"],
    }));
    ({ programId: other } = await openProgram(t.db, quay, { site, name: "Quay day" }));
    const slot = { minutes: 180, modality: "GROUP", telehealth: false } as const;
    await t.db.run(quay, async (tx) => {
      await setProgramSlots(tx, {
        programId,
        slots: [
          { ...slot, weekday: 1, startsAtLocal: "17:00" },
          { ...slot, weekday: 3, startsAtLocal: "11:59" },
          { ...slot, weekday: 3, startsAtLocal: "12:00" },
        ],
      });
      await setProgramSlots(tx, { programId: other, slots: [{ ...slot, weekday: 6, startsAtLocal: "09:00" }] });
      await setProgramPrices(tx, {
        programId,
        prices: [
          { unit: "DAY", amountMinor: 30_000, currency: "USD" },
          { unit: "HOUR", amountMinor: 9_000, currency: "USD" },
        ],
      });
      await addCredential(tx, {
        programId,
        kind: "ACCREDITATION",
        issuer: "CARF",
        number: "1",
        expiresOn: "2026-03-09",
      });
      await addCredential(tx, { programId, kind: "LICENCE", issuer: "State of Hawaii", number: "2" });
    });
  });
  const entry = () => t.db.run(seeker.actor("INTAKE"), (tx) => tx.get(DirectoryEntry, programId));
  const quays = async (search: Partial<DirectorySearch>) => {
    const { findings } = await findInDirectory(t.db, seeker.actor("INTAKE"), { limit: 20, words: "Quay", ...search });
    return findings.map((finding) => finding.program.programName);
  };

  it("stands in its entry, by the days of the program", async () => {
    expect(await entry()).toMatchObject({
      weekdays: [1, 3],
      partsOfDay: ["AFTERNOON", "EVENING", "MORNING"],
      pricePerDayMinor: 30_000,
      priceCurrency: "USD",
      accreditations: ["CARF"],
      coOccurring: "CAPABLE",
    });
  });

  it.each<[Partial<DirectorySearch>, string[]]>([
    [{ weekdays: [1, 3, 5] }, ["Quay evening"]],
    [{ weekdays: [1, 6] }, ["Quay day"]],
    [{ partsOfDay: ["EVENING"] }, ["Quay evening"]],
    [{ partsOfDay: ["MORNING"] }, ["Quay day", "Quay evening"]],
    [{ age: 64 }, ["Quay evening"]],
    [{ age: 65 }, []],
    [{ coOccurring: "CAPABLE" }, ["Quay evening"]],
    [{ coOccurring: "ENHANCED" }, []],
    [{ medication: "ACCEPTED" }, ["Quay evening"]],
    [{ telehealth: true }, ["Quay evening"]],
    [{ treatmentModels: ["MATRIX_MODEL"] }, ["Quay evening"]],
    [{ languages: ["es"] }, ["Quay evening"]],
    [{ maxPricePerDayMinor: 29_999 }, []],
    [{ maxPricePerDayMinor: 30_000 }, ["Quay evening"]],
    [{ accredited: true }, ["Quay evening"]],
  ])("is found by %o", async (search, names) => {
    expect((await quays(search)).toSorted()).toEqual(names);
  });

  /** `openings-stale` */
  it("is put lower while its openings are stale, and an accreditation ends with its last day", async () => {
    const near = { nearPostalCode: "96813" };
    expect(await quays(near)).toEqual(["Quay day", "Quay evening"]);
    clock.set(new Date("2026-03-10T10:01:00Z"));
    expect(await quays({ ...near, openingsConfirmed: true })).toEqual([]);
    const quay = jobActor((await entry()).organisationId, "test");
    await t.db.run(quay, (tx) => confirmOpenings(tx, { programId }));
    expect(await quays(near)).toEqual(["Quay evening", "Quay day"]);
    expect(await quays({ ...near, openingsConfirmed: true })).toEqual(["Quay evening"]);
    expect((await entry()).accreditations).toEqual([]);
  });
});
