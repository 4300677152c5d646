import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { jobActor } from "@causeway/kernel";
import { Message, markSent, passwordResetTemplate, queueMessage } from "@causeway/messaging";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let said = "";

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, Message] });
  harbour = await liveOrganisation(t.db);
  meadow = await liveOrganisation(t.db);
  for (const [round, secret] of ["older", "newer"].entries()) {
    await t.db.run(jobActor(harbour.organisationId, "test"), async (tx) => {
      await queueMessage(tx, {
        template: passwordResetTemplate,
        variables: { url: `https://app.example.org/password-reset#${secret}` },
        to: harbour.email("OWNER"),
        key: `r${round}`,
      });
      for (const { id } of await tx.query<{ id: string }>("select id from messages where state = 'QUEUED'"))
        await markSent(tx, { messageId: id, transport: "MAILBOX", secretTemplates: new Set() });
    });
  }
});
afterAll(() => t?.close());
beforeEach(() => {
  said = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((said += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => vi.restoreAllMocks());

const env = () => ({ DATABASE_URL: t.urls.app, CAUSEWAY_SECRET: t.clone.secret, NODE_ENV: "test" });
const looks = (organisation: OrganisationUnderTest) =>
  t.db.readWith(organisation.actor("OWNER"), {
    sql: "select 1 from audit_entries where action = 'system.run' and reason = 'mailbox.read'",
    values: [],
  });

describe("causeway mailbox", () => {
  it("prints the newest mail to an address, and the organisation keeps that it was read", async () => {
    expect(await runCommand(["mailbox", "--to", harbour.email("OWNER").toUpperCase()], env())).toBe(0);
    expect(said).toContain("password-reset#newer");
    expect(said).not.toContain("older");
    expect(await looks(harbour)).toHaveLength(1);
  });

  it("prints nobody else's, and looks nowhere else", async () => {
    expect(await runCommand(["mailbox", "--to", meadow.email("OWNER")], env())).toBe(1);
    expect(await runCommand(["mailbox", "--to", "nobody@elsewhere.example"], env())).toBe(1);
    expect(said).toBe("");
    expect(await looks(meadow)).toHaveLength(1);
    expect(await looks(harbour)).toHaveLength(1);
  });
});
