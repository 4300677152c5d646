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
    ["-9", "'-9"],
    [-9, "-9"],
    [true, "true"],
    [null, ""],
    ["plain", "plain"],
    ['a "word", or two', '"a ""word"", or two"'],
  ])("writes %j as %s", (value, written) => {
    expect(toCsv(["a"], [[value]])).toBe(`a\r\n${written}\r\n`);
  });

  it("is read back as it was written, and no cell of it begins a formula", () => {
    const cells = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(cells, (rows) => {
        const [, ...read]: string[][] = parse(toCsv(["a", "b"], rows));
        expect(read).toHaveLength(rows.length);
        rows.forEach((row, r) =>
          row.forEach((text, c) => {
            expect([text, `'${text}`]).toContain(read[r]?.[c]);
            expect(read[r]?.[c]).not.toMatch(/^[=+\-@\t\r]/);
          }),
        );
      }),
    );
  });
});
