import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, jobActor } from "@causeway/kernel";
import { type TestDatabase, figure, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import { newClient, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import type { NewConsent } from "../index.ts";
import {
  ConsentGrant,
  ReceivedReferral,
  ReferralRecipient,
  careEntities,
  consentStands,
  createReferral,
  declineReferral,
  fanOut,
  flagConsentFalse,
  holdConsent,
  openNextWave,
  openPacket,
  postReferralMessage,
  readMessages,
  recordConsentEvent,
  recordRestriction,
  referralNotice,
  revokeConsent,
  sendReferral,
  settleReferral,
} from "../index.ts";

/**
 * Every way a consent can stand × every door a packet could leave or be read by: only the exact match goes through.
 * The doors of reading are tried on a packet that somebody put under that consent by SQL of the sender's own, as though
 * no check had been made before.
 */
let t: TestDatabase;
let admin: pg.Client;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const HOUR = 3_600_000;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;
let ownProgram: string;
const CATEGORIES = ["DEMOGRAPHICS", "REASON"];

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  const program = async (organisation: OrganisationUnderTest) => ({
    programId: (await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 500 })).programId,
    organisationId: organisation.organisationId,
  });
  [atMeadow, atSummit] = [await program(meadow), await program(summit)];
  ownProgram = (await program(harbour)).programId;
});
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

const sender = () => harbour.actor("INTAKE");
const recipient = () => meadow.actor("INTAKE");
/** What a signed link of the recipient may do. */
const link = (): Actor => ({
  kind: "signed_link",
  id: null,
  organisationId: meadow.organisationId,
  grants: new Set(["referral.read", "referral.respond", "packet.read"]),
  reason: "signed link",
});

type Sign = (clientId: string, change?: Partial<NewConsent>) => Promise<string>;
const sign: Sign = async (clientId, change = {}) =>
  (
    await signedConsent(t.db, sender(), {
      clientId,
      recipientOrganisationIds: [meadow.organisationId],
      categories: [...CATEGORIES, "CONTACT"],
      ...change,
    })
  ).consentId;
const bySender = <T>(work: (tx: Parameters<Parameters<typeof t.db.run>[1]>[0]) => Promise<T>) =>
  t.db.run(sender(), work);

/** Brings a client to the state of the case. Answers the consent, where there is one. */
const CASES: Readonly<Record<string, (clientId: string) => Promise<string | null>>> = {
  exact: (clientId) => sign(clientId),
  "exact, for treatment, payment and operations": (clientId) => sign(clientId, { purpose: "TPO", expiresAt: null }),
  none: async () => null,
  held: async (clientId) => {
    const consentId = await sign(clientId);
    await bySender((tx) => holdConsent(tx, { consentId, reason: "By telephone" }));
    return consentId;
  },
  revoked: async (clientId) => {
    const consentId = await sign(clientId);
    await bySender((tx) => revokeConsent(tx, { consentId }));
    return consentId;
  },
  expired: async (clientId) => {
    const consentId = await sign(clientId, { expiresAt: new Date(clock.now().getTime() + 1) });
    clock.advance(1);
    return consentId;
  },
  "ended by its event": async (clientId) => {
    const consentId = await sign(clientId, { expiryEvent: "Discharge" });
    await bySender((tx) => recordConsentEvent(tx, { consentId }));
    return consentId;
  },
  false: async (clientId) => {
    const consentId = await sign(clientId);
    await bySender((tx) => flagConsentFalse(tx, { consentId, reason: "Forged" }));
    return consentId;
  },
  "not yet": async (clientId) => {
    const consentId = await sign(clientId);
    const startsAt = new Date(clock.now().getTime() + HOUR);
    await admin.query("update consent_grants set starts_at = $2 where consent_id = $1", [consentId, startsAt]);
    return consentId;
  },
  "wrong recipient": (clientId) => sign(clientId, { recipientOrganisationIds: [summit.organisationId] }),
  "wrong purpose": (clientId) => sign(clientId, { purpose: "PAYMENT" }),
  "too few categories": (clientId) => sign(clientId, { categories: ["DEMOGRAPHICS"] }),
  "facially deficient": async (clientId) => {
    await expect(sign(clientId, { signerName: " " })).rejects.toMatchObject({ code: "INVALID" });
    await expect(sign(clientId, { revocationExplained: false })).rejects.toMatchObject({ code: "INVALID" });
    return null;
  },
  "another client's": async () => sign((await newClient(t.db, sender())).clientId),
  "class only": (clientId) =>
    sign(clientId, { purpose: "TPO", recipientOrganisationIds: [], recipientClass: "my treating providers" }),
};
/** Of what is asked at sending alone. */
const AT_SENDING: typeof CASES = {
  "another program's": (clientId) => sign(clientId, { discloserProgramId: ownProgram }),
  restricted: async (clientId) => {
    const consentId = await sign(clientId);
    await bySender((tx) =>
      recordRestriction(tx, {
        clientId,
        kind: "OTHER",
        request: "Not to them",
        requestedOn: "2026-03-09",
        towardsOrganisationId: meadow.organisationId,
      }),
    );
    return consentId;
  },
};
const isExact = (name: string): boolean => name.startsWith("exact");

const passes = async (work: () => Promise<unknown>, codes: readonly string[]): Promise<boolean> => {
  try {
    return Boolean(await work());
  } catch (error) {
    expect(codes).toContain((error as { code: string }).code);
    return false;
  }
};
const NO_CONSENT = ["CONSENT_MISSING", "CONSENT_INVALID"];

/** A referral first to Summit, under a consent of its own, then to Meadow. */
async function secondWave(clientId: string): Promise<string> {
  await sign(clientId, { recipientOrganisationIds: [summit.organisationId] });
  const { referralId } = await draft(clientId, [atSummit, atMeadow]);
  await bySender((tx) => sendReferral(tx, { referralId }));
  const [first] = await bySender((tx) => tx.find(ReferralRecipient, { referralId, wave: 1 }));
  await t.db.run(summit.actor("INTAKE"), (tx) =>
    declineReferral(tx, { recipientId: first?.id ?? "", reason: "NO_CAPACITY" }),
  );
  return referralId;
}

const draft = (clientId: string, programs: readonly AskedProgram[]) =>
  bySender((tx) =>
    createReferral(tx, {
      clientId,
      edition: "ASAM3",
      levelCode: "2.1",
      reason: "Steps down",
      urgency: "URGENT",
      mode: "FIRST_ACCEPT",
      disclosure: "AT_SEND",
      categories: [...CATEGORIES],
      recipients: programs.map(({ programId }, i) => ({ programId, wave: i + 1 })),
    }),
  );

const asked = async (referralId: string): Promise<boolean> =>
  (await bySender((tx) => tx.find(ReferralRecipient, { referralId }))).some(
    (part) => part.recipientOrganisationId === meadow.organisationId && part.state === "SENT",
  );

const SEND_DOORS: Readonly<Record<string, (clientId: string) => Promise<boolean>>> = {
  send: async (clientId) => {
    const { referralId } = await draft(clientId, [atMeadow]);
    return passes(() => bySender((tx) => sendReferral(tx, { referralId })), NO_CONSENT);
  },
  wave: async (clientId) => {
    const referralId = await secondWave(clientId);
    return passes(() => bySender((tx) => openNextWave(tx, { referralId })), NO_CONSENT);
  },
  "wave by job": async (clientId) => {
    const referralId = await secondWave(clientId);
    const job = jobActor(harbour.organisationId, "referral.open-next-wave");
    await t.db.run(job, (tx) => settleReferral(tx, { referralId }));
    await t.db.run(job, (tx) => fanOut(tx, { referralId }));
    return asked(referralId);
  },
};

/** A packet under this consent, as the sender's own SQL would put it; null where the database refuses that. */
async function forged(clientId: string, consentId: string | null): Promise<string | null> {
  const referral = await sentReferral(t.db, sender(), [atMeadow], {
    clientId,
    disclosure: "AT_SEND",
    categories: ["DEMOGRAPHICS", "REASON"],
  });
  const [part = ""] = referral.recipientIds;
  await bySender((tx) => postReferralMessage(tx, { recipientId: part, text: "May we call tomorrow?" }));
  const { rows } = await admin.query("delete from referral_packets where referral_recipient_id = $1 returning *", [
    part,
  ]);
  try {
    await bySender(async (tx) => {
      const [grant] = consentId === null ? [] : await tx.find(ConsentGrant, { consentId });
      const grantId = grant?.id ?? tx.newId();
      await tx.change("update consent_grants set released_at = $2 where id = $1", [grantId, tx.now]);
      await tx.change("update referral_recipients set grant_id = $2 where id = $1", [part, grantId]);
      await tx.change(
        "insert into referral_packets select * from jsonb_populate_record(null::referral_packets, $1::jsonb)",
        [JSON.stringify({ ...rows[0], grant_id: grantId })],
      );
    });
    return part;
  } catch (error) {
    expect(["INVALID", "CONFLICT", "NOT_FOUND"]).toContain((error as { code: string }).code);
    return null;
  }
}

const count =
  (table: string, part: string, more = "true") =>
  async (): Promise<boolean> => {
    const [row] = await t.db.readWith<{ n: number }>(recipient(), {
      sql: `select count(*)::int as n from ${table} where referral_recipient_id = $1 and ${more}`,
      values: [part],
    });
    return row?.n === 1;
  };

const READ_DOORS: Readonly<Record<string, (part: string) => Promise<boolean>>> = {
  "packet by the service": (recipientId) =>
    passes(() => t.db.run(recipient(), (tx) => openPacket(tx, { recipientId })), ["CONSENT_INVALID", "CONFLICT"]),
  "packet by a link": (recipientId) =>
    passes(() => t.db.run(link(), (tx) => openPacket(tx, { recipientId })), ["CONSENT_INVALID", "CONFLICT"]),
  "packet by SQL": (part) => count("referral_packets", part)(),
  "thread by SQL": (part) => count("referral_messages", part, "side = 'SENDER'")(),
  "thread by the service": async (recipientId) =>
    (await t.db.run(recipient(), (tx) => readMessages(tx, { recipientId, limit: 10 }))).messages.length > 0,
  "what the inbox tells": async (id) =>
    (await t.db.readOne(recipient(), ReceivedReferral, { packetState: {} }, { id }))?.["packetState"] === "OPEN",
};

/** What became of a consent under which something was sent rightly: no move and no message any more. */
const BECAME = ["held", "revoked", "expired", "ended by its event", "false"];
const JOB_DOORS: Readonly<Record<string, (part: string) => Promise<boolean>>> = {
  "message by job": async (part) => !(await t.db.run(recipient(), (tx) => referralNotice(tx, part)))?.consentEnded,
  "move of the part": (part) =>
    t.db.run(recipient(), async (tx) => consentStands(tx, await tx.get(ReferralRecipient, part))),
};

describe("consent-checked-at-send-and-read", () => {
  let cells = 0;
  const wrong: string[] = [];
  const note = (name: string, door: string, passed: boolean): void => {
    cells += 1;
    if (passed !== isExact(name)) wrong.push(`${name} × ${door}: ${passed ? "goes through" : "is refused"}`);
  };

  it.each(Object.entries({ ...CASES, ...AT_SENDING }))("consent %s: at sending", async (name, bring) => {
    for (const [door, tries] of Object.entries(SEND_DOORS)) {
      const { clientId } = await newClient(t.db, sender());
      await bring(clientId);
      note(name, door, await tries(clientId));
    }
    expect(wrong.filter((cell) => cell.startsWith(`${name} ×`))).toEqual([]);
  });

  it.each(Object.entries(CASES))("consent %s: at reading", async (name, bring) => {
    const { clientId } = await newClient(t.db, sender());
    const part = await forged(clientId, await bring(clientId));
    for (const [door, reads] of Object.entries(READ_DOORS)) note(name, door, part !== null && (await reads(part)));
    if (BECAME.includes(name) || isExact(name))
      for (const [door, reads] of Object.entries(JOB_DOORS)) note(name, door, part !== null && (await reads(part)));
    // The database itself refuses to put a packet under no consent, a stranger's, or one of another client.
    const unwritable = ["none", "wrong recipient", "facially deficient", "another client's", "class only"];
    expect(part === null).toBe(unwritable.includes(name));
    expect(wrong.filter((cell) => cell.startsWith(`${name} ×`))).toEqual([]);
  });

  it("saw every cell", () => {
    const names = [
      Object.keys(CASES).length,
      Object.keys(AT_SENDING).length,
      Object.keys(CASES).filter(isExact).length,
    ];
    const [all = 0, atSending = 0, exact = 0] = names;
    const expected =
      (all + atSending) * Object.keys(SEND_DOORS).length +
      all * Object.keys(READ_DOORS).length +
      (BECAME.length + exact) * Object.keys(JOB_DOORS).length;
    expect(cells).toBe(expected);
    figure(
      "consent-cross-product",
      `${cells} cells of consent × door, ${wrong.length} other than the exact match goes through`,
    );
  });
});
