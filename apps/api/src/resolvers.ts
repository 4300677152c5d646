import { SessionResolver } from "./identity/session.resolver.ts";
import { NodeResolver } from "./graphql/node.resolver.ts";

/** Every resolver, one line each. */
export const resolvers = [
  //
  NodeResolver,
  SessionResolver,
] as const;
