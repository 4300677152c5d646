import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { setProgramSlots } from "../programs/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { ProgramSession, SessionTemplate, templatesFromSlots } from "./index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
});
afterAll(() => t?.close());

/** `templates-follow-the-timetable` */
describe("the public timetable", () => {
  it("becomes templates, an hour each, once; hours that end take their templates with them", async () => {
    const harbour = await liveOrganisation(t.db, { name: "Harbour" });
    const admin = harbour.actor("ADMIN");
    const { programId } = await openProgram(t.db, admin);
    const slot = { startsAtLocal: "18:00", minutes: 180, modality: "GROUP", telehealth: false } as const;
    const [monday, tuesday] = [
      { ...slot, weekday: 1 },
      { ...slot, weekday: 2, telehealth: true, minutes: 60 },
    ];
    const follow = () => t.db.run(admin, (tx) => templatesFromSlots(tx, { programId }));
    const templates = () =>
      t.db.run(admin, (tx) => tx.find(SessionTemplate, { programId }, { order: { rrule: "ASC" } }));
    await t.db.run(admin, (tx) => setProgramSlots(tx, { programId, slots: [monday, tuesday] }));
    await follow();
    await follow();
    expect(await templates()).toMatchObject([
      { rrule: "FREQ=WEEKLY;BYDAY=MO", startTime: "18:00", minutes: 180, mode: "IN_PERSON", endsOn: null },
      { rrule: "FREQ=WEEKLY;BYDAY=TU", startTime: "18:00", minutes: 60, mode: "TELEHEALTH", endsOn: null },
    ]);
    await t.db.run(admin, (tx) => setProgramSlots(tx, { programId, slots: [monday], from: "2026-03-16" }));
    await follow();
    const [kept, ended] = await templates();
    expect([kept?.endsOn, ended?.endsOn]).toEqual([null, "2026-03-16"]);
    const held = (templateId = "") =>
      t.db.run(admin, (tx) => tx.find(ProgramSession, { templateId, state: "SCHEDULED" }));
    expect(await held(kept?.id)).toHaveLength(6);
    expect((await held(ended?.id)).map((one) => one.occursOn).toSorted()).toEqual(["2026-03-03", "2026-03-10"]);
    const reader = harbour.actor("READ_ONLY");
    await expect(t.db.run(reader, (tx) => templatesFromSlots(tx, { programId }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
