import { jobActor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAYERS, POPULATIONS } from "./directory-codes.rules.ts";
import { importDirectory } from "./directory-import.service.ts";
import type { DirectoryRow } from "./directory.rules.ts";
import { DIRECTORY_COLUMNS, planDirectory } from "./directory.rules.ts";

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase({ entities: [] });
});
afterAll(() => t?.close());

const LIST = new Map([
  ["OIT", { category: "SET", code: "OIT", name: "Intensive outpatient treatment" }],
  ["RL", { category: "SET", code: "RL", name: "Long-term residential" }],
]);
const row = (name1: string, street1: string): DirectoryRow => ({
  ...(Object.fromEntries(DIRECTORY_COLUMNS.map((column) => [column, ""])) as DirectoryRow),
  name1,
  street1,
  city: "Juneau",
  state: "AK",
  zip: "99801",
  service_code_info: "OIT RL",
});
const plan = planDirectory([row("Harbor", "1 Pier"), row("Harbor", "2 Pier"), row("Meadow", "3 Hill")], LIST);
const [harbor, meadow] = plan.organisations;

/** What the organisation itself sees of a table. */
const seen = (organisationId: string, sql: string) =>
  t.db.readWith<Record<string, unknown>>(jobActor(organisationId, "test"), { sql, values: [] });

describe("importDirectory", () => {
  it("writes organisations, sites, programs under each one's row security, and publishes none", async () => {
    expect(await importDirectory(t.db, plan)).toEqual({ organisations: 2, sites: 3, programs: 6 });
    expect(await seen(harbor?.id ?? "", "select address_line, time_zone from sites order by 1")).toEqual([
      { address_line: "1 Pier", time_zone: "America/Juneau" },
      { address_line: "2 Pier", time_zone: "America/Juneau" },
    ]);
    expect(await seen(meadow?.id ?? "", "select level_code, capacity, published from programs order by 1")).toEqual([
      { level_code: "2.1", capacity: 0, published: false },
      { level_code: "3.1", capacity: 0, published: false },
    ]);
    expect(await seen(meadow?.id ?? "", "select * from directory_entries")).toEqual([]);
    expect(await seen(harbor?.id ?? "", "select capacity from program_capacities")).toHaveLength(4);
  });

  it("leaves them listed, not live: nobody has signed", async () => {
    expect(await seen(harbor?.id ?? "", "select status, agreement_id from organisations")).toEqual([
      { status: "ONBOARDING", agreement_id: null },
    ]);
  });

  it("writes nothing when run again, not even an audit entry", async () => {
    const state = async () =>
      Promise.all(
        ["organisations", "sites", "programs", "directory_entries", "audit_entries"].map((table) =>
          seen(harbor?.id ?? "", `select * from ${table} order by 1`),
        ),
      );
    const before = await state();
    expect(await importDirectory(t.db, plan)).toEqual({ organisations: 0, sites: 0, programs: 0 });
    expect(await state()).toEqual(before);
    expect(before[4]).toHaveLength(1);
  });

  it("goes on where a stopped run ended", async () => {
    const later = planDirectory(
      [row("Harbor", "1 Pier"), row("Harbor", "2 Pier"), row("Harbor", "4 Pier"), row("Quay", "5 Pier")],
      LIST,
    );
    await expect(importDirectory(t.db, later, { signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow(
      "stopped",
    );
    expect(await importDirectory(t.db, later)).toEqual({ organisations: 1, sites: 2, programs: 4 });
  });
});

it("writes payers and populations that are codes of the lists", async () => {
  const known = await seen(harbor?.id ?? "", "select system, code from codes where system in ('PAYER', 'POPULATION')");
  const unknown = (system: string, codes: readonly string[]) =>
    codes.filter((code) => !known.some((one) => one["system"] === system && one["code"] === code));
  expect(unknown("PAYER", Object.values(PAYERS))).toEqual([]);
  expect(unknown("POPULATION", Object.values(POPULATIONS))).toEqual([]);
});
