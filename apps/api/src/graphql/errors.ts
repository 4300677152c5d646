import { ApolloServerErrorCode } from "@apollo/server/errors";
import type { Logger } from "@causeway/kernel";
import { DomainError, describeError } from "@causeway/kernel";
import type { GraphQLFormattedError } from "graphql";
import { GraphQLError } from "graphql";

/**
 * The one map from failures to what a caller is told. What is not listed is "INTERNAL", in words
 * that say nothing; it is logged by name, code and frames, never by message.
 */
export function formatError(logger: Logger, formatted: GraphQLFormattedError, raised: unknown): GraphQLFormattedError {
  const error = causeOf(raised);
  const where = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  if (error instanceof DomainError && error.code !== "INTERNAL") {
    const { code, path: field, reason } = error;
    const extensions = { code, ...(field.length > 0 ? { field } : {}), ...(reason === undefined ? {} : { reason }) };
    return { message: error.message, ...where, extensions };
  }
  const code = formatted.extensions?.["code"];
  const words = typeof code === "string" ? WORDS[code] : undefined;
  // Errors of the language itself, made by graphql-js or by the limits; an exception of a resolver never comes here.
  if (words && (error instanceof GraphQLError || isRequestError(error))) {
    const message = typeof words === "function" ? words(formatted.message) : words;
    const field = formatted.extensions?.["field"];
    return { message, ...where, extensions: { code, ...(Array.isArray(field) ? { field } : {}) } };
  }
  logger.error({ err: describeError(error) }, "unexpected error");
  return { message: "Something went wrong. It has been recorded.", ...where, extensions: { code: "INTERNAL" } };
}

const WORDS: Readonly<Record<string, string | ((message: string) => string)>> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: "The document is not GraphQL.",
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: withoutValues,
  [ApolloServerErrorCode.BAD_USER_INPUT]: withoutValues,
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: "Name one of the operations of the document.",
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED]: "Persisted queries are not supported.",
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND]: "Persisted queries are not supported.",
  [ApolloServerErrorCode.BAD_REQUEST]: "The request is not one for GraphQL.",
  LIMIT_EXCEEDED: (message) => message,
  INTROSPECTION_DISABLED: (message) => message,
  NOT_HERE: (message) => message,
};

/** Names of fields and types stay; values of the caller, which come after "found", "got" or a colon, do not. */
function withoutValues(message: string): string {
  const variable = /^Variable "\$(\w+)" got invalid value/.exec(message);
  if (variable) return `Variable "$${variable[1]}" has a value of the wrong form.`;
  if (/cannot represent/.test(message)) return "A value has the wrong form.";
  if (message.startsWith("Expected value of type")) return message.replace(/, found [\s\S]*$/, ".");
  if (message.startsWith("Enum ") || message.startsWith("Value ")) return "A value is not one of those allowed.";
  return message;
}

/** What was thrown, below the wrapping of resolvers and plugins. */
export function causeOf(raised: unknown): unknown {
  let error = raised;
  while (error instanceof GraphQLError && error.originalError) error = error.originalError;
  return error;
}

function isRequestError(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === "BadRequestError";
}
