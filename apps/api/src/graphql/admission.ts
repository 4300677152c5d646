import type { Actor } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { GraphQLError } from "graphql";
import type { RequestContext } from "./context.ts";
import { checkLimits } from "./limits.ts";
import { checkVariables } from "./variables.ts";

/** A context whose actor is found only when the request has passed the limits. */
export interface UnknownContext extends RequestContext {
  identify(): Promise<Actor | null>;
  tellCost(cost: number): void;
}

const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403 };

/** A key that names nobody and a session from another site are the caller's failures, and say so in HTTP as well. */
async function whoAsks(context: UnknownContext): Promise<Actor | null> {
  try {
    return await context.identify();
  } catch (error) {
    const status = error instanceof DomainError ? STATUS_OF_REFUSAL[error.code] : undefined;
    if (!(error instanceof DomainError) || status === undefined) throw error;
    throw new GraphQLError(error.message, {
      originalError: error,
      extensions: { code: error.code, http: { status } },
    });
  }
}

/** Between validation and the first resolver: limits, form of the variables, then who asks. The same for every transport. */
export async function admit(
  schema: GraphQLSchema,
  context: UnknownContext,
  asked: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { document, operation, variables } = asked;
  const measure = checkLimits(schema, document, operation, variables);
  context.tellCost(measure.cost);
  checkVariables(schema, operation, variables);
  context.actor = await whoAsks(context);
  if (context.config.environment === "production" && measure.introspectionDepth > 0 && !context.actor) {
    throw new GraphQLError("Sign in to ask for the schema.", {
      extensions: { code: "INTROSPECTION_DISABLED", http: { status: 400 } },
    });
  }
}
