import { careEntities } from "@causeway/care";
import { identityEntities } from "@causeway/identity";
import { clockFrom, createLogger, describeError, readConfig } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { allWork } from "./handlers.ts";
import { startHealthServer } from "./health.ts";
import { startWorker } from "./host.ts";

const config = readConfig(process.env);
const logger = createLogger("worker", config.logLevel);

async function main(): Promise<void> {
  const host = await startWorker({
    config,
    logger,
    clock: clockFrom(config),
    entities: [...identityEntities, ...careEntities, ...messagingEntities],
    work: allWork,
  });
  const health =
    config.workerPort === undefined
      ? undefined
      : await startHealthServer(host, { port: config.workerPort, address: config.host });
  const stop = async () => {
    health?.close();
    const { drained } = await host.close();
    logger.info({ drained }, "stopped");
    process.exit(drained ? 0 : 1);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop().catch((error: unknown) => {
        logger.error({ err: describeError(error) }, "did not stop in order");
        process.exit(1);
      });
    });
  }
  logger.info({ jobs: allWork.length }, "ready");
  process.send?.("ready");
}

main().catch((error: unknown) => {
  logger.fatal({ err: describeError(error) }, "could not start");
  process.exit(1);
});
