import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { seeded } from "../seeded.ts";
import { countDischarges } from "./count-teds.ts";
import { generateInput } from "./generated.ts";
import { isBroken, runJourney } from "./journey.ts";
import { outcomesAgree } from "./metrics.ts";
import { networkAgrees } from "./network.ts";
import { COURSES } from "./referral-plan.rules.ts";

/** Turns that the courses are there for. */
const HAPPENED = [
  "acceptances undone",
  "accepted",
  "accepted off the platform",
  "admitted",
  "attended off the platform",
  "cancellations confirmed",
  "chosen by the client",
  "consents held",
  "consents revoked: after acceptance",
  "consents revoked: at once",
  "consents revoked: before an answer",
  "consents revoked: between two reads",
  "consents that ran out on the way",
  "declined",
  "declined after acceptance",
  "documents handed over",
  "documents opened",
  "emergencies reviewed",
  "forwarded",
  "forwards sent on",
  "forwards without a consent",
  "found filled by another",
  "holds lifted",
  "links found closed",
  "messages of recipients",
  "messages of senders",
  "no-shows",
  "opened in an emergency",
  "questions answered",
  "reassigned",
  "taken back after a no-show",
  "threads read",
  "urgency asap",
  "urgency routine",
  "urgency stat",
  "urgency urgent",
  "withdrawn",
];

const built = fileURLToPath(new URL("../../../worker/dist/main.js", import.meta.url));

describe("the journey", () => {
  it.skipIf(!existsSync(built))(
    "runs end to end with the built API and worker, and violates nothing (needs the build)",
    async () => {
      const { tedsFile, ...input } = generateInput(seeded("test"), { facilities: 20, discharges: 38, transferred: 30 });
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
      // One line of the rows told otherwise, and reports and rows no longer agree.
      const { counted: sides } = report.network;
      const sent = sides.find(({ direction }) => direction === "SENT");
      const more = sides.map((side) => (side === sent ? { ...side, accepted: side.accepted + 1 } : side));
      const unlike = { ...report.network, counted: more };
      expect(networkAgrees(unlike).violations).toBe(1);
      expect(report.network.totals.mostWaves).toBe(3);
      expect(report.network.totals.outside).toBeGreaterThan(0);
      expect(report.figures["sessions and attendance"]).toHaveProperty("attendance attended");
      expect(report.metrics.find(({ metric }) => metric === "completionRate")?.denominator).toBeGreaterThan(0);
      expect(report.teds).toEqual({ read: 38, replayed: 38, refused: 0, unplaced: 0 });
      expect(report.receiver).toMatchObject({ badSignatures: 0 });
      expect(report.receiver.refused).toBeGreaterThan(0);
      expect(report.receiver.answered).toBeGreaterThan(0);
      // Every course was taken, and led where it leads.
      const { happened, reads } = report.referrals;
      expect(COURSES.filter((course) => !happened[`course: ${course}`])).toEqual([]);
      expect(HAPPENED.filter((what) => !happened[what])).toEqual([]);
      expect(reads.open).toBeGreaterThan(0);
      expect(reads.shut).toBeGreaterThan(0);
      // What is open and what consent opens were the same at instants nobody arranged.
      expect(report.swept).toMatchObject({ leaked: [], missing: [] });
      expect(report.swept.withSomething).toBeGreaterThan(50);
      expect(report.figures["recipients by state"]).toHaveProperty("attended");
    },
    300_000,
  );
});
