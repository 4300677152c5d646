import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { type Actor, MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import {
  activeEnrollment,
  draftedReferral,
  newClient,
  newInquiry,
  openProgram,
  sentReferral,
} from "../factory/index.ts";
import {
  Client,
  ClientDetails,
  ClientMerge,
  ContactConsent,
  Enrollment,
  accountingOfDisclosures,
  acceptReferral,
  addExternalId,
  careEntities,
  closeEnrollment,
  findClientsByExternalId,
  findClientsByName,
  mergeClients,
  openEnrollment,
  openPacket,
  previewMerge,
  recordCircumstances,
  recordContactConsent,
  recordDeath,
  recordSubstances,
  setCoverage,
  undoClientMerge,
  updateClient,
  withdrawContactConsent,
} from "../index.ts";
import { POINTERS } from "./merge.query.ts";
import type { Pointer } from "./merge.query.ts";

let t: TestDatabase;
let admin: pg.Client;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let owner: Actor;
let atMeadow: AskedProgram;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  owner = harbour.actor("OWNER");
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { capacity: 100 });
  atMeadow = { programId, organisationId: meadow.organisationId };
});
beforeEach(() => clock.advance(60_000));
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

const someone = async (options = {}) => (await newClient(t.db, owner, options)).clientId;
const merge = (survivorId: string, mergedId: string, more = {}) =>
  t.db.run(owner, (tx) => mergeClients(tx, { survivorId, mergedId, ...more }));
const undo = (clientMergeId: string) => t.db.run(owner, (tx) => undoClientMerge(tx, { clientMergeId }));
const clientOf = (id: string) => t.db.run(owner, (tx) => tx.get(Client, id));
const shown = (id: string) => t.db.readOne(owner, Client, { id: {}, mergedFrom: { id: {} } }, { id });
const pointers = async () => (await admin.query<Pointer>(POINTERS.sql)).rows;

/** Every row that belongs to one of the clients, by table, without versions. */
async function everythingOf(...clientIds: string[]): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  const own = [
    ...(await pointers()),
    { table: "clients", column: "id" },
    { table: "client_details", column: "client_id" },
  ];
  for (const { table, column } of own) {
    const { rows } = await admin.query<{ row: unknown }>(
      `select to_jsonb(t) - 'version' as row from ${table} t where ${column} = any($1) order by 1`,
      [clientIds],
    );
    found[`${table}.${column}`] = rows.map(({ row }) => row);
  }
  return found;
}

describe("columns that say whose a row is", () => {
  it("are all found, can all be moved, and stand in no unique key but those that a merge knows", async () => {
    const found = await pointers();
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(found).toContainEqual({ table: "clients", column: "merged_into_id" });
    for (const { table, column } of found) {
      const { rows } = await admin.query<{ may: boolean; id: boolean }>(
        `select has_column_privilege('causeway_app', $1, $2, 'update') as may,
           exists (select from information_schema.columns where table_name = $1 and column_name = 'id' and data_type = 'uuid') as id`,
        [table, column],
      );
      expect({ table, ...rows[0] }).toEqual({ table, may: true, id: true });
    }
    const { rows: keys } = await admin.query<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
         join unnest($1::text[], $2::text[]) p(tab, col) on p.tab::regclass = i.indrelid and p.col = a.attname
       where i.indisunique order by 1`,
      [found.map((each) => each.table), found.map((each) => each.column)],
    );
    expect(keys.map((key) => key.name)).toEqual(["one_live_contact_consent", "one_open_enrollment"]);
  });
});

/** `merge-moves-everything` */
describe("a merge", () => {
  it("moves all that was the merged client's, and undone it puts back exactly that", async () => {
    const survivor = await someone({ primarySubstance: 2 });
    const { enrollmentId: ended } = await newInquiry(t.db, owner, { clientId: survivor });
    await t.db.run(owner, (tx) => closeEnrollment(tx, { enrollmentId: ended, reason: "DECLINED" }));
    const stay = await activeEnrollment(t.db, owner);
    const merged = stay.clientId;
    await sentReferral(t.db, owner, [atMeadow], { clientId: merged });
    await t.db.run(owner, async (tx) => {
      await recordSubstances(tx, {
        clientId: merged,
        observedOn: "2026-03-02",
        substances: [{ substance: 5, route: 4 }],
      });
      await recordCircumstances(tx, { clientId: merged, observedOn: "2026-03-01", circumstances: { pregnant: true } });
      await setCoverage(tx, { clientId: merged, paymentSource: 2, memberId: "M1", validFrom: "2026-04-01" });
      await addExternalId(tx, { clientId: merged, system: "medicaid", value: "merge-1" });
      await recordContactConsent(tx, { clientId: merged, channel: "VOICE", purpose: "CHECK_IN" });
    });
    const before = await everythingOf(survivor, merged);
    const { clientMergeId } = await merge(survivor, merged);

    const left = await everythingOf(merged);
    for (const [place, rows] of Object.entries(left))
      expect({ place, rows: rows.length }).toEqual({
        place,
        rows: ["clients.id", "client_details.client_id"].includes(place) ? 1 : 0,
      });
    expect(await t.db.run(owner, (tx) => tx.get(Enrollment, stay.enrollmentId))).toMatchObject({ clientId: survivor });
    expect(await clientOf(survivor)).toMatchObject({ primarySubstance: 5 });

    await undo(clientMergeId);
    expect(await everythingOf(survivor, merged)).toEqual(before);
  });

  it("leaves one client in every list, under both ids, and both in the audit and the accounting", async () => {
    const survivor = await someone({ details: { familyName: "Oakley", givenName: "Pia" } });
    const merged = await someone({ details: { familyName: "Rowntree", givenName: "Pia" }, externalId: "legacy-7" });
    const sent = await sentReferral(t.db, owner, [atMeadow], { clientId: merged });
    const recipientId = sent.recipientIds[0] ?? "";
    await t.db.run(meadow.actor("OWNER"), (tx) => acceptReferral(tx, { recipientId }));
    await t.db.run(meadow.actor("OWNER"), (tx) => openPacket(tx, { recipientId }));
    const lines = async (id: string) =>
      (await t.db.readWith<{ id: string }>(owner, accountingOfDisclosures(id, new Date(0)))).map((line) => line.id);
    const disclosed = await lines(merged);
    expect(disclosed.length).toBeGreaterThan(0);
    const { clientMergeId } = await merge(survivor, merged);

    expect(await shown(merged)).toEqual(await shown(survivor));
    expect((await shown(merged))?.["mergedFrom"]).toHaveLength(1);
    expect(await findClientsByName(t.db, owner, "rowntree")).toEqual([survivor]);
    expect(await findClientsByExternalId(t.db, owner, "legacy-7")).toEqual([survivor]);
    expect(await lines(survivor)).toEqual(disclosed);
    expect(await lines(merged)).toEqual(disclosed);
    const { rows: audited } = await admin.query<{ client_id: string }>(
      "select client_id from audit_entries where action = 'client.merged' and subject_id = $1 order by 1",
      [clientMergeId],
    );
    expect(audited.map((row) => row.client_id)).toEqual([survivor, merged].toSorted());
    // Whoever still holds the old id writes to the client of today.
    await t.db.run(owner, (tx) => updateClient(tx, { clientId: merged, timeZone: "America/Denver" }));
    expect(await clientOf(survivor)).toMatchObject({ timeZone: "America/Denver" });

    await undo(clientMergeId);
    expect((await shown(merged))?.["id"]).not.toEqual((await shown(survivor))?.["id"]);
    expect(await findClientsByName(t.db, owner, "rowntree")).toEqual([merged]);
    expect(await lines(survivor)).toEqual([]);
  });

  it("of a survivor leads every id it ever had to the newest one, and is undone newest first", async () => {
    const [a, b, c] = [await someone(), await someone(), await someone()];
    const first = await merge(b, a);
    clock.advance(1000);
    const second = await merge(c, b);
    const today = (await shown(c))?.["id"];
    for (const id of [a, b]) expect((await shown(id))?.["id"]).toBe(today);
    await expect(undo(first.clientMergeId)).rejects.toMatchObject({ code: "CONFLICT", reason: "MERGED_AGAIN" });
    await undo(second.clientMergeId);
    expect((await shown(a))?.["id"]).toBe((await shown(b))?.["id"]);
    await undo(first.clientMergeId);
    expect((await shown(a))?.["id"]).not.toBe((await shown(b))?.["id"]);
    await expect(undo(first.clientMergeId)).rejects.toMatchObject({ code: "CONFLICT", reason: "UNDONE" });
  });

  it("undone leaves with the survivor what was added to it since, and takes back what hangs on a stay that goes", async () => {
    const survivor = await someone();
    const stay = await activeEnrollment(t.db, owner);
    const { clientMergeId } = await merge(survivor, stay.clientId);
    const later = await t.db.run(owner, async (tx) => {
      await tx.query("select 1");
      const { programId } = stay;
      const other = await tx.query<{ id: string }>(
        "select id from programs where id <> $1 and state = 'ACTIVE' limit 1",
        [programId],
      );
      const opened = await openEnrollment(tx, { clientId: survivor, programId: other[0]?.id ?? "" });
      await tx.query(
        `insert into alumni (id, organisation_id, client_id, enrollment_id, discharged_on, cadence_days, state, created_at)
         values ($1, $2, $3, $4, '2026-03-02', '{7}', 'FOLLOWED', $5)`,
        [tx.newId(), harbour.organisationId, survivor, stay.enrollmentId, tx.now],
      );
      await recordContactConsent(tx, { clientId: survivor, channel: "SMS", purpose: "EVENTS" });
      return opened.enrollmentId;
    });
    const before = await t.db.run(owner, (tx) => tx.get(Enrollment, later));
    await undo(clientMergeId);
    const [mine, theirs] = [await everythingOf(survivor), await everythingOf(stay.clientId)];
    expect(mine["enrollments.client_id"]).toMatchObject([{ id: later }]);
    expect(mine["contact_consents.client_id"]).toHaveLength(1);
    expect(mine["alumni.client_id"]).toEqual([]);
    expect(theirs["alumni.client_id"]).toMatchObject([{ enrollment_id: stay.enrollmentId }]);
    // It was opened into the episode that went back; it gets one of its own.
    const after = await t.db.run(owner, (tx) => tx.get(Enrollment, later));
    expect(after.episodeId).not.toBe(before.episodeId);
    expect(mine["episodes.client_id"]).toMatchObject([{ id: after.episodeId, closed_on: null }]);
    expect(theirs["episodes.client_id"]).toMatchObject([{ id: before.episodeId }]);
  });
});

/** `merge-refusals` */
describe("a merge is refused", () => {
  it("with itself, of what is merged already or another's, and to who may not", async () => {
    const [a, b, c] = [await someone(), await someone(), await someone()];
    const foreign = (await newClient(t.db, meadow.actor("INTAKE"))).clientId;
    await expect(merge(a, a)).rejects.toMatchObject({ code: "INVALID", reason: "SAME_CLIENT" });
    await expect(merge(a, foreign)).rejects.toMatchObject({ code: "NOT_FOUND", path: ["mergedId"] });
    await expect(merge(foreign, a)).rejects.toMatchObject({ code: "NOT_FOUND", path: ["survivorId"] });
    const { clientMergeId } = await merge(a, b);
    await expect(merge(c, b)).rejects.toMatchObject({ code: "CONFLICT", reason: "ALREADY_MERGED", path: ["mergedId"] });
    await expect(merge(b, c)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "ALREADY_MERGED",
      path: ["survivorId"],
    });
    const clinician = harbour.actor("CLINICIAN");
    await expect(t.db.run(clinician, (tx) => mergeClients(tx, { survivorId: a, mergedId: c }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(t.db.run(clinician, (tx) => undoClientMerge(tx, { clientMergeId }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(previewMerge(t.db, clinician, { survivorId: a, mergedId: c })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(t.db.run(meadow.actor("OWNER"), (tx) => undoClientMerge(tx, { clientMergeId }))).rejects.toMatchObject(
      { code: "NOT_FOUND" },
    );
  });

  it("while both wait for one program, for one level, or their birth dates differ without a word; the preview says so", async () => {
    const [a, b] = [await someone(), await someone({ details: { birthDate: "1990-07-15" } })];
    const { programId } = await openProgram(t.db, owner, { capacity: 5 });
    const mine = await newInquiry(t.db, owner, { clientId: a, programId });
    await newInquiry(t.db, owner, { clientId: b, programId });
    const drafts = [];
    for (const clientId of [a, b]) drafts.push(await draftedReferral(t.db, owner, [atMeadow], { clientId }));
    const preview = () => previewMerge(t.db, owner, { survivorId: a, mergedId: b });
    expect(await preview()).toMatchObject({
      refusals: ["OPEN_IN_ONE_PROGRAM", "REFERRED_TO_ONE_LEVEL", "BIRTH_DATES_DIFFER"],
      overlaps: [{ from: "2026-03-02", until: null }],
      moves: expect.arrayContaining([{ record: "enrollments", count: 1 }]),
    });
    const said = { overrideReason: "Same person by the fingerprint of the court" };
    await expect(merge(a, b, said)).rejects.toMatchObject({ code: "CONFLICT", reason: "OPEN_IN_ONE_PROGRAM" });
    await t.db.run(owner, (tx) => closeEnrollment(tx, { enrollmentId: mine.enrollmentId, reason: "DUPLICATE" }));
    await expect(merge(a, b, said)).rejects.toMatchObject({ reason: "REFERRED_TO_ONE_LEVEL" });
    await admin.query("update referrals set state = 'WITHDRAWN' where id = $1", [drafts[0]?.referralId]);
    await expect(merge(a, b)).rejects.toMatchObject({ reason: "BIRTH_DATES_DIFFER" });
    await expect(merge(a, b, { overrideReason: "  " })).rejects.toMatchObject({ reason: "BIRTH_DATES_DIFFER" });
    const { clientMergeId } = await merge(a, b, said);
    expect(await t.db.run(owner, (tx) => tx.get(ClientMerge, clientMergeId))).toMatchObject(said);
    expect((await t.db.run(owner, (tx) => tx.get(ClientDetails, a))).birthDate).toBe("1990-05-17");
  });

  it("of one who died with one who is in care", async () => {
    const stay = await activeEnrollment(t.db, owner);
    const died = await someone();
    await t.db.run(owner, (tx) => recordDeath(tx, { clientId: died, deceasedOn: "2026-03-01" }));
    await expect(merge(stay.clientId, died)).rejects.toMatchObject({ reason: "DIED_AND_IN_CARE" });
    await expect(merge(died, stay.clientId)).rejects.toMatchObject({ reason: "DIED_AND_IN_CARE" });
  });

  it("to all but one of those who try at once", async () => {
    const merged = await someone();
    const survivors = await Promise.all([1, 2, 3, 4].map(() => someone()));
    const outcomes = await Promise.allSettled(survivors.map((survivor) => merge(survivor, merged)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });
});

/** `merge-keeps-the-stricter` */
describe("what either said", () => {
  it("of not being contacted, of death and of safety holds for both, and undone for each again", async () => {
    const [a, b] = [
      await someone({ details: { phone: "+12025550100", email: null } }),
      await someone({ details: { phoneShared: true } }),
    ];
    await t.db.run(owner, (tx) => updateClient(tx, { clientId: b, doNotContact: true, timeZone: "America/Denver" }));
    const { clientMergeId } = await merge(a, b);
    expect(await clientOf(a)).toMatchObject({ doNotContact: true, timeZone: "America/Denver" });
    expect(await t.db.run(owner, (tx) => tx.get(ClientDetails, a))).toMatchObject({
      phoneShared: true,
      phone: "+12025550100",
      email: "robin@example.org",
    });
    const { rows: kept } = await admin.query<{ text: string }>(
      "select m::text as text from client_merges m where id = $1",
      [clientMergeId],
    );
    expect(kept[0]?.text).not.toContain("robin");
    // Somebody gave a zone of its own since: the undoing leaves that alone.
    await t.db.run(owner, (tx) => updateClient(tx, { clientId: a, timeZone: "America/Chicago" }));
    await undo(clientMergeId);
    expect(await clientOf(a)).toMatchObject({ doNotContact: false, timeZone: "America/Chicago" });
    expect(await t.db.run(owner, (tx) => tx.get(ClientDetails, a))).toMatchObject({ phoneShared: false, email: null });
  });

  it("to stop on a channel ends what the other had agreed to before, and not what was agreed to afterwards", async () => {
    const [a, b] = [await someone(), await someone()];
    const agree = (clientId: string, channel: "EMAIL" | "SMS") =>
      t.db.run(owner, (tx) => recordContactConsent(tx, { clientId, channel, purpose: "CHECK_IN" }));
    await agree(a, "EMAIL");
    for (const channel of ["EMAIL", "SMS"] as const) await agree(b, channel);
    clock.advance(1000);
    for (const channel of ["EMAIL", "SMS"] as const)
      await t.db.run(owner, (tx) => withdrawContactConsent(tx, { clientId: b, channel, by: "CLIENT" }));
    clock.advance(1000);
    await agree(a, "SMS");
    const live = async () =>
      (await t.db.run(owner, (tx) => tx.find(ContactConsent, { clientId: a })))
        .filter((consent) => consent.optedOutAt === null)
        .map((consent) => consent.channel);
    const { clientMergeId } = await merge(a, b);
    expect(await live()).toEqual(["SMS"]);
    await undo(clientMergeId);
    expect((await live()).toSorted()).toEqual(["EMAIL", "SMS"]);
  });

  it("is given back whole by undoing, whatever it was", async () => {
    const told = fc.record({
      phone: fc.option(fc.constantFrom("+12025550101", "+12025550102")),
      postalCode: fc.option(fc.constantFrom("01103", "96813")),
      emailSafe: fc.boolean(),
      phoneSafe: fc.boolean(),
      voicemailAllowed: fc.boolean(),
      doNotContact: fc.boolean(),
      timeZone: fc.option(fc.constantFrom("America/Denver", "America/Chicago")),
      substances: fc.array(fc.tuple(fc.constantFrom("2026-01-01", "2026-02-01"), fc.integer({ min: 2, max: 6 })), {
        maxLength: 3,
      }),
    });
    const enter = async ({
      substances,
      doNotContact,
      timeZone,
      ...details
    }: ReturnType<typeof told.generate>["value"]) => {
      const clientId = await someone({ details, timeZone, primarySubstance: null });
      await t.db.run(owner, async (tx) => {
        if (doNotContact) await updateClient(tx, { clientId, doNotContact });
        for (const [observedOn, substance] of substances)
          await recordSubstances(tx, { clientId, observedOn, substances: [{ substance }] });
      });
      return clientId;
    };
    await fc.assert(
      fc.asyncProperty(told, told, async (one, other) => {
        const [a, b] = [await enter(one), await enter(other)];
        const before = await everythingOf(a, b);
        const { clientMergeId } = await merge(a, b);
        await undo(clientMergeId);
        expect(await everythingOf(a, b)).toEqual(before);
      }),
      { numRuns: process.env["CAUSEWAY_PROVE"] ? 200 : 12 },
    );
  });
});
