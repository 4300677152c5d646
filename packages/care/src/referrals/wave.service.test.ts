import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId, jobActor } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { draftedReferral, newClient, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import {
  Referral,
  ReferralRecipient,
  Task,
  acceptReferral,
  careEntities,
  closeSiblings,
  createReferral,
  declineReferral,
  fanOut,
  mergeClients,
  openNextWave,
  openPacket,
  recordDeath,
  revokeConsent,
  sendReferral,
  settleReferral,
  withdrawRecipient,
  withdrawReferral,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z")); // Monday 10:00 in New York
let harbour: OrganisationUnderTest;
const others: { organisation: OrganisationUnderTest; program: AskedProgram }[] = [];

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  for (const name of ["Meadow", "Summit", "Quarry"]) {
    const organisation = await liveOrganisation(t.db, { name });
    const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 50 });
    others.push({ organisation, program: { programId, organisationId: organisation.organisationId } });
  }
});
afterAll(() => t?.close());

const sender = () => harbour.actor("INTAKE");
const programs = () => others.map(({ program }) => program);
const send = (waves: readonly number[], options: Parameters<typeof sentReferral>[3] = {}): Promise<TestReferral> =>
  sentReferral(t.db, sender(), programs().slice(0, waves.length), { ...options, waves });
const here = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(sender(), work);
const job = <T>(work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(jobActor(harbour.organisationId, "referral.open-next-wave"), work);
const there = <T>(i: number, work: Parameters<typeof t.db.run<T>>[1]) =>
  t.db.run(others[i]?.organisation.actor("INTAKE") ?? sender(), work);
const part = (referral: TestReferral, i: number) => ({ recipientId: referral.recipientIds[i] ?? "" });
const decline = (referral: TestReferral, i: number) =>
  there(i, (tx) => declineReferral(tx, { ...part(referral, i), reason: "NO_CAPACITY" }));
const parts = (referral: TestReferral) =>
  here(async (tx) => {
    const found = await tx.find(ReferralRecipient, { referralId: referral.referralId });
    return referral.recipientIds.flatMap((id) => found.find((one) => one.id === id) ?? []);
  });
const states = async (referral: TestReferral) => (await parts(referral)).map(({ state }) => state);
const whole = async ({ referralId }: TestReferral) => (await here((tx) => tx.get(Referral, referralId))).state;
const open = async ({ referralId }: TestReferral) =>
  (await here((tx) => tx.find(Task, { subjectId: referralId, state: "OPEN" }))).map(({ kind }) => kind).toSorted();
/** What the sender's jobs do after an end. */
const follow = async (referral: TestReferral) => {
  await job((tx) => settleReferral(tx, referral));
  return job((tx) => fanOut(tx, referral));
};

describe("waves-fan-out", () => {
  it("asks the next wave once nobody of the one before is left, and not before", async () => {
    const referral = await send([1, 1, 2]);
    await decline(referral, 0);
    expect(await follow(referral)).toEqual({ asked: 0 });
    expect(await states(referral)).toEqual(["DECLINED", "SENT", "DRAFT"]);
    await decline(referral, 1);
    expect(await follow(referral)).toEqual({ asked: 1 });
    expect(await states(referral)).toEqual(["DECLINED", "DECLINED", "SENT"]);
    expect(await whole(referral)).toBe("OPEN");
    expect(await follow(referral)).toEqual({ asked: 0 });
    await there(2, (tx) => acceptReferral(tx, part(referral, 2)));
    expect(await open(referral)).toEqual([]);
  });

  it("opens again when the winner declines later: those closed before stay closed, and can be asked again", async () => {
    const referral = await send([1, 1, 2]);
    await there(0, (tx) => acceptReferral(tx, part(referral, 0)));
    await job((tx) => closeSiblings(tx, referral));
    await decline(referral, 0);
    expect(await follow(referral)).toEqual({ asked: 1 });
    expect(await states(referral)).toEqual(["DECLINED", "CANCELLED", "SENT"]);
    await decline(referral, 2);
    await follow(referral);
    expect([await whole(referral), await open(referral)]).toEqual(["UNFULFILLED", ["REFERRAL_UNFULFILLED"]]);

    const again = programs().slice(0, 2);
    await here((tx) => openNextWave(tx, { ...referral, recipients: again }));
    expect(await open(referral)).toEqual([]);
    const asked = await here((tx) =>
      tx.find(
        ReferralRecipient,
        { referralId: referral.referralId, wave: 3 },
        { order: { createdAt: "ASC", id: "ASC" } },
      ),
    );
    expect(asked.map(({ programId, state }) => ({ programId, state }))).toEqual(
      again.map(({ programId }) => ({ programId, state: "SENT" })),
    );
    const recipientId = asked[1]?.id ?? "";
    await there(1, (tx) => acceptReferral(tx, { recipientId }));
    expect((await there(1, (tx) => openPacket(tx, { recipientId }))).content.DEMOGRAPHICS).toBeDefined();
    // What was closed then stays closed.
    await expect(there(1, (tx) => openPacket(tx, part(referral, 1)))).rejects.toMatchObject({ reason: "NOT_OPEN" });
    expect(await states(referral)).toEqual(["DECLINED", "CANCELLED", "DECLINED"]);
  });

  it("looks at each consent again: who lacks one is left out with a task, the others are asked", async () => {
    const { clientId } = await newClient(t.db, sender());
    const [meadow, summit, quarry] = programs().map(({ organisationId }) => organisationId);
    const consents: { consentId: string }[] = [];
    for (const organisation of [meadow, summit, quarry])
      consents.push(await signedConsent(t.db, sender(), { clientId, recipientOrganisationIds: [organisation ?? ""] }));
    const recipients = programs().map(({ programId }, i) => ({ programId, wave: i === 0 ? 1 : 2 }));
    const { referralId } = await here((tx) =>
      createReferral(tx, { ...asked(clientId), recipients }).then(async (made) => sendReferral(tx, made)),
    );
    const found = await here((tx) => tx.find(ReferralRecipient, { referralId }, { order: { wave: "ASC", id: "ASC" } }));
    const referral = { referralId, clientId, consentId: "", recipientIds: found.map(({ id }) => id) };
    await here((tx) => revokeConsent(tx, { consentId: consents[1]?.consentId ?? "" }));
    await decline(referral, 0);
    expect(await follow(referral)).toEqual({ asked: 1 });
    expect(await states(referral)).toEqual(["DECLINED", "DRAFT", "SENT"]);
    expect(await open(referral)).toEqual(["REFERRAL_CONSENT"]);
    // Nothing of the client reaches who was left out.
    await expect(there(1, (tx) => acceptReferral(tx, part(referral, 1)))).rejects.toMatchObject({ code: "NOT_FOUND" });

    await decline(referral, 2);
    expect(await follow(referral)).toEqual({ asked: 0 });
    expect([await whole(referral), await open(referral)]).toEqual([
      "UNFULFILLED",
      ["REFERRAL_CONSENT", "REFERRAL_UNFULFILLED"],
    ]);
    // With a consent a person goes on where it stood.
    await signedConsent(t.db, sender(), { clientId, recipientOrganisationIds: [summit ?? ""] });
    await here((tx) => openNextWave(tx, referral));
    expect(await states(referral)).toEqual(["DECLINED", "SENT", "DECLINED"]);
  });

  it("goes on past a wave in which nobody may be asked", async () => {
    const referral = await send([1, 2, 3]);
    await here((tx) => revokeConsent(tx, referral));
    const [meadow, , quarry] = programs().map(({ organisationId }) => organisationId);
    await signedConsent(t.db, sender(), {
      clientId: referral.clientId,
      recipientOrganisationIds: [meadow ?? "", quarry ?? ""],
    });
    await here((tx) => withdrawRecipient(tx, part(referral, 0)));
    expect(await job((tx) => fanOut(tx, referral))).toEqual({ asked: 1 });
    expect(await states(referral)).toEqual(["WITHDRAWN", "DRAFT", "SENT"]);
  });

  it("asks nobody for who has died, nor beside another referral, nor after it was taken back", async () => {
    const dead = await send([1, 2]);
    await decline(dead, 0);
    await job((tx) => settleReferral(tx, dead));
    await here((tx) => recordDeath(tx, { clientId: dead.clientId, deceasedOn: "2026-03-08" }));
    expect(await job((tx) => fanOut(tx, dead))).toEqual({ asked: 0 });

    const overtaken = await send([1, 2]);
    await decline(overtaken, 0);
    await job((tx) => settleReferral(tx, overtaken));
    await draftedReferral(t.db, sender(), programs().slice(2), { clientId: overtaken.clientId });
    expect(await job((tx) => fanOut(tx, overtaken))).toEqual({ asked: 0 });
    await expect(here((tx) => openNextWave(tx, overtaken))).rejects.toMatchObject({ code: "DUPLICATE" });

    const takenBack = await send([1, 2]);
    await decline(takenBack, 0);
    await job((tx) => settleReferral(tx, takenBack));
    await here((tx) => withdrawReferral(tx, takenBack));
    expect(await job((tx) => fanOut(tx, takenBack))).toEqual({ asked: 0 });
    expect([await whole(takenBack), await states(takenBack)]).toEqual(["WITHDRAWN", ["DECLINED", "WITHDRAWN"]]);
    for (const { recipientIds } of [dead, overtaken])
      await expect(there(1, (tx) => acceptReferral(tx, { recipientId: recipientIds[1] ?? "" }))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });
});

const asked = (clientId: string) =>
  ({
    clientId,
    edition: "ASAM3",
    levelCode: "2.1",
    reason: "x",
    urgency: "URGENT",
    mode: "FIRST_ACCEPT",
    categories: ["DEMOGRAPHICS"],
  }) as const;

describe("no-duplicate-referral", () => {
  it("knows the client of today by every id it ever had", async () => {
    const details = { givenName: "Alix", familyName: "Verne", email: "alix@example.org" };
    const [survivor, merged] = [
      await newClient(t.db, sender(), { details }),
      await newClient(t.db, sender(), { details }),
    ];
    await t.db.run(harbour.actor("ADMIN"), (tx) =>
      mergeClients(tx, { survivorId: survivor.clientId, mergedId: merged.clientId }),
    );
    const recipients = programs().slice(0, 1);
    const first = await here((tx) => createReferral(tx, { ...asked(survivor.clientId), recipients }));
    await expect(here((tx) => createReferral(tx, { ...asked(merged.clientId), recipients }))).rejects.toMatchObject({
      code: "DUPLICATE",
      related: [encodeId("referral", first.referralId)],
    });
  });

  it("lets one of ten at once through", async () => {
    const { clientId } = await newClient(t.db, sender());
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        here((tx) => createReferral(tx, { ...asked(clientId), recipients: programs().slice(0, 1) })),
      ),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "DUPLICATE" });
  });

  it("takes waves of one to three without gaps, ten at most", async () => {
    const { clientId } = await newClient(t.db, sender());
    const [{ programId } = { programId: "" }] = programs();
    for (const wave of [0, -1, 2, 1.5, 11, 1e9])
      await expect(
        here((tx) => createReferral(tx, { ...asked(clientId), recipients: [{ programId, wave }] })),
      ).rejects.toMatchObject({ code: "INVALID", reason: "WAVES" });
    await expect(here((tx) => createReferral(tx, { ...asked(clientId), recipients: [] }))).rejects.toMatchObject({
      code: "INVALID",
      path: ["recipients"],
    });
    await expect(
      here((tx) => createReferral(tx, { ...asked(clientId), recipients: [{ programId }, { programId, wave: 2 }] })),
    ).rejects.toMatchObject({ code: "INVALID", reason: "REPEATED" });
  });
});
