import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newClient, openProgram } from "@causeway/care/factory";
import { openTask } from "@causeway/care";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { decodeId, encodeId, newId } from "@causeway/kernel";
import { openTestApi, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let intake: TestClient;

beforeAll(async () => {
  api = await openTestApi();
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  intake = await api.signIn(harbour, "INTAKE");
});
afterAll(() => api?.close());

const CREATE = `mutation ($input: CreateClientInput!) {
  createClient(input: $input) {
    client { id details { givenName birthDate } possibleDuplicates { reasons client { id details { familyName } } } coverages { paymentSource } }
    userErrors { code path message }
  }
}`;

describe("entering a client", () => {
  it("answers the client and whoever may be the same, in this organisation alone", async () => {
    const details = { givenName: "Marta", familyName: "Keller", birthDate: "1984-01-01" };
    await newClient(api.db, meadow.actor("INTAKE"), { details });
    const first = await intake.run(CREATE, { input: { details, paymentSource: 2 } });
    expect(first["createClient"]).toMatchObject({
      client: {
        details: { givenName: "Marta", birthDate: "1984-01-01" },
        possibleDuplicates: [],
        coverages: [{ paymentSource: 2 }],
      },
      userErrors: [],
    });
    const second = await intake.run(CREATE, { input: { details: { ...details, familyName: "KELLER" } } });
    expect(second["createClient"].client.possibleDuplicates).toEqual([
      {
        reasons: ["SAME_NAME_AND_BIRTH_DATE"],
        client: { id: first["createClient"].client.id, details: { familyName: "Keller" } },
      },
    ]);
    const check = await intake.run(
      `query ($input: CheckForDuplicatesInput!) { checkForDuplicates(input: $input) { reasons client { id } } }`,
      { input: { givenName: "Keller", familyName: "Martha", birthDate: "1984-01-01" } },
    );
    expect(check["checkForDuplicates"].map((each: { client: { id: string } }) => each.client.id).toSorted()).toEqual(
      [first, second].map((each) => each["createClient"].client.id).toSorted(),
    );
  });

  it("marks the field that is wrong and does not repeat it", async () => {
    const wrong = { details: { givenName: "Ada", familyName: "Quill", email: "nowhere-in-particular" } };
    const answer = await intake.execute(CREATE, { input: wrong });
    expect(answer.data["createClient"]).toMatchObject({
      client: null,
      userErrors: [{ code: "INVALID", path: ["details", "email"] }],
    });
    expect(answer.body).not.toContain("nowhere-in-particular");
  });
});

describe("who a client is", () => {
  it("is read by who may, refused to who may not, and each reading is on record", async () => {
    const { clientId } = await newClient(api.db, harbour.actor("INTAKE"), { details: { familyName: "Sandoval" } });
    const search = `{ clients(search: "sando") { totalCount nodes { id details { familyName } } } }`;
    const found = await intake.run(search);
    expect(found["clients"]).toMatchObject({ totalCount: 1, nodes: [{ details: { familyName: "Sandoval" } }] });
    const reader = await api.signIn(harbour, "READ_ONLY");
    for (const query of [
      search,
      `{ clients { nodes { details { familyName } } } }`,
      `{ clients { nodes { possibleDuplicates { reasons } } } }`,
    ]) {
      const refused = await reader.execute(query);
      expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
      expect(refused.body).not.toContain("Sandoval");
    }
    const plain = await reader.run(
      `{ client(id: "${found["clients"].nodes[0].id}") { id doNotContact availableActions } }`,
    );
    expect(plain["client"]).toMatchObject({ doNotContact: false, availableActions: [] });
    const audited = await api.db.readWith<{ n: number }>(harbour.actor("ADMIN"), {
      sql: "select count(*)::int as n from audit_entries where action = 'record.read' and client_id = $1 and 'familyName' = any(fields)",
      values: [clientId],
    });
    expect(audited[0]?.n).toBeGreaterThan(0);
    expect(api.log.join("\n")).not.toContain("Sandoval");
  });

  it("is not found from another organisation", async () => {
    const stranger = await api.signIn(meadow, "INTAKE");
    expect((await stranger.run(`{ clients(search: "sando") { nodes { id } } }`))["clients"].nodes).toEqual([]);
  });
});

describe("what is known of a client beyond who they are", () => {
  it("is entered, told from day to day, and read with a line for each personal thing that was read", async () => {
    const entered = await intake.run(
      `mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { code path } } }`,
      {
        input: {
          details: {
            givenName: "Ada",
            familyName: "Quill",
            postalCode: "96813",
            phone: "+12025550133",
            phoneShared: true,
          },
          substances: [{ substance: 5, route: 4, frequency: 3 }, { substance: 2 }],
          circumstances: { livingArrangement: 1 },
          paymentSource: 2,
          coverage: { payerName: "Blue Shield", memberId: "BS-1", sharePercent: 30 },
          externalIds: [{ system: "county-ehr", value: "C-9" }],
        },
      },
    );
    const { id } = entered["createClient"].client;
    await intake.run(
      `mutation ($input: RecordCircumstancesInput!) { recordCircumstances(input: $input) { client { id } userErrors { code } } }`,
      { input: { id, observedOn: "2026-01-05", circumstances: { selfHelpFrequency: 3 } } },
    );
    const { client } = await intake.run(
      `query ($id: ID!) { client(id: $id) { primarySubstance
         substances { rank substance route } circumstances { livingArrangement selfHelpFrequency }
         circumstancesHistory { observedOn } coverages { payerName memberId sharePercent }
         externalIds { system value } details { localTimeZone safeChannels } } }`,
      { id },
    );
    expect(client).toMatchObject({
      primarySubstance: 5,
      substances: [
        { rank: 1, substance: 5, route: 4 },
        { rank: 2, substance: 2, route: null },
      ],
      circumstances: { livingArrangement: 1 },
      coverages: [{ payerName: "Blue Shield", memberId: "BS-1", sharePercent: 30 }],
      externalIds: [{ system: "county-ehr", value: "C-9" }],
      details: { localTimeZone: "Pacific/Honolulu", safeChannels: [] },
    });
    expect(client.circumstancesHistory).toHaveLength(2);
    const reader = await api.signIn(harbour, "READ_ONLY");
    const ask = (fields: string) => reader.execute(`query ($id: ID!) { client(id: $id) { ${fields} } }`, { id });
    expect((await ask("substances { substance } coverages { payerName }")).errors).toBeUndefined();
    for (const fields of ["coverages { memberId }", "externalIds { value }", "careTeam { name }"])
      expect((await ask(fields)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const read = await api.db.readWith<{ field: string }>(harbour.actor("ADMIN"), {
      sql: "select distinct unnest(fields) as field from audit_entries where action = 'record.read' and client_id = $1 order by 1",
      values: [decodeId("client", id)],
    });
    expect(read.map((row) => row.field)).toEqual(expect.arrayContaining(["memberId", "value"]));
    expect(read.map((row) => row.field)).not.toContain("payerName");
  });
});

describe("a merge", () => {
  it("makes one client of two under both ids, once for a key, and is undone", async () => {
    const made = async (familyName: string) =>
      encodeId("client", (await newClient(api.db, harbour.actor("INTAKE"), { details: { familyName } })).clientId);
    const [survivorId, mergedId] = [await made("Umber"), await made("Vane")];
    const both = { survivorId, mergedId };
    const { clientMergePreview } = await intake.run(
      `query ($survivorId: ID!, $mergedId: ID!) { clientMergePreview(survivorId: $survivorId, mergedId: $mergedId) {
         refusals { reason } overlaps { from } moves { record count } } }`,
      both,
    );
    expect(clientMergePreview).toMatchObject({ refusals: [], overlaps: [] });
    const merge = () =>
      intake.run(
        `mutation ($input: MergeClientsInput!) { mergeClients(input: $input) {
           clientMerge { id mergedId availableActions access { canUndo } } client { id mergedFrom { id details { familyName } } } userErrors { code reason } } }`,
        { input: { ...both, idempotencyKey: "merge-umber" } },
      );
    const { mergeClients } = await merge();
    expect(mergeClients).toMatchObject({
      clientMerge: { mergedId, availableActions: ["undoClientMerge"], access: { canUndo: true } },
      client: { id: survivorId, mergedFrom: [{ id: mergedId, details: { familyName: "Vane" } }] },
      userErrors: [],
    });
    expect((await merge())["mergeClients"].clientMerge.id).toBe(mergeClients.clientMerge.id);
    const asked = await intake.run(
      `query ($id: ID!) { client(id: $id) { id } node(id: $id) { id } clients(search: "vane") { nodes { id } } }`,
      { id: mergedId },
    );
    expect(asked).toEqual({
      client: { id: survivorId },
      node: { id: survivorId },
      clients: { nodes: [{ id: survivorId }] },
    });
    const { undoClientMerge } = await intake.run(
      `mutation ($id: ID!) { undoClientMerge(input: { id: $id }) { client { id mergedFrom { id } merges { undoneAt } } mergedClient { id } userErrors { code } } }`,
      { id: mergeClients.clientMerge.id },
    );
    expect(undoClientMerge).toMatchObject({
      client: { id: survivorId, mergedFrom: [], merges: [{ undoneAt: expect.any(String) }] },
      mergedClient: { id: mergedId },
    });
  });
});

describe("the directory", () => {
  it("shows another organisation's published program with its openings, page by page", async () => {
    for (const name of ["Alpha", "Beta"]) await openProgram(api.db, meadow.actor("ADMIN"), { name });
    const page = (after: string | null) =>
      intake.run(
        `query ($after: String) { directoryPrograms(nearPostalCode: "01103", levelCodes: ["2.1"], othersOnly: true, first: 1, after: $after) {
           edges { cursor distanceKm node { id organisationName programName openings } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
    const first = (await page(null))["directoryPrograms"];
    expect(first.edges[0]).toMatchObject({
      distanceKm: 0,
      node: { organisationName: "Meadow", programName: "Alpha", openings: 10 },
    });
    const second = (await page(first.pageInfo.endCursor))["directoryPrograms"];
    expect(second).toMatchObject({ edges: [{ node: { programName: "Beta" } }], pageInfo: { hasNextPage: false } });
    const bad = await intake.execute(`{ directoryPrograms(after: "nonsense") { nodes { id } } }`);
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: ["after"] });
  });

  it("names the levels of care of both editions", async () => {
    const { levelsOfCare } = await intake.run(
      `{ levelsOfCare(edition: "ASAM3") { code rank hours { population minHoursPerWeek maxHoursPerWeek } } }`,
    );
    const iop = levelsOfCare.find((level: { code: string }) => level.code === "2.1");
    expect(iop.hours).toContainEqual({ population: "ADULT", minHoursPerWeek: 9, maxHoursPerWeek: 19 });
    expect(levelsOfCare.map((level: { rank: number }) => level.rank)).toEqual(
      levelsOfCare.map((level: { rank: number }) => level.rank).toSorted((a: number, b: number) => a - b),
    );
  });
});

describe("tasks", () => {
  it("are listed by role and completed; their subject leaves as an id of its kind", async () => {
    await api.db.run(harbour.actor("ADMIN"), (tx) =>
      openTask(tx, {
        kind: "LEAVE_REVIEW",
        subjectId: newId(),
        dueAt: tx.now,
        key: "t",
      }),
    );
    const clinician = await api.signIn(harbour, "CLINICIAN");
    const list = (role: string) =>
      clinician.run(`{ tasks(role: ${role}) { nodes { id kind subjectId availableActions version } } }`);
    expect((await list("INTAKE"))["tasks"].nodes).toEqual([]);
    const [task] = (await list("CLINICIAN"))["tasks"].nodes;
    expect(task).toMatchObject({
      kind: "LEAVE_REVIEW",
      subjectId: expect.stringMatching(/^enrollment_/),
      availableActions: ["claimTask", "assignTask", "postponeTask", "completeTask"],
    });
    const complete = (by: TestClient, id: string) =>
      by.run(`mutation ($id: ID!) { completeTask(input: { id: $id }) { task { state } userErrors { code } } }`, { id });
    const stranger = await api.signIn(meadow, "CLINICIAN");
    expect((await complete(stranger, task.id))["completeTask"]).toEqual({
      task: null,
      userErrors: [{ code: "NOT_FOUND" }],
    });
    expect((await complete(clinician, task.id))["completeTask"]).toEqual({ task: { state: "DONE" }, userErrors: [] });
    expect((await list("CLINICIAN"))["tasks"].nodes).toEqual([]);
  });
});
