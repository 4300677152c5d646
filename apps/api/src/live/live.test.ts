import { openProgram, sentReferral } from "@causeway/care/factory";
import { acceptReferral, declineReferral, openTask } from "@causeway/care";
import { Relay } from "@causeway/database";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { encodeId, jobActor, newId } from "@causeway/kernel";
import { notifyMembers } from "@causeway/messaging";
import { figure } from "@causeway/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { TestStream } from "../testing/event-stream.ts";
import { openStream } from "../testing/event-stream.ts";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let relay: Relay;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let quay: OrganisationUnderTest;
let programId: string;
const streams: TestStream[] = [];

beforeAll(async () => {
  api = await openTestApi({ liveLimits: { perActor: 4, missed: 20, waiting: 150, recheckMs: 300 } });
  relay = new Relay({ url: api.urls.relay, clock: api.db.clock, route: () => [], enqueue: () => Promise.resolve() });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  quay = await liveOrganisation(api.db, { name: "Quay" });
  ({ programId } = await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 500 }));
  await relayed();
});
afterAll(async () => {
  await relay?.close();
  await api?.close();
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

const relayed = async (): Promise<void> => {
  while ((await relay.tick()).relayed > 0);
};
const until = (what: () => void, timeout = 5000): Promise<void> => vi.waitFor(what, { timeout, interval: 10 });
const refer = () =>
  sentReferral(api.db, harbour.actor("ADMIN"), [{ programId, organisationId: meadow.organisationId }]);
const partId = (referral: { recipientIds: readonly string[] }) =>
  encodeId("referral_recipient", referral.recipientIds[0] ?? "");

const INBOX =
  "subscription ($id: ID) { referralInboxChanged(id: $id) { seq eventId type occurredAt referral { id number state packetState availableActions access { canAccept } sender { name } } } }";
const SENT = "subscription { referralsChanged { type recipient { id state referral { id number } } } }";

async function listen(
  client: TestClient,
  query: string,
  options: Parameters<typeof openStream>[2] = {},
): Promise<TestStream> {
  const stream = await openStream(client, query, options);
  streams.push(stream);
  // The first position is told at once, so that nothing is missed from here on.
  if (stream.status === 200) await until(() => expect(stream.lastId()).toBeDefined());
  return stream;
}

describe("what is told", () => {
  it("tells the recipient and the sender of each move, as each may see it", async () => {
    const inbox = await listen(await api.signIn(meadow, "INTAKE"), INBOX);
    const sent = await listen(await api.signIn(harbour, "ADMIN"), SENT);
    expect(inbox.headers.get("content-type")).toContain("text/event-stream");
    const referral = await refer();
    await relayed();
    await until(() => expect(inbox.payloads()).toHaveLength(1));
    expect(inbox.payloads()[0]).toMatchObject({
      type: "referral.sent",
      referral: {
        id: partId(referral),
        state: "SENT",
        packetState: "NOT_YET",
        access: { canAccept: true },
        sender: { name: "Harbour" },
      },
    });
    await api.db.run(meadow.actor("INTAKE"), (tx) =>
      acceptReferral(tx, { recipientId: referral.recipientIds[0] ?? "" }),
    );
    await relayed();
    await until(() => expect(inbox.payloads().at(-1)).toMatchObject({ type: "referral.accepted" }));
    expect(inbox.payloads().at(-1).referral).toMatchObject({ state: "ACCEPTED", packetState: "OPEN" });
    await until(() =>
      expect(sent.payloads().at(-1)).toMatchObject({
        type: "referral.accepted",
        recipient: {
          id: partId(referral),
          state: "ACCEPTED",
          referral: { id: encodeId("referral", referral.referralId) },
        },
      }),
    );
    // Each message says where the feed stands, in the feed's own numbers.
    const told = inbox.messages.filter(({ event }) => event === "next");
    expect(told.map(({ id }) => id)).toEqual(inbox.payloads().map(({ seq }) => seq));
  });

  it("tells only of the one record where it is named", async () => {
    const [first, second] = [await refer(), await refer()];
    await relayed();
    const client = await api.signIn(meadow, "INTAKE");
    const one = await listen(client, INBOX, { variables: { id: partId(second) } });
    const all = await listen(client, INBOX);
    for (const { recipientIds } of [first, second]) {
      await api.db.run(meadow.actor("INTAKE"), (tx) =>
        declineReferral(tx, { recipientId: recipientIds[0] ?? "", reason: "NO_CAPACITY" }),
      );
    }
    await relayed();
    await until(() => expect(all.payloads()).toHaveLength(2));
    await until(() => expect(one.payloads().map(({ referral }) => referral.id)).toEqual([partId(second)]));
  });

  it("tells a notice to the member it was given to, and a task to the queue it stands in", async () => {
    const clinician = await listen(
      await api.signIn(meadow, "CLINICIAN"),
      "subscription { changes { type notification { title link } task { kind state } } }",
    );
    const outreach = await listen(
      await api.signIn(meadow, "OUTREACH"),
      "subscription { changes { type notification { title } } }",
    );
    await api.db.run(jobActor(meadow.organisationId, "test"), async (tx) => {
      await notifyMembers(tx, {
        roles: ["CLINICIAN"],
        kind: "test",
        subjectId: newId(),
        title: "For clinicians",
        link: "/inbox",
        key: newId(),
      });
      await openTask(tx, { kind: "DEATH_REVIEW", subjectId: newId(), dueAt: tx.now, key: newId() });
    });
    await relayed();
    await until(() => expect(clinician.payloads().some(({ notification }) => notification)).toBe(true));
    expect(clinician.payloads().find(({ notification }) => notification)).toMatchObject({
      type: "notification.arrived",
      notification: { title: "For clinicians", link: "/inbox" },
      task: null,
    });
    await until(() =>
      expect(clinician.payloads().find(({ task }) => task)).toMatchObject({
        type: "task.opened",
        task: { kind: "DEATH_REVIEW", state: "OPEN" },
      }),
    );
    // The twin: its neighbour is told of its own, and of nothing before.
    await api.db.run(jobActor(meadow.organisationId, "test"), (tx) =>
      notifyMembers(tx, {
        roles: ["OUTREACH"],
        kind: "test",
        subjectId: newId(),
        title: "For outreach",
        link: "/inbox",
        key: newId(),
      }),
    );
    await relayed();
    await until(() =>
      expect(outreach.payloads().map(({ notification }) => notification.title)).toEqual(["For outreach"]),
    );
  });

  it("goes on after a lost connection where it was, and missed nothing", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    const before = await listen(client, INBOX);
    const first = await refer();
    await relayed();
    await until(() => expect(before.payloads()).toHaveLength(1));
    before.close();
    const meanwhile = [await refer(), await refer(), await refer()];
    await relayed();
    const after = await listen(client, INBOX, { headers: { "last-event-id": before.lastId() ?? "" } });
    await until(() => expect(after.payloads()).toHaveLength(3));
    expect(after.payloads().map(({ referral }) => referral.id)).toEqual(meanwhile.map(partId));
    expect(partId(first)).toBe(before.payloads()[0].referral.id);
    // Without it: from now on.
    const fresh = await listen(client, INBOX);
    expect(fresh.payloads()).toEqual([]);
    expect(fresh.lastId()).toBe(after.lastId());
  });

  it("says so where too much was missed, rather than leaving something out", async () => {
    const client = await api.signIn(meadow, "INTAKE");
    for (let i = 0; i < 22; i++) await refer();
    await relayed();
    const behind = await listen(client, INBOX, { headers: { "last-event-id": "0" } });
    expect(behind.status).toBe(400);
    expect(behind.refusal?.errors[0].extensions).toMatchObject({ code: "STALE", reason: "FEED_GAP" });
    const ahead = await listen(client, INBOX, { headers: { "last-event-id": "999999999" } });
    expect(ahead.refusal?.errors[0].extensions).toMatchObject({ reason: "FEED_GAP" });
  });

  it("never tells one organisation of another's events", async () => {
    const stranger = await listen(
      await api.signIn(quay, "OWNER"),
      "subscription { changes { type received { id } sent { id } notification { id } task { id } } }",
    );
    const party = await listen(await api.signIn(meadow, "OWNER"), "subscription { changes { type received { id } } }");
    for (let i = 0; i < 5; i += 1) await refer();
    await relayed();
    await until(() => expect(party.payloads()).toHaveLength(5), 20_000);
    // Something of its own comes after all of those, so that they were looked at and not only late.
    await api.db.run(jobActor(quay.organisationId, "test"), (tx) =>
      notifyMembers(tx, { roles: ["OWNER"], kind: "test", subjectId: newId(), title: "Own", link: "/", key: newId() }),
    );
    await relayed();
    await until(() => expect(stranger.payloads()).toHaveLength(1));
    figure("live-other-tenants", "100 events of another organisation, 0 told; 1 of its own told");
  });
});
