import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, jobActor } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import { handedOver, newClient, openProgram, sentReferral } from "../factory/index.ts";
import type { AccountingLine, EmergencyDisclosure, RecordedDisclosure } from "../index.ts";
import {
  Breach,
  BreachClient,
  EmergencyAccess,
  EmergencyReview,
  Task,
  acceptReferral,
  accountingOfDisclosures,
  breakGlass,
  careEntities,
  openPacket,
  postReferralMessage,
  recordDisclosure,
  recordEmergencyDisclosure,
  reviewEmergency,
  reviewForSender,
  revokeConsent,
} from "../index.ts";

let t: TestDatabase;
// A Friday, so that a business day is three days on.
const START = new Date("2026-03-06T14:00:00Z");
const clock = new MovableClock(START);
const HOUR = 3_600_000;
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
  const at = async (organisation: OrganisationUnderTest) => {
    const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 100 });
    return { programId, organisationId: organisation.organisationId };
  };
  atMeadow = await at(meadow);
  atSummit = await at(summit);
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const linesOf = (clientId: string, by = harbour) =>
  t.db.readWith<AccountingLine>(by.actor("ADMIN"), accountingOfDisclosures(clientId, new Date(0)));
const client = () => newClient(t.db, harbour.actor("INTAKE"));

/** Parts whose packets a connection of the application's role sees by SQL of its own, as that organisation. */
async function packetsBySql(organisationId: string): Promise<string[]> {
  const connection = new pg.Client({ connectionString: t.urls.app });
  await connection.connect();
  try {
    await connection.query("begin");
    await connection.query("select set_config('app.organisation_id', $1, true), set_config('app.now', $2, true)", [
      organisationId,
      clock.now().toISOString(),
    ]);
    const { rows } = await connection.query<{ id: string }>("select referral_recipient_id as id from referral_packets");
    return rows.map((row) => row.id);
  } finally {
    await connection.end();
  }
}

describe("legal-basis-named", () => {
  const order = (clientId: string | null, change: Partial<RecordedDisclosure> = {}): RecordedDisclosure => ({
    legalBasis: "COURT_ORDER",
    clientId,
    recipientName: "Clerk of the court",
    recipientAffiliation: "Superior Court of Essex County",
    purpose: "LEGAL_PROCEEDING",
    categories: ["TREATMENT_HISTORY"],
    at: new Date(START.getTime() - HOUR),
    manner: "PAPER",
    reference: "2026-CV-17",
    document: "COURT_ORDER",
    requirementsConfirmed: true,
    ...change,
  });
  const record = (input: RecordedDisclosure, by = harbour.actor("ADMIN")) =>
    t.db.run(by, (tx) => recordDisclosure(tx, input));

  it("writes down a disclosure under a court order, with when it was made and when it was recorded", async () => {
    const { clientId } = await client();
    await record(order(clientId));
    expect(await linesOf(clientId)).toMatchObject([
      {
        kind: "DELIVERY",
        legalBasis: "COURT_ORDER",
        reference: "2026-CV-17",
        recipientAffiliation: "Superior Court of Essex County",
        manner: "PAPER",
        at: new Date(START.getTime() - HOUR),
        recordedAt: START,
      },
    ]);
    expect(await linesOf(clientId, meadow)).toEqual([]);
  });

  it("refuses a subpoena alone, in words, and writes no line", async () => {
    const { clientId } = await client();
    await expect(record(order(clientId, { document: "SUBPOENA" }))).rejects.toMatchObject({
      code: "INVALID",
      reason: "ORDER_NEEDED",
      path: ["document"],
      message: expect.stringContaining("subpoena") as unknown,
    });
    expect(await linesOf(clientId)).toEqual([]);
  });

  it("takes de-identified data for public health with nobody's name, and refuses one", async () => {
    const { clientId } = await client();
    const deidentified = (id: string | null) =>
      order(id, { legalBasis: "PUBLIC_HEALTH_DEIDENTIFIED", document: "NONE", reference: null });
    await expect(record(deidentified(clientId))).rejects.toMatchObject({ reason: "NOT_DEIDENTIFIED" });
    await record(deidentified(null));
    expect(await linesOf(clientId)).toEqual([]);
  });

  it("is another's client for nobody, needs the permission, and keeps emergencies on their own road", async () => {
    const { clientId } = await client();
    await expect(record(order(clientId), meadow.actor("ADMIN"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(record(order(clientId), harbour.actor("CLINICIAN"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(record(order(clientId, { legalBasis: "MEDICAL_EMERGENCY" }))).rejects.toMatchObject({
      reason: "HAS_ITS_OWN_ROAD",
    });
    await record(order(clientId));
  });
});

describe("emergency-recorded", () => {
  const told = (clientId: string, change: Partial<EmergencyDisclosure> = {}): EmergencyDisclosure => ({
    clientId,
    recipientName: "Dr. Okafor",
    recipientAffiliation: "County Hospital",
    disclosedBy: "Lee Park, nurse",
    at: START,
    manner: "VERBAL",
    nature: "Overdose, unconscious",
    consentUnobtainable: "Could not be woken",
    categories: ["MEDICATIONS", "ALLERGIES"],
    ...change,
  });
  const tell = (input: EmergencyDisclosure, by = harbour.actor("CLINICIAN")) =>
    t.db.run(by, (tx) => recordEmergencyDisclosure(tx, input));

  it("keeps recipient, affiliation, discloser, instant and nature at once, and asks for a review in a business day", async () => {
    const { clientId } = await client();
    const { emergencyReviewId } = await tell(told(clientId));
    expect(await linesOf(clientId)).toMatchObject([
      {
        legalBasis: "MEDICAL_EMERGENCY",
        recipientName: "Dr. Okafor",
        recipientAffiliation: "County Hospital",
        disclosedBy: "Lee Park, nurse",
        at: START,
        circumstances: "Overdose, unconscious; no consent because: Could not be woken",
      },
    ]);
    const [task] = await t.db.run(harbour.actor("ADMIN"), (tx) => tx.find(Task, { subjectId: emergencyReviewId }));
    // Recorded on a Friday in New York, so Monday as it closes; the clocks went forward in between.
    expect(task).toMatchObject({ kind: "EMERGENCY_REVIEW", state: "OPEN", dueAt: new Date("2026-03-09T22:00:00Z") });
  });

  it.each<keyof EmergencyDisclosure>(["recipientAffiliation", "disclosedBy", "nature", "consentUnobtainable"])(
    "is not recorded without %s",
    async (missing) => {
      const { clientId } = await client();
      await expect(tell(told(clientId, { [missing]: " " }))).rejects.toMatchObject({
        code: "INVALID",
        path: [missing],
        reason: "MISSING",
      });
      expect(await linesOf(clientId)).toEqual([]);
      await tell(told(clientId));
    },
  );

  it("is not the word of a machine or of who only reads", async () => {
    const { clientId } = await client();
    await expect(tell(told(clientId), harbour.actor("INTAKE"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await tell(told(clientId));
  });
});

describe("emergency-recorded: a packet opened by its recipient", () => {
  const clinician = () => meadow.actor("CLINICIAN");
  const why = {
    personnel: "Dr. Adeyemi",
    affiliation: "Meadow Emergency Unit",
    nature: "Seizure after withdrawal",
    consentUnobtainable: "Not able to speak",
  };
  const broken = (recipientId: string, by = clinician()) =>
    t.db.run(by, (tx) => breakGlass(tx, { recipientId, ...why }));
  const read = (recipientId: string, by = clinician()) => t.db.run(by, (tx) => openPacket(tx, { recipientId }));
  const asked = () => sentReferral(t.db, harbour.actor("INTAKE"), [atMeadow, atSummit]);

  it("opens what two stages still hide, for four hours, to medical personnel of that recipient alone", async () => {
    const referral = await asked();
    const [mine = "", rival = ""] = referral.recipientIds;
    await expect(read(mine)).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await packetsBySql(meadow.organisationId)).not.toContain(mine);
    await broken(mine);
    const packet = await read(mine);
    expect(packet.content.DEMOGRAPHICS?.facts["familyName"]).toBe("Harper");
    expect(packet.notice).toContain("42 CFR part 2 prohibits");
    await expect(read(mine, meadow.actor("INTAKE"))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await packetsBySql(meadow.organisationId)).toContain(mine);
    expect(await packetsBySql(summit.organisationId)).not.toContain(rival);
    await expect(read(rival, summit.actor("CLINICIAN"))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    // No conversation, no documents and no comparison come with it, not even for who asks the database.
    const harboursIntake = harbour.actor("INTAKE");
    await t.db.run(harboursIntake, (tx) => postReferralMessage(tx, { recipientId: mine, text: "She called twice." }));
    await handedOver(t.db, harboursIntake, { recipientId: mine });
    const bySql = (by: OrganisationUnderTest) =>
      t.db.readWith<{ messages: number; documents: number }>(by.actor("OWNER"), {
        sql: `select (select count(*)::int from referral_messages where referral_recipient_id = $1) as messages,
          (select count(*)::int from referral_documents where referral_recipient_id = $1) as documents`,
        values: [mine],
      });
    expect(await bySql(harbour)).toEqual([{ messages: 1, documents: 1 }]);
    expect(await bySql(meadow)).toEqual([{ messages: 0, documents: 0 }]);
    clock.advance(4 * HOUR - 1);
    await read(mine);
    clock.advance(1);
    await expect(read(mine)).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await packetsBySql(meadow.organisationId)).not.toContain(mine);
  });

  it("opens after a revocation, and each read is a line under its own basis", async () => {
    const referral = await asked();
    const [mine = ""] = referral.recipientIds;
    await t.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, referral));
    await broken(mine);
    await read(mine);
    await read(mine);
    const line = {
      kind: "READ",
      legalBasis: "MEDICAL_EMERGENCY",
      recipientName: "Meadow: Dr. Adeyemi",
      recipientAffiliation: "Meadow Emergency Unit",
      disclosedBy: "clinician of Meadow",
      circumstances: "Seizure after withdrawal; no consent because: Not able to speak",
      redisclosure: { rule: "PROHIBITED" },
    };
    expect(await linesOf(referral.clientId)).toMatchObject([line, line]);
  });

  it("reads on under the consent where the consent opens it, and opens no emergency over it", async () => {
    const referral = await asked();
    const [mine = ""] = referral.recipientIds;
    await broken(mine);
    await t.db.run(meadow.actor("ADMIN"), (tx) => acceptReferral(tx, { recipientId: mine }));
    await read(mine);
    await read(mine, meadow.actor("INTAKE"));
    expect((await linesOf(referral.clientId)).map((line) => line.legalBasis)).toEqual(["CONSENT", "CONSENT"]);
    clock.advance(5 * HOUR);
    await expect(broken(mine)).rejects.toMatchObject({ code: "CONFLICT", reason: "OPEN" });
  });

  it("is a person's act, with every word of it, once at a time, on what was sent to them", async () => {
    const referral = await asked();
    const [mine = ""] = referral.recipientIds;
    await expect(broken(mine, meadow.actor("INTAKE"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(broken(mine, summit.actor("CLINICIAN"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(broken(mine, harbour.actor("CLINICIAN"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(broken(mine, jobActor(meadow.organisationId, "emergency"))).rejects.toMatchObject({
      reason: "NOT_A_PERSON",
    });
    for (const missing of ["personnel", "affiliation", "nature", "consentUnobtainable"]) {
      const input = { recipientId: mine, ...why, [missing]: "  " };
      await expect(t.db.run(clinician(), (tx) => breakGlass(tx, input))).rejects.toMatchObject({ path: [missing] });
    }
    await broken(mine);
    await expect(broken(mine)).rejects.toMatchObject({ reason: "ALREADY_OPENED" });
  });

  it("is written by the recipient alone, for now and four hours, whoever asks the database", async () => {
    const referral = await asked();
    const [mine = ""] = referral.recipientIds;
    const write = (by: OrganisationUnderTest, change: Partial<EmergencyAccess> = {}) =>
      t.db.run(by.actor("ADMIN"), (tx) =>
        tx.insert(EmergencyAccess, {
          ...why,
          referralRecipientId: mine,
          senderOrganisationId: harbour.organisationId,
          recipientOrganisationId: meadow.organisationId,
          openedBy: tx.newId(),
          openedByName: "Somebody",
          openedAt: tx.now,
          closesAt: new Date(tx.now.getTime() + 4 * HOUR),
          ...change,
        }),
      );
    await expect(write(harbour)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write(summit)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const earlier = { openedAt: new Date(START.getTime() - HOUR) };
    await expect(write(meadow, earlier)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write(meadow, { closesAt: new Date(START.getTime() + 5 * HOUR) })).rejects.toMatchObject({
      code: "INVALID",
    });
    await write(meadow);
  });

  it("is reviewed by both sides, not by who opened it; not justified, a breach is opened", async () => {
    const referral = await asked();
    const [mine = ""] = referral.recipientIds;
    const admin = meadow.actor("ADMIN");
    const { emergencyAccessId } = await broken(mine, admin);
    const review = async (of: OrganisationUnderTest) =>
      t.db.run(of.actor("OWNER"), async (tx) => {
        if (of === harbour) await reviewForSender(tx, await tx.get(EmergencyAccess, emergencyAccessId));
        return tx.findOne(EmergencyReview, { emergencyAccessId });
      });
    const ours = await review(meadow);
    const theirs = await review(harbour);
    expect(ours).toMatchObject({ clientId: null, outcome: null });
    expect(theirs).toMatchObject({ clientId: referral.clientId, outcome: null });
    expect((await review(harbour))?.id).toBe(theirs?.id);
    const judge = (by: typeof admin, id = "", outcome: "JUSTIFIED" | "NOT_JUSTIFIED" = "JUSTIFIED") =>
      t.db.run(by, (tx) => reviewEmergency(tx, { emergencyReviewId: id, outcome, note: "As the chart says" }));
    await expect(judge(admin, ours?.id)).rejects.toMatchObject({ reason: "OWN_EMERGENCY" });
    await judge(meadow.actor("OWNER"), ours?.id);
    await expect(judge(meadow.actor("OWNER"), ours?.id)).rejects.toMatchObject({ reason: "REVIEWED" });
    await expect(judge(meadow.actor("OWNER"), theirs?.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { breachId = "" } = await judge(harbour.actor("ADMIN"), theirs?.id, "NOT_JUSTIFIED");
    await t.db.run(harbour.actor("ADMIN"), async (tx) => {
      expect(await tx.get(Breach, breachId)).toMatchObject({ state: "OPEN", discoveredOn: "2026-03-06" });
      expect(await tx.find(BreachClient, { breachId })).toMatchObject([{ clientId: referral.clientId }]);
      const tasks = await tx.find(Task, { subjectId: theirs?.id ?? "" });
      expect(tasks).toMatchObject([{ state: "CANCELLED" }]);
    });
  });
});
