import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, inject, it } from "vitest";
import { readCsv, readDirectory, readLines, readServiceCodes } from "./directory-file.query.ts";
import { planDirectory } from "./directory.rules.ts";

const file = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(inject("causewayRun").folder, name);
  await writeFile(path, content);
  return path;
};
const CSV = 'a,b\n1,"two, and"\n3,four\n';
const ROWS = [
  { a: "1", b: "two, and" },
  { a: "3", b: "four" },
];

describe("readCsv", () => {
  it("reads plain and gzip alike, by what the file is and not by its name", async () => {
    expect(await readCsv(await file("plain.gz", CSV), ["a", "b"], "teds")).toEqual(ROWS);
    expect(await readCsv(await file("packed.csv", gzipSync(CSV)), ["a", "b"], "teds")).toEqual(ROWS);
    expect(await readLines(await file("packed.txt", gzipSync("x\n\ny\n")), "people")).toEqual(["x", "y"]);
  });

  it.each([
    ["MISSING", async () => join(inject("causewayRun").folder, "none.csv")],
    ["MISSING", async () => inject("causewayRun").folder],
    ["COLUMNS", () => file("columns.csv", "a,c\n1,2\n")],
    ["GZIP", () => file("broken.gz", gzipSync("a,b\n".repeat(5000)).subarray(0, 30))],
    ["CSV", () => file("ragged.csv", "a,b\n1,2,3\n")],
    ["CSV", () => file("quote.csv", 'a,b\n1,"2\n')],
    ["EMPTY", () => file("empty.csv", "a,b\n")],
  ])("refuses in words with the reason %s", async (reason, path) => {
    await expect(readCsv(await path(), ["a", "b"], "teds")).rejects.toMatchObject({
      code: "INVALID",
      reason,
      path: ["teds"],
    });
  });

  it("never repeats what stands in the file", async () => {
    const error = await readCsv(await file("secret.csv", 'a,b\nJane Roe,"x\n'), ["a", "b"], "people").catch(
      (e: Error) => e,
    );
    expect((error as Error).message).not.toContain("Jane");
  });
});

const data = process.env["CAUSEWAY_DATA"] ?? "";
const directory = join(data, "national_directory_sa_2022.csv.gz");

describe("the National Directory of 2022", () => {
  it.skipIf(!data || !existsSync(directory))(
    "adds up: 10,355 rows (real data: national_directory_sa_2022.csv.gz)",
    async () => {
      const rows = await readDirectory(directory);
      const plan = planDirectory(rows, await readServiceCodes(join(data, "service_codes_sa_2022.csv")));
      const sites = plan.organisations.flatMap((o) => o.sites);
      expect(rows).toHaveLength(10_355);
      expect(sites.length + plan.refusals.length).toBe(10_355);
      // Counted from the rows alone, by another way than the plan's.
      const names = new Set(rows.map((r) => r.name1.trim().split(/\s+/).join(" ")));
      expect(plan.organisations).toHaveLength(names.size);
      const intensive = rows.filter((r) => / OIT( |$)/.test(` ${r.service_code_info}`)).length;
      const planned = sites.flatMap((s) => s.programs).filter((p) => p.settingCode === "OIT").length;
      const repeated = plan.refusals.filter((refusal) =>
        / OIT( |$)/.test(` ${rows[refusal.line - 2]?.service_code_info}`),
      ).length;
      expect(intensive - planned).toBeLessThanOrEqual(repeated);
      expect(planned).toBeGreaterThan(4_400);
    },
  );
});
