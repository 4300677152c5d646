import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeEnrollment, draftedReferral, openProgram } from "../factory/index.ts";
import type { NewRestriction } from "../index.ts";
import {
  ConsentGrant,
  careEntities,
  disclose,
  endRestriction,
  recordRestriction,
  requestAuthorisation,
  sendReferral,
  setCoverage,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
});
afterAll(() => t?.close());

const asked = (input: Partial<NewRestriction> & { clientId: string }) =>
  t.db.run(harbour.actor("INTAKE"), (tx) =>
    recordRestriction(tx, {
      kind: "SELF_PAID",
      request: "I paid for this myself",
      requestedOn: "2026-03-09",
      payerName: "Plan North",
      serviceFrom: "2026-03-01",
      ...input,
    }),
  );
const ends = (disclosureRestrictionId: string, clientAgrees: boolean) =>
  t.db.run(harbour.actor("INTAKE"), (tx) => endRestriction(tx, { disclosureRestrictionId, clientAgrees }));

describe("restriction-honoured", () => {
  it("asks no health plan to cover what the client paid for and asked to keep from it, until the client says otherwise", async () => {
    const admin = harbour.actor("ADMIN");
    const { clientId, enrollmentId } = await activeEnrollment(t.db, admin);
    const covered = async (payerName: string) =>
      (
        await t.db.run(admin, (tx) =>
          setCoverage(tx, { clientId, paymentSource: 2, payerName, memberId: "M-1", validFrom: "2026-03-10" }),
        )
      ).coverageId;
    const request = (coverageId: string, startsOn = "2026-03-09") =>
      t.db.run(admin, (tx) =>
        requestAuthorisation(tx, {
          enrollmentId,
          coverageId,
          serviceCode: "H0015",
          unit: "DAY",
          units: 10,
          dailyMinutesMin: 180,
          startsOn,
          endsOn: "2026-04-09",
        }),
      );
    const north = await covered("Plan North");
    const { disclosureRestrictionId } = await asked({ clientId });
    await expect(request(north)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "RESTRICTED" });
    await expect(ends(disclosureRestrictionId, false)).rejects.toMatchObject({ reason: "ONLY_THE_CLIENT" });
    await ends(disclosureRestrictionId, true);
    await expect(ends(disclosureRestrictionId, true)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await request(north);
  });

  it("must be agreed to where it was paid for, and may be refused elsewhere, for a reason", async () => {
    const { clientId } = await activeEnrollment(t.db, harbour.actor("ADMIN"));
    await expect(asked({ clientId, refusalReason: "We always bill" })).rejects.toMatchObject({
      code: "INVALID",
      reason: "MUST_BE_AGREED",
    });
    await expect(asked({ clientId, serviceFrom: null })).rejects.toMatchObject({ path: ["serviceFrom"] });
    await asked({ clientId, kind: "OTHER", refusalReason: "The referral needs it" });
    const foreign = await activeEnrollment(t.db, meadow.actor("ADMIN"));
    await expect(asked({ clientId: foreign.clientId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("keeps from an organisation what was agreed to be kept from it, at sending and on every road of the discloser", async () => {
    const { programId } = await openProgram(t.db, meadow.actor("ADMIN"));
    const at = { programId, organisationId: meadow.organisationId };
    const { referralId, clientId, consentId } = await draftedReferral(t.db, harbour.actor("INTAKE"), [at]);
    const send = () => t.db.run(harbour.actor("INTAKE"), (tx) => sendReferral(tx, { referralId }));
    const towards = { towardsOrganisationId: meadow.organisationId, categories: ["SUBSTANCE_USE"] };
    const refused = await asked({ clientId, kind: "OTHER", ...towards, refusalReason: "Needed for care" });
    expect(refused.disclosureRestrictionId).toBeTruthy();
    const { disclosureRestrictionId } = await asked({ clientId, kind: "OTHER", ...towards });
    await expect(send()).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "RESTRICTED" });
    const deliver = (categories: readonly string[]) =>
      t.db.run(harbour.actor("INTAKE"), async (tx) => {
        const grant = await tx.findOne(ConsentGrant, { consentId });
        if (!grant) throw new Error("no grant");
        return disclose(tx, {
          kind: "DELIVERY",
          grant,
          recipientName: "Meadow",
          purpose: "TREATMENT",
          categories,
          clientId,
        });
      });
    await expect(deliver(["SUBSTANCE_USE"])).rejects.toMatchObject({ reason: "RESTRICTED" });
    expect((await deliver(["REASON"])).notice).toContain("42 CFR part 2");
    await ends(disclosureRestrictionId, true);
    await send();
  });
});
