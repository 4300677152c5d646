import type { Actor } from "@causeway/kernel";
import { describe, expect, it } from "vitest";
import { PERMISSIONS, ROLES_OF_PEOPLE, SCOPES, authorise, can, grantsOfRole } from "./permission.rules.ts";
import type { Permission, Role } from "./permission.rules.ts";

const actor = (grants: Iterable<string>): Actor => ({
  kind: "person",
  id: null,
  organisationId: "",
  grants: new Set(grants),
  reason: "",
});

/** Who may do what, said a second time and the other way round: by permission. */
const HOLDERS: Partial<Record<Permission, readonly Role[]>> = {
  "organisation.manage": ["OWNER"],
  "member.manage": ["OWNER", "ADMIN"],
  "api_client.manage": ["OWNER", "ADMIN"],
  "webhook.manage": ["OWNER", "ADMIN"],
  "audit.read": ["OWNER", "ADMIN"],
  "queue.manage": ["OWNER", "ADMIN"],
  "message.read": ["OWNER", "ADMIN"],
  "client.details.read": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN", "UTILISATION_REVIEW", "OUTREACH"],
  "client.manage": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN"],
  "packet.read": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN"],
  "consent.manage": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN"],
  "referral.send": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN"],
  "referral.respond": ["OWNER", "ADMIN", "INTAKE"],
  "attendance.record": ["OWNER", "ADMIN", "CLINICIAN"],
  "client.merge": ["OWNER", "ADMIN", "INTAKE"],
  "treatment.read": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN", "UTILISATION_REVIEW"],
  "treatment.manage": ["OWNER", "ADMIN", "CLINICIAN"],
  "drug_test.read": ["OWNER", "ADMIN", "CLINICIAN"],
  "drug_test.manage": ["OWNER", "ADMIN", "CLINICIAN"],
  "schedule.manage": ["OWNER", "ADMIN", "CLINICIAN"],
  "attendance.reopen": ["OWNER", "ADMIN"],
  "authorisation.read": ["OWNER", "ADMIN", "INTAKE", "CLINICIAN", "UTILISATION_REVIEW"],
  "authorisation.manage": ["OWNER", "ADMIN", "UTILISATION_REVIEW"],
  "report.export": ["OWNER", "ADMIN", "UTILISATION_REVIEW"],
  "disclosure.manage": ["OWNER", "ADMIN"],
  "emergency.access": ["OWNER", "ADMIN", "CLINICIAN"],
  "alumni.manage": ["OWNER", "ADMIN", "OUTREACH"],
  "counseling_note.read": ["CLINICIAN"],
  "counseling_note.manage": ["CLINICIAN"],
};

describe("the permission table", () => {
  it.each(Object.entries(HOLDERS))("%s is held by exactly %j", (permission, holders) => {
    const found = ROLES_OF_PEOPLE.filter((role) => grantsOfRole(role, "LIVE").has(permission as Permission));
    expect(found.toSorted()).toEqual(holders.toSorted());
  });

  it("counseling-notes-apart: knows every permission that it grants, and an owner holds all but counseling notes", () => {
    const apart = PERMISSIONS.filter((permission) => permission.startsWith("counseling_note."));
    expect(apart.length).toBe(2);
    expect([...grantsOfRole("OWNER", "LIVE"), ...apart].toSorted()).toEqual([...PERMISSIONS].toSorted());
    for (const own of apart) expect(SCOPES).not.toContain(own);
    for (const role of ROLES_OF_PEOPLE) {
      for (const permission of grantsOfRole(role, "LIVE")) expect(PERMISSIONS).toContain(permission);
    }
  });

  it("minimum-necessary: who only reads sees no client's name and no packet", () => {
    const grants = grantsOfRole("READ_ONLY", "LIVE");
    expect(grants.has("client.read")).toBe(true);
    for (const permission of grants) expect(permission).toMatch(/\.read$/);
    for (const personal of ["client.details.read", "packet.read", "message.read", "audit.read"] as const) {
      expect(grants.has(personal)).toBe(false);
    }
  });

  it("live-after-agreement: before, only the set-up is open, and nothing once closed", () => {
    expect(grantsOfRole("OWNER", "ONBOARDING").has("organisation.manage")).toBe(true);
    for (const permission of grantsOfRole("OWNER", "ONBOARDING"))
      expect(permission).toMatch(/^(organisation|member|directory)\./);
    expect(grantsOfRole("OWNER", "SUSPENDED").size).toBe(0);
    expect(grantsOfRole("OWNER", "CLOSED").size).toBe(0);
  });

  it("gives API clients no way to make members, keys or agreements", () => {
    expect(SCOPES).toContain("referral.send");
    for (const own of ["member.manage", "api_client.manage", "organisation.manage", "emergency.access"])
      expect(SCOPES).not.toContain(own);
  });

  it("refuses by name what an actor does not hold", () => {
    expect(() => authorise(actor(["client.read"]), "client.manage")).toThrow('"client.manage"');
    expect(() => authorise(actor(["client.read"]), "client.read")).not.toThrow();
    expect(can(actor(["*"]), "client.manage")).toBe(true);
  });
});
