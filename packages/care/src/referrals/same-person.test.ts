import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { type TestDatabase, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DetailsInput } from "../clients/index.ts";
import type { AskedProgram } from "../factory/index.ts";
import { newClient, openProgram, sentReferral } from "../factory/index.ts";
import {
  ReceivedReferral,
  acceptReferral,
  admitReferral,
  breakGlass,
  careEntities,
  declineReferral,
  revokeConsent,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let quarry: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let atMeadow: AskedProgram;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  quarry = await liveOrganisation(t.db, { name: "Quarry" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  const { programId } = await openProgram(t.db, meadow.actor("ADMIN"), { capacity: 100 });
  atMeadow = { programId, organisationId: meadow.organisationId };
});
afterAll(() => t?.close());

let people = 0;
async function refer(
  from: OrganisationUnderTest,
  details: Partial<DetailsInput>,
  options: Parameters<typeof sentReferral>[3] = {},
): Promise<{ consentId: string; recipientId: string }> {
  const email = `p${people++}@example.org`;
  const { clientId } = await newClient(t.db, from.actor("INTAKE"), { details: { email, ...details } });
  const referral = await sentReferral(t.db, from.actor("INTAKE"), [atMeadow], { ...options, clientId });
  const { consentId } = referral;
  return { consentId, recipientId: referral.recipientIds[0] ?? "" };
}
const there = <T>(work: Parameters<typeof t.db.run<T>>[1]) => t.db.run(meadow.actor("INTAKE"), work);
const accept = (part: { recipientId: string }) => there((tx) => acceptReferral(tx, part));
async function flagged({ recipientId }: { recipientId: string }): Promise<string[]> {
  const row = await t.db.readOne(
    meadow.actor("INTAKE"),
    ReceivedReferral,
    { possibleDuplicates: {} },
    { id: recipientId },
  );
  return ((row?.["possibleDuplicates"] ?? []) as { id: string; number: string }[]).map(({ id }) => id);
}

describe("likely-same-client-flagged", () => {
  const alex = (n: number) => ({
    givenName: "Alex",
    familyName: "Rivera",
    birthDate: `1991-02-${String(n).padStart(2, "0")}`,
  });

  it("to the recipient alone, while both packets are open to it, and not before", async () => {
    const one = await refer(harbour, alex(1));
    const two = await refer(quarry, { ...alex(1), givenName: "Álex" });
    await accept(one);
    expect([await flagged(one), await flagged(two)]).toEqual([[], []]);
    await t.db.run(meadow.actor("CLINICIAN"), (tx) =>
      breakGlass(tx, {
        ...two,
        personnel: "Dr. Adeyemi",
        affiliation: "Meadow",
        nature: "Seizure",
        consentUnobtainable: "Unconscious",
      }),
    );
    expect([await flagged(one), await flagged(two)]).toEqual([[], []]);
    await accept(two);
    expect([await flagged(one), await flagged(two)]).toEqual([[two.recipientId], [one.recipientId]]);
    // The same part as its sender reads it has nothing of it, and no other shape of it answers.
    for (const sender of [harbour, quarry])
      for (const part of [one, two])
        expect(
          await t.db.readOne(
            sender.actor("OWNER"),
            ReceivedReferral,
            { possibleDuplicates: {} },
            { id: part.recipientId },
          ),
        ).toBeNull();
    await there((tx) => declineReferral(tx, { ...two, reason: "DUPLICATE" }));
    expect([await flagged(one), await flagged(two)]).toEqual([[], []]);
  });

  it("until a consent ends", async () => {
    const one = await refer(harbour, alex(2));
    const two = await refer(quarry, alex(2));
    for (const part of [one, two]) await accept(part);
    expect(await flagged(one)).toEqual([two.recipientId]);
    await t.db.run(quarry.actor("INTAKE"), (tx) => revokeConsent(tx, two));
    expect([await flagged(one), await flagged(two)]).toEqual([[], []]);
  });

  it.each([
    ["a slip of the pen", { ...alex(3), familyName: "Riviera" }, alex(3), true],
    ["a birth date nobody knows", { ...alex(4), birthDate: null }, alex(4), true],
    ["another name", { ...alex(5), givenName: "Kim", familyName: "Oduya" }, alex(5), false],
    ["another birth date", alex(6), alex(7), false],
  ])("%s: %j and %j", async (_, first, second, same) => {
    const [one, two] = [await refer(harbour, first), await refer(quarry, second)];
    for (const part of [one, two]) await accept(part);
    expect((await flagged(one)).includes(two.recipientId)).toBe(same);
    // Nobody without a known birth date is left to be met by others.
    await there((tx) => declineReferral(tx, { ...one, reason: "DISTANCE" }));
  });

  it("not for two referrals of one sender, and not where the packet does not say who", async () => {
    const [one, two] = [await refer(harbour, alex(8)), await refer(harbour, alex(8))];
    const silent = await refer(quarry, alex(8), { categories: ["REASON"] });
    for (const part of [one, two, silent]) await accept(part);
    expect([await flagged(one), await flagged(two), await flagged(silent)]).toEqual([[], [], []]);
  });

  it("takes the permission to read packets", async () => {
    const one = await refer(harbour, alex(9));
    const reading = t.db.readOne(
      meadow.actor("READ_ONLY"),
      ReceivedReferral,
      { possibleDuplicates: {} },
      { id: one.recipientId },
    );
    await expect(reading).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("admission-meets-known-clients", () => {
  const dana = { givenName: "Dana", familyName: "Whitfield", birthDate: "1979-11-30" };
  const clientsHere = async () =>
    (
      await t.db.readWith<{ n: number }>(meadow.actor("ADMIN"), {
        sql: "select count(*)::int as n from clients",
        values: [],
      })
    )[0]?.n;

  it("answers who may be the same, enters nobody, and takes the one that is named", async () => {
    const known = await newClient(t.db, meadow.actor("INTAKE"), { details: { ...dana, email: "dana@example.org" } });
    // Somebody alike elsewhere is nobody here.
    await newClient(t.db, quarry.actor("INTAKE"), { details: dana });
    const part = await refer(harbour, { ...dana, givenName: "Dána" });
    await accept(part);
    const before = await clientsHere();
    await expect(there((tx) => admitReferral(tx, part))).rejects.toMatchObject({
      code: "DUPLICATE",
      reason: "POSSIBLE_CLIENTS",
      path: ["clientId"],
      related: [encodeId("client", known.clientId)],
    });
    expect(await clientsHere()).toBe(before);
    expect(await there((tx) => admitReferral(tx, { ...part, clientId: known.clientId }))).toMatchObject(known);
    expect(await clientsHere()).toBe(before);
  });

  it("enters somebody new where a person says so, and where nobody is alike", async () => {
    const part = await refer(harbour, dana);
    await accept(part);
    await expect(there((tx) => admitReferral(tx, part))).rejects.toMatchObject({ code: "DUPLICATE" });
    const before = (await clientsHere()) ?? 0;
    await there((tx) => admitReferral(tx, { ...part, createNew: true }));
    const alone = await refer(harbour, { ...dana, givenName: "Noor", familyName: "Castellanos" });
    await accept(alone);
    await there((tx) => admitReferral(tx, alone));
    expect(await clientsHere()).toBe(before + 2);
  });
});
