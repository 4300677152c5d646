import type { Logger } from "@causeway/kernel";
import type { JobDefinition } from "./definition.ts";

/** A job that comes due again and again. */
export interface JobSchedule {
  readonly name: string;
  readonly job: JobDefinition;
  readonly data: unknown;
  readonly everyMs: number;
}

const NAME = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/;

/**
 * Has `job` run once in every slot of `everyMs`, counted from the epoch, however many workers run. The slot under way
 * is made up for at start; slots that passed while no worker ran are not. The code is the only list of schedules:
 * nothing about them is kept in the backend, so nothing outlives its removal or is lost with a flush.
 * @throws TypeError on a malformed name or interval; ZodError when the data does not fit the job.
 */
export function defineSchedule<Data>(input: {
  name: string;
  job: JobDefinition<Data>;
  data: NoInfer<Data>;
  everyMs: number;
}): JobSchedule {
  if (!NAME.test(input.name))
    throw new TypeError(`schedule name ${JSON.stringify(input.name)} is not like noun.verb-noun`);
  if (!Number.isInteger(input.everyMs) || input.everyMs < 100) {
    throw new TypeError(`schedule ${input.name}: everyMs must be an integer of 100 or more`);
  }
  return { ...input, data: input.job.schema.parse(input.data) };
}

/** Milliseconds after which a tick is tried again while the backend is away, and the longest sleep of a timer. */
const RETRY_MS = 5000;
const LONGEST_SLEEP_MS = 3_600_000;

/**
 * Starts one schedule in this process.
 * @param enqueueTick enqueues the slot's run unless any process already has.
 * @returns a function that stops it and resolves when no tick is under way.
 */
export function startSchedule(
  schedule: JobSchedule,
  enqueueTick: (schedule: JobSchedule, slot: number, remainingMs: number) => Promise<void>,
  input: { now: () => number; logger: Logger },
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let ticking = Promise.resolve();
  const tick = async () => {
    const now = input.now();
    const slot = Math.floor(now / schedule.everyMs);
    let sleepMs = LONGEST_SLEEP_MS;
    try {
      await enqueueTick(schedule, slot, (slot + 1) * schedule.everyMs - now);
    } catch (error) {
      sleepMs = RETRY_MS;
      input.logger.warn({ schedule: schedule.name, error }, "a scheduled job could not be enqueued");
    }
    if (stopped) return;
    const untilNextMs = Math.max(1, (slot + 1) * schedule.everyMs - input.now());
    timer = setTimeout(run, Math.min(sleepMs, untilNextMs));
  };
  const run = () => {
    ticking = tick();
  };
  run();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return ticking;
  };
}
