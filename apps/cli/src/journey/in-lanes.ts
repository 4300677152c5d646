import { startProgress } from "../progress.ts";

/** Does the work for each item, so many at a time; the first failure stops the rest. */
export async function inLanes<T>(
  label: string,
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const bar = startProgress(label, items.length);
  const queue = items.values();
  let done = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const item of queue) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
      bar.update(++done);
    }
  };
  try {
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
    const rejected = ended.find((each) => each.status === "rejected");
    if (rejected) throw rejected.reason;
  } finally {
    bar.stop();
  }
}
