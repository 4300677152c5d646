import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { type Actor, MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeEnrollment, admittedEnrollment, newClient, openProgram } from "../factory/index.ts";
import {
  accountingOfDisclosures,
  careEntities,
  dischargeEnrollment,
  exportTeds,
  previewExtract,
  recordSubstances,
  stateProfiles,
} from "../index.ts";

let t: TestDatabase;
let admin: pg.Client;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let owner: Actor;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const secret = "a secret of at least thirty-two characters";
const march = { state: "US", from: "2026-03-01", until: "2026-04-01", secret } as const;
let stay: { enrollmentId: string; clientId: string; programId: string };

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  owner = harbour.actor("OWNER");
  stay = await activeEnrollment(t.db, owner, { tedsAdmission: { PSOURCE: "1", NOPRIOR: 1 } });
  await t.db.run(owner, async (tx) => {
    const substances = [{ substance: 5, route: 4, frequency: 3, ageOfFirstUse: 19 }];
    await recordSubstances(tx, { clientId: stay.clientId, observedOn: "2026-03-02", substances });
  });
  await activeEnrollment(t.db, meadow.actor("OWNER"));
  await admittedEnrollment(t.db, owner);
  const mistaken = await activeEnrollment(t.db, owner);
  await admin.query("update enrollments set voided_at = now() where id = $1", [mistaken.enrollmentId]);
});
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

const admissions = (more = {}) => previewExtract(t.db, owner, { ...march, kind: "ADMISSIONS", ...more });
const disclosed = async (clientId: string) =>
  t.db.readWith<{ recipientName: string; legalBasis: string; kind: string; categories: string[] }>(
    owner,
    accountingOfDisclosures(clientId, new Date(0)),
  );

/** `teds-admission-record` */
describe("a file of admissions", () => {
  it("holds who attended first in the window at this organisation, and neither the void nor the merely admitted", async () => {
    const { rows, columns, csv } = await admissions();
    expect(rows.map((row) => row.enrollmentId)).toEqual([stay.enrollmentId]);
    const [told] = parse(csv, { columns: true });
    expect(Object.keys(told as object)).toEqual(columns);
    expect(told).toMatchObject({
      RECORD_TYPE: "A",
      ADMISSION_DATE: "2026-03-02",
      AGE: "7",
      GENDER: "-9",
      SERVICES: "6",
      SUB1: "5",
      ROUTE1: "4",
      FRSTUSE1: "4",
      PSOURCE: "1",
      NOPRIOR: "1",
      PRIMPAY: "4",
      DAYWAIT: "0",
    });
    expect(rows[0]?.problems).toEqual([
      { field: "GENDER", reason: "MISSING" },
      { field: "EMPLOY", reason: "MISSING" },
    ]);
    // Neither an id of ours nor a name leaves.
    expect(csv).not.toContain(stay.clientId);
    expect(csv).not.toContain("Harper");
    expect((await admissions({ from: "2026-03-03" })).rows).toEqual([]);
    expect((await admissions({ until: "2026-03-02" })).rows).toEqual([]);
    expect(await disclosed(stay.clientId)).toEqual([]);
  });

  it("is of one program or site where asked, and finds no other's", async () => {
    const other = await openProgram(t.db, owner);
    const foreign = await openProgram(t.db, meadow.actor("OWNER"));
    expect((await admissions({ programId: stay.programId })).rows).toHaveLength(1);
    expect((await admissions({ programId: other.programId })).rows).toEqual([]);
    expect((await admissions({ siteId: other.siteId })).rows).toEqual([]);
    await expect(admissions({ programId: foreign.programId })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["programId"],
    });
    await expect(admissions({ siteId: foreign.siteId })).rejects.toMatchObject({ code: "NOT_FOUND", path: ["siteId"] });
  });

  it.each([
    ["no profile", { state: "ZZ" }, "state"],
    ["an empty window", { until: "2026-03-01" }, "until"],
    ["more than a year", { until: "2027-03-03" }, "until"],
    ["a day that is none", { from: "2026-02-30" }, "from"],
  ])("is refused for %s", async (_, wrong, path) => {
    await expect(admissions(wrong)).rejects.toMatchObject({ code: "INVALID", path: [path] });
  });

  it("is made by who may export, and by nobody else", async () => {
    const clinician = harbour.actor("CLINICIAN");
    const asked = { ...march, kind: "ADMISSIONS" as const };
    await expect(previewExtract(t.db, clinician, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(t.db.run(clinician, (tx) => exportTeds(tx, asked))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const reviewer = harbour.actor("UTILISATION_REVIEW");
    expect((await previewExtract(t.db, reviewer, asked)).rows).toHaveLength(1);
    const { rows: audited } = await admin.query(
      "select client_id, fields from audit_entries where action = 'record.read' and actor_id = $1",
      [reviewer.id],
    );
    expect(audited).toEqual([{ client_id: stay.clientId, fields: ["TEDS_ADMISSION"] }]);
  });
});

/** `teds-codes-of-the-state` */
describe("a state with a profile", () => {
  it("gets its own codes, and the services of the public codebook where it says nothing of levels", async () => {
    await admin.query(
      "insert into state_profiles values ('CO', 'Colorado Behavioral Health Administration', 'ADMISSION', '97')",
    );
    await admin.query("insert into code_maps (state, field, internal, external) values ('CO', 'SUB', '5', '0501')");
    expect((await stateProfiles(t.db, owner)).map((profile) => profile.state)).toEqual(["CO", "US"]);
    const [told] = parse((await admissions({ state: "CO" })).csv, { columns: true }) as Record<string, string>[];
    expect(told).toMatchObject({ STATE: "CO", SUB1: "0501", SERVICES: "6", GENDER: "97" });
    const [own] = parse((await admissions()).csv, { columns: true }) as Record<string, string>[];
    expect(told?.["CLIENT_KEY"]).not.toBe(own?.["CLIENT_KEY"]);
  });
});

/** `teds-export-accounted` */
describe("a file that is sent", () => {
  it("is a disclosure of each client in it, told with its basis, and of nobody else", async () => {
    clock.set(new Date("2026-03-20T15:00:00Z"));
    const outsider = (await newClient(t.db, owner)).clientId;
    await t.db.run(owner, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId: stay.enrollmentId,
        dischargedOn: "2026-03-19",
        reason: 1,
        servicesAtDischarge: 6,
        disposition: "Home",
        dispositionCode: "HOME",
        aftercarePlan: "Weekly group",
        tedsDischarge: { SUB1_D: 5, FREQ1_D: 1, LIVARAG_D: 3, EMPLOY_D: 1, ARRESTS_D: 0, FREQ_ATND_SELF_HELP_D: 4 },
      }),
    );
    const sent = await t.db.run(owner, (tx) => exportTeds(tx, { ...march, kind: "DISCHARGES" }));
    expect(parse(sent.csv, { columns: true })).toMatchObject([
      {
        RECORD_TYPE: "D",
        DISCHARGE_DATE: "2026-03-19",
        REASON: "1",
        LOS: "17",
        SERVICES_D: "6",
        FREQ1_D: "1",
        EMPLOY_D: "1",
      },
    ]);
    expect(await disclosed(stay.clientId)).toMatchObject([
      {
        kind: "EXPORT",
        legalBasis: "AUDIT_EVALUATION",
        categories: ["TEDS_DISCHARGE"],
        recipientName: expect.stringContaining("SAMHSA"),
      },
    ]);
    expect(await disclosed(outsider)).toEqual([]);
    const { rows: audited } = await admin.query<{ client_id: string }>(
      "select client_id from audit_entries where action = 'disclosure.export' and legal_basis = 'AUDIT_EVALUATION'",
    );
    expect(audited).toEqual([{ client_id: stay.clientId }]);
  });
});
