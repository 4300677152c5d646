import { careEntities } from "@causeway/care";
import { identityEntities } from "@causeway/identity";
import { createLogger, fileClock, readConfig } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { allWork } from "./handlers.ts";
import { startWorker } from "./host.ts";

/** Runs the whole worker in a process that a test may kill: as main.ts does, but quick to notice a dead neighbour. */
export async function runWorkerProcess(): Promise<void> {
  const config = readConfig(process.env);
  const host = await startWorker({
    config,
    logger: createLogger("worker-process", "silent"),
    clock: fileClock(config.clockFile ?? ""),
    entities: [...identityEntities, ...careEntities, ...messagingEntities],
    work: allWork,
    idleMs: 20,
    lockMs: 900,
    redispatchAfterMs: 3000,
  });
  process.once("SIGTERM", () => void host.close().then(({ drained }) => process.exit(drained ? 0 : 1)));
  process.send?.("ready");
}
