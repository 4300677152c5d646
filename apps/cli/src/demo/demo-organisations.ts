import {
  addCredential,
  createProgram,
  createSite,
  publishProgram,
  setProgramPrices,
  setProgramSlots,
} from "@causeway/care";
import type { Database } from "@causeway/database";
import type { Role } from "@causeway/identity";
import {
  AGREEMENT_EDITION,
  addMember,
  reservePlaces,
  createOrganisation,
  ensurePerson,
  goLive,
  grantsOfRole,
  signAgreement,
} from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { jobActor } from "@causeway/kernel";
import { v5 } from "uuid";
import type { DemoOrganisation } from "./demo-people.rules.ts";
import { demoOffer } from "./demo-programs.rules.ts";
import { DEMO_ROLES } from "./demo-people.rules.ts";

export interface DemoMember {
  readonly role: Role;
  readonly personId: string;
  readonly email: string;
  readonly actor: Actor;
}

/** An organisation of the demonstration as it stands in the database. */
export interface DemoTenant {
  readonly key: string;
  readonly name: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly members: readonly DemoMember[];
  /** Program ids by their key. */
  readonly programs: ReadonlyMap<string, string>;
  actor(role: Role): Actor;
}

const NAMESPACE = "0b8f2f0e-4f57-5d57-8f6b-0d4e8a0f4d11";

/** The organisation with its people and open programs, made where it is not there yet. */
export async function demoTenant(db: Database, definition: DemoOrganisation): Promise<DemoTenant> {
  const organisationId = v5(`demo organisation ${definition.key}`, NAMESPACE);
  const emailOf = (role: string): string => `${role.toLowerCase()}@${definition.key}.example`;
  if (!(await isThere(db, organisationId))) await makeTenant(db, definition, organisationId, emailOf);
  const read = <R extends object>(sql: string): Promise<R[]> =>
    db.readWith<R>(jobActor(organisationId, "demo"), { sql, values: [organisationId] });
  const members = (
    await read<{ id: string; person_id: string; role: Role; email: string }>(
      "select id, person_id, role, email from memberships where organisation_id = $1 and status = 'ACTIVE' order by joined_at, role",
    )
  ).map((row): DemoMember => {
    const { role, email, person_id: personId } = row;
    const actor: Actor = {
      kind: "person",
      id: row.id,
      personId,
      organisationId,
      grants: grantsOfRole(role, "LIVE"),
      reason: role,
    };
    return { role, personId, email, actor };
  });
  const programs = await read<{ id: string; external_id: string }>(
    "select id, external_id from programs where organisation_id = $1 and external_id is not null",
  );
  return {
    key: definition.key,
    name: definition.name,
    organisationId,
    timeZone: definition.timeZone,
    members,
    programs: new Map(programs.map((row) => [row.external_id.replace(/^demo\//, ""), row.id])),
    actor(role) {
      const member = members.find((each) => each.role === role);
      if (!member) throw new Error(`the demonstration has no ${role}`);
      return member.actor;
    },
  };
}

async function isThere(db: Database, organisationId: string): Promise<boolean> {
  // Made in three steps; the last of them publishes the programs.
  const [row] = await db.readWith<{ n: number }>(jobActor(organisationId, "demo"), {
    sql: "select count(*)::int as n from programs where organisation_id = $1 and published",
    values: [organisationId],
  });
  return (row?.n ?? 0) > 0;
}

async function makeTenant(
  db: Database,
  definition: DemoOrganisation,
  organisationId: string,
  emailOf: (role: string) => string,
): Promise<void> {
  const { name, alias, timeZone, site } = definition;
  const [known] = await db.readWith(jobActor(organisationId, "demo"), {
    sql: "select 1 from memberships where organisation_id = $1 and status = 'ACTIVE'",
    values: [organisationId],
  });
  const nameOf = (role: string): string => definition.people[role as keyof typeof definition.people];
  if (!known) {
    const owner = { email: emailOf("OWNER"), displayName: nameOf("OWNER") };
    await createOrganisation(db, { id: organisationId, name, timeZone, senderAlias: alias, owner });
  }
  const others = DEMO_ROLES.filter((role) => role !== "OWNER");
  const people = await db.authenticate(async (tx) => {
    const ids = new Map<string, string>();
    for (const role of others) ids.set(role, await ensurePerson(tx, emailOf(role)));
    return ids;
  });
  const places = others.map((role) => ({
    personId: people.get(role) ?? "",
    email: emailOf(role),
    displayName: nameOf(role),
    role,
  }));
  await reservePlaces(db, organisationId, places);
  await db.runAsSystem("demo", organisationId, async (tx) => {
    for (const place of places) await addMember(tx, place);
    await signAgreement(tx, { signedBy: nameOf("OWNER"), edition: AGREEMENT_EDITION });
    await goLive(tx);
    const { siteId } = await createSite(tx, { ...site, timeZone, externalId: "demo" });
    for (const program of definition.programs) {
      const { figures, slots, prices } = demoOffer(program.level);
      const { programId } = await createProgram(tx, {
        siteId,
        name: program.name,
        edition: "ASAM3",
        levelCode: program.level,
        capacity: program.capacity,
        services: program.services,
        payers: program.payers,
        populations: ["ADULTS"],
        ...figures,
        externalId: `demo/${program.key}`,
      });
      await setProgramSlots(tx, { programId, slots });
      await setProgramPrices(tx, { programId, prices });
      const expiresOn = `${tx.now.getUTCFullYear() + 2}-06-30`;
      const number = `${site.region}-${definition.key}-${program.key}`.toUpperCase();
      await addCredential(tx, { programId, kind: "LICENCE", issuer: `State of ${site.region}`, number, expiresOn });
      await addCredential(tx, { programId, kind: "ACCREDITATION", issuer: "CARF", number, expiresOn });
      await publishProgram(tx, { programId });
    }
  });
}
