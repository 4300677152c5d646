import { identityEntities } from "@causeway/identity";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeEnrollment } from "../factory/index.ts";
import { careEntities, setPlanHours, setTreatmentStage, startLeave } from "../index.ts";

let t: TestDatabase;
let owner: Actor;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities] });
  owner = (await liveOrganisation(t.db, { name: "Harbour" })).actor("OWNER");
  const { enrollmentId } = await activeEnrollment(t.db, owner);
  await t.db.run(owner, async (tx) => {
    const today = tx.now.toISOString().slice(0, 10);
    await setPlanHours(tx, { enrollmentId, startsOn: today, minutesPerWeek: 600 });
    await setTreatmentStage(tx, { enrollmentId, startsOn: "2026-01-05", stage: "ENGAGEMENT" });
    const until = new Date(tx.now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
    await startLeave(tx, { enrollmentId, reason: "FAMILY", until });
  });
});
afterAll(() => t?.close());

/** `belief-is-kept` */
describe("what was believed", () => {
  it.each(["placements", "enrollment_leaves", "treatment_stages", "plan_hours"])(
    "of %s is superseded once, and not rewritten even in SQL",
    async (table) => {
      const change = (assignment: string) => t.db.run(owner, (tx) => tx.change(`update ${table} set ${assignment}`));
      for (const rewritten of ["starts_on = starts_on - 1", "recorded_at = recorded_at - interval '1 day'"])
        await expect(change(rewritten)).rejects.toMatchObject({ code: "INVALID" });
      expect(await change("superseded_at = app_now()")).toBeGreaterThan(0);
      for (const again of ["superseded_at = null", "superseded_at = app_now() + interval '1 day'"])
        await expect(change(again)).rejects.toMatchObject({ code: "INVALID" });
    },
  );
});
