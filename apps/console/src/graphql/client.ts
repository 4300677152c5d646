import { mapExchange, fetchExchange, type CombinedError } from "@urql/core";
import { cacheExchange, type Cache, type UpdateResolver } from "@urql/exchange-graphcache";
import { createClient, type Client } from "urql";
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

/**
 * The console's one client: same origin, cookie session, records normalised by id.
 * `x-causeway` tells the API that the request comes from our own page; another site cannot set it.
 */
export function createConsoleClient(onSignedOut: () => void): Client {
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
      cacheExchange({ updates: { Mutation: everyMutation } }),
      fetchExchange,
    ],
  });
}
