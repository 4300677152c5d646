import { identityEntities } from "@causeway/identity";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordCircumstances, recordSubstances, setCoverage, updateClient } from "../clients/index.ts";
import type { Category } from "../consent/index.ts";
import { openProgram, plannedEnrollment, sentReferral, signedConsent } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { recordAssessment } from "../treatment/index.ts";
import { acceptReferral, openPacket } from "./index.ts";
import type { PacketContent } from "./packet.rules.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
});
afterAll(() => t?.close());

/** `packet-minimum`: what a packet tells of a record that knows all of it. */
async function packetOf(categories: readonly Category[]): Promise<PacketContent> {
  const harbour = await liveOrganisation(t.db, { name: "Harbour" });
  const meadow = await liveOrganisation(t.db, { name: "Meadow" });
  const sender = harbour.actor("ADMIN");
  const clinician = harbour.actor("CLINICIAN");
  const { programId: from } = await openProgram(t.db, sender, { levelCode: "3.5" });
  const { clientId, enrollmentId, assessmentId } = await plannedEnrollment(t.db, sender, { programId: from });
  await t.db.run(clinician, async (tx) => {
    await updateClient(tx, { clientId, details: { phone: "+12025550100", phoneSafe: false } });
    const day = "2026-03-08";
    await recordSubstances(tx, { clientId, observedOn: day, substances: [{ substance: 7, route: 1 }] });
    await recordSubstances(tx, {
      clientId,
      observedOn: "2026-03-09",
      substances: [{ substance: 5, route: 4, frequency: 3 }, { substance: 2 }],
    });
    await recordCircumstances(tx, { clientId, observedOn: day, circumstances: { pregnant: true, employment: 3 } });
    await setCoverage(tx, { clientId, paymentSource: 4, payerName: "MassHealth", validFrom: "2026-03-09" });
    // Corrects the one that was entered first.
    await recordAssessment(tx, {
      enrollmentId,
      kind: "ADMISSION",
      assessedOn: "2026-03-09",
      edition: "ASAM3",
      ratings: [{ dimension: 5, token: "3" }],
      summary: "Craving, alone at night",
      supersedesId: assessmentId,
    });
  });
  await signedConsent(t.db, sender, { clientId, recipientOrganisationIds: [meadow.organisationId], categories });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"));
  const sent = await sentReferral(t.db, sender, [{ programId, organisationId: meadow.organisationId }], {
    clientId,
    enrollmentId,
    categories,
    needs: ["TRANSPORT"],
  });
  const part = { recipientId: sent.recipientIds[0] ?? "" };
  await t.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, part));
  return (await t.db.run(meadow.actor("INTAKE"), (tx) => openPacket(tx, part))).content;
}

it("packet-minimum: takes of the record what holds now, by category", async () => {
  const content = await packetOf(["CONTACT", "COVERAGE", "SUBSTANCE_USE", "ASSESSMENT", "RISK", "NEEDS"]);
  expect(content.CONTACT?.facts).toMatchObject({ phone: "+12025550100", phoneSafe: false });
  expect(content.COVERAGE?.facts).toEqual({ paymentSource: 4, payerName: "MassHealth" });
  expect(content.SUBSTANCE_USE?.facts).toEqual({
    primarySubstance: 5,
    substance1: 5,
    route1: 4,
    frequency1: 3,
    observedOn1: "2026-03-09",
    substance2: 2,
    observedOn2: "2026-03-09",
  });
  expect(content.ASSESSMENT?.facts).toEqual({
    assessedOn: "2026-03-09",
    assessmentEdition: "ASAM3",
    dimension5: "3",
    assessmentSummary: "Craving, alone at night",
  });
  expect(content.RISK?.facts).toEqual({ pregnant: true });
  expect(content.NEEDS?.facts).toEqual({ needs: "TRANSPORT", employment: 3 });
});

it("packet-minimum: of all that the record knows nothing else travels", async () => {
  const content = await packetOf(["REASON"]);
  expect(Object.keys(content)).toEqual(["REASON"]);
  expect(JSON.stringify(content)).not.toMatch(/2025550100|MassHealth|Craving|pregnant|Harper/);
});
