import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { holdPlace } from "../programs/index.ts";
import type { DirectorySearch } from "./index.ts";
import { findInDirectory } from "./index.ts";

let t: TestDatabase;
let seeker: OrganisationUnderTest;
const ids: Record<string, string> = {};

/** Springfield MA, Hartford CT (40 km south), Boston MA (130 km east), Portland OR. */
beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities] });
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

  it("finds names that are spelled nearly right, best match first", async () => {
    expect((await find({ words: "hartfrod" }))[0]).toBe("Hartford");
    expect((await find({ words: "meadow" })).toSorted()).toEqual(["Boston", "Portland"]);
    expect(await find({ words: "xyzzy" })).toEqual([]);
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
