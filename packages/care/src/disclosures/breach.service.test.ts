import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newClient, openProgram, sentReferral } from "../factory/index.ts";
import type { DeniedAccess, ListedRecipient } from "../index.ts";
import {
  Breach,
  BreachClient,
  RecipientListRequest,
  Task,
  acceptReferral,
  addBreachClients,
  answerRecipientList,
  assessBreach,
  careEntities,
  closeBreach,
  deniedAccess,
  mergeClients,
  openBreach,
  openPacket,
  recipientsOf,
  recordBreachNotice,
  requestRecipientList,
} from "../index.ts";

let t: TestDatabase;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const admin = () => harbour.actor("ADMIN");
const person = async () => (await newClient(t.db, harbour.actor("INTAKE"))).clientId;
const found = { discoveredOn: "2026-03-02", description: "A letter went to another address" };
const factors = {
  factorInformation: "Name and address",
  factorRecipient: "A neighbour",
  factorAcquired: "Opened",
  factorMitigated: "Given back",
  conclusion: "As the factors say",
};
const opened = async (...clientIds: string[]) =>
  (await t.db.run(admin(), (tx) => openBreach(tx, { ...found, clientIds }))).breachId;
const assess = (breachId: string, lowProbability = false) =>
  t.db.run(admin(), (tx) => assessBreach(tx, { breachId, ...factors, lowProbability }));
const affected = (breachId: string) => t.db.run(admin(), (tx) => tx.find(BreachClient, { breachId }));
const stateOf = async (breachId: string) => (await t.db.run(admin(), (tx) => tx.get(Breach, breachId))).state;
const tasksOf = (id: string) => t.db.run(admin(), (tx) => tx.find(Task, { subjectId: id }));
type Notice = Omit<Parameters<typeof recordBreachNotice>[1], "breachId" | "sentOn" | "method">;
const tell = (breachId: string, notice: Notice, sentOn = "2026-03-02") =>
  t.db.run(admin(), (tx) => recordBreachNotice(tx, { breachId, sentOn, method: "First-class mail", ...notice }));

describe("breach-told", () => {
  it("is due sixty days after its discovery, with a task until then", async () => {
    const breachId = await opened(await person());
    const breach = await t.db.run(admin(), (tx) => tx.get(Breach, breachId));
    expect(breach).toMatchObject({ state: "OPEN", discoveredOn: "2026-03-02", dueOn: "2026-05-01" });
    // To the end of that day in New York.
    expect(await tasksOf(breachId)).toMatchObject([
      { kind: "BREACH_NOTICE", state: "OPEN", dueAt: new Date("2026-05-02T04:00:00Z") },
    ]);
  });

  it("closes once each person and the secretary were told, and not before", async () => {
    const breachId = await opened(await person(), await person());
    const [first, second] = await affected(breachId);
    const close = () => t.db.run(admin(), (tx) => closeBreach(tx, { breachId }));
    await expect(close()).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await expect(tell(breachId, { audience: "HHS" })).rejects.toMatchObject({ reason: "NOT_ASSESSED" });
    await assess(breachId);
    await tell(breachId, { audience: "INDIVIDUAL", breachClientId: first?.id });
    await expect(tell(breachId, { audience: "INDIVIDUAL", breachClientId: first?.id })).rejects.toMatchObject({
      reason: "TOLD",
    });
    await expect(tell(breachId, { audience: "MEDIA", residenceState: "MA" })).rejects.toMatchObject({
      reason: "NOT_OWED",
    });
    await expect(tell(breachId, { audience: "HHS" }, "2026-03-03")).rejects.toMatchObject({ reason: "TO_COME" });
    await expect(tell(breachId, { audience: "HHS" }, "2026-03-01")).rejects.toMatchObject({
      reason: "BEFORE_DISCOVERY",
    });
    await tell(breachId, { audience: "HHS" });
    await expect(close()).rejects.toMatchObject({ code: "CONFLICT", reason: "OWED" });
    await tell(breachId, { audience: "INDIVIDUAL", breachClientId: second?.id });
    await close();
    expect(await stateOf(breachId)).toBe("NOTIFIED");
    expect(await tasksOf(breachId)).toMatchObject([{ state: "CANCELLED" }]);
    await expect(
      t.db.run(admin(), async (tx) => addBreachClients(tx, { breachId, clientIds: [first?.clientId ?? ""] })),
    ).rejects.toMatchObject({ reason: "CLOSED" });
  });

  it("is no breach only after all four factors were looked at, and then owes nobody", async () => {
    const breachId = await opened(await person());
    for (const factor of Object.keys(factors))
      await expect(
        t.db.run(admin(), (tx) =>
          assessBreach(tx, { breachId, ...factors, lowProbability: true, [factor]: "  " } as never),
        ),
      ).rejects.toMatchObject({ path: [factor] });
    await assess(breachId, true);
    expect(await stateOf(breachId)).toBe("NOT_A_BREACH");
    expect(await tasksOf(breachId)).toMatchObject([{ state: "CANCELLED" }]);
    await expect(assess(breachId)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("counts a person once, added twice or merged into one", async () => {
    const [one, other] = [await person(), await person()];
    const breachId = await opened(one, one);
    await t.db.run(admin(), (tx) => addBreachClients(tx, { breachId, clientIds: [one, other] }));
    expect((await affected(breachId)).map((row) => row.clientId).toSorted()).toEqual([one, other].toSorted());
    await t.db.run(admin(), (tx) => mergeClients(tx, { survivorId: one, mergedId: other }));
    expect(await affected(breachId)).toHaveLength(2);
    const separate = await opened(other);
    expect(await affected(separate)).toMatchObject([{ clientId: one }]);
  });

  it("is the organisation's own, and takes the permission", async () => {
    const clientId = await person();
    const open = (by = admin()) => t.db.run(by, (tx) => openBreach(tx, { ...found, clientIds: [clientId] }));
    await expect(open(harbour.actor("CLINICIAN"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(open(meadow.actor("ADMIN"))).rejects.toMatchObject({ code: "NOT_FOUND", path: ["clientIds", "0"] });
    const { breachId } = await open();
    await expect(
      t.db.run(meadow.actor("ADMIN"), (tx) => assessBreach(tx, { breachId, ...factors, lowProbability: false })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("keeps each refusal, and sums them up for whoever suspects one", async () => {
    const tried = await person();
    for (let i = 0; i < 3; i++)
      await t.db.recordDenial(harbour.actor("READ_ONLY"), {
        action: "packet.read",
        subjectType: "referral_recipient",
        subjectId: tried,
        reason: "FORBIDDEN",
      });
    const denied = (of: OrganisationUnderTest) => t.db.readWith<DeniedAccess>(of.actor("ADMIN"), deniedAccess(START));
    expect(await denied(harbour)).toMatchObject([
      { actorId: harbour.actor("READ_ONLY").id, action: "packet.read", reason: "FORBIDDEN", times: 3, subjects: 1 },
    ]);
    expect(await denied(meadow)).toEqual([]);
  });
});

describe("recipient-list", () => {
  it("is owed within thirty days of the written request, and tells who received what and when under a consent", async () => {
    const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { capacity: 10 });
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [
      { programId, organisationId: meadow.organisationId },
    ]);
    const [recipientId = ""] = referral.recipientIds;
    await t.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId }));
    await t.db.run(meadow.actor("INTAKE"), (tx) => openPacket(tx, { recipientId }));
    clock.advance(3_600_000);
    await t.db.run(meadow.actor("INTAKE"), (tx) => openPacket(tx, { recipientId }));
    const list = (of: OrganisationUnderTest) =>
      t.db.readWith<ListedRecipient>(of.actor("ADMIN"), recipientsOf(referral.clientId, new Date(0)));
    expect(await list(harbour)).toMatchObject([
      {
        recipientName: "Meadow",
        times: 2,
        firstAt: START,
        lastAt: clock.now(),
        categories: expect.arrayContaining(["CONTACT", "REASON"]) as unknown,
      },
    ]);
    expect(await list(meadow)).toEqual([]);
    const through = () => t.db.readWith<ListedRecipient>(admin(), recipientsOf(referral.clientId, new Date(0), true));
    expect(await through()).toEqual([]);
    await t.db.run(admin(), (tx) =>
      tx.change(
        "update consents set intermediary_name = 'Bay Exchange', intermediary_members = 'Meadow' where id = $1",
        [referral.consentId],
      ),
    );
    expect(await through()).toMatchObject([{ recipientName: "Meadow", intermediaryName: "Bay Exchange", times: 2 }]);

    const { requestId } = await t.db.run(admin(), (tx) =>
      requestRecipientList(tx, { clientId: referral.clientId, requestedOn: "2026-02-27" }),
    );
    expect(await t.db.run(admin(), (tx) => tx.get(RecipientListRequest, requestId))).toMatchObject({
      dueOn: "2026-03-29",
      answeredOn: null,
    });
    expect(await tasksOf(requestId)).toMatchObject([{ kind: "RECIPIENT_LIST", state: "OPEN" }]);
    const answer = (answeredOn: string) =>
      t.db.run(admin(), (tx) => answerRecipientList(tx, { requestId, answeredOn, method: "Handed over" }));
    await expect(answer("2026-02-26")).rejects.toMatchObject({ reason: "BEFORE_REQUEST" });
    await answer("2026-03-02");
    await expect(answer("2026-03-02")).rejects.toMatchObject({ reason: "ANSWERED" });
    expect(await tasksOf(requestId)).toMatchObject([{ state: "CANCELLED" }]);
  });
});
