import { dischargeEnrollment, Enrollment } from "@causeway/care";
import { admittedEnrollment, dischargeRecord, newClient } from "@causeway/care/factory";
import { issueLink } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId, jobActor, MovableClock } from "@causeway/kernel";
import { checkInTemplate, queueMessage, takeMessage } from "@causeway/messaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const secret = "s".repeat(32);

beforeAll(async () => {
  api = await openTestApi({ clock, config: { secret } });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
});
afterAll(() => api?.close());

const OPT_IN =
  "mutation ($input: RecordContactConsentInput!) { recordContactConsent(input: $input) { contactConsent { id channel purpose optedOutAt } userErrors { code path message reason } } }";
const OPT_OUT =
  "mutation ($input: WithdrawContactConsentInput!) { withdrawContactConsent(input: $input) { client { id } userErrors { code } } }";
const CONSENTS =
  "query ($clientId: ID!) { contactConsents(clientId: $clientId) { nodes { channel purpose optedOutAt optedOutBy } } }";
const FOLLOW =
  "mutation ($input: FollowAlumnusInput!) { followAlumnus(input: $input) { alumnus { id state checkIns { id dueOn state availableActions } } userErrors { code path message reason } } }";
const ATTEMPT =
  "mutation ($input: RecordCheckInAttemptInput!) { recordCheckInAttempt(input: $input) { checkIn { id state attempts version availableActions log { outcome channel } } userErrors { code path message reason } } }";
const DUE =
  'query { checkIns(state: DUE, dueBefore: "2026-04-01") { totalCount nodes { id dueOn alumnus { client { id } } } } }';

/** Someone who dropped out on the first day. */
async function leaver() {
  const admin = harbour.actor("ADMIN");
  const { clientId } = await newClient(api.db, admin, { details: { email: "robin@example.org" } });
  const { enrollmentId } = await admittedEnrollment(api.db, admin, { clientId });
  await api.db.run(admin, async (tx) => {
    const row = await tx.get(Enrollment, enrollmentId);
    await tx.update(Enrollment, row, { state: "ACTIVE", firstSessionOn: "2026-03-02" });
    await dischargeEnrollment(tx, {
      enrollmentId,
      dischargedOn: "2026-03-02",
      reason: 2,
      ...dischargeRecord,
    });
  });
  return { clientId, client: encodeId("client", clientId), enrollment: encodeId("enrollment", enrollmentId) };
}

describe("following alumni through the API", () => {
  it("contact-needs-opt-in: takes the client's word first, and another organisation sees nothing of it", async () => {
    const { client, enrollment } = await leaver();
    const outreach = await api.signIn(harbour, "OUTREACH");
    const input = { enrollmentId: enrollment, cadenceDays: [7, 60] };
    expect((await outreach.run(FOLLOW, { input })).followAlumnus).toMatchObject({
      alumnus: null,
      userErrors: [{ code: "CONSENT_MISSING", reason: "NO_OPT_IN" }],
    });
    const optIn = { input: { clientId: client, channel: "VOICE", purpose: "CHECK_IN" } };
    expect((await outreach.run(OPT_IN, optIn)).recordContactConsent.contactConsent).toMatchObject({
      channel: "VOICE",
      optedOutAt: null,
    });
    const followed = (await outreach.run(FOLLOW, { input })).followAlumnus;
    expect(followed).toMatchObject({
      alumnus: {
        state: "FOLLOWED",
        checkIns: [
          { dueOn: "2026-03-09", state: "DUE", availableActions: ["recordCheckInAttempt"] },
          { dueOn: "2026-05-01" },
        ],
      },
      userErrors: [],
    });
    expect((await outreach.run(FOLLOW, { input })).followAlumnus.userErrors).toMatchObject([{ code: "DUPLICATE" }]);
    expect((await outreach.run(DUE)).checkIns).toMatchObject({
      totalCount: 1,
      nodes: [{ alumnus: { client: { id: client } } }],
    });

    const stranger = await api.signIn(meadow, "OUTREACH");
    expect((await stranger.run(DUE)).checkIns.totalCount).toBe(0);
    const [checkIn] = followed.alumnus.checkIns;
    const attempt = (checkInId: string) => ({ input: { checkInId, channel: "VOICE", outcome: "REACHED" } });
    const foreign = await stranger.execute(ATTEMPT, attempt(checkIn.id));
    const missing = await stranger.execute(ATTEMPT, attempt("check_in_01h455vb4pex5vsknk084sn02q"));
    expect(foreign.body).toBe(missing.body);

    const outcome = (value: string) =>
      outreach.run(ATTEMPT, { input: { checkInId: checkIn.id, channel: "VOICE", outcome: value } });
    expect((await outcome("NO_ANSWER")).recordCheckInAttempt.checkIn).toMatchObject({
      state: "DUE",
      attempts: 1,
      version: 2,
    });
    expect((await outcome("REACHED")).recordCheckInAttempt.checkIn).toMatchObject({
      state: "REACHED",
      availableActions: [],
      log: [{ outcome: "NO_ANSWER" }, { outcome: "REACHED" }],
    });
    expect((await outcome("NO_ANSWER")).recordCheckInAttempt.userErrors).toMatchObject([
      { code: "ILLEGAL_TRANSITION" },
    ]);
    const early = await outreach.run(ATTEMPT, attempt(followed.alumnus.checkIns[1].id));
    expect(early.recordCheckInAttempt.userErrors).toMatchObject([{ code: "INVALID", reason: "NOT_DUE" }]);
  });

  it("refuses those who may not", async () => {
    const { client } = await leaver();
    const reader = await api.signIn(harbour, "READ_ONLY");
    const refused = await reader.execute(OPT_IN, {
      input: { clientId: client, channel: "EMAIL", purpose: "CHECK_IN" },
    });
    expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

describe("contact-stop", () => {
  async function written() {
    const { clientId, client } = await leaver();
    const outreach = await api.signIn(harbour, "OUTREACH");
    for (const purpose of ["CHECK_IN", "EVENTS"])
      await outreach.run(OPT_IN, { input: { clientId: client, channel: "EMAIL", purpose } });
    const worker = jobActor(harbour.organisationId, "test");
    const { token, messageId } = await api.db.run(worker, async (tx) => {
      const link = await issueLink(tx, { purpose: "stop-messages", subjectId: clientId });
      const variables = { sender: "Harbour Office", stopUrl: `https://app.example.org/u/${link.token}` };
      await queueMessage(tx, {
        template: checkInTemplate,
        variables,
        to: `old-${clientId}@example.org`,
        clientId,
        key: clientId,
      });
      const [message] = await tx.query<{ id: string }>("select id from messages where client_id = $1", [clientId]);
      return { token: link.token, messageId: message?.id ?? "" };
    });
    const take = () => api.db.run(worker, (tx) => takeMessage(tx, { messageId, secret }));
    const consents = async () =>
      (await outreach.run(CONSENTS, { clientId: client })).contactConsents.nodes as {
        optedOutAt: string | null;
        optedOutBy: string | null;
      }[];
    return { client, outreach, token, take, consents };
  }

  it("a link asks first, ends everything on that channel at a press, and holds back what waits to leave", async () => {
    const { token, take, consents } = await written();
    const anyone = api.anonymous();
    const page = await anyone.fetch(`/u/${token}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    expect((await consents()).every((consent) => consent.optedOutAt === null)).toBe(true);
    expect(await take()).not.toBeNull();
    const form = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    };
    const pressed = await anyone.fetch(`/u/${token}`, form);
    expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining("no more of these messages")]);
    expect((await consents()).map((consent) => consent.optedOutBy)).toEqual(["SIGNED_LINK", "SIGNED_LINK"]);
    expect(await take()).toBeNull();
    expect((await anyone.fetch(`/u/${token}`, form)).status).toBe(200);
    expect(api.log.join("\n")).not.toContain(token);
  });

  it("an unknown link, a made-up one and one for another purpose are alike", async () => {
    const answers = await Promise.all(
      ["x", "A".repeat(43), "%00"].map(async (token) => [
        (await api.anonymous().fetch(`/u/${token}`)).status,
        await (await api.anonymous().fetch(`/u/${token}`)).text(),
      ]),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
  });

  it("staff who are told to stop end it the same way", async () => {
    const { client, outreach, take, consents } = await written();
    expect(
      (await outreach.run(OPT_OUT, { input: { clientId: client, channel: "EMAIL" } })).withdrawContactConsent,
    ).toEqual({ client: { id: client }, userErrors: [] });
    expect((await consents()).map((consent) => consent.optedOutBy)).toEqual(["STAFF", "STAFF"]);
    expect(await take()).toBeNull();
  });
});
