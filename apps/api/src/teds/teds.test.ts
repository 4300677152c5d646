import { activeEnrollment } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;

beforeAll(async () => {
  api = await openTestApi();
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
});
afterAll(() => api?.close());

/** `teds-export-accounted` */
it("a file is looked at, then sent by who may, and stands in the accounting of each client in it", async () => {
  const stay = await activeEnrollment(api.db, harbour.actor("OWNER"));
  const day = 86_400_000;
  const on = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const input = { kind: "ADMISSIONS", state: "US", from: on(-2), until: on(2) };
  const reviewer = await api.signIn(harbour, "UTILISATION_REVIEW");
  const PREVIEW = `query ($input: TedsExtractInput!) { stateProfiles { state } tedsExtract(input: $input) {
    columns rowCount problemCount rows { enrollmentId values problems { field reason } } } }`;
  const seen = await reviewer.run(PREVIEW, { input });
  expect(seen["stateProfiles"]).toEqual([{ state: "US" }]);
  expect(seen["tedsExtract"]).toMatchObject({
    rowCount: 1,
    problemCount: 1,
    rows: [{ enrollmentId: encodeId("enrollment", stay.enrollmentId) }],
  });
  expect(seen["tedsExtract"].rows[0].values).toHaveLength(seen["tedsExtract"].columns.length);
  expect(seen["tedsExtract"].rows[0].problems).toContainEqual({ field: "PSOURCE", reason: "MISSING" });

  const clinician = await api.signIn(harbour, "CLINICIAN");
  expect((await clinician.execute(PREVIEW, { input })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  const accounting = async () =>
    (
      await clinician.run(`query ($id: ID!) { accountingOfDisclosures(clientId: $id) { kind legalBasis } }`, {
        id: encodeId("client", stay.clientId),
      })
    )["accountingOfDisclosures"];
  expect(await accounting()).toEqual([]);

  const EXPORT = `mutation ($input: TedsExtractInput!) { exportTeds(input: $input) { extract { rowCount csv } userErrors { code path } } }`;
  const { exportTeds } = await reviewer.run(EXPORT, { input });
  expect(exportTeds).toMatchObject({ extract: { rowCount: 1 }, userErrors: [] });
  expect(exportTeds.extract.csv).toMatch(/^RECORD_TYPE,STATE,CLIENT_KEY,.*\r\nA,US,[0-9A-F]{24},/);
  expect(await accounting()).toEqual([{ kind: "EXPORT", legalBasis: "AUDIT_EVALUATION" }]);
  const wrong = await reviewer.run(EXPORT, { input: { ...input, state: "ZZ" } });
  expect(wrong["exportTeds"]).toEqual({ extract: null, userErrors: [{ code: "INVALID", path: ["state"] }] });
});
