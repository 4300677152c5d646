import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import type { Actor, Logger } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import type { FastifyInstance } from "fastify";
import { GraphQLError } from "graphql";
import type { FormattedExecutionResult, GraphQLSchema } from "graphql";
import type { ApiConfig, RequestContext } from "./context.ts";
import { keepDenials } from "./denials.ts";
import { formatError } from "./errors.ts";
import { LIMITS, checkLimits } from "./limits.ts";
import { checkVariables } from "./variables.ts";

/** A context whose actor is found only when the request has passed the limits. */
export interface UnknownContext extends RequestContext {
  identify(): Promise<Actor | null>;
  tellCost(cost: number): void;
}

export function createApollo(
  schema: GraphQLSchema,
  config: ApiConfig,
  logger: Logger,
  fastify: FastifyInstance,
): ApolloServer<UnknownContext> {
  const production = config.environment === "production";
  return new ApolloServer<UnknownContext>({
    schema,
    // Introspection is decided below, where it is known who asks.
    introspection: true,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    stringifyResult: (value) => JSON.stringify(value),
    formatError: (formatted, error) => formatError(logger, formatted, error),
    plugins: [
      fastifyApolloDrainPlugin(fastify),
      ApolloServerPluginCacheControlDisabled(),
      admission(schema, production),
      keepDenials(),
    ],
  });
}

/** As many as somebody can use; a hostile document makes any number of them. */
const ERRORS_TOLD = 5;

const REFUSED_DOCUMENT = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

function isRefusedDocument(result: FormattedExecutionResult): boolean {
  const { data, errors } = result;
  if (data !== undefined || !errors?.length) return false;
  return errors.every((error) => REFUSED_DOCUMENT.has(String(error.extensions?.["code"])));
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

/** Between validation and the first resolver: limits, form of the variables, then who asks. */
function admission(schema: GraphQLSchema, production: boolean): ApolloServerPlugin<UnknownContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          if (response.body.kind !== "single") return;
          const { singleResult } = response.body;
          if (singleResult.errors) singleResult.errors = singleResult.errors.slice(0, ERRORS_TOLD);
          // GraphQL over HTTP 6.4.1: a document that was refused is no failure of HTTP, unless the caller
          // asked for the media type that has status codes of its own.
          const accepts = request.http?.headers.get("accept") ?? "";
          if (isRefusedDocument(singleResult) && !accepts.includes("application/graphql-response+json")) {
            response.http.status = 200;
          }
        },
        async didResolveOperation({ document, operation, request, contextValue }) {
          if (!operation) return;
          const variables = request.variables ?? {};
          const measure = checkLimits(schema, document, operation, variables);
          contextValue.tellCost(measure.cost);
          checkVariables(schema, operation, variables);
          contextValue.actor = await whoAsks(contextValue);
          if (production && measure.introspectionDepth > 0 && !contextValue.actor) {
            throw new GraphQLError("Sign in to ask for the schema.", {
              extensions: { code: "INTROSPECTION_DISABLED", http: { status: 400 } },
            });
          }
        },
      };
    },
  };
}
