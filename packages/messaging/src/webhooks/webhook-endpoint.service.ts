import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { checkWebhookUrl, type UrlRefusal } from "./address.rules.ts";
import { newWebhookSecret, sealSecret } from "./secret.ts";
import { WebhookEndpoint } from "./webhook-endpoint.entity.ts";

/** What of a deployment's configuration webhooks depend on. */
export interface WebhookSettings {
  readonly secret: string;
  readonly webhookAllow: readonly string[];
}

const REFUSALS: Readonly<Record<UrlRefusal, string>> = {
  NOT_A_URL: "This is not an address.",
  NOT_HTTPS: "An address begins with https.",
  USERINFO: "An address holds no user name or password.",
  PRIVATE_ADDRESS: "This address cannot be reached from the public internet.",
  TOO_LONG: "An address has at most 2,000 characters.",
};

const MOST_ENDPOINTS = 20;

/**
 * Adds an endpoint. The secret is answered here and never again.
 * @throws DomainError INVALID for an address that may not be called, or a type that is no event's name
 */
export async function createWebhookEndpoint(
  tx: Transaction,
  input: { url: string; eventTypes: readonly string[] },
  settings: WebhookSettings,
): Promise<{ webhookEndpointId: string; secret: string }> {
  authorise(tx.actor, "webhook.manage");
  checkUrl(input.url, settings);
  checkTypes(input.eventTypes);
  const [{ n } = { n: 0 }] = await tx.query<{ n: number }>(
    "select count(*)::int as n from webhook_endpoints where state = 'ENABLED'",
  );
  if (n >= MOST_ENDPOINTS) throw invalid("url", `There are ${MOST_ENDPOINTS} endpoints already.`, "LIMIT");
  const id = tx.newId();
  const secret = newWebhookSecret();
  await tx.insert(WebhookEndpoint, {
    id,
    url: input.url,
    secret: sealSecret(secret, id, settings.secret),
    eventTypes: [...new Set(input.eventTypes)],
    state: "ENABLED",
    consecutiveFailures: 0,
    createdBy: tx.actor.kind === "person" ? tx.actor.id : null,
  });
  tx.audit({ action: "webhook.create", subjectType: "webhook_endpoint", subjectId: id });
  return { webhookEndpointId: id, secret };
}

export async function updateWebhookEndpoint(
  tx: Transaction,
  input: {
    webhookEndpointId: string;
    expectedVersion?: number | null;
    url?: string | null;
    eventTypes?: readonly string[] | null;
    enabled?: boolean | null;
  },
  settings: WebhookSettings,
): Promise<{ webhookEndpointId: string }> {
  authorise(tx.actor, "webhook.manage");
  const endpoint = await tx.get(WebhookEndpoint, input.webhookEndpointId, { expectedVersion: input.expectedVersion });
  if (input.url) checkUrl(input.url, settings);
  if (input.eventTypes) checkTypes(input.eventTypes);
  const comesBack = input.enabled === true && endpoint.state === "DISABLED";
  await tx.update(WebhookEndpoint, endpoint, {
    ...(input.url ? { url: input.url } : {}),
    ...(input.eventTypes ? { eventTypes: [...new Set(input.eventTypes)] } : {}),
    ...(typeof input.enabled === "boolean" ? { state: input.enabled ? "ENABLED" : "DISABLED" } : {}),
    ...(comesBack ? { consecutiveFailures: 0, failingSince: null, warnedAt: null } : {}),
  });
  tx.audit({ action: "webhook.update", subjectType: "webhook_endpoint", subjectId: endpoint.id });
  return { webhookEndpointId: endpoint.id };
}

/** A new secret, answered once; the old one signs beside it for a day, so that a receiver loses nothing. */
export async function rotateWebhookSecret(
  tx: Transaction,
  input: { webhookEndpointId: string },
  settings: WebhookSettings,
): Promise<{ webhookEndpointId: string; secret: string }> {
  authorise(tx.actor, "webhook.manage");
  const endpoint = await tx.get(WebhookEndpoint, input.webhookEndpointId);
  const secret = newWebhookSecret();
  await tx.update(WebhookEndpoint, endpoint, {
    secret: sealSecret(secret, endpoint.id, settings.secret),
    previousSecret: endpoint.secret,
    rotatedAt: tx.now,
  });
  tx.audit({ action: "webhook.rotate", subjectType: "webhook_endpoint", subjectId: endpoint.id });
  return { webhookEndpointId: endpoint.id, secret };
}

function checkUrl(url: string, settings: WebhookSettings): void {
  const checked = checkWebhookUrl(url, settings.webhookAllow);
  if (typeof checked === "string") throw invalid("url", REFUSALS[checked], checked);
}

function checkTypes(types: readonly string[]): void {
  if (types.length === 0 || types.length > 100) throw invalid("eventTypes", "Name 1 to 100 types of events, or *.");
  types.forEach((type, i) => {
    if (type !== "*" && !/^[a-z][a-z-]{0,40}\.[a-z][a-z-]{0,60}$/.test(type))
      throw invalid(["eventTypes", String(i)], "This is not a type of event.");
  });
}
