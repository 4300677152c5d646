import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Enrollment } from "../enrollments/index.ts";
import { admittedEnrollment, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { acceptReferral, admitReferral } from "./index.ts";

/** `admission-path-derived` */
let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
});
afterAll(() => t?.close());

const BASE = ["DEMOGRAPHICS", "REASON"] as const;

/** How Meadow's intensive outpatient program admits somebody who is at this level at Harbour. */
async function pathFrom(
  levelCode: string,
  categories: readonly ("DEMOGRAPHICS" | "REASON" | "TREATMENT_HISTORY")[],
  said: { admissionPath?: "DIRECT" } = {},
): Promise<Enrollment> {
  const sender = harbour.actor("ADMIN");
  const { programId: from } = await openProgram(t.db, sender, { levelCode });
  const { clientId, enrollmentId } = await admittedEnrollment(t.db, sender, { programId: from });
  const recipientOrganisationIds = [meadow.organisationId];
  await signedConsent(t.db, sender, { clientId, recipientOrganisationIds, categories: [...categories] });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"));
  const asked = { programId, organisationId: meadow.organisationId };
  const sent = await sentReferral(t.db, sender, [asked], { clientId, enrollmentId, categories: [...categories] });
  const recipientId = sent.recipientIds[0] ?? "";
  const intake = meadow.actor("INTAKE");
  await t.db.run(intake, (tx) => acceptReferral(tx, { recipientId }));
  const admitted = await t.db.run(intake, (tx) => admitReferral(tx, { recipientId, createNew: true, ...said }));
  return t.db.run(intake, (tx) => tx.get(Enrollment, admitted.enrollmentId));
}

describe("the way in by a referral", () => {
  it.each([
    ["3.5", "STEP_DOWN"],
    ["1", "STEP_UP"],
    ["2.1", "DIRECT"],
  ])("from level %s to 2.1 is %s, as the packet tells", async (level, path) => {
    const enrollment = await pathFrom(level, [...BASE, "TREATMENT_HISTORY"]);
    expect(enrollment).toMatchObject({ admissionPath: path, firstOfferedOn: "2026-03-09", state: "ADMITTED" });
  });

  it("is direct where the packet does not tell, and what was said where something was said", async () => {
    expect((await pathFrom("3.5", BASE)).admissionPath).toBe("DIRECT");
    const said = await pathFrom("3.5", [...BASE, "TREATMENT_HISTORY"], { admissionPath: "DIRECT" });
    expect(said.admissionPath).toBe("DIRECT");
  });
});
