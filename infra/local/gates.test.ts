import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  boundaries,
  compareSchemas,
  cycles,
  deadCode,
  format,
  lint,
  lockFile,
  schema,
  sources,
  types,
} from "./gates.mjs";
import { repository } from "./install.mjs";

/** A small tree with the project's own settings, in which every gate is content. */
let root: string;

const plant = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const workspace = (path: string, tag: string, dependencies: readonly string[] = []) => {
  const name = `@causeway/${path.split("/")[1]}`;
  const manifest = {
    name,
    version: "0.1.0",
    private: true,
    type: "module",
    exports: { ".": { "causeway-source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" } },
    dependencies: Object.fromEntries(dependencies.map((one) => [`@causeway/${one}`, "*"])),
  };
  plant(`${path}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  plant(`${path}/turbo.json`, `${JSON.stringify({ extends: ["//"], tags: [tag] }, null, 2)}\n`);
  mkdirSync(join(root, "node_modules", "@causeway"), { recursive: true });
  symlinkSync(join(root, path), join(root, "node_modules", "@causeway", path.split("/")[1] ?? ""));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "causeway-gates-"));
  for (const name of [
    "turbo.json",
    "tsconfig.base.json",
    "tsconfig.check.json",
    ".oxfmtrc.json",
    ".oxlintrc.json",
    "knip.json",
    "package-lock.json",
  ]) {
    cpSync(join(repository, name), join(root, name));
  }
  const manifest = {
    name: "planted",
    private: true,
    type: "module",
    packageManager: "npm@11.19.1",
    workspaces: ["apps/*", "packages/*"],
  };
  plant("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(repository, "node_modules", "@types"), join(root, "node_modules", "@types"));
  workspace("packages/kernel", "kernel");
  workspace("packages/care", "care", ["kernel"]);
  workspace("apps/api", "app", ["care", "kernel"]);
  plant("packages/kernel/src/index.ts", "export const one: number = 1;\n");
  plant("packages/care/src/index.ts", 'export { sent } from "./referrals/index.ts";\n');
  plant("packages/care/src/referrals/index.ts", 'export { sent } from "./referral.service.ts";\n');
  plant(
    "packages/care/src/referrals/referral.service.ts",
    'import { one } from "@causeway/kernel";\n\nexport const sent = one;\n',
  );
  plant(
    "apps/api/src/main.ts",
    'import { sent } from "@causeway/care";\nimport { one } from "@causeway/kernel";\n\nprocess.exitCode = sent - one;\n',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["types", types],
  ["format", format],
  ["lint", lint],
  ["package boundaries", boundaries],
  ["import cycles and features", cycles],
  ["dead code", deadCode],
])("%s: content with a tree in order, having seen all of it", async (_, gate) => {
  const verdict = await gate(root);
  expect(verdict.findings).toEqual([]);
  expect(verdict.seen).toBeGreaterThanOrEqual(sources(root).length);
  expect(sources(root)).toHaveLength(5);
});

test("types: a wrong type is found, in a test file as well", async () => {
  plant("packages/kernel/src/wrong.test.ts", 'export const wrong: number = "1";\n');
  expect((await types(root)).findings.join()).toContain("wrong.test.ts(1,14): error TS2322");
});

test("format: a file in another hand is found", async () => {
  plant("packages/kernel/src/odd.ts", "export   const odd=1\n");
  expect((await format(root)).findings.join()).toContain("odd.ts");
});

test("lint: `any` is found", async () => {
  plant("packages/kernel/src/loose.ts", "export const loose = (value: any) => value;\n");
  expect((await lint(root)).findings.join()).toContain("no-explicit-any");
});

describe("package boundaries", () => {
  test("an arrow against the direction is found, though it is declared", async () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    workspace("packages/kernel", "kernel", ["care"]);
    expect((await boundaries(root)).findings.join()).toContain("@causeway/kernel");
  });

  test("an import that is not declared is found", async () => {
    plant(
      "packages/kernel/src/undeclared.ts",
      'import { sent } from "@causeway/care";\n\nexport const again = sent;\n',
    );
    expect((await boundaries(root)).findings.join()).toContain("cannot import package `@causeway/care`");
  });

  test("a path out of the package is found", async () => {
    plant("packages/care/src/path.ts", 'export { one } from "../../kernel/src/index.ts";\n');
    expect((await boundaries(root)).findings.join()).toContain("leaves the package");
  });
});

describe("import cycles and features", () => {
  test.each(["import", "import type"])("a cycle by %s is found", async (keyword) => {
    plant(
      "packages/kernel/src/a.ts",
      `${keyword} { B } from "./b.ts";\nexport class A { b?: B }\nexport const a = 1;\n`,
    );
    plant(
      "packages/kernel/src/b.ts",
      `${keyword} { A } from "./a.ts";\nexport class B { a?: A }\nexport const b = 1;\n`,
    );
    expect((await cycles(root)).findings.join()).toContain("no-cycles");
  });

  test.each([
    ["features-meet-at-their-face", "packages/care/src/consent/consent.service.ts", "../referrals/referral.service.ts"],
    ["apps-import-no-apps", "apps/worker/src/main.ts", "../../api/src/main.ts"],
    ["packages-import-no-apps", "packages/kernel/src/up.ts", "../../../apps/api/src/main.ts"],
    ["console-stands-alone", "apps/console/src/main.tsx", "../../../packages/kernel/src/index.ts"],
    ["sources-import-no-tests", "packages/kernel/src/tested.ts", "./tested.test.ts"],
    ["everything-resolves", "packages/kernel/src/lost.ts", "./nowhere.ts"],
  ])("%s", async (rule, from, to) => {
    plant("packages/kernel/src/tested.test.ts", "export const tested = 1;\n");
    plant(from, `import "${to}";\n`);
    const { findings } = await cycles(root);
    expect(findings.filter((finding) => finding.startsWith(rule))).toHaveLength(1);
  });

  test("a violation in a file with JSX is found", async () => {
    plant("apps/api/src/main.ts", "export const main = 1;\n");
    plant(
      "apps/console/src/main.tsx",
      'import { main } from "../../api/src/main.ts";\nexport const Main = () => <b>{main}</b>;\n',
    );
    expect((await cycles(root)).findings.join()).toContain("apps-import-no-apps: apps/console/src/main.tsx");
  });

  test("one-door-to-the-data: a connection opened beside the database package is found, within it is not", async () => {
    symlinkSync(join(repository, "node_modules", "pg"), join(root, "node_modules", "pg"));
    plant("packages/care/src/referrals/referral.query.ts", 'import "pg";\n');
    plant("packages/database/src/pool.ts", 'import "pg";\n');
    const { findings } = await cycles(root);
    expect(findings.map((finding) => finding.split(" ->")[0])).toEqual([
      "one-door-to-the-data: packages/care/src/referrals/referral.query.ts",
    ]);
  });

  test("a feature may import the face of another", async () => {
    plant(
      "packages/care/src/consent/consent.service.ts",
      'import { sent } from "../referrals/index.ts";\nexport const again = sent;\n',
    );
    expect((await cycles(root)).findings).toEqual([]);
  });
});

describe("dead code", () => {
  test("a file, an export and a dependency that nothing uses are found", async () => {
    plant("packages/kernel/src/forgotten.ts", "export const forgotten = 1;\n");
    plant(
      "packages/care/src/referrals/referral.service.ts",
      'import { one } from "@causeway/kernel";\n\nexport const sent = one;\nexport const unsent = 0;\n',
    );
    rmSync(join(root, "node_modules", "@causeway"), { recursive: true });
    workspace("packages/kernel", "kernel", ["care"]);
    const findings = (await deadCode(root)).findings.join("\n");
    expect(findings).toContain("forgotten.ts");
    expect(findings).toContain("unsent");
    expect(findings).toContain("packages/kernel/package.json @causeway/care");
  });
});

test("lock file: a platform without an entry is found", async () => {
  const tool = { version: "1.0.0", optionalDependencies: { "tool-linux": "1.0.0", "tool-darwin": "1.0.0" } };
  const packages = { "node_modules/tool": tool, "node_modules/tool-linux": { version: "1.0.0" } };
  plant("package-lock.json", JSON.stringify({ packages }));
  expect((await lockFile(root)).findings).toEqual(["node_modules/tool names tool-darwin, which has no entry"]);
  plant("package-lock.json", JSON.stringify({ packages: { ...packages, "node_modules/tool-darwin": {} } }));
  expect((await lockFile(root)).findings).toEqual([]);
});

describe("schema.graphql", () => {
  const committed = "type Query {\n  node(id: ID!): Node\n}\n\ninterface Node {\n  id: ID!\n}\n";

  test("the same schema is accepted, its types counted", () => {
    expect(compareSchemas(committed, committed)).toEqual({ seen: 2, findings: [] });
  });

  test.each([
    ["a field added in the code", committed.replace("  id: ID!\n", "  id: ID!\n  kind: String\n")],
    ["a field gone from the code", committed.replace("  node(id: ID!): Node\n", "")],
    ["nullability changed", committed.replace("): Node", "): Node!")],
    ["order changed", committed.split("\n\n").toReversed().join("\n\n")],
  ])("%s is found", (_, made) => {
    expect(compareSchemas(committed, made).findings).not.toEqual([]);
  });

  test("a program that cannot print the schema is found", async () => {
    plant("apps/api/dist/print-schema.js", "process.exit(3);\n");
    expect(await schema(root)).toEqual({ seen: 0, findings: ["ended with 3"] });
  });

  test("the file is compared with what the built program prints", async () => {
    plant("apps/api/dist/print-schema.js", `export const printedSchema = () => ${JSON.stringify(committed)};\n`);
    expect((await schema(root)).findings).not.toEqual([]);
    plant("apps/api/schema.graphql", committed);
    expect(await schema(root)).toEqual({ seen: 2, findings: [] });
  });
});
