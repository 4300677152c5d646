import { createLogger } from "@causeway/kernel";
import { redisIsInstalled, startRedis } from "@causeway/testing";
import { describe, expect, it, vi } from "vitest";
import { redisChannel } from "./channel.ts";

describe.skipIf(!redisIsInstalled)("a channel on Redis (needs redis-server)", () => {
  it("is heard by another process's end, and says when something may have been missed", async () => {
    const server = await startRedis();
    const logger = createLogger("channel", "silent");
    const [here, there] = [redisChannel(server.url, "words", logger), redisChannel(server.url, "words", logger)];
    const heard: string[] = [];
    let missed = 0;
    const ear = there.hear({ heard: (words) => void heard.push(words), missed: () => void (missed += 1) });
    try {
      await vi.waitFor(() => expect(ear.isHeard()).toBe(true), { timeout: 10_000 });
      await vi.waitFor(
        async () => {
          await here.publish("one two");
          expect(heard).toContain("one two");
        },
        { timeout: 10_000, interval: 50 },
      );
      expect(missed).toBeGreaterThan(0);
      await server.stop();
      await vi.waitFor(() => expect(ear.isHeard()).toBe(false), { timeout: 10_000 });
    } finally {
      await ear.close();
      await Promise.all([here.close(), there.close()]);
      await server.stop().catch(() => undefined);
    }
  });
});
