import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, figure, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram } from "../factory/index.ts";
import { draftedReferral, newClient, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import type { NewConsent } from "../index.ts";
import {
  Consent,
  ReceivedReferral,
  ReferralRecipient,
  Task,
  acceptReferral,
  careEntities,
  completeTask,
  flagConsentFalse,
  holdConsent,
  liftConsentHold,
  openPacket,
  recallAfterRevocation,
  recordConsentEvent,
  referralNotice,
  releaseGrant,
  requireConsent,
  revokeConsent,
  sendReferral,
} from "../index.ts";
import { businessDaysAfter } from "./hold.rules.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const DAY = 86_400_000;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let atMeadow: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { capacity: 100 });
  atMeadow = { programId, organisationId: meadow.organisationId };
});
afterAll(() => t?.close());

const intake = (organisation: OrganisationUnderTest) => organisation.actor("INTAKE");
const sent = () => sentReferral(t.db, intake(harbour), [atMeadow], { disclosure: "AT_SEND" });
const read = (recipientId = "") => t.db.run(intake(meadow), (tx) => openPacket(tx, { recipientId }));
const seen = (recipientId: string) =>
  t.db.readWith<{ n: number }>(intake(meadow), {
    sql: "select count(*)::int as n from referral_packets where referral_recipient_id = $1",
    values: [recipientId],
  });
const toldOf = async (recipientId: string): Promise<string> =>
  String(
    (await t.db.readOne(intake(meadow), ReceivedReferral, { packetState: {} }, { id: recipientId }))?.["packetState"],
  );
const hold = (consentId: string) =>
  t.db.run(intake(harbour), (tx) => holdConsent(tx, { consentId, reason: "By telephone, to the counsellor" }));
const consentOf = (consentId: string) => t.db.run(intake(harbour), (tx) => tx.get(Consent, consentId));
const tasksOf = (consentId: string) =>
  t.db.run(intake(harbour), (tx) => tx.find(Task, { subjectId: consentId }, { order: { createdAt: "ASC" } }));

describe("revocation-immediate", () => {
  it("holds on an oral wish: no read, no move, no message, no sending, until the wish is taken back", async () => {
    const { recipientIds, consentId, clientId } = await sent();
    const [part = ""] = recipientIds;
    await read(part);
    await hold(consentId);
    // Its reader is not told whether it is held or was revoked.
    await expect(read(part)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "REVOKED" });
    expect(await seen(part)).toEqual([{ n: 0 }]);
    expect(await toldOf(part)).toBe("CONSENT_REVOKED");
    await expect(t.db.run(intake(meadow), (tx) => acceptReferral(tx, { recipientId: part }))).rejects.toMatchObject({
      code: "CONSENT_INVALID",
      reason: "ENDED",
    });
    const notice = await t.db.run(intake(harbour), (tx) => referralNotice(tx, part));
    expect(notice?.consentEnded).toBe(true);
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["REASON"],
    } as const;
    await expect(t.db.run(intake(harbour), (tx) => requireConsent(tx, need))).rejects.toMatchObject({ reason: "HELD" });
    // Only held: what was sent is not asked back.
    const state = await t.db.run(intake(harbour), (tx) => tx.get(ReferralRecipient, part));
    expect(state.state).toBe("SENT");

    await t.db.run(intake(harbour), (tx) => liftConsentHold(tx, { consentId }));
    await read(part);
    expect(await seen(part)).toEqual([{ n: 1 }]);
    expect(await toldOf(part)).toBe("OPEN");
    expect((await consentOf(consentId)).heldAt).toBeNull();
    await t.db.run(intake(meadow), (tx) => acceptReferral(tx, { recipientId: part }));
  });

  it("asks for the writing in five business days, and takes the task back when it is there or the hold is lifted", async () => {
    const { consentId } = await sent();
    await hold(consentId);
    const [task] = await tasksOf(consentId);
    // Monday the 9th and five weekdays: Monday the 16th.
    expect(task).toMatchObject({ kind: "CONSENT_HELD", state: "OPEN", assignedRole: "INTAKE" });
    expect(task?.dueAt.toISOString().slice(0, 10)).toBe("2026-03-16");
    await t.db.run(intake(harbour), (tx) => liftConsentHold(tx, { consentId }));
    expect((await tasksOf(consentId)).map(({ state }) => state)).toEqual(["CANCELLED"]);
    clock.advance(1000);
    await hold(consentId);
    const again = (await tasksOf(consentId)).find(({ state }) => state === "OPEN");
    await t.db.run(intake(harbour), (tx) => completeTask(tx, { taskId: again?.id ?? "", outcome: "Signed" }));
    await t.db.run(intake(harbour), (tx) => revokeConsent(tx, { consentId }));
    expect((await tasksOf(consentId)).map(({ state }) => state).toSorted()).toEqual(["CANCELLED", "DONE"]);
    expect((await consentOf(consentId)).state).toBe("REVOKED");
  });

  it("stops what was about to be sent when the consent ends between the asking and the sending", async () => {
    const { clientId, consentId } = await draftedReferral(t.db, intake(harbour), [atMeadow]);
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["REASON"],
    } as const;
    // A transaction of somebody else, committed in between.
    const admin = new pg.Client({ connectionString: t.clone.adminUrl });
    await admin.connect();
    const between = t.db.run(intake(harbour), async (tx) => {
      const { grant } = await requireConsent(tx, need);
      await admin.query("update consent_grants set revoked_at = $2 where consent_id = $1", [consentId, tx.now]);
      await releaseGrant(tx, grant);
    });
    await expect(between).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "REVOKED" });
    await admin.end();
  });

  it("finds everything that was sent, or stops it, when both happen in one moment", async () => {
    const races = Number(process.env["CAUSEWAY_PROVE"] ? 300 : 25);
    let stopped = 0;
    for (let i = 0; i < races; i++) {
      const { referralId, consentId, recipientIds } = await draftedReferral(t.db, intake(harbour), [atMeadow]);
      const [sending] = await Promise.allSettled([
        t.db.run(intake(harbour), (tx) => sendReferral(tx, { referralId })),
        t.db.run(intake(harbour), (tx) => revokeConsent(tx, { consentId })),
      ]);
      const { recalled } = await t.db.run(intake(harbour), (tx) => recallAfterRevocation(tx, { consentId }));
      const part = await t.db.run(intake(harbour), (tx) => tx.get(ReferralRecipient, recipientIds[0] ?? ""));
      if (sending.status === "rejected") {
        expect(sending.reason).toMatchObject({ code: "CONSENT_INVALID" });
        expect([part.state, recalled]).toEqual(["DRAFT", 0]);
        stopped += 1;
      } else expect([part.state, recalled]).toEqual(["WITHDRAWN", 1]);
    }
    figure(
      "revocation-immediate",
      `${races} sendings against a revocation: ${stopped} stopped, ${races - stopped} taken back`,
    );
  }, 120_000);

  it("needs words for a hold, and holds once", async () => {
    const { consentId } = await sent();
    await expect(t.db.run(intake(harbour), (tx) => holdConsent(tx, { consentId, reason: " " }))).rejects.toMatchObject({
      code: "INVALID",
      path: ["reason"],
    });
    await hold(consentId);
    await expect(hold(consentId)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "HELD" });
    await expect(
      t.db.run(harbour.actor("READ_ONLY"), (tx) => liftConsentHold(tx, { consentId })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(t.db.run(intake(meadow), (tx) => liftConsentHold(tx, { consentId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it.each([
    // A Thursday, and a Saturday: five weekdays on. The last week has the change to summer time.
    ["2026-03-12T18:00:00Z", "2026-03-19T18:00:00.000Z"],
    ["2026-03-14T18:00:00Z", "2026-03-20T18:00:00.000Z"],
    ["2026-03-05T18:00:00Z", "2026-03-12T17:00:00.000Z"],
  ])("counts business days from %s where the organisation is", (from, to) => {
    expect(businessDaysAfter(new Date(from), 5, "America/Chicago").toISOString()).toBe(to);
  });
});

describe("consent-checked-at-send-and-read", () => {
  it("a consent known to be false reaches nowhere, and what was sent under it is asked back", async () => {
    const { recipientIds, consentId, clientId } = await sent();
    const [part = ""] = recipientIds;
    await read(part);
    await t.db.run(intake(harbour), (tx) => flagConsentFalse(tx, { consentId, reason: "Not the client's signature" }));
    await expect(read(part)).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "REVOKED" });
    expect(await seen(part)).toEqual([{ n: 0 }]);
    expect(await toldOf(part)).toBe("CONSENT_REVOKED");
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["REASON"],
    } as const;
    await expect(t.db.run(intake(harbour), (tx) => requireConsent(tx, need))).rejects.toMatchObject({
      code: "CONSENT_INVALID",
    });
    expect(await t.db.run(intake(harbour), (tx) => recallAfterRevocation(tx, { consentId }))).toEqual({ recalled: 1 });
    expect(await consentOf(consentId)).toMatchObject({ state: "FALSE", falseReason: "Not the client's signature" });
    await expect(hold(consentId)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("ends at the event that it names, from the instant the event came about", async () => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const to = { clientId, recipientOrganisationIds: [meadow.organisationId] };
    const { consentId } = await signedConsent(t.db, intake(harbour), {
      ...to,
      expiresAt: null,
      expiryEvent: "Discharge",
    });
    const need = {
      clientId,
      recipientOrganisationId: meadow.organisationId,
      purpose: "TREATMENT",
      categories: ["REASON"],
    } as const;
    const ask = () => t.db.run(intake(harbour), (tx) => requireConsent(tx, need));
    const ends = (occurredAt?: Date) =>
      t.db.run(intake(harbour), (tx) => recordConsentEvent(tx, { consentId, occurredAt }));
    await ask();
    await expect(ends(new Date(clock.now().getTime() + 1))).rejects.toMatchObject({ reason: "FUTURE" });
    await expect(ends(new Date(clock.now().getTime() - 2 * DAY))).rejects.toMatchObject({ reason: "BEFORE_SIGNED" });
    await ends();
    await expect(ask()).rejects.toMatchObject({ code: "CONSENT_INVALID", reason: "EXPIRED" });
    expect((await consentOf(consentId)).state).toBe("ENDED");
    const dated = await signedConsent(t.db, intake(harbour), to);
    await expect(t.db.run(intake(harbour), (tx) => recordConsentEvent(tx, dated))).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "NO_EVENT",
    });
  });
});

describe("criminal-justice-consent", () => {
  const monitored = async (change: Partial<NewConsent> = {}) => {
    const { clientId } = await newClient(t.db, intake(harbour));
    const { consentId } = await signedConsent(t.db, intake(harbour), {
      clientId,
      recipientOrganisationIds: [meadow.organisationId],
      purpose: "CRIMINAL_JUSTICE",
      monitorDuty: "PROBATION",
      monitorOfficial: "County probation office",
      irrevocable: true,
      expiresAt: null,
      expiryEvent: "End of probation",
      ...change,
    });
    return { clientId, consentId };
  };

  it("is not revoked or held before its event, in words with the source, and ends with it", async () => {
    const { consentId, clientId } = await monitored();
    const early = t.db.run(intake(harbour), (tx) => revokeConsent(tx, { consentId }));
    await expect(early).rejects.toMatchObject({ code: "CONFLICT", reason: "IRREVOCABLE" });
    await expect(early).rejects.toThrow(/End of probation.*42 CFR 2\.35\(c\)/);
    await expect(hold(consentId)).rejects.toMatchObject({ reason: "IRREVOCABLE" });
    // The database refuses too.
    await expect(
      t.db.run(intake(harbour), (tx) =>
        tx.change("update consents set state = 'REVOKED', revoked_at = $2 where id = $1", [consentId, tx.now]),
      ),
    ).rejects.toMatchObject({ cause: { driverError: { constraint: "irrevocable_for_monitors" } } });
    const need = { clientId, recipientOrganisationId: meadow.organisationId, categories: ["REASON"] };
    const ask = (purpose: "CRIMINAL_JUSTICE" | "TREATMENT") =>
      t.db.run(intake(harbour), (tx) => requireConsent(tx, { ...need, purpose }));
    await ask("CRIMINAL_JUSTICE");
    await expect(ask("TREATMENT")).rejects.toMatchObject({ reason: "WRONG_PURPOSE" });
    await t.db.run(intake(harbour), (tx) => recordConsentEvent(tx, { consentId }));
    await expect(ask("CRIMINAL_JUSTICE")).rejects.toMatchObject({ reason: "EXPIRED" });
  });

  it("is revoked at once where it is not irrevocable, and a false one ends all the same", async () => {
    const revocable = await monitored({ irrevocable: false });
    await t.db.run(intake(harbour), (tx) => revokeConsent(tx, revocable));
    const forged = await monitored();
    await t.db.run(intake(harbour), (tx) => flagConsentFalse(tx, { ...forged, reason: "Forged" }));
    expect((await consentOf(forged.consentId)).state).toBe("FALSE");
  });
});
