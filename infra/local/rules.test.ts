import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Rule {
  readonly name: string;
  readonly kept: string;
  readonly proofs: readonly string[];
}

function rulesOf(page: string): Rule[] {
  return page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map((cells) => ({
      name: (cells[1] ?? "").replaceAll("`", ""),
      kept: cells[4] ?? "",
      proofs: [...(cells[6] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""),
    }));
}

/** What is wrong with a page of rules: a proof that is missing, or that does not carry the rule's name. */
function findings(rules: readonly Rule[], textOf: (path: string) => string | null): string[] {
  const names = rules.map((rule) => rule.name);
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${name}: named twice`),
    ...rules.flatMap(({ name, kept, proofs }) => {
      if (!["yes", "partly", "not yet"].includes(kept)) return [`${name}: kept is "${kept}"`];
      if ((kept === "not yet") !== (proofs.length === 0)) return [`${name}: ${kept}, with ${proofs.length} proofs`];
      return proofs.flatMap((path) => {
        const text = textOf(path);
        if (text === null) return [`${name}: ${path} is missing`];
        return new RegExp(`(["'\`]|, )${name}[:,"'\`]`).test(text) ? [] : [`${name}: ${path} does not carry the name`];
      });
    }),
  ];
}

const read = (path: string): string | null => (existsSync(root + path) ? readFileSync(root + path, "utf8") : null);

describe("docs/rules.md", () => {
  const rules = rulesOf(readFileSync(`${root}docs/rules.md`, "utf8"));

  it("names for every rule that is kept a test that carries its name", () => {
    expect(rules.length).toBeGreaterThan(40);
    expect(findings(rules, read)).toEqual([]);
  });

  it("would find a rule without a proof, a proof that is gone, and one that proves another rule", () => {
    const [first] = rules;
    const planted = [
      { name: "kept-by-hope", kept: "yes", proofs: [] },
      { name: "kept-elsewhere", kept: "yes", proofs: ["packages/gone.test.ts"] },
      { name: "kept-by-another", kept: "partly", proofs: first?.proofs.slice(0, 1) ?? [] },
      { name: "kept-by-another", kept: "not yet", proofs: [] },
    ];
    expect(findings(planted, read)).toHaveLength(4);
  });
});
