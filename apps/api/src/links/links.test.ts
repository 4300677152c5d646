import { Program } from "@causeway/care";
import { openProgram } from "@causeway/care/factory";
import { issueLink } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
});
afterAll(() => api?.close());

/** `openings-confirmed-by-link` */
it("a page shows what is to be confirmed; a press confirms it, without signing in, for a week", async () => {
  const owner = harbour.actor("OWNER");
  const { programId } = await openProgram(api.db, owner, { name: "Evening <IOP>", capacity: 12 });
  clock.advance(7 * 86_400_000);
  const { token } = await api.db.run(owner, (tx) =>
    issueLink(tx, { purpose: "confirm-openings", subjectId: programId }),
  );
  const confirmedAt = async () => (await api.db.run(owner, (tx) => tx.get(Program, programId))).openingsConfirmedAt;
  const anyone = api.anonymous();
  const page = await anyone.fetch(`/o/${token}`);
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(await page.text()).toContain("Evening &lt;IOP&gt;, Main site: 12 of 12 places");
  // Looking changes nothing: mail programs follow links by themselves.
  expect(await confirmedAt()).toEqual(START);
  const press = () => anyone.fetch(`/o/${token}`, { method: "POST" });
  expect((await press()).status).toBe(200);
  expect(await confirmedAt()).toEqual(clock.now());
  const [entry] = await api.db.run(owner, (tx) =>
    tx.query<{ at: string; kind: string }>(
      "select action as at, actor_kind as kind from audit_entries where action = 'program.confirm-openings'",
    ),
  );
  expect(entry).toMatchObject({ kind: "signed_link" });
  // Good for this one act alone, and not for ever.
  expect((await anyone.fetch(`/u/${token}`)).status).toBe(404);
  expect((await anyone.fetch(`/o/${"x".repeat(token.length)}`)).status).toBe(404);
  clock.advance(7 * 86_400_000);
  expect((await press()).status).toBe(404);
});
