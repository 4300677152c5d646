import { mapExchange, fetchExchange, subscriptionExchange, type CombinedError } from "@urql/core";
import { cacheExchange, type Cache, type UpdateResolver } from "@urql/exchange-graphcache";
import { createClient, type Client } from "urql";
import { openStream } from "../live/event-stream.ts";
import type { ChangesSubscription } from "../live/live.generated.ts";
import { setConnected } from "../live/live.tsx";
import { isSignedOut } from "./errors.ts";

/** Lists that a change may lengthen, shorten or reorder: asked again after any mutation. Records mend themselves by id. */
const KEPT_AFTER_CHANGES = new Set(["levelsOfCare", "viewer"]);

function forgetLists(cache: Cache): void {
  for (const field of cache.inspectFields("Query")) {
    // A record stays: what a mutation answers replaces it, and asking for a packet again would be one more disclosure.
    const isRecord = field.arguments !== null && "id" in field.arguments;
    if (!isRecord && !KEPT_AFTER_CHANGES.has(field.fieldName)) cache.invalidate("Query", field.fieldKey);
  }
}

/** Lists that a change of each kind may move. */
const LISTS = {
  received: ["referralInbox"],
  sent: ["referrals"],
  notification: ["notifications"],
  task: ["workQueue", "workQueueCounts", "tasks"],
} as const;

/** Records mend themselves by id; what lists them is asked again. */
function afterChange(told: ChangesSubscription, cache: Cache): void {
  const moved = new Set<string>(
    Object.entries(LISTS).flatMap(([kind, lists]) => (told.changes[kind as keyof typeof LISTS] ? lists : [])),
  );
  for (const { fieldName, fieldKey } of cache.inspectFields("Query")) {
    if (moved.has(fieldName)) cache.invalidate("Query", fieldKey);
  }
}

/**
 * The console's one client: same origin, cookie session, records normalised by id.
 * `x-causeway` tells the API that the request comes from our own page; another site cannot set it.
 */
export function createConsoleClient(onSignedOut: () => void, onMissed: () => void): Client {
  const afterMutation: UpdateResolver = (_result, _args, cache) => forgetLists(cache);
  const everyMutation = new Proxy<Record<string, UpdateResolver>>({}, { get: () => afterMutation, has: () => true });
  return createClient({
    url: "/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: { credentials: "same-origin", headers: { "x-causeway": "console" } },
    exchanges: [
      mapExchange({
        onError(error: CombinedError) {
          if (isSignedOut(error)) onSignedOut();
        },
      }),
      cacheExchange({
        keys: { LiveChange: () => null },
        updates: {
          Mutation: everyMutation,
          Subscription: {
            changes: (told, _args, cache) => afterChange(told as unknown as ChangesSubscription, cache),
          },
        },
      }),
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: openStream(
              "/graphql/stream",
              { query, variables },
              { next: (result) => sink.next(result as never), complete: () => sink.complete() },
              { connected: setConnected, missed: onMissed },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
}
