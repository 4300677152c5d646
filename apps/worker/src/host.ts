import { setTimeout as delay } from "node:timers/promises";
import {
  anchorSink,
  AuditSealer,
  Database,
  databaseUrls,
  FEED_CHANNEL,
  Relay,
  type Dispatch,
  type EntityClass,
} from "@causeway/database";
import { createQueues, createWorkers, redisChannel, type JobsBackend, type Queues } from "@causeway/jobs";
import { describeError, DomainError, type Clock, type Config, type Logger } from "@causeway/kernel";
import { checkTemplates, createMailer, createTexter, templates } from "@causeway/messaging";
import { openScanner, openStore } from "@causeway/storage";
import { ZodError } from "zod";
import { routesOf } from "./event-routes.ts";
import type { Tools, Work } from "./work.ts";

export interface WorkerHost {
  readonly relay: Relay;
  readonly queues: Queues;
  readonly sealer: AuditSealer;
  /** Resolves when nothing is left to relay, hand over or do; for tests and the journey. */
  idle(): Promise<void>;
  /** False when the relay has not come round for so long that something must be wrong. */
  isHealthy(): boolean;
  /** Takes no more work and finishes what is under way, within 30 s. */
  close(): Promise<{ drained: boolean }>;
}

export interface HostOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly entities: readonly EntityClass[];
  readonly work: readonly Work[];
  /** Milliseconds between looks when there is nothing to do; 200 by default. */
  readonly idleMs?: number;
  /** Milliseconds until a job not done is handed over again; two minutes by default. */
  readonly redispatchAfterMs?: number;
  /** Milliseconds until the jobs of a worker that fell silent are given to another; half a minute by default. */
  readonly lockMs?: number;
  /** Milliseconds between rounds of sealing the audit; five seconds by default. */
  readonly sealEveryMs?: number;
}

/** After a failed round: a database or queue that is away is not asked without pause. */
const PAUSE_AFTER_FAILURE_MS = 1000;
const UNHEALTHY_AFTER_MS = 60_000;
const SEAL_EVERY_MS = 5000;

/** The background face: relay, queues, workers and the mailer of one process. */
export async function startWorker(options: HostOptions): Promise<WorkerHost> {
  const { config, clock, logger } = options;
  checkTemplates(templates, config.publicUrl);
  const urls = databaseUrls(config);
  const definitions = options.work.map((each) => each.definition);
  const backend: JobsBackend = config.redisUrl
    ? { kind: "redis", url: config.redisUrl }
    : { kind: "postgres", url: urls.relay };
  const db = await Database.open({ urls, entities: options.entities, clock, logger, poolSize: 12 });
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom });
  const queues = await createQueues(backend, { definitions, logger });
  const channel = config.redisUrl ? redisChannel(config.redisUrl, FEED_CHANNEL, logger) : undefined;
  const relay = new Relay({
    url: urls.relay,
    clock,
    logger,
    route: routesOf,
    enqueue: (dispatch, jobId) => enqueue(queues, dispatch, jobId),
    ...(channel ? { announce: (ids) => channel.publish(ids.join(" ")) } : {}),
    ...(options.redispatchAfterMs === undefined ? {} : { redispatchAfterMs: options.redispatchAfterMs }),
  });
  const sealer = new AuditSealer({
    url: urls.relay,
    clock,
    logger,
    anchor: anchorSink(config.auditAnchor, config.auditAnchorSecret),
  });
  const tools: Tools = {
    db,
    relay,
    mailer,
    texter: createTexter(),
    store: openStore(config, db),
    scanner: openScanner(config),
    config,
    logger,
  };
  const workers = await createWorkers(
    backend,
    options.work.map((each) => each.bind(tools)),
    {
      definitions,
      logger,
      crashLimit: 10,
      ...(options.lockMs === undefined ? {} : { lockMs: options.lockMs, stalledCheckMs: options.lockMs / 3 }),
      onDeadLetter: ({ data }) => relay.dead((data as { dispatchId: string }).dispatchId, "NOT_FINISHED"),
    },
  );

  const stopping = new AbortController();
  let lastRound = performance.now();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      let pause = options.idleMs ?? 200;
      try {
        const { relayed, fired, enqueued, again } = await relay.tick();
        lastRound = performance.now();
        if (relayed + fired + enqueued + again > 0) pause = 0;
      } catch (error) {
        logger.warn({ err: describeError(error) }, "a round of the relay failed");
        pause = PAUSE_AFTER_FAILURE_MS;
      }
      if (pause > 0) await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const looping = loop();
  const seal = () =>
    sealer.tick().catch((error: unknown) => logger.warn({ err: describeError(error) }, "a round of sealing failed"));
  const sealing = (async () => {
    while (!stopping.signal.aborted) {
      await seal();
      await delay(options.sealEveryMs ?? SEAL_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  let closing: Promise<{ drained: boolean }> | undefined;
  const close = async () => {
    stopping.abort();
    await looping;
    const { drained } = await workers.close({ timeoutMs: 28_000 });
    await sealing;
    // What the last jobs did is sealed as well, so that a system that rests has nothing waiting.
    await seal();
    await sealer.close();
    mailer.close();
    await queues.close();
    await relay.close();
    await channel?.close();
    await db.close();
    return { drained };
  };

  return {
    relay,
    queues,
    sealer,
    idle: async () => {
      for (;;) {
        const { events, dispatches, due } = await relay.backlog();
        if (events + dispatches + due === 0) return;
        await delay(20);
      }
    },
    isHealthy: () => performance.now() - lastRound < UNHEALTHY_AFTER_MS,
    close: () => (closing ??= close()),
  };
}

async function enqueue(queues: Queues, dispatch: Dispatch, jobId: string): Promise<void> {
  try {
    await queues.enqueueNamed(
      dispatch.job,
      { ...dispatch.data, dispatchId: dispatch.id, organisationId: dispatch.organisationId },
      { jobId },
    );
  } catch (error) {
    // A job this version does not know, or whose data does not fit, will not come to fit by waiting.
    const known =
      error instanceof ZodError || (error instanceof Error && error.message.endsWith("is not among the definitions"));
    throw known ? new DomainError("INVALID", "This job cannot be enqueued.", { path: [dispatch.job] }) : error;
  }
}
