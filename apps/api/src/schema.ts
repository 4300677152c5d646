// First: it brings reflect-metadata, without which the decorators of type-graphql refuse to run.
import { DateTime } from "@causeway/database";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import type { NonEmptyArray } from "type-graphql";
import { resolvers } from "./resolvers.ts";

const notUsed = (): never => {
  throw new Error("subscriptions have a stream of their own");
};

let built: GraphQLSchema | undefined;

export function apiSchema(): GraphQLSchema {
  built ??= buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<Function>,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // Inputs are checked by the services, by rules that say which field and why.
    validate: false,
    // Asked for by type-graphql; each subscription brings its own stream of events (live/live-hub.ts).
    pubSub: { publish: notUsed, subscribe: notUsed },
  });
  return built;
}
