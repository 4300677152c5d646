import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { careEntities } from "@causeway/care";
import { Database, databaseUrls } from "@causeway/database";
import { identityEntities, setPassword } from "@causeway/identity";
import { MovableClock, clockFrom, readConfig } from "@causeway/kernel";
import type { Command } from "../command.ts";
import { UsageError, optionsOf } from "../command.ts";
import { seeded } from "../seeded.ts";
import type { DemoTenant } from "./demo-organisations.ts";
import { demoTenant } from "./demo-organisations.ts";
import { DEMO_ORGANISATIONS } from "./demo-people.rules.ts";
import { tellNetwork } from "./demo-network.ts";
import { DEMO_RECIPIENT_STATES, tellReferral } from "./demo-referrals.ts";
import type { DemoWorld } from "./demo-stories.ts";
import { STAYS, tellStay } from "./demo-stories.ts";
import { closePastDays, tellWeeks } from "./demo-weeks.ts";

/** One line of the file of sign-ins. */
interface SignIn {
  readonly organisation: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export const demoCommand: Command = {
  name: "demo",
  summary: "fill the database with a made-up demonstration",
  usage: `causeway demo --sign-ins FILE

  --sign-ins FILE   where the demonstration's sign-ins are kept (JSON, mode 0600); passwords are random

Three live organisations with programs, clients, enrollments, referrals and alumni, all invented. Only where
CAUSEWAY_DEMO is 1 or data. Running it again adds what is missing and doubles nothing.`,
  async run(args, env) {
    const options = optionsOf(args, { "sign-ins": { type: "string" } });
    const path = options["sign-ins"];
    if (!path) throw new UsageError("--sign-ins is needed.");
    const config = readConfig(env);
    if (!config.demo)
      throw new UsageError("CAUSEWAY_DEMO is neither 1 nor data: this deployment is not for demonstrations.");
    const now = clockFrom(config).now();
    const clock = new MovableClock(now);
    const entities = [...identityEntities, ...careEntities];
    const db = await Database.open({ urls: databaseUrls(config), entities, poolSize: 4, clock });
    try {
      const tenants = await demoTenants(db);
      await keepSignIns(db, tenants, path);
      await tellStories({ db, clock, now, chance: seeded("demo") }, tenants);
      const members = tenants.reduce((sum, tenant) => sum + tenant.members.length, 0);
      process.stdout.write(`${tenants.length} organisations, ${members} sign-ins\n`);
      return 0;
    } finally {
      await db.close();
    }
  },
};

export async function demoTenants(db: Database): Promise<DemoTenant[]> {
  const tenants: DemoTenant[] = [];
  for (const definition of DEMO_ORGANISATIONS) tenants.push(await demoTenant(db, definition));
  return tenants;
}

/** Stays in every program, and between the organisations referrals in every state, from each to the next. */
export async function tellStories(world: DemoWorld, tenants: readonly DemoTenant[]): Promise<void> {
  for (const [i, tenant] of tenants.entries()) {
    for (const [p, { key, level }] of (DEMO_ORGANISATIONS[i]?.programs ?? []).entries()) {
      // All kinds of stay in the first program, every third in the rest.
      for (const index of STAYS.keys())
        if (p === 0 || index % 3 === 1) await tellStay(world, tenant, { key, level }, index);
      await tellWeeks(world, tenant, { key, level });
    }
    const at = (i + 1) % tenants.length;
    const [recipient, program] = [tenants[at], DEMO_ORGANISATIONS[at]?.programs[0]];
    if (!recipient || !program) continue;
    const target = { programKey: program.key, level: program.level };
    for (const state of DEMO_RECIPIENT_STATES) await tellReferral(world, tenant, recipient, target, state);
    const others = tenants.flatMap((other, o) => {
      const offered = DEMO_ORGANISATIONS[o]?.programs.find(({ level }) => level === program.level);
      const programId = offered && other.programs.get(offered.key);
      return other !== tenant && programId ? [{ tenant: other, programId }] : [];
    });
    await tellNetwork(world, tenant, program.level, others);
  }
  for (const tenant of tenants) await closePastDays(world, tenant);
}

/** Sets a random password for each member whose password the file does not hold. */
async function keepSignIns(db: Database, tenants: readonly DemoTenant[], path: string): Promise<void> {
  const kept = new Map((await readSignIns(path)).map((signIn) => [signIn.email, signIn]));
  const signIns: SignIn[] = [];
  let changed = false;
  for (const tenant of tenants) {
    for (const { role, email, personId } of tenant.members) {
      const known = kept.get(email);
      // A file from before a reset names people whom this database has without a password.
      if (known && (await hasPassword(db, personId))) {
        signIns.push(known);
        continue;
      }
      const password = randomBytes(12).toString("base64url");
      await setPassword(db, { personId, password });
      signIns.push({ organisation: tenant.name, role, email, password });
      changed = true;
    }
  }
  if (!changed) return;
  await writeFile(`${path}.draft`, JSON.stringify(signIns, null, 2), { mode: 0o600 });
  await rename(`${path}.draft`, path);
}

async function readSignIns(path: string): Promise<SignIn[]> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as SignIn[];
  } catch {
    return [];
  }
}

async function hasPassword(db: Database, personId: string): Promise<boolean> {
  const rows = await db.authenticate((tx) => tx.query("select 1 from credentials where person_id = $1", [personId]));
  return rows.length > 0;
}
