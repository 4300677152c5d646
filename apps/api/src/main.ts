import { Database, Relay, databaseUrls } from "@causeway/database";
import { clockFrom, createLogger, describeError, readConfig } from "@causeway/kernel";
import { openStore } from "@causeway/storage";
import { entities } from "./entities.ts";
import { feedListener } from "./live/feed-listener.ts";
import { createServer } from "./server.ts";

const config = readConfig(process.env);
const logger = createLogger("api", config.logLevel);
const clock = clockFrom(config);
const urls = databaseUrls(config);
const db = await Database.open({ urls, entities, clock, logger });
// Only to look at what waits: routing and enqueueing are the worker's.
const relay = new Relay({
  url: urls.relay,
  clock,
  logger,
  route: () => [],
  enqueue: () => Promise.reject(new Error("the API does not relay")),
});
const server = await createServer({
  db,
  config,
  logger,
  listen: feedListener(config.redisUrl, urls, logger),
  store: openStore(config, db),
  backlog: () => relay.backlog(),
  processMetrics: true,
});

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, "stopping");
  try {
    await server.close();
    await Promise.all([db.close(), relay.close()]);
  } catch (error) {
    logger.error({ err: describeError(error) }, "did not stop cleanly");
    process.exitCode = 1;
  }
}
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop(signal));

await server.listen({ host: config.host, port: config.port });
logger.info({ host: config.host, port: config.port }, "listening");
// The launcher waits for this; started by anything else there is no channel.
process.send?.("ready");
