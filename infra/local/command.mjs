// @ts-check
// npm run journey, npm run bench, npm run audit:verify: a command of the built command line, after installing and building what is missing.
import { join } from "node:path";
import { build, checkNode, install, isInstalled, repository } from "./install.mjs";
import { readKept } from "./settings.mjs";
import { Refusal } from "./steps.mjs";

async function main() {
  checkNode();
  if (!isInstalled()) await install();
  await build();
  const { runCommand } = await import(join(repository, "apps", "cli", "dist", "index.js"));
  const args = process.argv.slice(2);
  process.exitCode = await runCommand(args, args[0] === "audit:verify" ? ofWhatRuns(process.env) : process.env);
}

/**
 * Where no database is named, the embedded one of a start that is running.
 * @param {NodeJS.ProcessEnv} env
 */
function ofWhatRuns(env) {
  if (env.DATABASE_URL || env.DATABASE_RELAY_URL || env.DATABASE_OWNER_URL) return env;
  const running = /** @type {{ databaseUrl?: string } | null} */ (readKept("running.json"));
  const kept = /** @type {{ secret: string } | null} */ (readKept("secrets.json"));
  if (!running?.databaseUrl || !kept) return env;
  return { ...env, DATABASE_URL: running.databaseUrl, CAUSEWAY_SECRET: env.CAUSEWAY_SECRET || kept.secret };
}

main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
