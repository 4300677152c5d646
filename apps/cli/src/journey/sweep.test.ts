import {
  acceptReferral,
  breakGlass,
  careEntities,
  declineReferral,
  holdConsent,
  liftConsentHold,
  postReferralMessage,
  revokeConsent,
  sendReferral,
} from "@causeway/care";
import type { AskedProgram } from "@causeway/care/factory";
import { draftedReferral, openProgram, sentReferral } from "@causeway/care/factory";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seeded } from "../seeded.ts";
import type { Look } from "./sweep.query.ts";
import { lookOnce, prepareToLook } from "./sweep.query.ts";
import { openSweep, sweepFindings } from "./sweep.ts";

let t: TestDatabase;
let admin: pg.Client;
let app: pg.Client;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let asked: readonly [AskedProgram, AskedProgram];
const actorOf = new Map<string, OrganisationUnderTest>();

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  app = new pg.Client({ connectionString: t.urls.app });
  await Promise.all([admin.connect(), app.connect()]);
  await prepareToLook(app);
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  const programs: AskedProgram[] = [];
  for (const name of ["Meadow", "Summit"]) {
    const organisation = await liveOrganisation(t.db, { name });
    const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 100 });
    programs.push({ programId, organisationId: organisation.organisationId });
    actorOf.set(programId, organisation);
  }
  asked = programs as unknown as readonly [AskedProgram, AskedProgram];
});
afterAll(async () => {
  await Promise.all([admin?.end(), app?.end()]);
  await t?.close();
});

const look = (): Promise<Look> => lookOnce(admin, app, clock.now());
const send = (disclosure: "AT_SEND" | "TWO_STAGE") =>
  sentReferral(t.db, harbour.actor("INTAKE"), [...asked], { disclosure });
const by = (program: AskedProgram) => (actorOf.get(program.programId) as OrganisationUnderTest).actor("INTAKE");

/** A message of each side and a document of each, the latter as a scanner leaves them. */
async function write(recipientId: string): Promise<void> {
  const words = { recipientId, text: "Is there a lift?" };
  await t.db.run(harbour.actor("INTAKE"), (tx) => postReferralMessage(tx, words));
  await t.db.run(by(asked[0]), (tx) => postReferralMessage(tx, words));
  for (const side of ["SENDER", "RECIPIENT"])
    await admin.query(
      `insert into referral_documents (id, referral_recipient_id, sender_organisation_id, recipient_organisation_id, side, author_kind, name, media_type, bytes, sha256, category, state, storage_key, created_at)
       select gen_random_uuid(), id, sender_organisation_id, recipient_organisation_id, $2, 'member', 'Letter', 'application/pdf', 1, repeat('0', 64), 'REASON', 'CLEAN', gen_random_uuid()::text, now()
       from referral_recipients where id = $1`,
      [recipientId, side],
    );
}

describe("a look at what others can read", () => {
  it("agrees with consent, award and state at each step of a referral", async () => {
    const before = (await look()).readable.length;
    const open = async (): Promise<number> => {
      const { readable, leaked, missing } = await look();
      expect([leaked, missing]).toEqual([[], []]);
      return readable.length - before;
    };
    const drafted = await draftedReferral(t.db, harbour.actor("INTAKE"), [...asked]);
    expect(await open()).toBe(0);
    await t.db.run(harbour.actor("INTAKE"), (tx) => sendReferral(tx, drafted));
    expect(await open()).toBe(0);
    const { recipientIds, consentId } = await send("AT_SEND");
    expect(await open()).toBe(2);
    const [first = "", second = ""] = recipientIds;
    await write(first);
    // Packet, message and document; what the recipient wrote, its sender reads.
    expect(await open()).toBe(6);
    await t.db.run(by(asked[0]), (tx) => acceptReferral(tx, { recipientId: first }));
    expect(await open()).toBe(5);
    await t.db.run(by(asked[0]), (tx) => declineReferral(tx, { recipientId: first, reason: "DISTANCE" }));
    expect(await open()).toBe(3);
    await t.db.run(by(asked[1]), (tx) => acceptReferral(tx, { recipientId: second }));
    expect(await open()).toBe(3);
    await t.db.run(harbour.actor("INTAKE"), (tx) => holdConsent(tx, { consentId, reason: "Told us by telephone" }));
    expect(await open()).toBe(2);
    await t.db.run(harbour.actor("INTAKE"), (tx) => liftConsentHold(tx, { consentId }));
    expect(await open()).toBe(3);
    await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId }));
    expect(await open()).toBe(2);
    const later = await send("AT_SEND");
    expect(await open()).toBe(4);
    clock.advance(91 * 86_400_000);
    expect(await open()).toBe(2);
    expect(later.recipientIds).toHaveLength(2);
  });

  it("takes an emergency for what it is: open for four hours, and told apart", async () => {
    const { recipientIds, consentId } = await send("AT_SEND");
    await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId }));
    const before = await look();
    const words = { personnel: "Dr Lee", affiliation: "Hospital", nature: "Unconscious", consentUnobtainable: "Mute" };
    const doctor = (actorOf.get(asked[0].programId) as OrganisationUnderTest).actor("CLINICIAN");
    await t.db.run(doctor, (tx) => breakGlass(tx, { recipientId: recipientIds[0] ?? "", ...words }));
    const during = await look();
    expect([during.leaked, during.missing, during.inEmergency]).toEqual([[], [], 1]);
    expect(during.readable.length - before.readable.length).toBe(1);
    clock.advance(4 * 3_600_000);
    const after = await look();
    expect([after.leaked, after.missing, after.inEmergency]).toEqual([[], [], 0]);
    expect(after.readable).toHaveLength(before.readable.length);
  });

  it.each([
    [
      "nothing readable without consent",
      "create policy leak on referral_packets for select to causeway_app using (true)",
      "drop policy leak on referral_packets",
    ],
    [
      "nothing shut that consent opens",
      "create policy shut on referral_packets as restrictive for select to causeway_app using (false)",
      "drop policy shut on referral_packets",
    ],
  ])('finds a policy under which "%s" is not so', async (invariant, sql, undo) => {
    const revoked = await send("AT_SEND");
    await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId: revoked.consentId }));
    await send("AT_SEND");
    const sweepOnce = async () => {
      const sweep = await openSweep({
        adminUrl: t.clone.adminUrl,
        appUrl: t.urls.app,
        clock,
        chance: seeded("sweep"),
      });
      await sweep.look();
      return sweepFindings(await sweep.end());
    };
    expect((await sweepOnce()).map(({ violations }) => violations)).toEqual([0, 0]);
    await admin.query(sql);
    try {
      const broken = (await sweepOnce()).filter(({ violations }) => violations > 0);
      expect(broken.map((finding) => finding.invariant)).toEqual([invariant]);
    } finally {
      await admin.query(undo);
    }
  });

  it("finds a grant that outlived its consent", async () => {
    const { consentId } = await send("AT_SEND");
    await admin.query("begin; set local session_replication_role = replica");
    await admin.query(
      `update consents set state = 'REVOKED', revoked_at = '${clock.now().toISOString()}' where id = '${consentId}'`,
    );
    await admin.query("commit");
    try {
      expect((await look()).leaked).toHaveLength(2);
    } finally {
      await admin.query(`update consents set state = 'ACTIVE', revoked_at = null where id = '${consentId}'`);
    }
  });

  it("sees both sides at the same instant, whatever is written meanwhile", async () => {
    const sweep = await openSweep({ adminUrl: t.clone.adminUrl, appUrl: t.urls.app, clock, chance: seeded("busy") });
    for (let i = 0; i < 8; i++) {
      const { consentId } = await send("AT_SEND");
      await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId }));
    }
    await sweep.look();
    const swept = await sweep.end();
    expect([swept.leaked, swept.missing]).toEqual([[], []]);
    expect(swept.looks).toBeGreaterThan(1);
    expect(swept.shutAgain).toBeLessThanOrEqual(swept.everOpen);
  });
});
