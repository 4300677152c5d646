import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { benchInbox } from "./bench.ts";

const built = fileURLToPath(new URL("../../dist/bench/plain-server.js", import.meta.url));

describe("the bench of the inbox", () => {
  // It fails by itself where a side answers other bytes, or not 50 rows.
  it.skipIf(!existsSync(built))(
    "gets the same bytes from every side and measures each (needs the build)",
    async () => {
      const folder = join(inject("causewayRun").folder, "bench");
      const result = await benchInbox(folder, 2000, { rounds: 1, requests: 40, connections: 4 });
      expect(result.bytes).toBeGreaterThan(10_000);
      for (const side of [result.api, result.plain, result.plainWithSession]) {
        expect(side.cpuMs).toBeGreaterThan(0);
        expect(side.p95Ms).toBeGreaterThanOrEqual(side.p50Ms);
      }
      expect(result.ratio).toBeCloseTo(result.plain.cpuMs / result.api.cpuMs);
    },
    180_000,
  );
});
