import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AuditSealer, type AuditHead } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { systemClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { runCommand } from "../index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let said = "";
let complained = "";
const heads: AuditHead[] = [];

beforeAll(async () => {
  t = await openTestDatabase({ entities: identityEntities });
  harbour = await liveOrganisation(t.db);
  await liveOrganisation(t.db);
  const sealer = new AuditSealer({
    url: t.urls.relay,
    clock: systemClock,
    anchor: async (given) => void heads.push(...given),
  });
  await sealer.tick();
  await sealer.close();
});
afterAll(() => t?.close());
beforeEach(() => {
  said = complained = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((said += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((complained += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

const env = () => ({ DATABASE_RELAY_URL: t.urls.relay });
const anchorsFile = async (content: string) => {
  const file = join(inject("causewayRun").folder, "heads");
  await writeFile(file, content);
  return file;
};
const asOwner = async (...statements: string[]) => {
  const owner = new pg.Client({ connectionString: t.clone.adminUrl });
  await owner.connect();
  await owner.query("set session_replication_role = replica");
  for (const statement of statements) await owner.query(statement);
  await owner.end();
};

describe("causeway audit:verify", () => {
  it("audit-is-chained: passes what nobody touched, with a line for each organisation", async () => {
    const file = await anchorsFile(heads.map((head) => JSON.stringify(head)).join("\n"));
    expect(await runCommand(["audit:verify", "--anchors", file], env())).toBe(0);
    expect(said).toMatch(new RegExp(`^${harbour.organisationId} .* ok$`, "m"));
    expect(said).toMatch(/^2 chains, \d+ entries, 0 waiting for their seal, 2 anchors compared: nothing found$/m);
    expect(await runCommand(["audit:verify"], { DATABASE_OWNER_URL: t.clone.adminUrl })).toBe(0);
  });

  it("names what was done to an entry, and ends with status 1", async () => {
    await asOwner(`update audit_entries set action = 'nothing' where organisation_id = '${harbour.organisationId}'`);
    expect(await runCommand(["audit:verify"], env())).toBe(1);
    expect(said).toMatch(new RegExp(`EDITED .*organisation ${harbour.organisationId}, batch 1, entry `));
    const [other] = heads.filter((head) => head.organisationId !== harbour.organisationId);
    said = "";
    expect(await runCommand(["audit:verify", "--organisation", other?.organisationId ?? ""], env())).toBe(0);
    expect(said).not.toContain(harbour.organisationId);
  });

  it("says what it cannot use", async () => {
    expect(await runCommand(["audit:verify"], {})).toBe(2);
    expect(complained).toMatch(/--database-url/);
    expect(await runCommand(["audit:verify", "--organisation", "harbour"], env())).toBe(2);
    expect(await runCommand(["audit:verify", "--anchors", "/nowhere"], env())).toBe(2);
    expect(await runCommand(["audit:verify", "--anchors", await anchorsFile("{}\n")], env())).toBe(1);
    expect(complained).toMatch(/Line 1/);
    expect(await runCommand(["audit:verify", "--database-url", t.urls.app], {})).toBe(1);
    expect(complained).toMatch(/does not read the audit of every organisation/);
    expect(complained).not.toMatch(/^ {4}at /m);
  });
});
