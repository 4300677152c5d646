// @ts-check
// npm test: installs and builds what is missing, checks the structure, runs every test; one total at the end.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gates } from "./gates.mjs";
import { build, checkNode, install, isInstalled, repository } from "./install.mjs";
import { home } from "./settings.mjs";
import { Refusal, step } from "./steps.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const skipped = [];
/** @type {string[]} */
const failed = [];

/**
 * @param {string} name
 * @param {() => Promise<string>} work gives back a remark, or throws
 */
async function check(name, work) {
  try {
    await step(name, async (remark) => remark(await work()));
    total.passed += 1;
  } catch (error) {
    total.failed += 1;
    failed.push(name);
    const message = error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
    process.stdout.write(`${message}\n`);
  }
}

/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} Assertion */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile */
/** @typedef {{ success: boolean, numTotalTests: number, testResults: TestFile[] }} Report */

/** @param {string} report where the results go */
function vitest(report) {
  const program = join(repository, "node_modules", "vitest", "vitest.mjs");
  const args = [
    program,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repository, stdio: ["ignore", "inherit", "inherit"] });
    for (const name of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(name, () => child.kill(name));
    child.once("error", reject);
    child.once("close", resolve);
  });
}

async function runTests() {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const path = join(home, `test-report-${process.pid}.json`);
  const status = await vitest(path);
  /** @type {Report} */
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Refusal(`The tests ended with ${status} and without a report.`);
  } finally {
    rmSync(path, { force: true });
  }
  let failures = 0;
  for (const file of report.testResults) {
    const where = file.name.replace(repository, "");
    for (const { fullName, status: outcome } of file.assertionResults) {
      const name = `${where}: ${fullName}`;
      if (outcome === "passed") total.passed += 1;
      else if (outcome === "failed") {
        failures += 1;
        failed.push(name);
      } else {
        total.skipped += 1;
        skipped.push(name);
      }
    }
    if (file.status === "failed" && !file.assertionResults.some((one) => one.status === "failed")) {
      failures += 1;
      failed.push(`${where}: ${file.message.split("\n")[0]}`);
    }
  }
  if (failures === 0 && status !== 0) {
    failures += 1;
    failed.push("tests: errors outside of any test");
  }
  total.failed += failures;
}

async function main() {
  checkNode();
  process.stdout.write("Causeway: checks and tests\n");
  if (!isInstalled()) await step("install packages", install);
  await check("build", async () => {
    const cached = await build();
    return cached && `(${cached} from the cache)`;
  });
  for (const gate of gates) {
    await check(gate.name, async () => {
      const { seen, findings } = await gate.check(repository);
      if (findings.length > 0) throw new Refusal(findings.join("\n"));
      const least = gate.least(repository);
      if (seen < least) throw new Refusal(`Only ${seen} seen, and there are at least ${least}.`);
      return `${seen} seen`;
    });
  }
  await runTests();

  if (skipped.length > 0) process.stdout.write(`\nSkipped\n${skipped.map((name) => `  ${name}\n`).join("")}`);
  if (process.env.CAUSEWAY_NO_SKIP === "1" && total.skipped > 0) {
    process.stdout.write("CAUSEWAY_NO_SKIP is set: what was skipped counts as failed.\n");
    failed.push(...skipped);
    total.failed += total.skipped;
    total.skipped = 0;
  }
  if (failed.length > 0) process.stdout.write(`\nFailed\n${failed.map((name) => `  ${name}\n`).join("")}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed + 1} failed, ${total.skipped} skipped\n`);
  process.exitCode = 1;
});
