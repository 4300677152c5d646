import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  api = await openTestApi({ clock: new MovableClock(new Date("2026-03-02T15:00:00Z")) });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
});
afterAll(() => api?.close());

describe("dead letters", () => {
  it("are seen and handed back by their organisation alone", async () => {
    const ids = [harbour, meadow].map((organisation) => organisation.organisationId);
    const client = new pg.Client({ connectionString: api.clone.adminUrl });
    await client.connect();
    for (const id of ids) {
      await client.query(
        `insert into dispatches (id, source_id, job, organisation_id, data, created_at, dead_at, dead_reason)
         values (gen_random_uuid(), gen_random_uuid(), 'referral.notify-sender', $1, '{}', now(), now(), 'ECONNREFUSED')`,
        [id],
      );
    }
    const LETTERS = "{ deadLetters { totalCount nodes { id job deadReason } } }";
    const REPLAY =
      "mutation ($input: ReplayDeadLetterInput!) { replayDeadLetter(input: $input) { userErrors { code message path } } }";
    const owner = await api.signIn(harbour, "OWNER");
    const { deadLetters } = await owner.run(LETTERS);
    expect(deadLetters).toMatchObject({
      totalCount: 1,
      nodes: [{ job: "referral.notify-sender", deadReason: "ECONNREFUSED" }],
    });
    const asked = { input: { deadLetterId: deadLetters.nodes[0].id } };
    const foreign = await (await api.signIn(meadow, "OWNER")).run(REPLAY, asked);
    expect(foreign.replayDeadLetter.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await owner.run(REPLAY, asked)).replayDeadLetter.userErrors).toEqual([]);
    const { rows } = await client.query("select job, organisation_id from timers where job like 'queue%'");
    await client.end();
    expect(rows).toEqual([{ job: "queue.replay-dispatch", organisation_id: harbour.organisationId }]);
    expect((await (await api.signIn(harbour, "INTAKE")).execute(LETTERS)).errors?.[0]?.extensions.code).toBe(
      "FORBIDDEN",
    );
  });
});
