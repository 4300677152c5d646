import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { Role } from "../access/permission.rules.ts";
import { ROLES_OF_PEOPLE, grantsOfRole } from "../access/permission.rules.ts";
import { addMember, reservePlaces } from "../members/member.service.ts";
import { ensurePerson } from "../members/person.service.ts";
import { hashPassword } from "../sessions/password.rules.ts";
import { AGREEMENT_EDITION, createOrganisation, goLive, signAgreement } from "./organisation.service.ts";

/** The password of every person that a factory makes. */
export const FACTORY_PASSWORD = "correct horse battery";
let passwordHash: Promise<string> | undefined;

export interface OrganisationUnderTest {
  readonly organisationId: string;
  readonly name: string;
  /** A member of that role, there from the start: `actor.id` is a membership. */
  actor(role: Role): Actor;
  /** What that member signs in with, beside `FACTORY_PASSWORD`. */
  email(role: Role): string;
}

let made = 0;

/** An organisation that went through its onboarding, with one member of each role. */
export async function liveOrganisation(
  db: Database,
  options: { name?: string; timeZone?: string; live?: boolean } = {},
): Promise<OrganisationUnderTest> {
  const number = (made += 1);
  const name = options.name ?? `Organisation ${number}`;
  const email = (role: Role): string => `${role.toLowerCase()}@organisation-${number}.example`;
  const displayName = (role: Role): string => `${role.toLowerCase().replace("_", " ")} of ${name}`;
  const { organisationId, membershipId, personId } = await createOrganisation(db, {
    name,
    timeZone: options.timeZone ?? "America/New_York",
    senderAlias: `Office ${number}`,
    owner: { email: email("OWNER"), displayName: displayName("OWNER") },
  });
  passwordHash ??= hashPassword(FACTORY_PASSWORD);
  const hash = await passwordHash;
  const others = ROLES_OF_PEOPLE.filter((role) => role !== "OWNER");
  const people = await db.authenticate(async (tx) => {
    const ids = new Map<Role, string>([["OWNER", personId]]);
    for (const role of others) ids.set(role, await ensurePerson(tx, email(role)));
    for (const id of ids.values()) {
      await tx.query("insert into credentials (person_id, password_hash, changed_at) values ($1, $2, $3)", [
        id,
        hash,
        tx.now,
      ]);
    }
    return ids;
  });
  const places = new Map(
    others.map((role) => [
      role,
      { personId: people.get(role) ?? "", email: email(role), displayName: displayName(role), role },
    ]),
  );
  await reservePlaces(db, organisationId, [...places.values()]);
  const members = await db.runAsSystem("factory", organisationId, async (tx) => {
    const ids = new Map<Role, string>([["OWNER", membershipId]]);
    for (const [role, place] of places) ids.set(role, await addMember(tx, place));
    if (options.live ?? true) {
      await signAgreement(tx, { signedBy: displayName("OWNER"), edition: AGREEMENT_EDITION });
      await goLive(tx);
    }
    return ids;
  });
  const status = (options.live ?? true) ? "LIVE" : "ONBOARDING";
  return {
    organisationId,
    name,
    email,
    actor: (role) => ({
      kind: "person",
      id: members.get(role) ?? null,
      personId: people.get(role) ?? "",
      organisationId,
      grants: grantsOfRole(role, status),
      reason: role,
    }),
  };
}
