import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { Webhook } from "standardwebhooks";
import { notifyMembers } from "../notifications/notification.service.ts";
import { webhookWarningTemplate } from "../templates/templates.ts";
import { eventAsTold } from "./event-payload.rules.ts";
import type { PostResult } from "./post.ts";
import { nextAttempt, verdictOn } from "./retry.rules.ts";
import { openSecret } from "./secret.ts";
import { WebhookAttempt, WebhookDelivery } from "./webhook-delivery.entity.ts";
import { WebhookEndpoint } from "./webhook-endpoint.entity.ts";
import { deliverWebhook, deliverWebhookAgain } from "./webhook.jobs.ts";

const ROTATION_MS = 24 * 3_600_000;

/** A delivery for each endpoint of the organisation that listens to this event; again changes nothing. */
export async function queueWebhookDeliveries(tx: Transaction, input: { eventId: string }): Promise<{ queued: number }> {
  const rows = await tx.query<{ id: string; failing: boolean }>(
    `with written as (
       insert into webhook_deliveries (id, organisation_id, endpoint_id, event_id, event_type, subject_id, ref_ids, occurred_at, state, next_attempt_at, created_at)
       select gen_random_uuid(), e.organisation_id, e.id, f.event_id, f.type, f.subject_id, f.ref_ids, f.occurred_at, 'PENDING', $2, $2
       from event_feed f join webhook_endpoints e on e.organisation_id = f.organisation_id
       where f.event_id = $1 and e.state = 'ENABLED' and (f.type = any(e.event_types) or '*' = any(e.event_types))
       on conflict (organisation_id, endpoint_id, event_id) do nothing
       returning id, endpoint_id)
     select written.id, e.consecutive_failures > 0 as failing from written join webhook_endpoints e on e.id = written.endpoint_id`,
    [input.eventId, tx.now],
  );
  for (const { id, failing } of rows) schedule(tx, { deliveryId: id, version: 1, dueAt: tx.now, failing });
  return { queued: rows.length };
}

export interface WebhookPost {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What is to be posted now, or null when the delivery is over or its endpoint switched off.
 * @param input.at by the machine's clock, whatever clock the deployment runs by: receivers refuse a stale signature
 */
export async function takeWebhookDelivery(
  tx: Transaction,
  input: { deliveryId: string; secret: string; at: Date },
): Promise<WebhookPost | null> {
  const delivery = await tx.findOne(WebhookDelivery, { id: input.deliveryId });
  if (delivery?.state !== "PENDING") return null;
  const endpoint = await tx.get(WebhookEndpoint, delivery.endpointId);
  if (endpoint.state !== "ENABLED") {
    await tx.update(WebhookDelivery, delivery, {
      state: "FAILED",
      errorCode: "ENDPOINT_DISABLED",
      nextAttemptAt: null,
    });
    return null;
  }
  const told = eventAsTold({
    id: delivery.eventId,
    type: delivery.eventType,
    subjectId: delivery.subjectId,
    refIds: delivery.refIds,
    occurredAt: delivery.occurredAt,
  });
  const body = JSON.stringify(told);
  const rotating =
    endpoint.previousSecret && endpoint.rotatedAt && tx.now.getTime() - endpoint.rotatedAt.getTime() < ROTATION_MS;
  const secrets = [endpoint.secret, ...(rotating && endpoint.previousSecret ? [endpoint.previousSecret] : [])];
  const signatures = secrets.map((sealed) =>
    new Webhook(openSecret(sealed, endpoint.id, input.secret)).sign(told.id, input.at, body),
  );
  return {
    url: endpoint.url,
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Causeway-Webhooks/1",
      "webhook-id": told.id,
      "webhook-timestamp": String(Math.floor(input.at.getTime() / 1000)),
      "webhook-signature": signatures.join(" "),
    },
  };
}

/**
 * Writes an attempt into the log: a status of 200 to 299 is a delivery, all else is tried again for three days. An
 * endpoint that takes nothing is warned of after a day and switched off after five.
 * @param input.spread 0 to 1, random
 */
export async function recordWebhookAttempt(
  tx: Transaction,
  input: { deliveryId: string; result: PostResult; durationMs: number; spread: number; publicUrl: string },
): Promise<void> {
  const delivery = await tx.get(WebhookDelivery, input.deliveryId);
  const status = "status" in input.result ? input.result.status : null;
  const redirected = status !== null && status >= 300 && status < 400;
  const errorCode = "errorCode" in input.result ? input.result.errorCode : redirected ? "REDIRECT" : null;
  await tx.insert(WebhookAttempt, {
    deliveryId: delivery.id,
    at: tx.now,
    responseStatus: status,
    errorCode,
    durationMs: input.durationMs,
  });
  if (delivery.state !== "PENDING") return;
  const attempts = delivery.attempts + 1;
  if (status !== null && status >= 200 && status < 300) {
    await tx.update(WebhookDelivery, delivery, {
      attempts,
      responseStatus: status,
      errorCode: null,
      state: "DELIVERED",
      deliveredAt: tx.now,
      nextAttemptAt: null,
    });
    await tx.change(
      "update webhook_endpoints set consecutive_failures = 0, failing_since = null, warned_at = null where id = $1 and consecutive_failures > 0",
      [delivery.endpointId],
    );
    return;
  }
  const next = nextAttempt(attempts, tx.now, input.spread);
  const over = next === null ? { state: "FAILED" as const } : {};
  const { version } = await tx.update(WebhookDelivery, delivery, {
    attempts,
    responseStatus: status,
    errorCode: errorCode ?? "REFUSED",
    nextAttemptAt: next,
    ...over,
  });
  if (next) schedule(tx, { deliveryId: delivery.id, version, dueAt: next, failing: true });
  await judgeEndpoint(tx, { endpointId: delivery.endpointId, gone: status === 410, publicUrl: input.publicUrl });
}

async function judgeEndpoint(
  tx: Transaction,
  input: { endpointId: string; gone: boolean; publicUrl: string },
): Promise<void> {
  // Counted in one statement: deliveries to one endpoint end side by side.
  const [endpoint] = await tx.query<{ failing_since: Date; warned_at: Date | null }>(
    `update webhook_endpoints set consecutive_failures = consecutive_failures + 1, failing_since = coalesce(failing_since, $2)
     where id = $1 and state = 'ENABLED' returning failing_since, warned_at`,
    [input.endpointId, tx.now],
  );
  if (!endpoint) return;
  const verdict = verdictOn({
    failingSince: endpoint.failing_since,
    warnedAt: endpoint.warned_at,
    now: tx.now,
    gone: input.gone,
  });
  if (verdict === "KEEP") return;
  const disabled = verdict === "DISABLE";
  const mark = disabled ? "state = 'DISABLED', version = version + 1" : "warned_at = $2";
  await tx.query(`update webhook_endpoints set ${mark} where id = $1 and $2::timestamptz is not null`, [
    input.endpointId,
    tx.now,
  ]);
  if (disabled) tx.audit({ action: "webhook.disable", subjectType: "webhook_endpoint", subjectId: input.endpointId });
  const link = "/settings/webhooks";
  await notifyMembers(tx, {
    roles: ["OWNER", "ADMIN"],
    kind: disabled ? "webhook.disabled" : "webhook.failing",
    subjectId: input.endpointId,
    title: disabled ? "A webhook was switched off" : "A webhook keeps failing",
    link,
    key: `webhook ${verdict} ${input.endpointId} ${endpoint.failing_since.toISOString()}`,
    email: { template: webhookWarningTemplate, variables: { disabled, url: `${input.publicUrl}${link}` } },
  });
}

/** Posts an event of its own to the endpoint, to try it out. */
export async function testWebhookEndpoint(
  tx: Transaction,
  input: { webhookEndpointId: string },
): Promise<{ webhookDeliveryId: string }> {
  authorise(tx.actor, "webhook.manage");
  const endpoint = await tx.get(WebhookEndpoint, input.webhookEndpointId);
  const delivery = await tx.insert(WebhookDelivery, {
    endpointId: endpoint.id,
    eventId: tx.newId(),
    eventType: "webhook.test",
    subjectId: endpoint.id,
    refIds: {},
    occurredAt: tx.now,
    state: "PENDING",
    attempts: 0,
    nextAttemptAt: tx.now,
  });
  schedule(tx, {
    deliveryId: delivery.id,
    version: delivery.version,
    dueAt: tx.now,
    failing: endpoint.consecutiveFailures > 0,
  });
  return { webhookDeliveryId: delivery.id };
}

/** Delivers once more what was delivered or given up, with all its attempts. */
export async function replayWebhookDelivery(
  tx: Transaction,
  input: { webhookDeliveryId: string },
): Promise<{ webhookDeliveryId: string }> {
  authorise(tx.actor, "webhook.manage");
  const delivery = await tx.get(WebhookDelivery, input.webhookDeliveryId);
  if (delivery.state === "PENDING") return { webhookDeliveryId: delivery.id };
  const again = await tx.update(WebhookDelivery, delivery, {
    state: "PENDING",
    attempts: 0,
    nextAttemptAt: tx.now,
    errorCode: null,
    deliveredAt: null,
  });
  schedule(tx, { deliveryId: delivery.id, version: again.version, dueAt: tx.now, failing: true });
  tx.audit({ action: "webhook.replay", subjectType: "webhook_delivery", subjectId: delivery.id });
  return { webhookDeliveryId: delivery.id };
}

/** By the delivery's version: each attempt, and each life after a replay, has one timer. */
function schedule(
  tx: Transaction,
  input: { deliveryId: string; version: number; dueAt: Date; failing: boolean },
): void {
  const job = input.failing ? deliverWebhookAgain : deliverWebhook;
  tx.schedule({
    job: job.name,
    subjectId: input.deliveryId,
    dueAt: input.dueAt,
    key: `webhook ${input.deliveryId} ${input.version}`,
  });
}
