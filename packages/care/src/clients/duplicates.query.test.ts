import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newClient } from "../factory/index.ts";
import { careEntities, checkForDuplicates, createClient, findPossibleDuplicates } from "../index.ts";
import type { DetailsInput } from "../index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let intake: Actor;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities] });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  intake = harbour.actor("INTAKE");
});
afterAll(() => t?.close());

let people = 0;
/** Somebody whom nothing but what is given has in common with anybody. */
const person = (details: Partial<DetailsInput>, by = intake) =>
  newClient(t.db, by, { details: { birthDate: null, email: `p${people++}@example.org`, ...details } }).then(
    (made) => made.clientId,
  );

/** `duplicates-warn-never-refuse` */
describe("somebody entered twice", () => {
  it.each([
    ["the same name", "Marta Keller", "Márta KELLER", ["SAME_NAME_AND_BIRTH_DATE"]],
    ["the names the wrong way round", "Marta Keller", "Keller Marta", ["SIMILAR_NAME_AND_BIRTH_DATE"]],
    ["a slip of the pen", "Marta Keller", "Martha Keler", ["SIMILAR_NAME_AND_BIRTH_DATE"]],
    ["a second family name", "Rosa Delgado", "Rosa Delgado-Ruiz", ["SIMILAR_NAME_AND_BIRTH_DATE"]],
    ["another name", "Marta Keller", "Juan Ortega", null],
    ["the same given name alone", "Maria Keller", "Maria Ortega", null],
  ])("is pointed out by one birth date and %s", async (_, first, second, reasons) => {
    const birthDate = `19${50 + (people % 40)}-03-${String(10 + (people % 15))}`;
    const named = (name: string) => {
      const [givenName = "", familyName = ""] = name.split(" ");
      return { givenName, familyName, birthDate };
    };
    const known = await person(named(first));
    const expected = reasons === null ? [] : [{ clientId: known, reasons }];
    expect(await checkForDuplicates(t.db, intake, named(second))).toEqual(expected);
    expect(await findPossibleDuplicates(t.db, intake, await person(named(second)))).toEqual(expected);
  });

  it("is pointed out by name where one of the birth dates is not known, and not where both are and differ", async () => {
    const known = await person({ givenName: "Ida", familyName: "Nightingale" });
    const sought = { givenName: "Ida", familyName: "Nightingale" };
    const unknown = [{ clientId: known, reasons: ["SAME_NAME_BIRTH_DATE_UNKNOWN"] }];
    expect(await checkForDuplicates(t.db, intake, sought)).toEqual(unknown);
    expect(await checkForDuplicates(t.db, intake, { ...sought, birthDate: "1980-01-01" })).toEqual(unknown);
    await person({ ...sought, birthDate: "1985-01-01" });
    expect(await checkForDuplicates(t.db, intake, { ...sought, birthDate: "1980-01-01" })).toEqual(unknown);
  });

  it.each([
    ["e-mail", { email: "Sam.Odd@Example.org" }, { email: " sam.odd@example.ORG " }, "SAME_EMAIL"],
    ["phone", { phone: "+1 (202) 555-0147" }, { phone: "202.555.0147" }, "SAME_PHONE"],
    ["payer's number", { memberId: "w-123 456" }, { memberId: "W123456" }, "SAME_MEMBER_ID"],
  ])(
    "is pointed out by the same %s, however it is written",
    async (_, known: Partial<DetailsInput> & { memberId?: string }, sought, reason) => {
      const { memberId, ...details } = known;
      const { clientId } = await newClient(t.db, intake, {
        details: { givenName: "Una", familyName: "Hollis", email: `p${people++}@example.org`, ...details },
        ...(memberId ? { coverage: { memberId } } : {}),
      });
      const other = { givenName: "Quentin", familyName: "Zimmer", birthDate: "1970-07-07", ...sought };
      expect(await checkForDuplicates(t.db, intake, other)).toEqual([{ clientId, reasons: [reason] }]);
      expect(await checkForDuplicates(t.db, meadow.actor("INTAKE"), other)).toEqual([]);
    },
  );

  it("is told with every reason, the strongest first, and entered all the same", async () => {
    const details = { givenName: "Nora", familyName: "Winslow", birthDate: "1991-01-09", phone: "+12025550111" };
    const known = await person(details);
    const weaker = await person({ givenName: "Otto", familyName: "Brandt", phone: "+12025550111" });
    expect(await checkForDuplicates(t.db, intake, details)).toEqual([
      { clientId: known, reasons: ["SAME_NAME_AND_BIRTH_DATE", "SAME_PHONE"] },
      { clientId: weaker, reasons: ["SAME_PHONE"] },
    ]);
    const { clientId } = await t.db.run(intake, (tx) => createClient(tx, { details }));
    expect((await findPossibleDuplicates(t.db, intake, clientId)).map((each) => each.clientId)).toEqual([
      known,
      weaker,
    ]);
  });

  it("is never told of across organisations, nor to who may not see who somebody is", async () => {
    const details = { givenName: "Petra", familyName: "Quist", birthDate: "1984-01-01" };
    await person(details, meadow.actor("INTAKE"));
    expect(await checkForDuplicates(t.db, intake, details)).toEqual([]);
    await expect(checkForDuplicates(t.db, harbour.actor("READ_ONLY"), details)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("takes nothing that everybody lacks for the same", async () => {
    await person({ email: null });
    await person({ phone: "555" });
    const nobody = { givenName: "Xaver", familyName: "Yilmaz", email: "", phone: "ext. 555", memberId: " " };
    expect(await checkForDuplicates(t.db, intake, nobody)).toEqual([]);
    await expect(checkForDuplicates(t.db, intake, { ...nobody, birthDate: "1990-02-30" })).rejects.toMatchObject({
      path: ["birthDate"],
    });
  });
});
