import { ROLES_OF_PEOPLE, inviteMember, type Role } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { jobActor, MovableClock } from "@causeway/kernel";
import {
  TEXT_WITHHELD,
  invitationMailKey,
  invitationTemplate,
  markSent,
  notifyMembers,
  passwordResetTemplate,
  queueMessage,
  referralTemplate,
} from "@causeway/messaging";
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
  const { invitationId } = await api.db.run(harbour.actor("ADMIN"), (tx) =>
    inviteMember(tx, { email: "new@example.org", displayName: "New", role: "INTAKE", secret: api.secret }),
  );
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
      variables: { organisation: "Harbour", url: "https://app.example.org/invitation#secret-of-invitation" },
      to: "new@example.org",
      key: invitationMailKey(invitationId),
    });
  });
  await sendReset(api, harbour);
});
afterAll(() => api?.close());

/** The mail to the owner, who forgot the password; all that wait are sent with it. */
async function sendReset(at: TestApi, organisation: OrganisationUnderTest): Promise<void> {
  await at.db.run(jobActor(organisation.organisationId, "test"), async (tx) => {
    await queueMessage(tx, {
      template: passwordResetTemplate,
      variables: { url: "https://app.example.org/password-reset#secret-of-reset" },
      to: organisation.email("OWNER"),
      membershipId: organisation.actor("OWNER").id ?? "",
      key: "reset",
    });
    for (const { id } of await tx.query<{ id: string }>("select id from messages"))
      await markSent(tx, { messageId: id, transport: "MAILBOX", secretTemplates: new Set() });
  });
}

const NOTICES =
  "query ($unread: Boolean) { notifications(unread: $unread) { totalCount nodes { id title link readAt } } }";
const MARK =
  "mutation ($input: MarkNotificationReadInput!) { markNotificationRead(input: $input) { notification { readAt } userErrors { code path message } } }";
const MAILBOX = "{ mailbox { to from subject text html textWithheld } }";

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
  const seenBy = async (organisation: OrganisationUnderTest, role: Role) =>
    (await (await api.signIn(organisation, role)).run(MAILBOX)).mailbox as {
      to: string;
      text: string;
      html: string | null;
      textWithheld: boolean;
    }[];

  it("shows an organisation its own mails", async () => {
    const mails = await seenBy(harbour, "OWNER");
    expect(mails.map((mail) => mail.to).toSorted()).toEqual(
      [harbour.email("ADMIN"), harbour.email("INTAKE"), harbour.email("OWNER"), "new@example.org"].toSorted(),
    );
    expect(mails.filter((mail) => !mail.textWithheld)).toHaveLength(3);
    expect(await seenBy(meadow, "OWNER")).toEqual([]);
  });

  it("links-for-their-addressee: shows a link that acts as one person to that person alone", async () => {
    const secretsSeenBy = async (role: Role) => {
      const mails = await seenBy(harbour, role);
      for (const mail of mails) {
        expect(mail.textWithheld).toBe(mail.text === TEXT_WITHHELD);
        if (mail.textWithheld) expect(mail.html).toBeNull();
      }
      return JSON.stringify(mails).match(/secret-of-\w+/g) ?? [];
    };
    const seen: Record<string, string[]> = {};
    for (const role of ROLES_OF_PEOPLE) seen[role] = [...new Set(await secretsSeenBy(role))];
    expect(seen).toEqual({
      ...Object.fromEntries(ROLES_OF_PEOPLE.map((role) => [role, []])),
      OWNER: ["secret-of-reset"],
      ADMIN: ["secret-of-invitation"],
    });
  });

  it("is closed in production", async () => {
    const production = await openTestApi({ clock, config: { demo: true, environment: "production" } });
    try {
      const orchard = await liveOrganisation(production.db, { name: "Orchard" });
      await sendReset(production, orchard);
      expect((await (await production.signIn(orchard, "OWNER")).run(MAILBOX)).mailbox).toEqual([]);
    } finally {
      await production.close();
    }
  });

  it("lists every mail's outcome to those who may see messages, without its text", async () => {
    const { messages } = await (
      await api.signIn(harbour, "OWNER")
    ).run("{ messages { totalCount nodes { template state transport } } }");
    expect(messages.totalCount).toBe(4);
    const refused = await (await api.signIn(meadow, "OWNER")).run("{ messages { totalCount } }");
    expect(refused.messages.totalCount).toBe(0);
  });
});
