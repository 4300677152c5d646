import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import {
  acceptReferral,
  holdConsent,
  liftConsentHold,
  recallAfterRevocation,
  revokeConsent,
  tellConsentChanged,
} from "@causeway/care";
import { openProgram, sentReferral } from "@causeway/care/factory";
import { Relay } from "@causeway/database";
import { changeMemberRole, createApiClient, revokeApiClient } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import { figure } from "@causeway/testing";
import { getNamedType } from "graphql";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { LIMITS } from "../graphql/limits.ts";
import { apiSchema } from "../schema.ts";
import type { TestStream } from "../testing/event-stream.ts";
import { openStream } from "../testing/event-stream.ts";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let relay: Relay;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let programId: string;
const streams: TestStream[] = [];

beforeAll(async () => {
  api = await openTestApi({ liveLimits: { perActor: 3 } });
  relay = new Relay({ url: api.urls.relay, clock: api.db.clock, route: () => [], enqueue: () => Promise.resolve() });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  ({ programId } = await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 50 }));
  await relayed();
});
afterAll(async () => {
  await relay?.close();
  await api?.close();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
});

const relayed = async (): Promise<void> => {
  while ((await relay.tick()).relayed > 0);
};
const until = (what: () => void, timeout = 5000): Promise<void> => vi.waitFor(what, { timeout, interval: 10 });
const refer = () =>
  sentReferral(api.db, harbour.actor("ADMIN"), [{ programId, organisationId: meadow.organisationId }]);

const INBOX = "subscription { referralInboxChanged { type referral { id state packetState } } }";
const RECEIVED = "query ($id: ID!) { receivedReferral(id: $id) { packetState packet { notice } } }";

async function listen(client: TestClient, query: string, headers: Record<string, string> = {}): Promise<TestStream> {
  const stream = await openStream(client, query, { headers });
  streams.push(stream);
  if (stream.status === 200) await until(() => expect(stream.lastId()).toBeDefined());
  return stream;
}

/** Seconds from now until a stream has ended by itself. */
async function secondsToClose(stream: TestStream, since: number): Promise<number> {
  await until(() => expect(stream.isClosed()).toBe(true), 8000);
  return (performance.now() - since) / 1000;
}

describe("live-checked-at-each-event", () => {
  it("ends with its session within five seconds, without an event, and says why", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    const stream = await listen(client, INBOX);
    await client.run("mutation { signOut { userErrors { code } } }");
    const seconds = await secondsToClose(stream, performance.now());
    figure("live-ends-with-session", `closed ${seconds.toFixed(1)} s after signing out, of 5 s`);
    expect(seconds).toBeLessThan(5);
    expect(stream.endedWith()).toBe("UNAUTHENTICATED");
    expect(stream.messages.at(-1)).toMatchObject({ event: "complete" });
  });

  it("tells nothing to a session that ended just before the event", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    const stream = await listen(client, INBOX);
    const twin = await listen(await api.signIn(meadow, "ADMIN"), INBOX);
    await client.run("mutation { signOut { userErrors { code } } }");
    await refer();
    await relayed();
    await until(() => expect(twin.payloads()).toHaveLength(1));
    await until(() => expect(stream.isClosed()).toBe(true));
    expect(stream.payloads()).toEqual([]);
    expect(stream.endedWith()).toBe("UNAUTHENTICATED");
  });

  it("ends with its key", async () => {
    let key = "";
    const { apiClientId } = await api.db.run(meadow.actor("OWNER"), (tx) =>
      createApiClient(
        tx,
        { name: "Listener", scopes: ["referral.read", "organisation.read"], expiresInDays: 5, secret: api.secret },
        (shown) => (key = shown),
      ),
    );
    const stream = await listen(api.anonymous({ authorization: `Bearer ${key}` }), INBOX);
    await refer();
    await relayed();
    await until(() => expect(stream.payloads()).toHaveLength(1));
    await api.db.run(meadow.actor("OWNER"), (tx) => revokeApiClient(tx, { apiClientId }));
    const seconds = await secondsToClose(stream, performance.now());
    figure("live-ends-with-key", `closed ${seconds.toFixed(1)} s after the key was revoked, of 5 s`);
    expect(seconds).toBeLessThan(5);
    expect(stream.endedWith()).toBe("UNAUTHENTICATED");
  });

  it("ends when the role no longer holds what was asked for, and goes on with what it holds", async () => {
    const details =
      "subscription { referralsChanged { recipient { state referral { client { details { familyName } } } } } }";
    const client = await api.signIn(harbour, "INTAKE");
    const named = await listen(client, details);
    const plain = await listen(client, "subscription { referralsChanged { recipient { state } } }");
    await refer();
    await relayed();
    await until(() => expect(named.payloads()[0]?.recipient.referral.client.details.familyName).toBeTruthy());
    await until(() => expect(plain.payloads()).toHaveLength(1));
    const membershipId = harbour.actor("INTAKE").id ?? "";
    await api.db.run(harbour.actor("OWNER"), (tx) => changeMemberRole(tx, { membershipId, role: "READ_ONLY" }));
    const seconds = await secondsToClose(named, performance.now());
    expect(seconds).toBeLessThan(5);
    expect(named.endedWith()).toBe("FORBIDDEN");
    await refer();
    await relayed();
    await until(() => expect(plain.payloads()).toHaveLength(2));
    expect(named.payloads()).toHaveLength(1);
    expect((await listen(client, details)).refusal?.errors[0].extensions.code).toBe("FORBIDDEN");
    await api.db.run(harbour.actor("OWNER"), (tx) => changeMemberRole(tx, { membershipId, role: "INTAKE" }));
  });

  it("tells that consent has ended, and the packet is closed from then on", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    const stream = await listen(client, INBOX);
    const referral = await refer();
    const recipientId = referral.recipientIds[0] ?? "";
    const id = encodeId("referral_recipient", recipientId);
    await api.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId }));
    await relayed();
    await until(() => expect(stream.payloads().at(-1)?.referral).toMatchObject({ id, packetState: "OPEN" }));
    // The twin: it opens while the consent stands.
    expect((await client.run(RECEIVED, { id })).receivedReferral.packet.notice).toContain("42 CFR part 2");
    const { consentId } = referral;
    // An oral wish holds it, and is taken back: both are felt, and told.
    const admin = harbour.actor("ADMIN");
    await api.db.run(admin, (tx) => holdConsent(tx, { consentId, reason: "Called this morning" }));
    await api.db.run(admin, (tx) => tellConsentChanged(tx, { consentId }));
    await relayed();
    await until(() => expect(stream.payloads().at(-1)?.referral).toMatchObject({ id, packetState: "CONSENT_REVOKED" }));
    await api.db.run(admin, (tx) => liftConsentHold(tx, { consentId }));
    await api.db.run(admin, (tx) => tellConsentChanged(tx, { consentId }));
    await relayed();
    await until(() => expect(stream.payloads().at(-1)?.referral).toMatchObject({ id, packetState: "OPEN" }));
    await api.db.run(harbour.actor("ADMIN"), (tx) => revokeConsent(tx, { consentId }));
    await api.db.run(harbour.actor("ADMIN"), (tx) => recallAfterRevocation(tx, { consentId }));
    await relayed();
    await until(() =>
      expect(stream.payloads().at(-1)).toMatchObject({
        type: "referral.consent-ended",
        referral: { id, packetState: "CONSENT_REVOKED" },
      }),
    );
    expect((await client.run(RECEIVED, { id })).receivedReferral).toEqual({
      packetState: "CONSENT_REVOKED",
      packet: null,
    });
  });

  it("reads no packet: each reading is a disclosure, and is asked for", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    for (const query of [
      "subscription { referralInboxChanged { referral { packet { notice } } } }",
      "subscription { referralInboxChanged { referral { thread { __typename } } } }",
      "subscription { changes { received { ...P } } } fragment P on ReceivedReferral { again: packet { notice } }",
    ]) {
      const refused = await listen(client, query);
      expect(refused.status).toBe(400);
      expect(refused.refusal?.errors[0].extensions).toMatchObject({ code: "BAD_REQUEST", reason: "NOT_LIVE" });
    }
  });

  it("keeps no session by being open", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    await listen(client, INBOX);
    const admin = new pg.Client({ connectionString: api.clone.adminUrl });
    await admin.connect();
    await admin.query("update sessions set last_seen_at = now() - interval '2 hours'");
    await admin.end();
    const [stream] = streams;
    await until(() => expect(stream?.isClosed()).toBe(true), 8000);
    expect(stream?.endedWith()).toBe("UNAUTHENTICATED");
  });
});

describe("what is refused before it begins", () => {
  let owner: TestClient;
  beforeAll(async () => {
    owner = await api.signIn(meadow);
  });
  const code = (stream: TestStream): unknown => stream.refusal?.errors[0].extensions.code;

  it("nobody's, and what comes from another site", async () => {
    const nobody = await listen(api.anonymous(), INBOX);
    expect([nobody.status, code(nobody)]).toEqual([401, "UNAUTHENTICATED"]);
    for (const headers of [{ origin: "http://127.0.0.1:1" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
      const stream = await listen(owner, INBOX, headers as unknown as Record<string, string>);
      expect([stream.status, code(stream)]).toEqual([403, "FORBIDDEN"]);
    }
    expect((await listen(owner, INBOX, { origin: api.url, "sec-fetch-site": "same-origin" })).status).toBe(200);
    const unknown = await listen(api.anonymous({ authorization: `Bearer ${"x".repeat(40)}` }), INBOX);
    expect(unknown.status).toBe(401);
  });

  it("anything but a POST of JSON that takes an event stream", async () => {
    expect((await owner.fetch(`/graphql/stream?query=${encodeURIComponent(INBOX)}`)).status).toBe(405);
    expect((await listen(owner, INBOX, { "content-type": "text/plain" })).status).toBe(415);
    expect((await listen(owner, INBOX, { accept: "application/json" })).status).toBe(406);
    const batch = await owner.fetch("/graphql/stream", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ query: INBOX }]),
    });
    expect(batch.status).toBe(400);
  });

  it.each([
    ["a query", "{ viewer { kind } }", "NOT_HERE"],
    ["a mutation", "mutation { signOut { userErrors { code } } }", "NOT_HERE"],
    ["no GraphQL", "subscription {", "GRAPHQL_PARSE_FAILED"],
    [
      "two at once",
      "subscription { a: workQueueChanged { seq } b: notificationArrived { seq } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a field that is none", "subscription { referralInboxChanged { secret } }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "more than one may ask",
      `subscription { workQueueChanged { ${Array.from({ length: LIMITS.aliases + 1 }, (_, i) => `a${i}: seq`).join(" ")} } }`,
      "LIMIT_EXCEEDED",
    ],
    ["an id that is none", 'subscription { referralInboxChanged(id: "x") { seq } }', "INVALID"],
    ["no record", "subscription { changes { seq } }", "INVALID"],
  ])("%s", async (_what, query, wanted) => {
    const stream = await listen(owner, query);
    expect([stream.status, code(stream)]).toEqual([400, wanted]);
  });

  it("a subscription sent where queries go", async () => {
    const answer = await owner.execute(INBOX);
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, "NOT_HERE"]);
  });

  it("more of them than one member may hold, until one is closed", async () => {
    const client = await api.signIn(meadow, "CLINICIAN");
    const open = [await listen(client, INBOX), await listen(client, INBOX), await listen(client, INBOX)];
    const fourth = await listen(client, INBOX);
    expect([fourth.status, code(fourth)]).toEqual([429, "LIMIT_REACHED"]);
    expect(fourth.headers.get("retry-after")).toBe("5");
    open[0]?.close();
    await vi.waitFor(async () => expect((await listen(client, INBOX)).status).toBe(200), {
      timeout: 5000,
      interval: 50,
    });
  });
});

describe("existence-is-a-disclosure: an id of another organisation", () => {
  /** Kind of id that belongs in each argument of each subscription; one that is missing here fails. */
  const KINDS: Readonly<Record<string, "referral_recipient" | "referral">> = {
    "referralInboxChanged.id": "referral_recipient",
    "referralsChanged.id": "referral",
  };
  const places = Object.values(apiSchema().getSubscriptionType()?.getFields() ?? {}).flatMap((field) =>
    field.args
      .filter((argument) => getNamedType(argument.type).name === "ID")
      .map(({ name }) => `${field.name}.${name}`),
  );

  it.each(places)("%s is answered as one that is missing: with silence, byte for byte", async (place) => {
    const [field = "", argument = ""] = place.split(".");
    const kind = KINDS[place];
    if (!kind) throw new Error(`${place} is not tried`);
    const referral = await refer();
    const recipientId = referral.recipientIds[0] ?? "";
    const ids = { referral_recipient: recipientId, referral: referral.referralId };
    // Each end is the stranger to the other's view of the one row.
    const [stranger, twin] = kind === "referral" ? [meadow, harbour] : [harbour, meadow];
    const asked = async (of: OrganisationUnderTest, id: string): Promise<TestStream> => {
      const query = `subscription ($id: ID) { ${field}(${argument}: $id) { type } }`;
      const stream = await openStream(await api.signIn(of, "CLINICIAN"), query, {
        variables: { id: encodeId(kind, id) },
      });
      streams.push(stream);
      await until(() => expect(stream.lastId()).toBeDefined());
      return stream;
    };
    const theirs = await asked(stranger, ids[kind]);
    const missing = await asked(stranger, randomUUID());
    const own = await asked(twin, ids[kind]);
    await api.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId }));
    await relayed();
    await until(() => expect(own.payloads()).toHaveLength(1));
    // Something of the stranger's own comes after it, so that it was looked at.
    const marked = await listen(
      await api.signIn(stranger, "OWNER"),
      `subscription { ${stranger === harbour ? "referralsChanged" : "referralInboxChanged"} { type } }`,
    );
    await refer();
    await relayed();
    await until(() => expect(marked.payloads()).toHaveLength(1));
    expect(theirs.payloads()).toEqual([]);
    expect(theirs.text()).toBe(missing.text());
  });

  it("every place was found", () => expect(places.length).toBeGreaterThanOrEqual(2));
});

describe("a consumer that takes nothing", () => {
  it("is let go rather than waited for, and holds up nobody", async () => {
    const small = await openTestApi({ liveLimits: { waiting: 5 } });
    try {
      const north = await liveOrganisation(small.db, { name: "North" });
      const south = await liveOrganisation(small.db, { name: "South" });
      const { programId: asked } = await openProgram(small.db, south.actor("ADMIN"), { capacity: 50 });
      const client = await small.signIn(south, "OWNER");
      let cookie = "";
      const spy = await client.fetch("/healthz");
      expect(spy.status).toBe(200);
      cookie = (await signedInCookie(small, south)) ?? "";
      const body = JSON.stringify({ query: INBOX });
      const socket = connect(Number(new URL(small.url).port), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(
        `POST /graphql/stream HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      let received = "";
      socket.on("data", (chunk) => (received += String(chunk)));
      await until(() => expect(received).toContain("retry:"));
      socket.pause();
      const tick = new Relay({
        url: small.urls.relay,
        clock: small.db.clock,
        route: () => [],
        enqueue: () => Promise.resolve(),
      });
      // All in one go, so that more wait than may wait.
      for (let i = 0; i < 12; i++)
        await sentReferral(small.db, north.actor("ADMIN"), [
          { programId: asked, organisationId: south.organisationId },
        ]);
      while ((await tick.tick()).relayed > 0);
      await tick.close();
      socket.resume();
      await until(() => expect(received).toContain("event: complete"), 8000);
      expect(received).toContain('"reason":"TOO_SLOW"');
      socket.destroy();
    } finally {
      await small.close();
    }
  });
});

async function signedInCookie(from: TestApi, organisation: OrganisationUnderTest): Promise<string | null> {
  const answer = await fetch(`${from.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }",
      variables: { input: { email: organisation.email("ADMIN"), password: "correct horse battery" } },
    }),
  });
  return /^[^;]+/.exec(answer.headers.getSetCookie()[0] ?? "")?.[0] ?? null;
}
