import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.rules.ts";

/** `export-safe-from-formulas` */
describe("a file", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+cmd", "'+cmd"],
    ["@sum", "'@sum"],
    ["-9", "-9"],
    ["-9.5", "-9.5"],
    ["-9=1", "'-9=1"],
    ["plain", "plain"],
  ])("writes %s as %s", (text, written) => {
    expect(toCsv(["a"], [[text]])).toBe(`a\r\n${written}\r\n`);
  });

  it("is read back as it was written, and no cell of it begins a formula", () => {
    const cells = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(cells, (rows) => {
        const read: string[][] = parse(toCsv(["a", "b"], rows), { relax_column_count: false });
        expect(read.slice(1).map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, "")))).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, ""))),
        );
        for (const text of read.flat()) if (!/^-?\d+(\.\d+)?$/.test(text)) expect(text).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
