import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
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

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  secret webhookEndpoint { id url eventTypes state } userErrors { code path reason } } }`;
const LIST = "{ webhookEndpoints { nodes { id url } } }";
const TEST =
  "mutation ($input: WebhookEndpointInput!) { testWebhookEndpoint(input: $input) { webhookDelivery { id eventType state log { at } } userErrors { code path message } } }";
const DELIVERIES =
  "query ($endpointId: ID) { webhookDeliveries(endpointId: $endpointId) { totalCount nodes { endpointId eventId eventType attempts } } }";
const input = { url: "https://hooks.example.org/causeway", eventTypes: ["referral.sent"] };

describe("webhook endpoints", () => {
  it("are added with a secret that is shown once, and seen by their organisation alone", async () => {
    const owner = await api.signIn(harbour, "OWNER");
    const { createWebhookEndpoint: made } = await owner.run(CREATE, { input });
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhookEndpoint: { ...input, state: "ENABLED" },
      userErrors: [],
    });
    const listed = await owner.execute(LIST);
    expect(listed.data.webhookEndpoints.nodes).toEqual([{ id: made.webhookEndpoint.id, url: input.url }]);
    expect(listed.body).not.toContain("whsec_");
    const stranger = await api.signIn(meadow, "OWNER");
    expect((await stranger.run(LIST)).webhookEndpoints.nodes).toEqual([]);
    const tested = await owner.run(TEST, { input: { webhookEndpointId: made.webhookEndpoint.id } });
    expect(tested.testWebhookEndpoint).toMatchObject({
      webhookDelivery: { eventType: "webhook.test", state: "PENDING", log: [] },
      userErrors: [],
    });
    const foreign = await stranger.execute(TEST, { input: { webhookEndpointId: made.webhookEndpoint.id } });
    const missing = await stranger.execute(TEST, {
      input: { webhookEndpointId: "webhook_endpoint_01h455vb4pex5vsknk084sn02q" },
    });
    expect(foreign.body).toBe(missing.body);
    const { webhookDeliveries } = await owner.run(DELIVERIES, { endpointId: made.webhookEndpoint.id });
    expect(webhookDeliveries).toMatchObject({
      totalCount: 1,
      nodes: [{ endpointId: made.webhookEndpoint.id, eventType: "webhook.test", attempts: 0 }],
    });
    expect((await stranger.run(DELIVERIES, { endpointId: made.webhookEndpoint.id })).webhookDeliveries.totalCount).toBe(
      0,
    );
  });

  it("are refused with the field that is wrong, and to those who may not manage them", async () => {
    const owner = await api.signIn(harbour, "OWNER");
    const errors = async (change: object) =>
      (await owner.run(CREATE, { input: { ...input, ...change } })).createWebhookEndpoint.userErrors;
    expect(await errors({ url: "https://10.0.0.1/" })).toEqual([
      { code: "INVALID", path: ["url"], reason: "PRIVATE_ADDRESS" },
    ]);
    expect(await errors({ eventTypes: ["referral.sent", "Jane Doe"] })).toMatchObject([
      { code: "INVALID", path: ["eventTypes", "1"] },
    ]);
    const intake = await (await api.signIn(harbour, "INTAKE")).execute(CREATE, { input });
    expect(intake.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});
