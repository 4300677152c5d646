import { appendFileSync } from "node:fs";
import { createLogger } from "@causeway/kernel";
import { z } from "zod";
import { createWorkers, defineJob, handleJob, type JobsBackend } from "./index.ts";

/** A job whose runs can be seen from outside: each writes a line to a file when it starts and when it ends. */
export const markJob = defineJob({
  name: "crash.mark",
  queue: "crash",
  schema: z.object({ markId: z.uuid(), kind: z.enum(["quick", "held", "deadly"]) }),
  attempts: 3,
  backoff: { kind: "fixed", delayMs: 10 },
});

/** What a worker process is told at its start. */
export interface WorkerProcessOrder {
  readonly backend: JobsBackend;
  /** Lines `start ID` and `done ID` are added here. */
  readonly file: string;
  readonly crashLimit?: number;
}

/**
 * Runs a worker until SIGTERM. A held job runs until the parent says `release`; a deadly one takes the process with it.
 */
export async function runWorkerProcess({ backend, file, crashLimit = 60 }: WorkerProcessOrder): Promise<void> {
  const released = new Promise<void>((resolve) =>
    process.on("message", (message) => message === "release" && resolve()),
  );
  const mark = handleJob(markJob, async ({ markId, kind }) => {
    appendFileSync(file, `start ${markId}\n`);
    if (kind === "deadly") process.kill(process.pid, "SIGKILL");
    if (kind === "held") await released;
    appendFileSync(file, `done ${markId}\n`);
  });
  const workers = await createWorkers(backend, [mark], {
    definitions: [markJob],
    logger: createLogger("worker-process", "silent"),
    concurrency: 4,
    lockMs: 1000,
    stalledCheckMs: 300,
    crashLimit,
  });
  process.once("SIGTERM", () => {
    void workers.close().then(({ drained }) => process.exit(drained ? 0 : 1));
    process.send?.("closing");
  });
}
