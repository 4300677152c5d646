import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { seeded } from "../seeded.ts";
import { countDischarges } from "./count-teds.ts";
import { generateInput } from "./generated.ts";
import { isBroken, runJourney } from "./journey.ts";
import { outcomesAgree } from "./metrics.ts";

const built = fileURLToPath(new URL("../../../worker/dist/main.js", import.meta.url));

describe("the journey", () => {
  it.skipIf(!existsSync(built))(
    "runs end to end with the built API and worker, and violates nothing (needs the build)",
    async () => {
      const { tedsFile, ...input } = generateInput(seeded("test"), { facilities: 20, discharges: 16 });
      const counted = countDischarges(tedsFile);
      const run = {
        ...input,
        counted,
        seed: "test",
        folder: join(inject("causewayRun").folder, "journey"),
        organisations: 6,
        say: () => undefined,
      };
      const report = await runJourney(run);
      expect(report.findings.filter(isBroken)).toEqual([]);
      // One row of the file told otherwise, and the two no longer agree.
      const altered = tedsFile.toString().replace("Dropped out", "Treatment completed");
      expect(outcomesAgree(report.outcomes, countDischarges(Buffer.from(altered)).outcomes).violations).toBe(2);
      expect(report.figures["sessions and attendance"]).toHaveProperty("attendance attended");
      expect(report.metrics.find(({ metric }) => metric === "completionRate")?.denominator).toBeGreaterThan(0);
      expect(report.teds).toEqual({ read: 16, replayed: 16, refused: 0, unplaced: 0 });
      expect(report.receiver).toMatchObject({ badSignatures: 0 });
      expect(report.receiver.refused).toBeGreaterThan(0);
      expect(report.receiver.answered).toBeGreaterThan(0);
      // What is open and what consent opens were the same at instants nobody arranged.
      expect(report.swept).toMatchObject({ leaked: [], missing: [] });
      expect(report.swept.withSomething).toBeGreaterThan(50);
      expect(report.figures["recipients by state"]).toHaveProperty("attended");
    },
    300_000,
  );
});
