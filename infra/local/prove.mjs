// @ts-check
// npm run prove: the large forms of the proofs, and a table of what each measured.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, checkNode, install, isInstalled, repository } from "./install.mjs";
import { home } from "./settings.mjs";
import { step } from "./steps.mjs";

/** Files that hold a proof with a large form. */
const proofs = [
  "packages/database/src/census.test.ts",
  "packages/database/src/isolation.test.ts",
  "packages/database/src/audit",
  "packages/care/src/explaining",
  "packages/care/src/referrals/accept-race.test.ts",
  "packages/care/src/capacity-race.test.ts",
  "packages/care/src/enrollments",
  "packages/care/src/ledger",
  "packages/care/src/reports",
  "apps/worker/src/crash.test.ts",
  "apps/api/src/http/hostile-input.test.ts",
  "apps/api/src/existence-timing.test.ts",
  "infra/local/start.test.ts",
];

checkNode();
if (!isInstalled()) await step("install packages", install);
await step("build", () => build());
mkdirSync(home, { recursive: true, mode: 0o711 });
const figures = join(home, `figures-${process.pid}.jsonl`);
const { status } = spawnSync(
  process.execPath,
  [join(repository, "node_modules", "vitest", "vitest.mjs"), "run", ...proofs],
  { cwd: repository, stdio: "inherit", env: { ...process.env, CAUSEWAY_PROVE: "1", CAUSEWAY_FIGURES: figures } },
);
/** @type {{ check: string, measured: string }[]} */
const rows = existsSync(figures)
  ? readFileSync(figures, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
rmSync(figures, { force: true });
process.stdout.write("\n");
for (const { check, measured } of rows) process.stdout.write(`  pass  ${check.padEnd(26)} ${measured}\n`);
process.stdout.write(
  status === 0 ? "\nEvery proof holds.\n" : "\nA proof failed: see above. Only what passed stands in the table.\n",
);
process.exitCode = status === 0 && rows.length > 0 ? 0 : 1;
