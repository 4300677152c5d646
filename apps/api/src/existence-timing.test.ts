import { newClient, openProgram, sentReferral } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { encodeId, newId } from "@causeway/kernel";
import { figure } from "@causeway/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestApi, TestClient } from "./testing/open-test-api.ts";
import { openTestApi } from "./testing/open-test-api.ts";

/**
 * `existence-is-a-disclosure` in time. That both run the same statements is shown place by place in tenancy.test.ts; here
 * is what a caller could measure: answers to what is another's and to what is nowhere, asked in turn. Of two that do not
 * differ either is the slower in half of all pairs; how far that strays with so many rounds is less than a quarter of STRAY.
 */
let api: TestApi;
let harbour: OrganisationUnderTest;
let asker: TestClient;
const ids = { client: "", part: "" };
const [ROUNDS, STRAY] = process.env["CAUSEWAY_PROVE"] ? [2000, 0.05] : [150, 0.15];

beforeAll(async () => {
  api = await openTestApi();
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  const meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const quay = await liveOrganisation(api.db, { name: "Quay" });
  const { programId } = await openProgram(api.db, quay.actor("OWNER"));
  const { clientId } = await newClient(api.db, meadow.actor("OWNER"));
  const { recipientIds } = await sentReferral(api.db, meadow.actor("OWNER"), [
    { programId, organisationId: quay.organisationId },
  ]);
  ids.client = encodeId("client", clientId);
  ids.part = encodeId("referral_recipient", recipientIds[0] ?? "");
  asker = await api.signIn(harbour);
});
afterAll(() => api?.close());

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** How often the first is the slower, over all pairs. */
function slower(these: readonly number[], those: readonly number[]): number {
  let wins = 0;
  for (const a of these) for (const b of those) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (these.length * those.length);
}

const SOUGHT = "query ($input: CheckForDuplicatesInput!) { checkForDuplicates(input: $input) { client { id } } }";

it.each([
  {
    what: "a client",
    query: "query ($id: ID!) { client(id: $id) { id doNotContact } }",
    there: () => ({ id: ids.client }),
    nowhere: () => ({ id: encodeId("client", newId()) }),
  },
  {
    what: "a part of a referral, by whom it was not sent to",
    query: "query ($id: ID!) { receivedReferral(id: $id) { id packet { notice } } }",
    there: () => ({ id: ids.part }),
    nowhere: () => ({ id: encodeId("referral_recipient", newId()) }),
  },
  {
    what: "why somebody sees a client",
    query: "query ($id: ID!) { whyCanISee(id: $id) { rule } }",
    there: () => ({ id: ids.client }),
    nowhere: () => ({ id: encodeId("client", newId()) }),
  },
  {
    what: "a person whom another organisation knows",
    query: SOUGHT,
    there: () => ({ input: { givenName: "Robin", familyName: "Harper", email: "robin@example.org" } }),
    nowhere: () => ({ input: { givenName: "Rabin", familyName: "Horper", email: "rabin@example.org" } }),
  },
])(
  "existence-is-a-disclosure: $what takes as long as what is nowhere",
  async ({ what, query, there, nowhere }) => {
    const took = async (variables: Record<string, unknown>) => {
      const began = performance.now();
      const { body } = await asker.execute(query, variables);
      return { took: performance.now() - began, body };
    };
    expect((await took(there())).body).toBe((await took(nowhere())).body);
    for (let i = 0; i < 30; i++) await took(i % 2 ? there() : nowhere());
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      // In turn, and each as often first as second.
      if (i % 2) known.push((await took(there())).took);
      unknown.push((await took(nowhere())).took);
      if (!(i % 2)) known.push((await took(there())).took);
    }
    const share = slower(known, unknown);
    figure(
      "existence-is-a-disclosure",
      `${what}: median ${median(known).toFixed(2)} ms where it is another's, ${median(unknown).toFixed(2)} ms where it is nowhere; slower in ${(share * 100).toFixed(1)} % of pairs`,
    );
    expect(Math.abs(share - 0.5)).toBeLessThan(STRAY);
  },
  120_000,
);

it("existence-is-a-disclosure: would tell apart what takes a fifth longer", () => {
  const base = Array.from({ length: ROUNDS }, (_, i) => 5 + (i % 17) / 10);
  expect(
    slower(
      base.map((ms) => ms * 1.2),
      base,
    ),
  ).toBeGreaterThan(0.5 + STRAY);
  expect(slower(base, base)).toBeCloseTo(0.5, 5);
});
