import { ROLES, databaseUrls, migrate } from "@causeway/database";
import { migrateJobs } from "@causeway/jobs";
import type { Command } from "../command.ts";
import { UsageError, optionsOf } from "../command.ts";

export const migrateCommand: Command = {
  name: "migrate",
  summary: "bring the database to the newest schema, with its roles and policies",
  usage: `causeway migrate

Reads DATABASE_OWNER_URL (the role that owns the tables), DATABASE_URL (the application's login, made when missing)
and CAUSEWAY_SECRET. Safe to run again and from several places at once.`,
  async run(args, env) {
    optionsOf(args, {});
    const ownerUrl = required(env, "DATABASE_OWNER_URL");
    const urls = databaseUrls({
      databaseUrl: required(env, "DATABASE_URL"),
      databaseRelayUrl: env["DATABASE_RELAY_URL"],
      databaseAuthenticatorUrl: env["DATABASE_AUTHENTICATOR_URL"],
      secret: required(env, "CAUSEWAY_SECRET"),
    });
    const { applied, serverVersion } = await migrate(ownerUrl, urls);
    await migrateJobs(ownerUrl, { role: ROLES.relay });
    const what = applied.length === 0 ? "nothing to do" : applied.join(", ");
    process.stdout.write(`PostgreSQL ${serverVersion}: ${what}\n`);
    return 0;
  },
};

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new UsageError(`${name} is not set.`);
  return value;
}
