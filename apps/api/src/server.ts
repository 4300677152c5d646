import { existsSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { actorFromSession } from "@causeway/identity";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fastify, { LogController } from "fastify";
import type { UnknownContext } from "./graphql/admission.ts";
import { addAccounting } from "./disclosures/accounting.route.ts";
import { createApollo } from "./graphql/apollo.ts";
import { addDocuments } from "./documents/documents.ts";
import { LIMITS } from "./graphql/limits.ts";
import { authenticate, credentialOf, sessionCookie } from "./http/authentication.ts";
import { addClosing } from "./http/closing.ts";
import { addOperations } from "./http/operations.ts";
import type { ServerOptions } from "./http/server-options.ts";
import { addLinks } from "./links/links.ts";
import { addOutside } from "./outside/outside.routes.ts";
import { LiveHub } from "./live/live-hub.ts";
import { STREAM, addStream } from "./live/stream.ts";
import { apiSchema } from "./schema.ts";

const CONSOLE = fileURLToPath(new URL("../../console/dist/", import.meta.url));

/** The whole HTTP face, not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config, logger } = options;
  const server = fastify({
    loggerInstance: logger as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.bodyBytes,
    // Of an address that cannot be read nothing is repeated: it may be one with a token.
    frameworkErrors: (_error, _request, reply: unknown) =>
      void (reply as FastifyReply).code(400).send({ error: "This address is not valid." }),
    // Accepted requests are finished; new connections are refused.
    forceCloseConnections: "idle",
  }) as unknown as FastifyInstance;
  // JSON alone: what a form of another site can send is not taken.
  server.removeContentTypeParser("text/plain");
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        // Component libraries set style attributes; scripts come from here alone.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
      },
    },
    strictTransportSecurity: config.publicUrl.startsWith("https:") ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "no-referrer" },
  });
  server.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  server.addHook("onResponse", async (request, reply) => {
    // The route and never the address: a mistyped address may hold anything.
    const { method, id, routeOptions } = request;
    const route = routeOptions.url ?? "(none)";
    logger.info(
      { requestId: id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
  });
  addClosing(server);
  addOperations(server, options);
  await addLinks(server, { db: options.db, secret: config.secret, logger });
  await addOutside(server, options);
  await addDocuments(server, options);
  addAccounting(server, options);
  await addGraphQL(server, options);
  await addConsole(server);
  return server;
}

async function addGraphQL(server: FastifyInstance, options: ServerOptions): Promise<void> {
  const { db, config, logger, listen, liveLimits: limits } = options;
  const schema = apiSchema();
  const apollo = createApollo(schema, config, logger, server);
  await apollo.start();
  const contextOf = (request: FastifyRequest, reply: FastifyReply): UnknownContext => {
    const session = sessionCookie(config, request, reply);
    return {
      actor: null,
      db,
      clock: db.clock,
      config,
      logger,
      requestId: request.id,
      session,
      actorOfSession: (token) => actorFromSession(db, token),
      identify: () => authenticate(db, config, request, session),
      tellCost: (cost) => void reply.header("x-graphql-cost", cost),
    };
  };
  const handler = fastifyApolloHandler<UnknownContext>(apollo as never, {
    context: async (request, reply) => contextOf(request, reply),
  });
  const hub = new LiveHub({ db, logger, listen, limits });
  addStream(server, {
    schema,
    hub,
    logger,
    contextOf,
    credentialOf: (request, { session }) => credentialOf(config, request, session),
  });
  server.post("/graphql", async (request, reply) => {
    void reply.header("cache-control", "no-store");
    return handler.call(server, request, reply as never);
  });
  for (const url of ["/graphql", STREAM])
    server.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url,
      handler: async (_request, reply) =>
        reply
          .code(405)
          .header("allow", "POST")
          .send({ errors: [{ message: "Send a POST with application/json." }] }),
    });
}

/** The built console; an address that it knows by itself is answered with its first page. */
async function addConsole(server: FastifyInstance): Promise<void> {
  const built = existsSync(CONSOLE);
  if (built) {
    await server.register(fastifyStatic, {
      root: CONSOLE,
      index: "index.html",
      cacheControl: false,
      // The name of an asset holds the hash of its content.
      setHeaders: (reply, path) => {
        const forEver = path.includes("/assets/");
        void reply.header("cache-control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  server.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (built && wantsPage) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply.code(404).send({ error: "There is nothing here." });
  });
}
