import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DomainError } from "@causeway/kernel";
import type { Command } from "./command.ts";
import { EXIT, UsageError } from "./command.ts";

/** Loaded when called: a migration need not load the domain. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import("./migrate/migrate.ts")).migrateCommand,
  import: async () => (await import("./import/import-directory.ts")).importCommand,
  "create-organisation": async () => (await import("./organisations/create-organisation.ts")).createOrganisationCommand,
  mailbox: async () => (await import("./mailbox/mailbox.ts")).mailboxCommand,
  "audit:verify": async () => (await import("./audit/audit-verify.ts")).auditVerifyCommand,
  demo: async () => (await import("./demo/demo.ts")).demoCommand,
  journey: async () => (await import("./journey/journey.ts")).journeyCommand,
  bench: async () => (await import("./bench/bench.ts")).benchCommand,
};

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = commands.map((command) => `  ${command.name.padEnd(22)}${command.summary}`);
  return `Usage: causeway <command> [options]\n\n${lines.join("\n")}\n\ncauseway <command> --help tells more.\n`;
}

/**
 * Runs one command of the operator.
 * @returns the exit code; what went wrong is on standard error, without a stack where it was foreseeable
 */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = "--help", ...args] = argv;
  if (name === "--help" || name === "help") {
    process.stdout.write(await help());
    return EXIT.done;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    process.stderr.write(`There is no command "${name}".\n\n${await help()}`);
    return EXIT.usage;
  }
  const command = await load();
  if (args.includes("--help")) {
    process.stdout.write(`${command.usage}\n`);
    return EXIT.done;
  }
  try {
    return await command.run(args, env);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${command.usage}\n`);
      return EXIT.usage;
    }
    if (error instanceof DomainError) {
      process.stderr.write(`${error.message}\n`);
      return EXIT.failed;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.failed;
  }
}

/** Called from the command line, and not imported by a test. */
function isMain(): boolean {
  const [, entry] = process.argv;
  return entry !== undefined && realpathSync(entry) === fileURLToPath(import.meta.url);
}

if (isMain()) {
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
}
