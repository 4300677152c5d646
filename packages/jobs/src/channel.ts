import type { Logger } from "@causeway/kernel";
import { describeError } from "@causeway/kernel";
import { Redis } from "ioredis";

/** Publishing and hearing short words between processes over Redis. Who was away heard nothing, and is told so. */
export interface Channel {
  publish(words: string): Promise<void>;
  hear(hearer: { heard: (words: string) => void; missed: () => void }): { isHeard(): boolean; close(): Promise<void> };
  close(): Promise<void>;
}

/** Connects when it is first used. */
export function redisChannel(url: string, name: string, logger: Logger): Channel {
  const open = (): Redis => {
    const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
    redis.on("error", (error) => logger.warn({ err: describeError(error) }, "trouble with a channel on Redis"));
    return redis;
  };
  const publisher = open();
  return {
    publish: async (words) => void (await publisher.publish(name, words)),
    hear({ heard, missed }) {
      const subscriber = open();
      subscriber.on("message", (_channel, words: string) => heard(words));
      // Also after each reconnection, when ioredis has subscribed again.
      subscriber.on("ready", () => missed());
      void subscriber.subscribe(name).catch(() => undefined);
      return { isHeard: () => subscriber.status === "ready", close: async () => subscriber.disconnect() };
    },
    close: async () => publisher.disconnect(),
  };
}
