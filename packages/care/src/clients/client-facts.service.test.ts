import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { type Actor, MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { IsNull } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newClient, signedConsent } from "../factory/index.ts";
import {
  CareTeamMember,
  Client,
  ClientCircumstances,
  ClientExternalId,
  ClientSubstance,
  Coverage,
  addCareTeamMember,
  addExternalId,
  careEntities,
  recordCircumstances,
  recordSubstances,
  removeExternalId,
  revokeConsent,
  setCoverage,
  updateCareTeamMember,
  updateClient,
  updateCoverage,
} from "../index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let intake: Actor;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  intake = harbour.actor("INTAKE");
});
afterAll(() => t?.close());

const someone = async (options = {}) => (await newClient(t.db, intake, options)).clientId;
const held = (clientId: string) =>
  t.db.run(intake, async (tx) => ({
    primary: (await tx.get(Client, clientId)).primarySubstance,
    substances: (await tx.find(ClientSubstance, { clientId, replacedAt: IsNull() }, { order: { rank: "ASC" } })).map(
      (each) => each.substance,
    ),
    circumstances: await tx.find(ClientCircumstances, { clientId, replacedAt: IsNull() }),
  }));
const tell = (clientId: string, observedOn: string, ...codes: number[]) =>
  t.db.run(intake, (tx) =>
    recordSubstances(tx, { clientId, observedOn, substances: codes.map((substance) => ({ substance })) }),
  );
const see = (clientId: string, observedOn: string, circumstances: object) =>
  t.db.run(intake, (tx) => recordCircumstances(tx, { clientId, observedOn, circumstances }));

/** `newest-observation-holds` */
describe("substances", () => {
  it("of the newest day hold, and of one day what was recorded last; the primary one is kept in step", async () => {
    const clientId = await someone({ primarySubstance: 4 });
    expect(await held(clientId)).toMatchObject({ primary: 4, substances: [4] });
    await tell(clientId, "2026-03-02", 5, 2);
    expect(await held(clientId)).toMatchObject({ primary: 5, substances: [5, 2] });
    await tell(clientId, "2026-02-01", 10);
    expect(await held(clientId)).toMatchObject({ primary: 5, substances: [5, 2] });
    await tell(clientId, "2026-03-02", 7, 5, 2);
    expect(await held(clientId)).toMatchObject({ primary: 7, substances: [7, 5, 2] });
    const all = await t.db.run(intake, (tx) => tx.find(ClientSubstance, { clientId }));
    expect(all).toHaveLength(7);
  });

  it("are entered with the client, from the client's own today", async () => {
    // Ten at night on 2 March where the client lives.
    clock.set(new Date("2026-03-03T08:00:00Z"));
    const clientId = await someone({
      primarySubstance: null,
      substances: [{ substance: 5, route: 4, frequency: 3, ageOfFirstUse: 19 }, { substance: 2 }],
      details: { postalCode: "96813" },
    });
    const rows = await t.db.run(intake, (tx) => tx.find(ClientSubstance, { clientId }, { order: { rank: "ASC" } }));
    expect(rows).toMatchObject([
      { rank: 1, substance: 5, route: 4, frequency: 3, ageOfFirstUse: 19, observedOn: "2026-03-02" },
      { rank: 2, substance: 2, route: null, observedOn: "2026-03-02" },
    ]);
    clock.set(new Date("2026-03-02T15:00:00Z"));
    await expect(someone({ primarySubstance: 2, substances: [{ substance: 2 }] })).rejects.toMatchObject({
      path: ["primarySubstance"],
    });
  });

  it("keep what was told of them when another becomes the gravest", async () => {
    const clientId = await someone();
    await t.db.run(intake, (tx) =>
      recordSubstances(tx, {
        clientId,
        observedOn: "2026-03-02",
        substances: [{ substance: 2 }, { substance: 5, route: 4 }, { substance: 4 }],
      }),
    );
    await t.db.run(intake, (tx) => updateClient(tx, { clientId, primarySubstance: 5 }));
    expect(await held(clientId)).toMatchObject({ primary: 5, substances: [5, 4] });
    const [gravest] = await t.db.run(intake, (tx) =>
      tx.find(ClientSubstance, { clientId, replacedAt: IsNull(), rank: 1 }),
    );
    expect(gravest?.route).toBe(4);
    await expect(
      t.db.run(intake, (tx) => updateClient(tx, { clientId, primarySubstance: null })),
    ).rejects.toMatchObject({ path: ["primarySubstance"] });
    await t.db.run(intake, (tx) => updateClient(tx, { clientId, primarySubstance: 1 }));
    expect(await held(clientId)).toMatchObject({ primary: 1, substances: [1] });
  });

  it.each([
    ["none at all", [], "substances"],
    ["four of them", [{ substance: 2 }, { substance: 3 }, { substance: 4 }, { substance: 5 }], "substances"],
    ["one twice", [{ substance: 2 }, { substance: 2 }], "substances"],
    ["none beside another", [{ substance: 2 }, { substance: 1 }], "substances"],
    ["no code of the list", [{ substance: 20 }], "substances.0.substance"],
    ["no route of the list", [{ substance: 2 }, { substance: 5, route: 6 }], "substances.1.route"],
    ["no frequency of the list", [{ substance: 2, frequency: 0 }], "substances.0.frequency"],
    ["an age that is none", [{ substance: 2, ageOfFirstUse: -1 }], "substances.0.ageOfFirstUse"],
  ])("are refused with %s", async (_, substances, path) => {
    const clientId = await someone();
    await expect(
      t.db.run(intake, (tx) => recordSubstances(tx, { clientId, observedOn: "2026-03-02", substances })),
    ).rejects.toMatchObject({ code: "INVALID", path: path.split(".") });
  });

  it("are refused on a day to come, from who may not write, and for another organisation's client", async () => {
    const clientId = await someone();
    await expect(tell(clientId, "2026-03-05", 2)).rejects.toMatchObject({ path: ["observedOn"] });
    const told = { clientId, observedOn: "2026-03-02", substances: [{ substance: 2 }] };
    await expect(t.db.run(harbour.actor("OUTREACH"), (tx) => recordSubstances(tx, told))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(t.db.run(meadow.actor("INTAKE"), (tx) => recordSubstances(tx, told))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

/** `newest-observation-holds` */
describe("circumstances", () => {
  it("build on what was last seen by that day, and the newest day holds", async () => {
    const clientId = await someone();
    await see(clientId, "2026-02-01", { livingArrangement: 1, pregnant: true, selfHelpFrequency: 2 });
    await see(clientId, "2026-03-01", { pregnant: false });
    // Back-dated between the two: what was seen later is not known to it, nor changed by it.
    await see(clientId, "2026-02-15", { employment: 3 });
    expect((await held(clientId)).circumstances).toMatchObject([
      { observedOn: "2026-03-01", livingArrangement: 1, pregnant: false, selfHelpFrequency: 2, employment: null },
    ]);
    const history = await t.db.run(intake, (tx) =>
      tx.find(ClientCircumstances, { clientId }, { order: { observedOn: "ASC" } }),
    );
    expect(history).toMatchObject([
      { observedOn: "2026-02-01", pregnant: true },
      { observedOn: "2026-02-15", pregnant: true, employment: 3 },
      { observedOn: "2026-03-01", pregnant: false },
    ]);
    await see(clientId, "2026-03-02", { livingArrangement: null });
    expect((await held(clientId)).circumstances).toMatchObject([{ livingArrangement: null, selfHelpFrequency: 2 }]);
  });

  it.each([
    ["nothing told", {}, "circumstances"],
    ["no living arrangement of the list", { livingArrangement: 4 }, "circumstances.livingArrangement"],
    ["no employment of the list", { employment: 0 }, "circumstances.employment"],
    ["no frequency of the list", { selfHelpFrequency: 6 }, "circumstances.selfHelpFrequency"],
    ["fewer arrests than none", { arrestsPast30Days: -1 }, "circumstances.arrestsPast30Days"],
  ])("are refused with %s", async (_, circumstances, path) => {
    const clientId = await someone();
    await expect(see(clientId, "2026-03-02", circumstances)).rejects.toMatchObject({ path: path.split(".") });
  });
});

describe("coverage", () => {
  it("of a new payer ends the one before, and is not put before a later one", async () => {
    const clientId = await someone({ paymentSource: 4 });
    const set = (paymentSource: number, validFrom: string) =>
      t.db.run(intake, (tx) => setCoverage(tx, { clientId, paymentSource, validFrom, memberId: " M 1 " }));
    const { coverageId } = await set(2, "2026-04-01");
    const coverages = await t.db.run(intake, (tx) => tx.find(Coverage, { clientId }, { order: { validFrom: "ASC" } }));
    expect(coverages).toMatchObject([
      { paymentSource: 4, validFrom: "2026-03-02", validTo: "2026-04-01", memberId: null },
      { paymentSource: 2, validFrom: "2026-04-01", validTo: null, memberId: "M 1" },
    ]);
    await expect(set(1, "2026-03-15")).rejects.toMatchObject({ path: ["validFrom"] });
    await expect(set(8, "2026-05-01")).rejects.toMatchObject({ path: ["paymentSource"] });
    const change = (input: object) => t.db.run(intake, (tx) => updateCoverage(tx, { coverageId, ...input }));
    await change({ planName: "Silver", shareAmount: 2500, deductibleNote: "1,500 left" });
    expect(await t.db.run(intake, (tx) => tx.get(Coverage, coverageId))).toMatchObject({
      planName: "Silver",
      memberId: "M 1",
      shareAmount: 2500,
      shareCurrency: "USD",
      version: 2,
    });
    await expect(change({ sharePercent: 20 })).rejects.toMatchObject({ path: ["sharePercent"] });
    await expect(change({ shareAmount: null, sharePercent: 101 })).rejects.toMatchObject({ path: ["sharePercent"] });
    await expect(change({ shareCurrency: "dollars" })).rejects.toMatchObject({ path: ["shareCurrency"] });
    await expect(change({ validTo: "2026-03-31" })).rejects.toMatchObject({ path: ["validTo"] });
    await expect(change({ expectedVersion: 1 })).rejects.toMatchObject({ code: "STALE" });
    await change({ shareAmount: null, sharePercent: 30 });
    expect(await t.db.run(intake, (tx) => tx.get(Coverage, coverageId))).toMatchObject({
      sharePercent: 30,
      shareAmount: null,
      shareCurrency: null,
    });
  });
});

describe("ids of other systems", () => {
  it("belong to one client each, within the organisation, and can be taken back and given to another", async () => {
    const [one, other] = [await someone(), await someone()];
    const foreign = (await newClient(t.db, meadow.actor("INTAKE"))).clientId;
    const give = (clientId: string, actor = intake) =>
      t.db.run(actor, (tx) => addExternalId(tx, { clientId, system: "medicaid", value: "A1" }));
    await give(one);
    await give(foreign, meadow.actor("INTAKE"));
    await expect(give(other)).rejects.toMatchObject({ code: "CONFLICT", reason: "IN_USE", path: ["value"] });
    const [known] = await t.db.run(intake, (tx) => tx.find(ClientExternalId, { clientId: one }));
    const take = () => t.db.run(intake, (tx) => removeExternalId(tx, { externalId: known?.id ?? "" }));
    await take();
    await expect(take()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await give(other);
    await expect(
      t.db.run(intake, (tx) => addExternalId(tx, { clientId: one, system: "Not a system", value: "1" })),
    ).rejects.toMatchObject({ path: ["system"] });
  });
});

/** `outside-contact-under-consent` */
describe("somebody outside who cares for the client", () => {
  it("may be contacted while a consent of this client to it is in force, and not a moment longer", async () => {
    const clientId = await someone();
    const { consentId } = await signedConsent(t.db, intake, {
      clientId,
      recipientOrganisationIds: [meadow.organisationId],
    });
    const member = { clientId, role: "PROBATION" as const, name: "Kim Sutter", startsOn: "2026-01-01" };
    const { careTeamMemberId } = await t.db.run(intake, (tx) => addCareTeamMember(tx, member));
    const told = async () =>
      (await t.db.readOne(intake, CareTeamMember, { mayBeContacted: {} }, { id: careTeamMemberId }))?.[
        "mayBeContacted"
      ];
    const change = (changes: object) =>
      t.db.run(intake, (tx) => updateCareTeamMember(tx, { careTeamMemberId, ...changes }));
    expect(await told()).toBe(false);
    await change({ consentId });
    expect(await told()).toBe(true);
    await change({ endsOn: "2026-03-02" });
    expect(await told()).toBe(false);
    await change({ endsOn: null });
    expect(await told()).toBe(true);
    await t.db.run(intake, (tx) => revokeConsent(tx, { consentId }));
    expect(await told()).toBe(false);
  });

  it("is not tied to another client's consent, and is changed by who saw the newest state", async () => {
    const clientId = await someone();
    const { consentId } = await signedConsent(t.db, intake, {
      clientId: await someone(),
      recipientOrganisationIds: [meadow.organisationId],
    });
    const member = { clientId, role: "THERAPIST" as const, name: "Kim Sutter", startsOn: "2026-01-01" };
    const add = (changes: object) => t.db.run(intake, (tx) => addCareTeamMember(tx, { ...member, ...changes }));
    await expect(add({ consentId })).rejects.toMatchObject({ code: "NOT_FOUND", path: ["consentId"] });
    await expect(add({ name: " " })).rejects.toMatchObject({ path: ["name"] });
    await expect(add({ endsOn: "2025-12-31" })).rejects.toMatchObject({ path: ["endsOn"] });
    const { careTeamMemberId } = await add({});
    await expect(
      t.db.run(intake, (tx) => updateCareTeamMember(tx, { careTeamMemberId, expectedVersion: 2 })),
    ).rejects.toMatchObject({ code: "STALE" });
  });
});
