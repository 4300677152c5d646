import { createServer, type Server } from "node:http";
import { SEAL_LAG_SECONDS } from "@causeway/database";
import { Counter, Gauge, Registry } from "prom-client";
import type { WorkerHost } from "./host.ts";

/** Answers /healthz and /metrics on loopback. Figures only: nothing here tells of a tenant. */
export async function startHealthServer(host: WorkerHost, options: { port: number; address: string }): Promise<Server> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const backlog = gauge("causeway_backlog", "Events not relayed, jobs owed, deadlines due and dead jobs.", ["kind"]);
  const oldest = gauge("causeway_backlog_oldest_seconds", "Age of the oldest event not relayed.");
  const unsealed = gauge(
    "causeway_audit_unsealed_seconds",
    `Age of the oldest audit entry without a seal; more than ${SEAL_LAG_SECONDS} is late.`,
  );
  const jobs = gauge("causeway_queue_jobs", "Jobs in the queue backend, by queue and state.", ["queue", "state"]);
  const asked = new Counter({
    name: "causeway_worker_scrapes_total",
    help: "Times these figures were asked for.",
    registers: [registry],
  });

  async function collect(): Promise<string> {
    asked.inc();
    const { events, dispatches, due, dead, oldestSeconds } = await host.relay.backlog();
    for (const [kind, value] of Object.entries({ events, dispatches, due, dead })) backlog.set({ kind }, value);
    oldest.set(oldestSeconds);
    unsealed.set(await host.sealer.unsealedSeconds());
    for (const { queue, ...states } of await host.queues.counts()) {
      for (const [state, value] of Object.entries(states)) jobs.set({ queue, state }, value);
    }
    return registry.metrics();
  }

  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { "content-type": type }).end(body);
    if (request.url === "/healthz")
      return host.isHealthy()
        ? answer(200, "text/plain", "ok\n")
        : answer(503, "text/plain", "the relay stands still\n");
    if (request.url !== "/metrics") return answer(404, "text/plain", "not found\n");
    collect().then(
      (text) => answer(200, registry.contentType, text),
      () => answer(503, "text/plain", "unavailable\n"),
    );
  });
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(options.port, options.address, resolve),
  );
  return server;
}
