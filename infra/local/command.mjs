// @ts-check
// npm run journey, npm run bench: a command of the built command line, after installing and building what is missing.
import { join } from "node:path";
import { build, checkNode, install, isInstalled, repository } from "./install.mjs";
import { Refusal } from "./steps.mjs";

async function main() {
  checkNode();
  if (!isInstalled()) await install();
  await build();
  const { runCommand } = await import(join(repository, "apps", "cli", "dist", "index.js"));
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
}

main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
