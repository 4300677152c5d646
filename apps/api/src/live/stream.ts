import type { ServerResponse } from "node:http";
import type { Logger } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import { GraphQLError, getOperationAST, parse, subscribe, validate } from "graphql";
import type { UnknownContext } from "../graphql/admission.ts";
import { admit } from "../graphql/admission.ts";
import { ERRORS_TOLD } from "../graphql/apollo.ts";
import { causeOf, formatError } from "../graphql/errors.ts";
import { LIMITS } from "../graphql/limits.ts";
import type { LiveHub } from "./live-hub.ts";
import { readingOnly } from "./reading-only.ts";
import type { LiveSubscription } from "./subscription.ts";

export const STREAM = "/graphql/stream";

export interface StreamOptions {
  readonly schema: GraphQLSchema;
  readonly hub: LiveHub;
  readonly logger: Logger;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => UnknownContext;
  /** What `contextOf` found, as something that outlives the request. */
  readonly credentialOf: (
    request: FastifyRequest,
    context: UnknownContext,
  ) => NonNullable<UnknownContext["live"]>["credential"] | null;
  /** So often something is written, for whoever is between to see that it lives. */
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 10_000;
/** A consumer that takes nothing for so long is let go. */
const PATIENCE_MS = 20_000;

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LIMIT_REACHED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/**
 * Subscriptions over Server-Sent Events, one a request ("distinct connections" of the protocol GraphQL over SSE).
 * A POST, so that no form and no image of another site can open one. What is refused before it began is answered in
 * JSON; afterwards by a `next` with errors and `complete`. A stream that ends without `complete` is to be opened again.
 */
export function addStream(server: FastifyInstance, options: StreamOptions): void {
  const { hub } = options;
  server.addHook("preClose", () => hub.drain());
  server.post(STREAM, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const context = options.contextOf(request, reply);
    const opened: { subscription?: LiveSubscription } = {};
    let results: AsyncGenerator<ExecutionResult, void>;
    try {
      results = await open(options, request, context, opened);
    } catch (error) {
      if (opened.subscription) hub.close(opened.subscription);
      await keepDenial(context, error);
      return refuse(options, reply, error);
    }
    const { subscription } = opened;
    if (!subscription) throw new Error("a stream without a subscription");
    reply.hijack();
    await send(options, reply, subscription, results).finally(() => hub.close(subscription));
    return reply;
  });
}

/** @throws whatever refuses it, as for a query */
async function open(
  { schema, hub, credentialOf }: StreamOptions,
  request: FastifyRequest,
  context: UnknownContext,
  opened: { subscription?: LiveSubscription },
): Promise<AsyncGenerator<ExecutionResult, void>> {
  const accepts = request.headers.accept ?? "*/*";
  if (!/text\/event-stream|text\/\*|\*\/\*/.test(accepts))
    throw refusal("NOT_HERE", "Subscriptions are answered as text/event-stream.", 406);
  const { query, variables, operationName } = bodyOf(request.body);
  const document = documentOf(schema, query, context.config.environment === "production");
  const operation = getOperationAST(document, operationName);
  if (!operation) throw refusal("OPERATION_RESOLUTION_FAILURE", "Name one of the operations of the document.");
  if (operation.operation !== "subscription") throw refusal("NOT_HERE", "Queries and mutations are sent to /graphql.");
  await admit(schema, context, { document, operation, variables });
  const credential = credentialOf(request, context);
  if (!context.actor || !credential) throw new DomainError("UNAUTHENTICATED", "Sign in first.");
  const after = positionOf(request.headers["last-event-id"]);
  const contextValue = {
    ...context,
    db: readingOnly(context.db),
    live: {
      credential,
      open: async (listening: Parameters<LiveHub["open"]>[0]) => {
        const subscription = await hub.open(listening, after);
        opened.subscription = subscription;
        return subscription.payloads();
      },
    },
  };
  const results = await subscribe({ schema, document, contextValue, variableValues: variables, operationName });
  if (Symbol.asyncIterator in results) return results;
  throw results.errors?.[0] ?? new Error("a subscription that answers nothing");
}

function bodyOf(body: unknown): { query: string; variables: Record<string, unknown>; operationName: string | null } {
  const { query, variables = null, operationName = null } = isRecord(body) ? body : {};
  const named = operationName === null || typeof operationName === "string";
  if (typeof query !== "string" || !(variables === null || isRecord(variables)) || !named)
    throw refusal("BAD_REQUEST", "The request is not one for GraphQL.");
  return { query, variables: variables ?? {}, operationName };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function documentOf(schema: GraphQLSchema, query: string, hideSuggestions: boolean): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: LIMITS.tokens });
  } catch {
    throw refusal("GRAPHQL_PARSE_FAILED", "The document is not GraphQL.");
  }
  const [error] = validate(schema, document, undefined, { maxErrors: ERRORS_TOLD, hideSuggestions });
  if (error) throw refusal("GRAPHQL_VALIDATION_FAILED", error.message);
  return document;
}

/** Where the last connection came to, as EventSource says it; anything else is as if nothing was said. */
function positionOf(header: unknown): bigint | undefined {
  return typeof header === "string" && /^\d{1,18}$/.test(header) ? BigInt(header) : undefined;
}

function refusal(code: string, message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** As a query that is refused for want of a permission. */
async function keepDenial({ actor, db }: UnknownContext, error: unknown): Promise<void> {
  const cause = causeOf(error);
  if (!actor || !(cause instanceof DomainError) || cause.code !== "FORBIDDEN") return;
  await db.recordDenial(actor, { action: "subscription", subjectType: "subscription", reason: "FORBIDDEN" });
}

function refuse({ logger }: StreamOptions, reply: FastifyReply, error: unknown): FastifyReply {
  const raised = error instanceof GraphQLError ? error : new GraphQLError("refused", { originalError: error as Error });
  const told = formatError(logger, raised.toJSON(), raised);
  const code = String(told.extensions?.["code"]);
  const http = raised.extensions["http"] as { status?: number } | undefined;
  const status = http?.status ?? STATUS[code] ?? 400;
  if (status === 429 || status === 503) void reply.header("retry-after", "5");
  return reply.code(status).send({ errors: [told] });
}

/** Writes until either side ends it. One result is worked out at a time, and only when the last one was taken. */
async function send(
  { hub, logger, heartbeatMs = HEARTBEAT_MS }: StreamOptions,
  reply: FastifyReply,
  subscription: LiveSubscription,
  results: AsyncGenerator<ExecutionResult, void>,
): Promise<void> {
  const { raw } = reply;
  let gone = false;
  raw.once("close", () => {
    gone = true;
    subscription.end();
  });
  raw.on("error", () => undefined);
  if (raw.destroyed) return;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    // Nginx would hold the stream back until its buffer is full.
    "x-accel-buffering": "no",
    connection: "close",
  });
  let told = subscription.position;
  raw.write(`retry: 2000\nid: ${told}\n\n`);
  const beat = setInterval(() => {
    if (raw.writableNeedDrain) return;
    // Moved by events that did not concern it: a client that comes back need not hear of them again.
    raw.write(subscription.position === told ? ":\n\n" : `id: ${(told = subscription.position)}\n\n`);
  }, heartbeatMs);
  let over = false;
  const next = async (result: ExecutionResult): Promise<void> => {
    const { errors, data } = result;
    const formatted = errors?.slice(0, ERRORS_TOLD).map((error) => formatError(logger, error.toJSON(), error));
    const body = JSON.stringify({
      ...(data === undefined ? {} : { data }),
      ...(formatted ? { errors: formatted } : {}),
    });
    told = subscription.position;
    const id = formatted ? "" : `id: ${told}\n`;
    if (!raw.write(`event: next\n${id}data: ${body}\n\n`)) await taken(raw);
  };
  try {
    for await (const result of results) {
      if (gone) break;
      await next(result);
      // It would fail again with the next event.
      if ((over = result.errors !== undefined)) break;
    }
  } catch (error) {
    const raised = error instanceof GraphQLError ? error : new GraphQLError("ended", { originalError: error as Error });
    over = true;
    if (!gone) await next({ errors: [raised] });
  } finally {
    clearInterval(beat);
  }
  if (gone) return;
  // Without `complete` the client connects again: to another process, and not all of them at once.
  if (!over && hub.draining) raw.write(`retry: ${500 + Math.floor(Math.random() * 2500)}\n\n`);
  if (over) raw.write("event: complete\ndata:\n\n");
  raw.end();
}

/** Resolves when what was written has left, or the connection was given up. */
function taken(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve();
    const done = (): void => {
      clearTimeout(late);
      raw.off("drain", done);
      raw.off("close", done);
      resolve();
    };
    const late = setTimeout(() => raw.destroy(), PATIENCE_MS);
    raw.once("drain", done);
    raw.once("close", done);
  });
}
