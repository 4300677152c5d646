import { connect } from "node:net";
import { expect, test } from "vitest";
import { redisIsInstalled, startRedis } from "./redis.ts";

function connects(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

test.skipIf(!redisIsInstalled)(
  "a started Redis takes connections until it is stopped (needs redis-server)",
  async () => {
    const redis = await startRedis();
    expect(await connects(redis.url)).toBe(true);
    await redis.stop();
    expect(await connects(redis.url)).toBe(false);
  },
);
