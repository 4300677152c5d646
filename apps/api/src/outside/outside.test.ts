import {
  codeToSend,
  loadPart,
  postReferralMessage,
  requestCancellation,
  revokeConsent,
  showReceiverCode,
  withdrawRecipient,
} from "@causeway/care";
import type { TestOutsidePart } from "@causeway/care/factory";
import { draftedReferral, namedReceiver, outsidePart } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId, MovableClock } from "@causeway/kernel";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestApi, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: pg.Client;
const START = new Date("2026-03-09T14:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour Recovery" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  admin = new pg.Client({ connectionString: api.clone.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await api?.close();
});
beforeEach(() => clock.set(START));

const sender = () => harbour.actor("INTAKE");
const part = async (options: Parameters<typeof outsidePart>[2] = {}): Promise<TestOutsidePart> =>
  outsidePart(api.db, sender(), {
    receiver: await namedReceiver(api.db, sender(), { phone: "+15185550142" }),
    ...options,
  });
const path = ({ token }: { token: string }, more = "") => `/r/${token}${more}`;
const post = (
  browser: TestClient,
  to: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
) =>
  browser.fetch(to, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const text = async (browser: TestClient, to: string) => (await browser.fetch(to)).text();
const codeOf = async ({ linkId }: TestOutsidePart) =>
  (await api.db.run(sender(), (tx) => codeToSend(tx, { linkId, secret: api.secret })))?.code ?? "";
/** A browser that proved the code. */
const within = async (asked: TestOutsidePart): Promise<TestClient> => {
  const browser = api.anonymous();
  await post(browser, path(asked, "/code"));
  const opened = await post(browser, path(asked, "/open"), { code: await codeOf(asked) });
  expect([opened.status, opened.headers.get("location")]).toEqual([303, path(asked)]);
  return browser;
};
/** The hidden fields of the form for a move, as the page shows it. */
const formOf = (html: string, move: string): Record<string, string> => {
  const form = html.split("<form").find((each) => each.includes(`name="move" value="${move}"`)) ?? "";
  return Object.fromEntries([...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
};
const answer = async (browser: TestClient, asked: TestOutsidePart, move: string, fields: Record<string, string> = {}) =>
  post(browser, path(asked, "/answer"), { ...formOf(await text(browser, path(asked)), move), ...fields });
const stands = async ({ recipientId }: TestOutsidePart) =>
  api.db.run(sender(), (tx) => loadPart(tx, "sender", { recipientId }));
const disclosures = async ({ recipientId }: TestOutsidePart) =>
  Number(
    (await admin.query("select count(*) from disclosures where referral_recipient_id = $1", [recipientId])).rows[0]
      .count,
  );
const audited = async (action: string, subject: string) =>
  Number(
    (await admin.query("select count(*) from audit_entries where action = $1 and subject_id = $2", [action, subject]))
      .rows[0].count,
  );

describe("`outside-by-link`: the whole way", () => {
  it("from the link to the first session, without an account; what it says reaches the sender", async () => {
    const asked = await part();
    const browser = await within(asked);
    const enquiry = await text(browser, path(asked));
    expect(enquiry).toContain("Harbour Recovery asks you to take a client");
    expect(enquiry).toContain("2.1 Intensive Outpatient");
    expect(enquiry).not.toContain("Open the packet");
    expect(await text(browser, path(asked, "/packet"))).toContain("The packet is not open to you, or not yet.");
    expect(
      (await answer(browser, asked, "requestInformation", { question: "Is there <b>transport</b>?" })).status,
    ).toBe(303);
    expect(await text(browser, path(asked))).toContain("Is there &lt;b&gt;transport&lt;/b&gt;?");
    expect((await stands(asked)).infoQuestion).toBe("Is there <b>transport</b>?");
  });

  it("accepts, reads, sets an appointment, admits and closes the loop", async () => {
    const asked = await part();
    const browser = await within(asked);
    await answer(browser, asked, "accept");
    expect((await stands(asked)).state).toBe("ACCEPTED");
    const packet = await text(browser, path(asked, "/packet"));
    expect(packet).toContain("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
    expect(packet).toContain("Family name");
    expect(packet).toContain("The consent this rests on");
    const late = await answer(browser, asked, "scheduleAppointment", { appointmentAt: "2026-03-01T10:00" });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain("An appointment lies in the future.");
    await answer(browser, asked, "scheduleAppointment", { appointmentAt: "2026-03-10T10:30" });
    // Where the receiver is: New York, four hours behind.
    expect((await stands(asked)).appointmentAt).toEqual(new Date("2026-03-10T14:30:00Z"));
    await answer(browser, asked, "admit", { admittedOn: "2026-03-09" });
    expect(packet.indexOf("Given name")).toBeLessThan(packet.indexOf("Family name"));
    const done = await answer(browser, asked, "attend", { firstSessionOn: "2026-03-09" });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Thank you")]);
    expect(await stands(asked)).toMatchObject({ state: "ATTENDED", firstSessionOn: "2026-03-09" });
    expect((await browser.fetch(path(asked))).status).toBe(404);
  });

  it("declines with a reason; a cancellation asked for is confirmed by the receiver", async () => {
    const asked = await part();
    const browser = await within(asked);
    const without = await answer(browser, asked, "decline", { reason: "OTHER", note: "" });
    expect([without.status, await without.text()]).toEqual([422, expect.stringContaining("put in words")]);
    const done = await answer(browser, asked, "decline", { reason: "NO_CAPACITY" });
    expect(await done.text()).toContain("Thank you");
    expect(await stands(asked)).toMatchObject({ state: "DECLINED", declineReason: "NO_CAPACITY" });

    const other = await part();
    const second = await within(other);
    await answer(second, other, "receive");
    await api.db.run(sender(), (tx) => requestCancellation(tx, other));
    await answer(second, other, "confirmCancellation");
    expect((await stands(other)).state).toBe("CANCELLED");
  });

  it("a form sent twice, also at the same time, is one answer; one shown before a change is refused", async () => {
    const asked = await part();
    const browser = await within(asked);
    const page = await text(browser, path(asked));
    const accept = formOf(page, "accept");
    const posts = await Promise.all([1, 2, 3].map(() => post(browser, path(asked, "/answer"), accept)));
    expect(posts.map((response) => response.status)).toEqual([303, 303, 303]);
    expect(await audited("referral.accept", asked.recipientId)).toBe(1);
    const stale = await post(browser, path(asked, "/answer"), { ...formOf(page, "decline"), reason: "DISTANCE" });
    expect(stale.status).toBe(409);
    expect((await stands(asked)).state).toBe("ACCEPTED");
    const ends = formOf(await text(browser, path(asked)), "decline");
    for (const _ of [1, 2])
      expect(await (await post(browser, path(asked, "/answer"), { ...ends, reason: "DISTANCE" })).text()).toContain(
        "Thank you",
      );
    expect(await audited("referral.decline", asked.recipientId)).toBe(1);
  });
});

describe("`second-factor-apart`: the code by another road", () => {
  it("the page before the code says nothing of sender, client or kind of service, and sets no cookie", async () => {
    const asked = await part();
    const response = await api.anonymous().fetch(path(asked));
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("A document is waiting for you");
    expect(html).not.toMatch(/Harbour|Cedar|referral|client|treatment|level of care|patient/i);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html).not.toContain("<script");
  });

  it("the session is of this browser and this link: strict, unseen by scripts, under the link's own path", async () => {
    const asked = await part();
    const browser = api.anonymous();
    await post(browser, path(asked, "/code"));
    const opened = await post(browser, path(asked, "/open"), { code: await codeOf(asked) });
    const [cookie] = opened.headers.getSetCookie();
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain(`Path=${path(asked)}`);
    clock.advance(31 * 60_000);
    expect(await text(browser, path(asked))).toContain("A document is waiting for you");
  });

  it("many wrong codes at once are five, and then the right one opens nothing", async () => {
    const asked = await part();
    await post(api.anonymous(), path(asked, "/code"));
    const code = await codeOf(asked);
    const wrong = code === "000000" ? "111111" : "000000";
    const tries = await Promise.all(
      Array.from({ length: 30 }, () => post(api.anonymous(), path(asked, "/open"), { code: wrong })),
    );
    expect(new Set(tries.map((response) => response.headers.get("location")))).toEqual(
      new Set([path(asked, "?n=wrong")]),
    );
    expect(await audited("outside-code.wrong", asked.recipientId)).toBe(5);
    const right = await post(api.anonymous(), path(asked, "/open"), { code });
    expect(right.headers.getSetCookie()).toEqual([]);
  });

  it("where texts are carried nowhere, none is offered: in production a member tells the code", async () => {
    const production = await openTestApi({
      clock,
      config: { environment: "production", publicUrl: "https://app.example.org" },
    });
    try {
      const orchard = await liveOrganisation(production.db, { name: "Orchard" });
      const actor = orchard.actor("INTAKE");
      const receiver = await namedReceiver(production.db, actor, { phone: "+15185550142" });
      const asked = await outsidePart(production.db, actor, { receiver });
      const browser = production.anonymous();
      expect(await text(browser, path(asked))).toContain("they tell you a code");
      await post(browser, path(asked, "/code"));
      expect(
        await production.db.run(actor, (tx) => codeToSend(tx, { linkId: asked.linkId, secret: production.secret })),
      ).toBeNull();
      let code = "";
      await production.db.run(actor, (tx) =>
        showReceiverCode(tx, { ...asked, secret: production.secret }, (shown) => void (code = shown)),
      );
      const opened = await post(browser, path(asked, "/open"), { code });
      expect(opened.headers.getSetCookie()[0]).toContain("Secure");
    } finally {
      await production.close();
    }
  });

  it("without a telephone the page asks to call; a member is shown a code, once", async () => {
    const asked = await outsidePart(api.db, sender());
    const browser = api.anonymous();
    expect(await text(browser, path(asked))).toContain("they tell you a code");
    const intake = await api.signIn(harbour, "INTAKE");
    const SHOW =
      "mutation ($input: RecipientMoveInput!) { showReceiverCode(input: $input) { code userErrors { code } } }";
    const input = { id: encodeId("referral_recipient", asked.recipientId), idempotencyKey: asked.recipientId };
    const { code } = (await intake.run(SHOW, { input })).showReceiverCode;
    expect(code).toMatch(/^\d{6}$/);
    expect((await intake.run(SHOW, { input })).showReceiverCode).toEqual({ code: null, userErrors: [] });
    const opened = await post(browser, path(asked, "/open"), { code });
    expect(opened.headers.get("location")).toBe(path(asked));
    // Another organisation is told no code.
    const stranger = await api.signIn(meadow, "OWNER");
    const refusal = await stranger.run(SHOW, { input: { id: input.id } });
    expect(refusal.showReceiverCode).toEqual({ code: null, userErrors: [{ code: "NOT_FOUND" }] });
  });
});

describe("`every-view-accounted`", () => {
  it("messages: what the sender wrote is read while the packet is open alone, as a disclosure; a form sent twice is one", async () => {
    const asked = await part();
    const browser = await within(asked);
    await api.db.run(sender(), (tx) =>
      postReferralMessage(tx, { recipientId: asked.recipientId, text: "Robin <prefers> mornings." }),
    );
    const page = await text(browser, path(asked, "/messages"));
    expect(page).not.toContain("mornings");
    expect(await disclosures(asked)).toBe(0);
    const form = Object.fromEntries(
      [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]),
    );
    for (const _ of [1, 2]) await post(browser, path(asked, "/messages"), { ...form, text: "Which bus?" });
    expect((await post(browser, path(asked, "/messages"), { ...form, nonce: "x", text: "Which bus?" })).status).toBe(
      403,
    );
    expect((await text(browser, path(asked, "/messages"))).split("Which bus?")).toHaveLength(2);
    await answer(browser, asked, "accept");
    expect(await text(browser, path(asked, "/messages"))).toContain("Robin &lt;prefers&gt; mornings.");
    expect(await disclosures(asked)).toBe(1);
    await answer(browser, asked, "undoAcceptance");
    expect((await stands(asked)).state).toBe("RECEIVED");
    expect(await text(browser, path(asked, "/messages"))).not.toContain("mornings");
  });

  it("each opening and each page for printing is a disclosure; a look at the enquiry is kept", async () => {
    const asked = await part();
    const browser = await within(asked);
    const looks = await audited("outside.view-enquiry", asked.recipientId);
    await text(browser, path(asked));
    expect(await audited("outside.view-enquiry", asked.recipientId)).toBe(looks + 1);
    await answer(browser, asked, "accept");
    expect(await disclosures(asked)).toBe(0);
    await text(browser, path(asked, "/packet"));
    await text(browser, path(asked, "/packet"));
    expect(await disclosures(asked)).toBe(2);
    expect(await text(browser, path(asked, "/print"))).toContain("Print it with your browser");
    expect(await disclosures(asked)).toBe(3);
    expect(await audited("packet.print", asked.recipientId)).toBe(1);
    const { rows } = await admin.query(
      "select distinct recipient_name, actor_kind from disclosures where referral_recipient_id = $1",
      [asked.recipientId],
    );
    expect(rows).toEqual([{ recipient_name: "Cedar House", actor_kind: "signed_link" }]);
  });

  it("a consent that is revoked shuts every page in its own transaction", async () => {
    const asked = await part();
    const browser = await within(asked);
    await answer(browser, asked, "accept");
    const form = formOf(await text(browser, path(asked)), "admit");
    await api.db.run(sender(), (tx) => revokeConsent(tx, asked));
    for (const more of ["", "/packet", "/print"]) expect((await browser.fetch(path(asked, more))).status).toBe(404);
    expect((await post(browser, path(asked, "/answer"), { ...form, admittedOn: "2026-03-09" })).status).toBe(404);
    expect(await disclosures(asked)).toBe(0);
    expect((await stands(asked)).state).toBe("ACCEPTED");
  });
});

describe("`outside-by-link`: what it does not do", () => {
  it("unknown, closed, ended, revoked, expired and foreign links answer alike, byte for byte", async () => {
    const asked = await part();
    const withdrawn = await part();
    await api.db.run(sender(), (tx) => withdrawRecipient(tx, withdrawn));
    const revoked = await part();
    await api.db.run(sender(), (tx) => revokeConsent(tx, revoked));
    const intake = await api.signIn(harbour, "INTAKE");
    const closed = await part();
    await intake.run(
      "mutation ($input: RecipientMoveInput!) { closeOutsideLink(input: $input) { userErrors { code } } }",
      { input: { id: encodeId("referral_recipient", closed.recipientId) } },
    );
    const seen = new Set<string>();
    for (const token of ["x".repeat(43), withdrawn.token, revoked.token, closed.token]) {
      const began = performance.now();
      const response = await api.anonymous().fetch(path({ token }));
      expect(response.status).toBe(404);
      expect(performance.now() - began).toBeGreaterThan(140);
      seen.add(await response.text());
    }
    clock.advance(31 * 86_400_000);
    seen.add(await text(api.anonymous(), path(asked)));
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain("no longer available");
  });

  it("a browser of one link gets nothing of another, nor by naming another part in the form", async () => {
    const mine = await part();
    const other = await part();
    const browser = await within(mine);
    // The cookie of one under the path of the other: browsers do not send it, an attacker does.
    expect(await text(browser, path(other))).toContain("A document is waiting for you");
    expect((await browser.fetch(path(other, "/packet"), { redirect: "manual" })).status).toBe(303);
    const form = formOf(await text(browser, path(mine)), "accept");
    const id = other.recipientId;
    const smuggled = { ...form, id, recipientId: id, linkId: other.linkId };
    expect((await post(browser, path(other, "/answer"), smuggled)).headers.get("location")).toBe(path(other, "?n=out"));
    await post(browser, path(mine, "/answer"), smuggled);
    expect((await stands(other)).state).toBe("SENT");
    expect((await stands(mine)).state).toBe("ACCEPTED");
  });

  it("takes no form of another site, without its proof, without the session, or that is no form", async () => {
    const asked = await part();
    const browser = await within(asked);
    const form = formOf(await text(browser, path(asked)), "accept");
    const send = (fields: Record<string, string>, headers = {}, by = browser) =>
      post(by, path(asked, "/answer"), fields, headers);
    expect((await send(form, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send({ ...form, proof: "x" })).status).toBe(403);
    expect((await send({ ...form, nonce: "another" })).status).toBe(403);
    expect((await send(form, {}, api.anonymous())).status).toBe(303);
    const json = await browser.fetch(path(asked, "/answer"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(form),
    });
    expect(json.status).toBe(415);
    expect((await stands(asked)).state).toBe("SENT");
    expect((await send(form)).status).toBe(303);
    expect((await stands(asked)).state).toBe("ACCEPTED");
  });

  it("does only what the state allows, whatever a form says", async () => {
    const asked = await part();
    const browser = await within(asked);
    const { nonce, proof, version } = formOf(await text(browser, path(asked)), "accept") as Record<string, string>;
    for (const move of ["admit", "attend", "confirmCancellation", "withdraw", "closeFilled", "__proto__", ""]) {
      const response = await post(browser, path(asked, "/answer"), { nonce, proof, version, move } as Record<
        string,
        string
      >);
      expect([move, response.status]).toEqual([move, 409]);
    }
    expect((await stands(asked)).state).toBe("SENT");
  });

  it("GraphQL knows neither the cookie nor the token", async () => {
    const asked = await part();
    const browser = await within(asked);
    const QUERY = "{ referralInbox(first: 1) { nodes { id } } }";
    const asLink = await browser.execute(QUERY);
    const nobody = await api.anonymous().execute(QUERY);
    expect([asLink.body, asLink.errors?.[0]?.extensions.code]).toEqual([nobody.body, "UNAUTHENTICATED"]);
    const bearer = await api.anonymous({ authorization: `Bearer ${asked.token}` }).execute(QUERY);
    expect(bearer.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("no token, code or session is in the log", async () => {
    const asked = await part();
    await within(asked);
    const log = api.log.join("\n");
    expect(log).toContain("/r/:token/open");
    expect(log).not.toContain(asked.token);
    expect(log).not.toContain(asked.token.slice(0, 20));
  });

  it("nor after what the server itself refuses: too long, of another type, of a broken address", async () => {
    const asked = await part();
    const browser = await within(asked);
    const long = await post(browser, path(asked, "/answer"), { question: "x".repeat(70_000) });
    const json = await post(browser, path(asked, "/answer"), {}, { "content-type": "application/json" });
    const broken = await browser.fetch(`${path(asked)}%zz`);
    expect([long.status, json.status, broken.status]).toEqual([413, 415, 400]);
    for (const response of [long, json, broken]) expect(await response.text()).not.toContain(asked.token);
    expect(api.log.join("\n")).not.toContain(asked.token.slice(0, 20));
  });

  it("a referral asks a receiver by its card, through the API", async () => {
    const intake = await api.signIn(harbour, "INTAKE");
    const NAME =
      "mutation ($input: NameOutsideReceiverInput!) { nameOutsideReceiver(input: $input) { outsideReceiver { id receiverOrganisationId levels { id levelCode } availableActions } userErrors { code path } } }";
    const input = {
      name: "Birch Street",
      email: "intake@birch.example",
      timeZone: "America/Chicago",
      levels: [{ edition: "ASAM3", levelCode: "2.1" }],
      idempotencyKey: "birch",
    };
    const { outsideReceiver } = (await intake.run(NAME, { input })).nameOutsideReceiver;
    expect(outsideReceiver.availableActions).toEqual(["updateOutsideReceiver", "retireOutsideReceiver"]);
    expect((await intake.run(NAME, { input })).nameOutsideReceiver.outsideReceiver.id).toBe(outsideReceiver.id);
    const cedar = await namedReceiver(api.db, sender());
    const { clientId } = await draftedReferral(api.db, sender(), [cedar], { levelCode: "2.1" });
    const CREATE =
      "mutation ($input: CreateReferralInput!) { createReferral(input: $input) { referral { recipients { recipient { name status } programId } } userErrors { code path reason } } }";
    const referral = (outsideReceiverId: string, programId?: string) => ({
      clientId: encodeId("client", clientId),
      edition: "ASAM3",
      levelCode: "2.1",
      reason: "Steps down",
      urgency: "ROUTINE",
      mode: "FIRST_ACCEPT",
      categories: ["REASON"],
      recipients: [{ outsideReceiverId, programId }],
    });
    const both = await intake.run(CREATE, { input: referral(outsideReceiver.id, outsideReceiver.levels[0].id) });
    expect(both.createReferral.userErrors[0]).toMatchObject({ code: "DUPLICATE" });
    const { rows } = await admin.query("update referrals set state = 'WITHDRAWN' where client_id = $1 returning id", [
      clientId,
    ]);
    expect(rows).toHaveLength(1);
    const twice = await intake.run(CREATE, { input: referral(outsideReceiver.id, outsideReceiver.levels[0].id) });
    expect(twice.createReferral.userErrors[0]).toMatchObject({ reason: "ONE_OF_TWO" });
    const made = await intake.run(CREATE, { input: referral(outsideReceiver.id) });
    expect(made.createReferral.referral.recipients).toEqual([
      { recipient: { name: "Birch Street", status: "OUTSIDE" }, programId: outsideReceiver.levels[0].id },
    ]);
    const stranger = await api.signIn(meadow, "OWNER");
    expect((await stranger.run("{ outsideReceivers(first: 5) { nodes { id } } }")).outsideReceivers.nodes).toEqual([]);
  });
});
