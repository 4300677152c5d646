// @ts-check
// npm run reset: empties .causeway, with what PostgreSQL had to keep outside of it.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, checkNode, install, isInstalled, repository } from "./install.mjs";
import { home } from "./settings.mjs";
import { Refusal, step } from "./steps.mjs";

const built = join(repository, "packages", "database", "dist", "embedded", "index.js");

async function main() {
  checkNode();
  if (!existsSync(home)) return process.stdout.write("Nothing to empty.\n");
  if (!existsSync(built)) {
    if (!isInstalled()) await step("install packages", install);
    await step("build", () => build());
  }
  const { HeldByAnother, removeEmbeddedPostgres, takeHold } =
    await import("../../packages/database/dist/embedded/index.js");
  const tests = join(home, "test");
  const clusters = existsSync(tests) ? readdirSync(tests).filter((name) => name.startsWith("postgres-")) : [];
  try {
    const release = takeHold(join(home, "held-by.json"));
    try {
      for (const name of clusters) await removeEmbeddedPostgres(join(tests, name));
      for (const part of ["", "journey", "bench"]) await removeEmbeddedPostgres(join(home, part, "postgres"));
      rmSync(home, { recursive: true, force: true });
    } finally {
      release();
    }
  } catch (error) {
    if (error instanceof HeldByAnother) throw new Refusal(`In use by process ${error.pid}. Stop it first.`);
    throw error;
  }
  process.stdout.write("Emptied: the next start makes everything anew.\n");
}

main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
