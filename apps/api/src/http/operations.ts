import type { Database } from "@causeway/database";
import { migrationNames } from "@causeway/database";
import { describeError, jobActor } from "@causeway/kernel";
import type { FastifyInstance } from "fastify";
import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { ServerOptions } from "./server-options.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** `/healthz`: the process answers. `/readyz`: it can serve. `/metrics`: figures for Prometheus. */
export function addOperations(server: FastifyInstance, options: ServerOptions): void {
  const { db, logger } = options;
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "causeway_http_request_seconds",
    help: "Time taken by requests, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: "causeway_backlog",
    help: "Events not relayed, jobs not done, jobs given up, and seconds the oldest event has waited",
    labelNames: ["what"],
    registers: [registry],
  });
  let stopping = false;
  server.addHook("preClose", async () => void (stopping = true));
  server.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? "(none)", status: reply.statusCode };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  server.get("/healthz", async () => ({ status: "ok" }));
  server.get("/readyz", async (_request, reply) => {
    if (stopping) return reply.code(503).send({ status: "stopping" });
    try {
      const missing = await missingMigrations(db);
      if (missing > 0) return reply.code(503).send({ status: "schema is not current", missing });
      const backlog = await options.backlog?.();
      return { status: "ready", ...(backlog ? { backlog } : {}) };
    } catch (error) {
      logger.warn({ err: describeError(error) }, "not ready");
      return reply.code(503).send({ status: "database does not answer" });
    }
  });
  server.get("/metrics", async (_request, reply) => {
    const backlog = await options.backlog?.().catch(() => undefined);
    for (const [what, figure] of Object.entries(backlog ?? {})) waiting.set({ what }, figure);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

async function missingMigrations(db: Database): Promise<number> {
  const applied = await db.readWith<{ name: string }>(jobActor(NOBODY, "readiness"), {
    sql: "select name from schema_migrations",
    values: [],
  });
  const done = new Set(applied.map((row) => row.name));
  return (await migrationNames()).filter((name) => !done.has(name)).length;
}
