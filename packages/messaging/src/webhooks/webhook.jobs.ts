import { z } from "zod";

/** Writes a delivery for each endpoint of the organisation that asked for this kind of event. */
export const queueDeliveries = { name: "webhook.queue-deliveries", schema: z.object({ eventId: z.uuid() }) };

/** One attempt of a delivery. The subject is the delivery. */
export const deliverWebhook = { name: "webhook.deliver", schema: z.object({}) };

/** The same for an endpoint that has been failing: in a queue of its own, so that it holds up no healthy one. */
export const deliverWebhookAgain = { name: "webhook.deliver-again", schema: z.object({}) };
