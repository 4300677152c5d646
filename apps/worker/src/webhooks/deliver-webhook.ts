import { jobActor } from "@causeway/kernel";
import {
  deliverWebhook as first,
  deliverWebhookAgain as again,
  postWebhook,
  recordWebhookAttempt,
  takeWebhookDelivery,
} from "@causeway/messaging";
import type { JobContext } from "@causeway/jobs";
import { work, type Tools } from "../work.ts";

/** A refused attempt is no failed job: the delivery itself knows when it is tried next. */
async function attempt(
  { db, config }: Tools,
  { organisationId, subjectId: deliveryId }: { organisationId: string; subjectId: string },
  { signal }: JobContext,
): Promise<void> {
  const actor = jobActor(organisationId, first.name);
  const post = await db.run(actor, (tx) =>
    takeWebhookDelivery(tx, { deliveryId, secret: config.secret, at: new Date() }),
  );
  if (!post) return;
  const began = performance.now();
  const result = await postWebhook(post.url, post.body, post.headers, { allow: config.webhookAllow, signal });
  // A worker that is stopping says nothing of the receiver: another worker tries afresh.
  signal.throwIfAborted();
  const durationMs = Math.round(performance.now() - began);
  await db.run(actor, (tx) =>
    recordWebhookAttempt(tx, { deliveryId, result, durationMs, spread: Math.random(), publicUrl: config.publicUrl }),
  );
}

export const deliverWebhook = work(first, attempt, { queue: "webhooks" });
export const deliverWebhookAgain = work(again, attempt, { queue: "webhooks-again" });
