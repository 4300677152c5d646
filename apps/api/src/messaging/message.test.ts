import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { jobActor, MovableClock } from "@causeway/kernel";
import { invitationTemplate, markSent, notifyMembers, queueMessage, referralTemplate } from "@causeway/messaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const SUBJECT = "01957d4e-0000-7000-8000-000000000001";

beforeAll(async () => {
  api = await openTestApi({ clock, config: { demo: true } });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const variables = { kind: "RECEIVED", number: "R-1", url: "https://app.example.org/inbox" } as const;
  await api.db.run(jobActor(harbour.organisationId, "test"), async (tx) => {
    await notifyMembers(tx, {
      roles: ["INTAKE", "ADMIN"],
      kind: "referral.received",
      subjectId: SUBJECT,
      title: "R-1: a new request",
      link: "/inbox",
      key: "k",
      email: { template: referralTemplate, variables },
    });
    await queueMessage(tx, {
      template: invitationTemplate,
      variables: { organisation: "Harbour", url: "https://app.example.org/invitation#t" },
      to: "new@example.org",
      key: "i",
    });
    for (const { id } of await tx.query<{ id: string }>("select id from messages"))
      await markSent(tx, { messageId: id, transport: "MAILBOX", secretTemplates: new Set() });
  });
});
afterAll(() => api?.close());

const NOTICES =
  "query ($unread: Boolean) { notifications(unread: $unread) { totalCount nodes { id title link readAt } } }";
const MARK =
  "mutation ($input: MarkNotificationReadInput!) { markNotificationRead(input: $input) { notification { readAt } userErrors { code path message } } }";
const MAILBOX = "{ mailbox { to from subject text } }";

describe("notices", () => {
  it("are their member's own, and are read by that member alone", async () => {
    const intake = await api.signIn(harbour, "INTAKE");
    const admin = await api.signIn(harbour, "ADMIN");
    const { notifications } = await intake.run(NOTICES, { unread: true });
    expect(notifications).toMatchObject({
      totalCount: 1,
      nodes: [{ title: "R-1: a new request", link: "/inbox", readAt: null }],
    });
    const input = { notificationId: notifications.nodes[0].id };
    const foreign = await (await api.signIn(meadow, "INTAKE")).execute(MARK, { input });
    const missing = await (
      await api.signIn(meadow, "INTAKE")
    ).execute(MARK, { input: { notificationId: "notification_01h455vb4pex5vsknk084sn02q" } });
    expect(foreign.body).toBe(missing.body);
    expect(foreign.data.markNotificationRead.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await admin.run(MARK, { input })).markNotificationRead.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await intake.run(MARK, { input })).markNotificationRead).toEqual({
      notification: { readAt: "2026-03-02T15:00:00.000Z" },
      userErrors: [],
    });
    expect((await intake.run(NOTICES, { unread: true })).notifications.totalCount).toBe(0);
    expect((await admin.run(NOTICES, { unread: true })).notifications.totalCount).toBe(1);
    expect((await (await api.signIn(meadow, "ADMIN")).run(NOTICES)).notifications.totalCount).toBe(0);
  });
});

describe("the local mailbox", () => {
  it("shows an organisation its own mails, and links for one person alone to those who manage members", async () => {
    const owner = await (await api.signIn(harbour, "OWNER")).run(MAILBOX);
    expect(owner.mailbox.map((mail: { to: string }) => mail.to).toSorted()).toEqual(
      [harbour.email("ADMIN"), harbour.email("INTAKE"), "new@example.org"].toSorted(),
    );
    const intake = await (await api.signIn(harbour, "INTAKE")).run(MAILBOX);
    expect(intake.mailbox.map((mail: { to: string }) => mail.to)).not.toContain("new@example.org");
    expect((await (await api.signIn(meadow, "OWNER")).run(MAILBOX)).mailbox).toEqual([]);
  });

  it("lists every mail's outcome to those who may see messages, without its text", async () => {
    const { messages } = await (
      await api.signIn(harbour, "OWNER")
    ).run("{ messages { totalCount nodes { template state transport } } }");
    expect(messages.totalCount).toBe(3);
    const refused = await (await api.signIn(meadow, "OWNER")).run("{ messages { totalCount } }");
    expect(refused.messages.totalCount).toBe(0);
  });
});
