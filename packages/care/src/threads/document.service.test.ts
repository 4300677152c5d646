import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, jobActor, newId } from "@causeway/kernel";
import { type TestDatabase, figure, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { draftedReferral, handedOver, openProgram, sentReferral } from "../factory/index.ts";
import {
  ReferralDocument,
  acceptReferral,
  accountingOfDisclosures,
  addDocument,
  breakGlass,
  careEntities,
  declineReferral,
  documentNotice,
  documentToDiscard,
  documentToScan,
  openDocument,
  openPacket,
  postReferralMessage,
  readDocument,
  readDocuments,
  readMessages,
  recordScan,
  removeDocument,
  revokeConsent,
  sendReferral,
} from "../index.ts";
import { LARGEST_DOCUMENT, MOST_DOCUMENTS } from "./document.rules.ts";

let t: TestDatabase;
const START = new Date("2026-03-09T14:00:00Z");
const clock = new MovableClock(START);
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
let stranger: OrganisationUnderTest;
let atMeadow: AskedProgram;
let atSummit: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  stranger = await liveOrganisation(t.db, { name: "Stranger" });
  const program = async (organisation: OrganisationUnderTest): Promise<AskedProgram> => ({
    programId: (await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 90 })).programId,
    organisationId: organisation.organisationId,
  });
  atMeadow = await program(meadow);
  atSummit = await program(summit);
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const as = <T>(organisation: OrganisationUnderTest, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(organisation.actor("INTAKE"), work);
const system = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(jobActor(harbour.organisationId, "test"), work);
const part = (referral: TestReferral, i = 0) => ({ recipientId: referral.recipientIds[i] ?? "" });
const give = (from: OrganisationUnderTest, at: { recipientId: string }, more: object = {}) =>
  handedOver(t.db, from.actor("INTAKE"), { ...at, ...more });
const open = (by: OrganisationUnderTest, documentId: string, requireScan = false) =>
  as(by, (tx) => openDocument(tx, { documentId, requireScan }));
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OPEN",
    (error: Error & { code?: string }) => `${error.code} ${error.message}`,
  );
const lines = async ({ clientId }: TestReferral) =>
  t.db.readWith<{ categories: string[]; recipientName: string }>(
    harbour.actor("ADMIN"),
    accountingOfDisclosures(clientId, new Date(0)),
  );

/** Asked of two, AT_SEND, and accepted by Meadow: Summit is a rival that was not chosen. */
async function decided(): Promise<TestReferral> {
  const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow, atSummit], { disclosure: "AT_SEND" });
  await as(meadow, (tx) => acceptReferral(tx, part(referral)));
  return referral;
}

const MISSING = "NOT_FOUND No such referral document.";

describe("documents-as-the-packet", () => {
  /** What each reader gets of the sender's document to Meadow, and of the one to Summit. */
  const situations: [name: string, change: (r: TestReferral) => Promise<unknown>, meadowReads: boolean][] = [
    // Given back by Meadow, the referral is open to Summit again, and its packet with it.
    ["as it stands", async () => undefined, true],
    ["revoked", (r) => as(harbour, (tx) => revokeConsent(tx, { consentId: r.consentId })), false],
    ["run out", async () => clock.set(new Date("2026-09-01T12:00:00Z")), false],
    ["declined", (r) => as(meadow, (tx) => declineReferral(tx, { ...part(r), reason: "NO_CAPACITY" })), false],
    [
      "not yet in force",
      (r) => asOwner(`update consent_grants set starts_at = '2027-01-01' where consent_id = '${r.consentId}'`),
      false,
    ],
    [
      "narrowed to other categories",
      (r) => asOwner(`update consent_grants set categories = '{DEMOGRAPHICS}' where consent_id = '${r.consentId}'`),
      false,
    ],
  ];

  async function asOwner(sql: string): Promise<void> {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: t.clone.adminUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  it.each(situations)(
    "is read by who may read the packet and nobody else: %s",
    async (situation, change, meadowReads) => {
      const referral = await decided();
      const toMeadow = await give(harbour, part(referral));
      const fromMeadow = await give(meadow, part(referral), { name: "Answer.pdf" });
      const toSummit = await give(harbour, part(referral, 1));
      await change(referral);
      const summitReads = situation === "declined";
      const readers = { harbour, meadow, summit, stranger };
      const seen: Record<string, string[]> = {};
      for (const [who, reader] of Object.entries(readers)) {
        seen[who] = [];
        for (const { documentId } of [toMeadow, fromMeadow, toSummit])
          seen[who].push(await outcome(open(reader, documentId)));
      }
      // Bytes in the database open as their document does.
      for (const [who, reader] of Object.entries(readers)) {
        const rows = await as(reader, (tx) =>
          tx.query<{ id: string }>("select id from referral_documents where id = any($1)", [
            [toMeadow.documentId, fromMeadow.documentId, toSummit.documentId],
          ]),
        );
        expect(rows, `seen by ${who}`).toHaveLength(
          { harbour: 3, meadow: meadowReads ? 2 : 1, summit: Number(summitReads), stranger: 0 }[who] ?? -1,
        );
      }
      expect(seen).toEqual({
        harbour: ["OPEN", "OPEN", "OPEN"],
        meadow: [meadowReads ? "OPEN" : MISSING, "OPEN", MISSING],
        summit: [MISSING, MISSING, summitReads ? "OPEN" : MISSING],
        stranger: [MISSING, MISSING, MISSING],
      });
      figure(
        "documents-as-the-packet",
        `${situation}: 12 reads of 3 documents by 4 organisations, each as the packet has it`,
      );
    },
  );

  it("is not read before the packet opens, and nobody is told of it", async () => {
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    const { documentId } = await give(harbour, part(referral));
    expect(await outcome(open(meadow, documentId))).toBe(MISSING);
    expect(await as(meadow, (tx) => readDocuments(tx, part(referral)))).toEqual({ ids: [] });
    expect(await as(meadow, (tx) => documentNotice(tx, documentId))).toBeNull();
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    expect(await outcome(open(meadow, documentId))).toBe("OPEN");
    expect(await as(meadow, (tx) => documentNotice(tx, documentId))).toMatchObject({ news: "DOCUMENT" });
    expect(await as(harbour, (tx) => documentNotice(tx, documentId))).toBeNull();
  });

  it("is accounted for by its own category, each list and each download", async () => {
    const referral = await decided();
    const { documentId } = await give(harbour, part(referral), { category: "SUBSTANCE_USE" });
    const answer = await give(meadow, part(referral), { category: "REASON" });
    await open(harbour, documentId);
    await open(meadow, answer.documentId);
    expect(await lines(referral)).toEqual([]);
    const opened = await open(meadow, documentId);
    expect(opened.notice).toMatch(/42 CFR part 2/);
    expect((await open(harbour, documentId)).notice).toBeNull();
    await as(meadow, (tx) => readDocuments(tx, part(referral)));
    await as(meadow, (tx) => readDocument(tx, { documentId }));
    expect(await lines(referral)).toMatchObject(
      Array.from({ length: 3 }, () => ({ recipientName: "Meadow", categories: ["SUBSTANCE_USE"] })),
    );
  });

  it("takes no category that the consent does not cover, and counseling notes never", async () => {
    const referral = await decided();
    for (const [category, code, reason] of [
      ["RISK", "CONSENT_INVALID", "CATEGORY_NOT_COVERED"],
      ["COUNSELING_NOTES", "INVALID", "NEVER_IN_PACKETS"],
      ["EVERYTHING", "INVALID", undefined],
    ])
      for (const side of [harbour, meadow])
        await expect(give(side, part(referral), { category })).rejects.toMatchObject({ code, reason });
    const draft = await draftedReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    await expect(give(harbour, part(draft), { category: "MEDICATIONS" })).rejects.toMatchObject({
      code: "CONSENT_INVALID",
    });
  });

  it("is taken by no other than the two, and from neither once the consent or the part ended", async () => {
    const referral = await decided();
    const strange = await outcome(give(stranger, part(referral)));
    expect(strange).toBe(await outcome(give(stranger, { recipientId: newId() })));
    expect(strange).toContain("NOT_FOUND");
    await expect(
      t.db.run(meadow.actor("CLINICIAN"), (tx) => addDocument(tx, { ...row(part(referral)) })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await as(harbour, (tx) => revokeConsent(tx, { consentId: referral.consentId }));
    for (const side of [harbour, meadow])
      await expect(give(side, part(referral))).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "ENDED" });
  });

  const row = (at: { recipientId: string }) => ({
    ...at,
    category: "REASON",
    name: "x.pdf",
    bytes: 1,
    mediaType: "application/pdf",
    sha256: "0".repeat(64),
    storageKey: "0".repeat(64),
  });

  it("cannot be forged, opened early or re-labelled, even in SQL", async () => {
    const referral = await decided();
    const { documentId } = await give(harbour, part(referral), { scan: false });
    const refused = async (by: OrganisationUnderTest, sql: string) => {
      const done = await as(by, (tx) => tx.change(sql)).catch(() => 0);
      expect(done, `done: ${sql}`).toBe(0);
    };
    await refused(meadow, `update referral_documents set state = 'CLEAN' where id = '${documentId}'`);
    await refused(meadow, `update referral_documents set category = 'CONTACT' where id = '${documentId}'`);
    await refused(harbour, `update referral_documents set name = 'other.pdf' where id = '${documentId}'`);
    await refused(harbour, `delete from referral_documents where id = '${documentId}'`);
    const add = (side: string, state: string) =>
      `insert into referral_documents (id, referral_recipient_id, sender_organisation_id, recipient_organisation_id, side, author_kind, name, media_type, bytes, sha256, category, state, storage_key, created_at)
       values (gen_random_uuid(), '${part(referral).recipientId}', '${harbour.organisationId}', '${meadow.organisationId}', '${side}', 'person', 'x.pdf', 'application/pdf', 1, '${"0".repeat(64)}', 'REASON', '${state}', gen_random_uuid()::text, now())`;
    await refused(meadow, add("SENDER", "QUARANTINED"));
    await refused(harbour, add("RECIPIENT", "QUARANTINED"));
    await refused(meadow, add("RECIPIENT", "CLEAN"));
    await refused(harbour, add("SENDER", "CLEAN"));
  });
});

describe("documents-scanned", () => {
  it("hands a document to nobody before the scanner has passed it, its own side included", async () => {
    const referral = await decided();
    const { documentId, storageKey } = await give(harbour, part(referral), { scan: false });
    for (const reader of [harbour, meadow]) expect(await outcome(open(reader, documentId))).toBe(MISSING);
    expect(await system((tx) => documentToScan(tx, documentId))).toMatchObject({ key: storageKey });
    await system((tx) => recordScan(tx, { documentId, verdict: "clean", scanner: "clamd" }));
    for (const reader of [harbour, meadow]) expect(await outcome(open(reader, documentId))).toBe("OPEN");
    expect(await system((tx) => documentToScan(tx, documentId))).toBeNull();
  });

  it("lets nobody have what was refused, tells who handed it over, and has its bytes discarded", async () => {
    const referral = await decided();
    const { documentId, storageKey } = await give(meadow, part(referral), { scan: false });
    expect(await system((tx) => documentToDiscard(tx, documentId))).toBeNull();
    await system((tx) => recordScan(tx, { documentId, verdict: "infected", scanner: "clamd" }));
    for (const reader of [harbour, meadow]) expect(await outcome(open(reader, documentId))).toBe(MISSING);
    expect(await as(meadow, (tx) => documentNotice(tx, documentId))).toMatchObject({ news: "DOCUMENT_REFUSED" });
    expect(await as(harbour, (tx) => documentNotice(tx, documentId))).toBeNull();
    expect(await system((tx) => documentToDiscard(tx, documentId))).toMatchObject({ key: storageKey });
    await expect(
      system((tx) => recordScan(tx, { documentId, verdict: "clean", scanner: "clamd" })),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("says of what nobody looked at that nobody did, and keeps it back where a scan is required", async () => {
    const referral = await decided();
    const { documentId } = await give(harbour, part(referral), { scan: false });
    await system((tx) => recordScan(tx, { documentId, verdict: "unscanned", scanner: null }));
    expect(await as(harbour, (tx) => tx.get(ReferralDocument, documentId))).toMatchObject({
      state: "NOT_SCANNED",
      scannedAt: null,
      scanner: null,
    });
    expect(await outcome(open(meadow, documentId))).toBe("OPEN");
    expect(await outcome(open(meadow, documentId, true))).toBe(MISSING);
  });
});

describe("a document of a draft", () => {
  it("is taken back while it is one, and travels with it", async () => {
    const draft = await draftedReferral(t.db, harbour.actor("INTAKE"), [atMeadow], { disclosure: "AT_SEND" });
    const kept = await give(harbour, part(draft));
    const wrong = await give(harbour, part(draft));
    expect(await outcome(open(meadow, kept.documentId))).toBe(MISSING);
    await as(harbour, (tx) => removeDocument(tx, { documentId: wrong.documentId }));
    expect(await outcome(open(harbour, wrong.documentId))).toBe(MISSING);
    expect(await as(harbour, (tx) => readDocuments(tx, part(draft)))).toEqual({ ids: [kept.documentId] });
    await as(harbour, (tx) => sendReferral(tx, { referralId: draft.referralId }));
    expect(await outcome(open(meadow, kept.documentId))).toBe("OPEN");
    expect(await outcome(open(meadow, wrong.documentId))).toBe(MISSING);
    for (const by of [harbour, meadow])
      await expect(as(by, (tx) => removeDocument(tx, { documentId: kept.documentId }))).rejects.toMatchObject({
        code: by === harbour ? "CONFLICT" : expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
      });
  });
});

describe("existence-is-a-disclosure: a document of a draft", () => {
  it("is heard of by its sender alone, until the referral is sent", async () => {
    const heard = async (subjectId: string): Promise<string[]> => {
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: t.clone.adminUrl });
      await client.connect();
      const { rows } = await client.query<{ type: string; told: string }>(
        "select type, concat(audience::text, ref_ids::text) as told from outbox where subject_id = $1 order by id",
        [subjectId],
      );
      await client.end();
      return rows.filter((row) => row.told.includes(meadow.organisationId)).map((row) => row.type);
    };
    const draft = await draftedReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    const { documentId } = await give(harbour, part(draft));
    await as(harbour, (tx) => removeDocument(tx, { documentId }));
    expect(await heard(part(draft).recipientId)).toEqual([]);
    await as(harbour, (tx) => sendReferral(tx, { referralId: draft.referralId }));
    await give(harbour, part(draft));
    expect(await heard(part(draft).recipientId)).toEqual([
      "referral.sent",
      "referral.document-added",
      "referral.document-ready",
    ]);
  });
});

describe("emergency-recorded: a packet that only an emergency keeps open", () => {
  it("brings no words and no documents of the sender with it", async () => {
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    const { documentId } = await give(harbour, part(referral));
    await as(harbour, (tx) => postReferralMessage(tx, { ...part(referral), text: "Robin" }));
    await as(meadow, (tx) => postReferralMessage(tx, { ...part(referral), text: "Ours" }));
    const owner = meadow.actor("OWNER");
    await t.db.run(owner, (tx) =>
      breakGlass(tx, {
        ...part(referral),
        personnel: "Dr Sutter",
        affiliation: "County hospital",
        nature: "Overdose",
        consentUnobtainable: "Unconscious",
      }),
    );
    expect((await t.db.run(owner, (tx) => openPacket(tx, part(referral)))).content).toBeTruthy();
    const { messages } = await t.db.run(owner, (tx) => readMessages(tx, { ...part(referral), limit: 9 }));
    expect(messages.map((message) => message.text)).toEqual(["Ours"]);
    expect(await t.db.run(owner, (tx) => readDocuments(tx, part(referral)))).toEqual({ ids: [] });
    const asked = { documentId, requireScan: false };
    expect(await outcome(t.db.run(owner, (tx) => openDocument(tx, asked)))).toBe(MISSING);
    expect(await outcome(t.db.run(owner, (tx) => readDocument(tx, { documentId })))).toBe(MISSING);
  });

  it("brings none even to who asks the database itself, as consent does", async () => {
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow]);
    await give(harbour, part(referral));
    await as(harbour, (tx) => postReferralMessage(tx, { ...part(referral), text: "Robin" }));
    const seen = async () => {
      const [counts] = await t.db.readWith<Record<string, number>>(meadow.actor("OWNER"), {
        sql: `select (select count(*)::int from referral_packets where referral_recipient_id = $1) as packets,
            (select count(*)::int from referral_messages where referral_recipient_id = $1) as messages,
            (select count(*)::int from referral_documents where referral_recipient_id = $1) as documents`,
        values: [part(referral).recipientId],
      });
      return counts;
    };
    expect(await seen()).toEqual({ packets: 0, messages: 0, documents: 0 });
    await t.db.run(meadow.actor("OWNER"), (tx) =>
      breakGlass(tx, {
        ...part(referral),
        personnel: "Dr Sutter",
        affiliation: "County hospital",
        nature: "Overdose",
        consentUnobtainable: "Unconscious",
      }),
    );
    expect(await seen()).toEqual({ packets: 1, messages: 0, documents: 0 });
    await as(meadow, (tx) => acceptReferral(tx, part(referral)));
    expect(await seen()).toEqual({ packets: 1, messages: 1, documents: 1 });
  });
});

describe("the room for documents of a part", () => {
  it("is for 20 of a side, though many arrive at once", async () => {
    const referral = await decided();
    for (let i = 0; i < MOST_DOCUMENTS - 2; i++) await give(harbour, part(referral), { scan: false });
    const late = await Promise.all(
      Array.from({ length: 8 }, () => outcome(give(harbour, part(referral), { scan: false }))),
    );
    expect(late.filter((one) => one === "OPEN")).toHaveLength(2);
    expect(late.filter((one) => one.startsWith("LIMIT_REACHED"))).toHaveLength(6);
    // The other side has its own.
    expect(await outcome(give(meadow, part(referral)))).toBe("OPEN");
  });

  it("is of 10 MiB each and 50 MiB a side", async () => {
    const referral = await decided();
    await expect(give(harbour, part(referral), { bytes: LARGEST_DOCUMENT + 1 })).rejects.toMatchObject({
      code: "LIMIT_REACHED",
    });
    for (let i = 0; i < 5; i++) await give(harbour, part(referral), { bytes: LARGEST_DOCUMENT, scan: false });
    await expect(give(harbour, part(referral), { bytes: 1 })).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    await expect(give(meadow, part(referral), { bytes: 0 })).rejects.toMatchObject({ code: "INVALID" });
  });
});
