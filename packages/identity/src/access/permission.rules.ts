import type { Actor } from "@causeway/kernel";
import { DomainError, holds } from "@causeway/kernel";

/** All that an actor may be allowed. API scopes use the same names. */
export const PERMISSIONS = [
  "organisation.read",
  "organisation.manage",
  "member.read",
  "member.manage",
  "api_client.manage",
  "webhook.manage",
  "audit.read",
  "queue.manage",
  "event.read",
  "directory.read",
  "program.read",
  "program.manage",
  "client.read",
  "client.details.read",
  "client.manage",
  "client.merge",
  "enrollment.read",
  "enrollment.manage",
  "treatment.read",
  "treatment.manage",
  "drug_test.read",
  "drug_test.manage",
  "schedule.manage",
  "attendance.record",
  "attendance.reopen",
  "transition.manage",
  "authorisation.read",
  "authorisation.manage",
  "report.read",
  "report.export",
  "consent.read",
  "consent.manage",
  "counseling_note.read",
  "counseling_note.manage",
  "referral.read",
  "referral.send",
  "referral.respond",
  "packet.read",
  "disclosure.read",
  "disclosure.manage",
  "emergency.access",
  "alumni.read",
  "alumni.manage",
  "task.read",
  "task.manage",
  "message.read",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES_OF_PEOPLE = [
  "OWNER",
  "ADMIN",
  "INTAKE",
  "CLINICIAN",
  "UTILISATION_REVIEW",
  "OUTREACH",
  "READ_ONLY",
] as const;

export type Role = (typeof ROLES_OF_PEOPLE)[number];

/** What everyone in an organisation sees: no names of clients, no packets. */
const EVERYONE: readonly Permission[] = [
  "organisation.read",
  "member.read",
  "directory.read",
  "program.read",
  "client.read",
  "enrollment.read",
  "consent.read",
  "referral.read",
  "alumni.read",
  "report.read",
  "task.read",
];

/** Of who writes them alone, whatever else somebody may do in the organisation (42 CFR 2.11). */
const COUNSELORS_ONLY: readonly Permission[] = ["counseling_note.read", "counseling_note.manage"];
const OF_OWNERS = PERMISSIONS.filter((permission) => !COUNSELORS_ONLY.includes(permission));

/**
 * The one table of who may do what. Each role holds the least that its work needs
 * (45 CFR 164.502(b), 164.514(d)(2): minimum necessary by role).
 */
const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  OWNER: OF_OWNERS,
  ADMIN: OF_OWNERS.filter((permission) => permission !== "organisation.manage"),
  INTAKE: [
    ...EVERYONE,
    "client.details.read",
    "client.manage",
    "client.merge",
    "enrollment.manage",
    "treatment.read",
    "authorisation.read",
    "consent.manage",
    "referral.send",
    "referral.respond",
    "packet.read",
    "task.manage",
  ],
  CLINICIAN: [
    ...EVERYONE,
    "client.details.read",
    "client.manage",
    "enrollment.manage",
    "treatment.read",
    "treatment.manage",
    "drug_test.read",
    "drug_test.manage",
    "schedule.manage",
    "attendance.record",
    "transition.manage",
    "authorisation.read",
    "consent.manage",
    ...COUNSELORS_ONLY,
    "referral.send",
    "packet.read",
    "disclosure.read",
    "emergency.access",
    "task.manage",
  ],
  UTILISATION_REVIEW: [
    ...EVERYONE,
    "client.details.read",
    "treatment.read",
    "transition.manage",
    "authorisation.read",
    "authorisation.manage",
    "report.export",
    "task.manage",
  ],
  OUTREACH: [...EVERYONE, "client.details.read", "alumni.manage", "task.manage"],
  READ_ONLY: EVERYONE,
};

/** Never a scope of an API client: a key must not make keys, members or agreements, counsels nobody, and an emergency is a person's word. */
const PEOPLE_ONLY: readonly Permission[] = [
  "organisation.manage",
  "member.manage",
  "api_client.manage",
  "emergency.access",
  ...COUNSELORS_ONLY,
];

export const SCOPES: readonly Permission[] = PERMISSIONS.filter((permission) => !PEOPLE_ONLY.includes(permission));

/** While an organisation is being set up only its set-up is open; its records are not (see `live-after-agreement`). */
const ONBOARDING: readonly Permission[] = [
  "organisation.read",
  "organisation.manage",
  "member.read",
  "member.manage",
  "directory.read",
];

/** OUTSIDE is not on the platform: it has no members and acts by links alone. */
export type OrganisationStatus = "ONBOARDING" | "LIVE" | "SUSPENDED" | "CLOSED" | "OUTSIDE";

/** What a person of this role may do in an organisation of this status. */
export function grantsOfRole(role: Role, status: OrganisationStatus): ReadonlySet<Permission> {
  if (status === "LIVE") return new Set(GRANTS[role]);
  if (status === "ONBOARDING") return new Set(GRANTS[role].filter((permission) => ONBOARDING.includes(permission)));
  return new Set();
}

export function can(actor: Actor, permission: Permission): boolean {
  return holds(actor, permission);
}

/** @throws DomainError FORBIDDEN */
export function authorise(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw new DomainError("FORBIDDEN", `This needs the permission "${permission}".`);
}

export function isRole(value: string): value is Role {
  return (ROLES_OF_PEOPLE as readonly string[]).includes(value);
}
