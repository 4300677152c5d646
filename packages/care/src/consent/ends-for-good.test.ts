import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestReferral } from "../factory/index.ts";
import { openProgram, sentReferral } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { acceptReferral, openPacket } from "../referrals/index.ts";
import { Disclosure, revokeConsent } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let referral: TestReferral;

beforeAll(async () => {
  const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"));
  referral = await sentReferral(t.db, harbour.actor("INTAKE"), [{ programId, organisationId: meadow.organisationId }]);
});
afterAll(() => t?.close());

const intake = () => meadow.actor("INTAKE");
const part = () => ({ recipientId: referral.recipientIds[0] ?? "" });

it("accounting-of-disclosures: a recipient adds what it reads now, never a reading of another time", async () => {
  await t.db.run(intake(), (tx) => acceptReferral(tx, part()));
  await t.db.run(intake(), (tx) => openPacket(tx, part()));
  const [line] = await t.db.run(harbour.actor("OWNER"), (tx) =>
    tx.find(Disclosure, { referralRecipientId: part().recipientId }),
  );
  expect(line).toBeDefined();
  const again = (at: Date) =>
    t.db.run(intake(), (tx) => tx.insert(Disclosure, { ...line, id: tx.newId(), at } as Disclosure));
  await expect(again(new Date("2020-01-01T00:00:00Z"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(again(new Date("2026-03-09T14:00:00Z"))).resolves.toBeDefined();
});

it("revocation-immediate: what was revoked is opened again by nobody, not by SQL of the discloser either", async () => {
  const open = () =>
    t.db.run(harbour.actor("OWNER"), (tx) =>
      tx.change("update consent_grants set revoked_at = null where consent_id = $1", [referral.consentId]),
    );
  // While it stands there is nothing to take back.
  expect(await open()).toBe(1);
  await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId: referral.consentId }));
  await expect(open()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(t.db.run(intake(), (tx) => openPacket(tx, part()))).rejects.toMatchObject({ code: "CONSENT_INVALID" });
});
