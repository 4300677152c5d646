import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { newClient } from "./client.factory.ts";
import { normalise } from "./client.rules.ts";
import {
  Client,
  ClientDetails,
  createClient,
  findClientsByName,
  recordDeath,
  searchNameOf,
  updateClient,
} from "./index.ts";

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

const named = (givenName: string, familyName: string, birthDate = "1990-05-17", by = intake) =>
  newClient(t.db, by, { details: { givenName, familyName, birthDate } }).then((made) => made.clientId);
const clientOf = (id: string) => t.db.run(intake, (tx) => tx.get(Client, id));

describe("a search by name", () => {
  it("finds the beginning of a name in either order, without accents or case, within the organisation alone", async () => {
    const zoe = await named("Zoë", "O'Brien");
    const foreign = await named("Zoe", "Obrien", "1990-05-17", meadow.actor("INTAKE"));
    for (const words of ["obri", "O’BRIEN zo", "zoe obrien", "Zoë O'B"]) {
      expect(await findClientsByName(t.db, intake, words)).toEqual([zoe]);
    }
    expect(await findClientsByName(t.db, intake, "brien")).toEqual([]);
    expect(await findClientsByName(t.db, meadow.actor("INTAKE"), "obrien")).toEqual([foreign]);
  });

  it("takes wildcards for letters that are not there", async () => {
    await named("Ada", "Quill");
    await expect(findClientsByName(t.db, intake, "%%")).rejects.toMatchObject({ code: "INVALID" });
    expect(await findClientsByName(t.db, intake, "q_ill")).toEqual([]);
  });

  it("needs the permission to read who someone is", async () => {
    await expect(findClientsByName(t.db, harbour.actor("READ_ONLY"), "obrien")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("meets every name by its own words, whatever they are made of", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.string({ unit: "grapheme", minLength: 1 }),
        (family, given) => {
          const stored = searchNameOf(family, given);
          expect(stored.startsWith(normalise(family))).toBe(true);
          expect(normalise(stored)).toBe(stored);
        },
      ),
    );
  });
});

describe("somebody entered by another system", () => {
  it("meets their own id there", async () => {
    await newClient(t.db, intake, { externalId: "A-1" });
    await expect(newClient(t.db, intake, { externalId: "A-1" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(newClient(t.db, meadow.actor("INTAKE"), { externalId: "A-1" })).resolves.toBeDefined();
  });
});

describe("details", () => {
  it.each([
    ["no letters in a name", { givenName: "--" }, "givenName"],
    ["a birth date to come", { birthDate: "2026-03-03" }, "birthDate"],
    ["a birth date of another century", { birthDate: "1890-01-01" }, "birthDate"],
    ["a day that is none", { birthDate: "1990-02-30" }, "birthDate"],
    ["no e-mail address", { email: "robin at home" }, "email"],
    ["a language that is none", { preferredLanguage: "plain English" }, "preferredLanguage"],
  ])("are refused with %s, without repeating it", async (_, wrong, field) => {
    const details = { givenName: "Robin", familyName: "Harper", ...wrong };
    const refused: unknown = await t.db
      .run(intake, (tx) => createClient(tx, { details }))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "INVALID", path: ["details", field] });
    for (const value of Object.values(wrong)) expect((refused as Error).message).not.toContain(value);
  });

  it("take no time zone that is none", async () => {
    await expect(newClient(t.db, intake, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({ path: ["timeZone"] });
    const clientId = await named("Una", "Marsh");
    await expect(
      t.db.run(intake, (tx) => updateClient(tx, { clientId, timeZone: "Mars/Olympus" })),
    ).rejects.toMatchObject({ path: ["timeZone"] });
  });

  it("change one by one, and the search name with them", async () => {
    const clientId = await named("Jo", "Winter");
    await t.db.run(intake, (tx) => updateClient(tx, { clientId, details: { familyName: "Sommer", email: null } }));
    const details = await t.db.run(intake, (tx) => tx.get(ClientDetails, clientId));
    expect(details).toMatchObject({
      givenName: "Jo",
      familyName: "Sommer",
      searchName: "sommer jo",
      email: null,
      birthDate: "1990-05-17",
    });
    const { version } = await clientOf(clientId);
    await expect(
      t.db.run(intake, (tx) => updateClient(tx, { clientId, expectedVersion: version - 1 })),
    ).rejects.toMatchObject({ code: "STALE" });
  });
});

/** `do-not-contact-after-death` */
describe("a death", () => {
  it("blocks contact for good", async () => {
    const clientId = await named("Ole", "Brandt");
    await expect(
      t.db.run(intake, (tx) => recordDeath(tx, { clientId, deceasedOn: "2026-03-04" })),
    ).rejects.toMatchObject({ path: ["deceasedOn"] });
    await t.db.run(intake, (tx) => recordDeath(tx, { clientId, deceasedOn: "2026-03-01" }));
    expect(await clientOf(clientId)).toMatchObject({ deceasedOn: "2026-03-01", doNotContact: true });
    await expect(t.db.run(intake, (tx) => updateClient(tx, { clientId, doNotContact: false }))).rejects.toMatchObject({
      reason: "DECEASED",
    });
  });

  it("is what makes it final: without one, contact may be allowed again", async () => {
    const clientId = await named("Ine", "Brandt");
    await t.db.run(intake, (tx) => updateClient(tx, { clientId, doNotContact: true }));
    await t.db.run(intake, (tx) => updateClient(tx, { clientId, doNotContact: false }));
    expect(await clientOf(clientId)).toMatchObject({ doNotContact: false });
  });
});
