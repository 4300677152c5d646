import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import { draftedReferral, newClient, newInquiry, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import type { NewConsent } from "../index.ts";
import {
  REDISCLOSURE_NOTICE,
  ReceivedReferral,
  acceptReferral,
  accountingOfDisclosures,
  accountingSince,
  careEntities,
  closeSiblings,
  openPacket,
  recordConsent,
  recordDeath,
  requireConsent,
  revokeConsent,
  sendReferral,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const DAY = 86_400_000;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  for (const organisation of [meadow, summit]) {
    const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 100 });
    const asked = { programId, organisationId: organisation.organisationId };
    if (organisation === meadow) atMeadow = asked;
    else atSummit = asked;
  }
});
afterAll(() => t?.close());

const intake = (organisation: OrganisationUnderTest) => organisation.actor("INTAKE");
const read = (organisation: OrganisationUnderTest, recipientId = "") =>
  t.db.run(intake(organisation), (tx) => openPacket(tx, { recipientId }));

/** Packets that a connection of the application's role sees, by SQL of its own, when it says it is that organisation. */
async function packetsBySql(organisationId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: t.urls.app });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.organisation_id', $1, true), set_config('app.now', $2, true)", [
      organisationId,
      clock.now().toISOString(),
    ]);
    const { rows } = await client.query<{ referral_recipient_id: string }>(
      "select referral_recipient_id from referral_packets",
    );
    await client.query("rollback");
    return rows.map((row) => row.referral_recipient_id);
  } finally {
    await client.end();
  }
}

/** What the recipient is told of its packet, asked as the API asks it. */
const toldOf = async (organisation: OrganisationUnderTest, recipientId: string) =>
  (await t.db.readOne(intake(organisation), ReceivedReferral, { packetState: {} }, { id: recipientId }))?.[
    "packetState"
  ];

/** Sent to both, open on sending, so that consent alone decides. */
async function openToBoth() {
  const referral = await sentReferral(t.db, intake(harbour), [atMeadow, atSummit], { disclosure: "AT_SEND" });
  return { ...referral, meadow: referral.recipientIds[0] ?? "", summit: referral.recipientIds[1] ?? "" };
}

describe("consent-before-sending", () => {
  const attempt = async (consent: Partial<NewConsent> | null, wait = 0, revoke = false) => {
    const { clientId } = await newClient(t.db, intake(harbour));
    // Its own consent is put aside by another client's: the draft names this client's alone.
    const draft = await draftedReferral(t.db, intake(harbour), [atMeadow], { clientId });
    await t.db.run(intake(harbour), (tx) =>
      tx.change("update consent_grants set revoked_at = $2, expires_at = $2 where consent_id = $1", [
        draft.consentId,
        new Date(0),
      ]),
    );
    if (consent) {
      clock.advance(1);
      const { consentId } = await signedConsent(t.db, intake(harbour), {
        clientId,
        recipientOrganisationIds: [meadow.organisationId],
        ...consent,
      });
      if (revoke) await t.db.run(intake(harbour), (tx) => revokeConsent(tx, { consentId }));
    }
    clock.advance(wait);
    await t.db.run(intake(harbour), (tx) => sendReferral(tx, draft));
    return draft;
  };

  it("sends under the exact match", async () => {
    const draft = await attempt({});
    await t.db.run(intake(meadow), (tx) => acceptReferral(tx, { recipientId: draft.recipientIds[0] ?? "" }));
    expect((await read(meadow, draft.recipientIds[0])).notice).toBe(REDISCLOSURE_NOTICE);
  });

  it.each<[string, Partial<NewConsent> | null, number, boolean, string]>([
    ["a revoked one only", null, 0, false, "REVOKED"],
    ["one revoked a moment ago", {}, 0, true, "REVOKED"],
    ["one that expired since", { expiresAt: new Date(Date.UTC(2026, 5, 1)) }, 200 * DAY, false, "EXPIRED"],
    ["one for another purpose", { purpose: "PAYMENT" }, 0, false, "WRONG_PURPOSE"],
    ["one that leaves out a category", { categories: ["DEMOGRAPHICS", "REASON"] }, 0, false, "CATEGORY_NOT_COVERED"],
  ])("refuses to send under %s", async (_, consent, wait, revoke, reason) => {
    await expect(attempt(consent, wait, revoke)).rejects.toMatchObject({
      code: "CONSENT_INVALID",
      reason,
      path: ["recipients", "0"],
    });
    clock.advance(-wait);
  });

  it("refuses to send under none, and under one that names another recipient", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["DEMOGRAPHICS"],
    } as const;
    const ask = () => t.db.run(intake(harbour), (tx) => requireConsent(tx, need));
    await expect(ask()).rejects.toMatchObject({ code: "CONSENT_MISSING" });
    await signedConsent(t.db, intake(harbour), { clientId, recipientOrganisationIds: [summit.organisationId] });
    await expect(ask()).rejects.toMatchObject({ code: "CONSENT_MISSING" });
    await signedConsent(t.db, intake(harbour), { clientId, recipientOrganisationIds: [meadow.organisationId] });
    expect((await ask()).grant.recipientOrganisationId).toBe(meadow.organisationId);
  });

  it("is recorded whole or not at all, for a client of one's own and live organisations by name", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const record = (change: Partial<NewConsent>) =>
      signedConsent(t.db, intake(harbour), { clientId, recipientOrganisationIds: [meadow.organisationId], ...change });
    await expect(record({ signerName: " " })).rejects.toMatchObject({
      code: "INVALID",
      path: ["signerName"],
      reason: "NO_SIGNATURE",
    });
    await expect(record({ recipientOrganisationIds: [harbour.organisationId] })).rejects.toMatchObject({
      code: "INVALID",
    });
    const foreign = await newClient(t.db, intake(meadow));
    await expect(record({ clientId: foreign.clientId })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["clientId"],
    });
    await expect(
      t.db.run(harbour.actor("READ_ONLY"), (tx) => recordConsent(tx, {} as NewConsent)),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await record({})).consentId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("consent-checked-at-send-and-read", () => {
  it("notice-with-disclosure: opens to the named recipients, by the service and by SQL, and to nobody else", async () => {
    const referral = await openToBoth();
    const packet = await read(meadow, referral.meadow);
    expect(packet.notice).toBe("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
    expect(packet.content.DEMOGRAPHICS?.facts["familyName"]).toBe("Harper");
    expect(packet.consentCopy).toMatchObject({ discloser: "Harbour", recipient: "Meadow", signedBy: "Robin Harper" });
    // Covered by the consent but not asked for by the referral: it stays behind.
    expect(Object.keys(packet.content)).not.toContain("MEDICATIONS");
    await expect(read(meadow, referral.summit)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await packetsBySql(meadow.organisationId)).toContain(referral.meadow);
    expect(await packetsBySql(meadow.organisationId)).not.toContain(referral.summit);
  });

  it("closes with the revocation, for the service and for SQL", async () => {
    const referral = await openToBoth();
    await read(meadow, referral.meadow);
    expect(await toldOf(meadow, referral.meadow)).toBe("OPEN");
    await t.db.run(intake(harbour), (tx) => revokeConsent(tx, referral));
    await expect(read(meadow, referral.meadow)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "REVOKED" });
    expect(await toldOf(meadow, referral.meadow)).toBe("CONSENT_REVOKED");
    expect(await packetsBySql(meadow.organisationId)).not.toContain(referral.meadow);
    expect(await packetsBySql(harbour.organisationId)).toContain(referral.meadow);
  });

  it("closes at the instant of expiry, on the clock of the transaction", async () => {
    const referral = await openToBoth();
    clock.advance(90 * DAY - 1);
    await read(meadow, referral.meadow);
    expect(await packetsBySql(meadow.organisationId)).toContain(referral.meadow);
    clock.advance(1);
    await expect(read(meadow, referral.meadow)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "EXPIRED" });
    expect(await toldOf(meadow, referral.meadow)).toBe("CONSENT_EXPIRED");
    expect(await packetsBySql(meadow.organisationId)).not.toContain(referral.meadow);
    clock.advance(-90 * DAY);
  });

  it("takes the permission to read packets", async () => {
    const referral = await openToBoth();
    await expect(
      t.db.run(meadow.actor("UTILISATION_REVIEW"), (tx) => openPacket(tx, { recipientId: referral.meadow })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await read(meadow, referral.meadow);
  });
});

describe("two-stage-disclosure", () => {
  it("opens to the one that accepted, not before, and never to its rival", async () => {
    const referral = await sentReferral(t.db, intake(harbour), [atMeadow, atSummit]);
    const [mine = "", rival = ""] = referral.recipientIds;
    await expect(read(meadow, mine)).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await packetsBySql(meadow.organisationId)).not.toContain(mine);
    expect(await toldOf(meadow, mine)).toBe("NOT_YET");
    await t.db.run(intake(meadow), (tx) => acceptReferral(tx, { recipientId: mine }));
    expect(await toldOf(meadow, mine)).toBe("OPEN");
    expect((await read(meadow, mine)).content.CONTACT?.facts["email"]).toMatch(/^robin\.\d+@example\.org$/);
    await expect(read(summit, rival)).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await toldOf(summit, rival)).toBe("NOT_YET");
  });
});

describe("losers-lose-access", () => {
  it("closes the packet to a rival in the instant of the acceptance, and hides who won", async () => {
    const referral = await openToBoth();
    await read(summit, referral.summit);
    await t.db.run(intake(meadow), (tx) => acceptReferral(tx, { recipientId: referral.meadow }));
    // No job has run: the rival's part is still live, and its packet is shut all the same.
    await expect(read(summit, referral.summit)).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await packetsBySql(summit.organisationId)).not.toContain(referral.summit);
    const awards = (organisation: OrganisationUnderTest) =>
      t.db.readWith<{ winner: string | null }>(intake(organisation), {
        sql: "select winner_recipient_id as winner from referral_awards where referral_id = $1",
        values: [referral.referralId],
      });
    expect(await awards(summit)).toEqual([]);
    expect(await awards(meadow)).toEqual([{ winner: referral.meadow }]);
    const parts = await t.db.readWith<{ id: string }>(intake(summit), {
      sql: "select id from referral_recipients where referral_id = $1",
      values: [referral.referralId],
    });
    expect(parts).toEqual([{ id: referral.summit }]);
    await t.db.run(intake(harbour), (tx) => closeSiblings(tx, referral));
    expect(await awards(summit)).toEqual([]);
    expect(await toldOf(summit, referral.summit)).toBe("CLOSED");
  });
});

describe("accounting-of-disclosures", () => {
  it("audit-of-each-act: lists each read to the discloser, and nothing to the reader", async () => {
    const referral = await openToBoth();
    await read(meadow, referral.meadow);
    await read(meadow, referral.meadow);
    const since = new Date(clock.now().getTime() - DAY);
    const lines = (organisation: OrganisationUnderTest) =>
      t.db.readWith<{ kind: string; recipientName: string; categories: string[]; legalBasis: string }>(
        organisation.actor("ADMIN"),
        accountingOfDisclosures(referral.clientId, since),
      );
    expect(await lines(harbour)).toEqual(
      [1, 2].map(() =>
        expect.objectContaining({
          kind: "READ",
          recipientName: "Meadow",
          legalBasis: "CONSENT",
          categories: expect.arrayContaining(["CONTACT"]) as unknown,
        }),
      ),
    );
    expect(await lines(meadow)).toEqual([]);
    const [audited] = await t.db.readWith<{ n: number }>(meadow.actor("ADMIN"), {
      sql: "select count(*)::int as n from audit_entries where action = 'disclosure.read' and subject_id = $1 and consent_id = $2 and purpose = 'TREATMENT'",
      values: [referral.meadow, referral.consentId],
    });
    expect(audited?.n).toBe(2);
  });

  it("reaches three years back, to the day", async () => {
    const referral = await openToBoth();
    const begun = clock.now();
    await read(meadow, referral.meadow);
    const listed = async (now: string) =>
      (
        await t.db.readWith(
          harbour.actor("ADMIN"),
          accountingOfDisclosures(referral.clientId, accountingSince(new Date(now))),
        )
      ).length;
    const time = begun.toISOString().slice(10);
    expect([begun.getUTCFullYear(), await listed(`2029-03-08${time}`), await listed(`2029-03-11${time}`)]).toEqual([
      2026, 1, 0,
    ]);
  });
});

describe("legal-basis-named", () => {
  it("keeps no disclosure without a basis of the list", async () => {
    const referral = await openToBoth();
    const write = (basis: string | null, reference: string | null = null) =>
      t.db.run(intake(harbour), (tx) =>
        tx.query(
          `insert into disclosures (id, sender_organisation_id, recipient_organisation_id, recipient_name, kind, client_id, purpose, categories, legal_basis, reference, actor_kind, at)
           values ($1, $2, $3, 'Meadow', 'EXPORT', $4, 'TREATMENT', '{RISK}', $5, $6, 'person', $7)`,
          [tx.newId(), harbour.organisationId, meadow.organisationId, referral.clientId, basis, reference, tx.now],
        ),
      );
    await expect(write(null)).rejects.toThrow("null value");
    await expect(write("BECAUSE")).rejects.toMatchObject({ code: "INVALID" });
    // Each basis with what it must name, by the database too.
    for (const bare of ["COURT_ORDER", "MEDICAL_EMERGENCY", "PUBLIC_HEALTH_DEIDENTIFIED"])
      await expect(write(bare)).rejects.toMatchObject({ code: "INVALID" });
    await write("COURT_ORDER", "2026-CV-17");
  });
});

describe("expiry-unless-tpo", () => {
  it("is refused by the database too", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const to = { clientId, recipientOrganisationIds: [meadow.organisationId] };
    const { consentId } = await signedConsent(t.db, intake(harbour), { ...to, purpose: "TPO" });
    const endless = (id: string) =>
      t.db.run(intake(harbour), (tx) => tx.change("update consents set expires_at = null where id = $1", [id]));
    expect(await endless(consentId)).toBe(1);
    const other = await signedConsent(t.db, intake(harbour), to);
    await expect(endless(other.consentId)).rejects.toMatchObject({
      code: "INVALID",
      cause: { driverError: { constraint: "expiry_unless_tpo" } },
    });
  });
});

describe("minors-sign-by-state", () => {
  const minor = (birthDate: string) => newClient(t.db, intake(harbour), { details: { birthDate } });
  const inState = (region: string) => openProgram(t.db, harbour.actor("ADMIN"), { site: { region } });
  const record = (clientId: string, change: Partial<NewConsent>) =>
    signedConsent(t.db, intake(harbour), { clientId, recipientOrganisationIds: [meadow.organisationId], ...change });
  const both = { coSignerKind: "PARENT", coSignerName: "Sam Harper" } as const;

  it("asks the law of the discloser's state, on the day of the signature", async () => {
    const { clientId } = await minor("2010-06-01");
    const [illinois, texas] = [await inState("il"), await inState("TX")];
    const wrong = { code: "INVALID", path: ["signerKind"] };
    await record(clientId, { discloserProgramId: illinois.programId });
    await expect(record(clientId, { discloserProgramId: illinois.programId, ...both })).rejects.toMatchObject({
      ...wrong,
      reason: "WRONG_SIGNER_MINOR_ALONE",
    });
    // Nobody has looked up the law of Texas: both sign.
    await expect(record(clientId, { discloserProgramId: texas.programId })).rejects.toMatchObject({
      ...wrong,
      reason: "WRONG_SIGNER_MINOR_AND_PARENT",
    });
    await record(clientId, { discloserProgramId: texas.programId, ...both });
    // The whole organisation discloses, from both states: the strictest law.
    await expect(record(clientId, {})).rejects.toMatchObject({ reason: "WRONG_SIGNER_MINOR_AND_PARENT" });
    // Whose stay is in Illinois alone is not asked by the law of Texas.
    await newInquiry(t.db, intake(harbour), { programId: illinois.programId, clientId });
    await record(clientId, {});
    const child = await minor("2014-03-10");
    const alone = { discloserProgramId: illinois.programId };
    await expect(record(child.clientId, alone)).rejects.toMatchObject({ reason: "WRONG_SIGNER_MINOR_AND_PARENT" });
  });

  it("lets no parent sign for an adult, and nobody but the representative for one who died", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const parent = {
      signerKind: "PARENT_OR_GUARDIAN",
      representativeKind: "PARENT",
      signerAuthority: "Mother",
    } as const;
    await expect(record(clientId, parent)).rejects.toMatchObject({ reason: "WRONG_SIGNER_CLIENT" });
    await t.db.run(intake(harbour), (tx) => recordDeath(tx, { clientId, deceasedOn: "2026-03-01" }));
    const executor = {
      signerKind: "REPRESENTATIVE",
      representativeKind: "PERSONAL_REPRESENTATIVE",
      signerAuthority: "Letters",
    } as const;
    await expect(record(clientId, {})).rejects.toMatchObject({ reason: "WRONG_SIGNER_PERSONAL_REPRESENTATIVE" });
    await record(clientId, executor);
  });
});

describe("consent-before-sending, by program", () => {
  it("sends under a consent that lets one program disclose from a stay in that program alone", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const mine = await openProgram(t.db, harbour.actor("ADMIN"));
    const { consentId } = await signedConsent(t.db, intake(harbour), {
      clientId,
      recipientOrganisationIds: [meadow.organisationId],
      discloserProgramId: mine.programId,
    });
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["REASON"],
    } as const;
    const ask = (discloserProgramId?: string) =>
      t.db.run(intake(harbour), (tx) => requireConsent(tx, { ...need, discloserProgramId }));
    expect((await ask(mine.programId)).consent.id).toBe(consentId);
    for (const other of [undefined, atMeadow.programId])
      await expect(ask(other)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "WRONG_DISCLOSER" });
  });
});
