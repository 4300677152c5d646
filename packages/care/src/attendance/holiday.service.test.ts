import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { plannedEnrollment } from "../treatment/treatment.factory.ts";
import { weeklyGroup } from "./attendance.factory.ts";
import {
  Attendance,
  ProgramSession,
  addHoliday,
  addTemplateMembers,
  endTemplate,
  recordAttendance,
  removeHoliday,
  scheduleSession,
  syncTemplate,
  updateTemplate,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const WEDNESDAY = "2026-03-04";
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
});
afterAll(() => t?.close());
beforeEach(async () => {
  clock.set(START);
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});

const run = <T>(work: Parameters<typeof t.db.run<T>>[1], actor = clinician): Promise<T> => t.db.run(actor, work);
async function group(timeZone = "America/New_York") {
  const { programId, siteId } = await openProgram(t.db, harbour.actor("ADMIN"), { site: { timeZone } });
  const { enrollmentId } = await plannedEnrollment(t.db, harbour.actor("ADMIN"), { programId });
  const templateId = await weeklyGroup(t.db, clinician, { programId });
  await run((tx) => addTemplateMembers(tx, { templateId, enrollmentIds: [enrollmentId] }));
  return { programId, siteId, templateId, enrollmentId };
}
const on = async (templateId: string, occursOn: string): Promise<ProgramSession> =>
  (await run((tx) => tx.find(ProgramSession, { templateId, occursOn })))[0] as ProgramSession;
const holiday = (siteId?: string, day = WEDNESDAY) => run((tx) => addHoliday(tx, { day, name: "Founders", siteId }));
const stateAt = async (sessionId: string) => (await run((tx) => tx.find(Attendance, { sessionId })))[0]?.state;

/** `holidays-are-nobodys-absence` */
describe("a holiday", () => {
  it("cancels the sessions of the day and nobody is absent; without it they are held again", async () => {
    const { templateId, programId, enrollmentId } = await group();
    const single = await run((tx) =>
      scheduleSession(tx, {
        programId,
        startsAt: new Date("2026-03-05T03:00:00Z"), // ten in the evening of the 4th
        minutes: 60,
        modality: "INDIVIDUAL",
        enrollmentIds: [enrollmentId],
      }),
    );
    const { holidayId } = await holiday();
    const session = await on(templateId, WEDNESDAY);
    const cancelled = { state: "PROGRAM_CANCELLED", cancelCause: "HOLIDAY", cancelReason: "Founders", byHand: false };
    expect(session).toMatchObject(cancelled);
    expect(await run((tx) => tx.get(ProgramSession, single.sessionId))).toMatchObject({ state: "PROGRAM_CANCELLED" });
    expect(await stateAt(session.id)).toBe("PROGRAM_CANCELLED");
    expect(await stateAt(single.sessionId)).toBe("PROGRAM_CANCELLED");
    expect((await on(templateId, "2026-03-06")).state).toBe("SCHEDULED");
    await run((tx) => syncTemplate(tx, templateId));
    expect((await on(templateId, WEDNESDAY)).state).toBe("PROGRAM_CANCELLED");
    await run((tx) => removeHoliday(tx, { holidayId }));
    expect(await on(templateId, WEDNESDAY)).toMatchObject({
      state: "SCHEDULED",
      cancelCause: null,
      cancelReason: null,
    });
    expect(await stateAt(session.id)).toBe("SCHEDULED");
    expect(await stateAt(single.sessionId)).toBe("SCHEDULED");
  });

  it("that is known beforehand is skipped as the weeks go by, and given back when it is removed", async () => {
    const { holidayId } = await holiday(undefined, "2026-04-15");
    const { templateId, enrollmentId } = await group();
    clock.advance(7 * 86_400_000);
    await run((tx) => syncTemplate(tx, templateId));
    const session = await on(templateId, "2026-04-15");
    expect(session).toMatchObject({ state: "PROGRAM_CANCELLED", cancelCause: "HOLIDAY" });
    expect(await stateAt(session.id)).toBeUndefined();
    await run((tx) => removeHoliday(tx, { holidayId }));
    expect(await run((tx) => tx.find(Attendance, { sessionId: session.id }))).toMatchObject([
      { enrollmentId, state: "SCHEDULED" },
    ]);
  });

  it("of one site leaves the others; two for a day are removed one by one", async () => {
    const [here, there] = [await group(), await group("Pacific/Honolulu")];
    const { holidayId } = await holiday(here.siteId);
    expect((await on(here.templateId, WEDNESDAY)).state).toBe("PROGRAM_CANCELLED");
    expect((await on(there.templateId, WEDNESDAY)).state).toBe("SCHEDULED");
    const everywhere = await holiday();
    expect((await on(there.templateId, WEDNESDAY)).state).toBe("PROGRAM_CANCELLED");
    await run((tx) => removeHoliday(tx, everywhere));
    expect((await on(there.templateId, WEDNESDAY)).state).toBe("SCHEDULED");
    expect((await on(here.templateId, WEDNESDAY)).state).toBe("PROGRAM_CANCELLED");
    await run((tx) => removeHoliday(tx, { holidayId }));
    expect((await on(here.templateId, WEDNESDAY)).state).toBe("SCHEDULED");
  });

  it("removed gives back nothing that its template no longer wants, in the form it has now", async () => {
    const [ended, changed] = [await group(), await group()];
    const { holidayId } = await holiday();
    await run((tx) => endTemplate(tx, { templateId: ended.templateId }));
    await run((tx) => updateTemplate(tx, { templateId: changed.templateId, startTime: "12:00" }));
    await run((tx) => removeHoliday(tx, { holidayId }));
    expect((await on(ended.templateId, WEDNESDAY)).state).toBe("PROGRAM_CANCELLED");
    expect((await on(changed.templateId, WEDNESDAY)).startsAt).toEqual(new Date("2026-03-04T17:00:00Z"));
  });

  it("of a day that was leaves what was held", async () => {
    const { templateId, enrollmentId } = await group();
    const session = await on(templateId, "2026-03-02");
    clock.set(new Date("2026-03-03T02:00:00Z"));
    await run((tx) => recordAttendance(tx, { sessionId: session.id, roster: [{ enrollmentId, outcome: "ATTENDED" }] }));
    await holiday(undefined, "2026-03-02");
    expect((await on(templateId, "2026-03-02")).state).toBe("HELD");
  });

  it("is refused twice for a day, without a name, at another's site, and to who has no part in the schedule", async () => {
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const foreign = await openProgram(t.db, meadow.actor("ADMIN"));
    await holiday();
    await expect(holiday()).rejects.toMatchObject({ code: "CONFLICT", reason: "EXISTS" });
    await expect(holiday(foreign.siteId)).rejects.toMatchObject({ code: "NOT_FOUND", path: ["siteId"] });
    await expect(run((tx) => addHoliday(tx, { day: "2026-03-05", name: " " }))).rejects.toMatchObject({
      path: ["name"],
    });
    await expect(run((tx) => addHoliday(tx, { day: "2026-02-30", name: "x" }))).rejects.toMatchObject({
      path: ["day"],
    });
    const reader = harbour.actor("READ_ONLY");
    await expect(run((tx) => addHoliday(tx, { day: "2026-03-05", name: "x" }), reader)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
