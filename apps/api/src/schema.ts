// First: it brings reflect-metadata, without which the decorators of type-graphql refuse to run.
import { DateTime } from "@causeway/database";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import type { NonEmptyArray } from "type-graphql";
import { resolvers } from "./resolvers.ts";

let built: GraphQLSchema | undefined;

export function apiSchema(): GraphQLSchema {
  built ??= buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<Function>,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // Inputs are checked by the services, by rules that say which field and why.
    validate: false,
  });
  return built;
}
