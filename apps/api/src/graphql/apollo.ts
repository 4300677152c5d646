import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import type { Logger } from "@causeway/kernel";
import type { FastifyInstance } from "fastify";
import { GraphQLError } from "graphql";
import type { FormattedExecutionResult, GraphQLSchema } from "graphql";
import type { UnknownContext } from "./admission.ts";
import { admit } from "./admission.ts";
import type { ApiConfig } from "./context.ts";
import { keepDenials } from "./denials.ts";
import { formatError } from "./errors.ts";
import { LIMITS } from "./limits.ts";

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
      admission(schema),
      keepDenials(),
    ],
  });
}

/** As many as somebody can use; a hostile document makes any number of them. */
export const ERRORS_TOLD = 5;

const REFUSED_DOCUMENT = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

function isRefusedDocument(result: FormattedExecutionResult): boolean {
  const { data, errors } = result;
  if (data !== undefined || !errors?.length) return false;
  return errors.every((error) => REFUSED_DOCUMENT.has(String(error.extensions?.["code"])));
}

function admission(schema: GraphQLSchema): ApolloServerPlugin<UnknownContext> {
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
          if (operation.operation === "subscription") {
            throw new GraphQLError("Subscriptions are opened at /graphql/stream.", {
              extensions: { code: "NOT_HERE", http: { status: 400 } },
            });
          }
          await admit(schema, contextValue, { document, operation, variables: request.variables ?? {} });
        },
      };
    },
  };
}
