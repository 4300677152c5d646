import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { localDay } from "../programs/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { weeklyGroup } from "./attendance.factory.ts";
import {
  ProgramSession,
  SessionTemplate,
  cancelSession,
  changeSession,
  createTemplate,
  endTemplate,
  recordAttendance,
  restoreSession,
  syncTemplate,
  updateTemplate,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
/** A Monday morning in New York, six days before the clocks go forward. */
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const program = (timeZone = "America/New_York"): Promise<{ programId: string; siteId: string }> =>
  openProgram(t.db, harbour.actor("ADMIN"), { site: { timeZone } });
const sessionsOf = (templateId: string): Promise<ProgramSession[]> =>
  t.db.run(clinician, (tx) => tx.find(ProgramSession, { templateId }, { order: { startsAt: "ASC" } }));
const sync = (templateId: string) => t.db.run(clinician, (tx) => syncTemplate(tx, templateId));
const at = (sessions: readonly ProgramSession[]): string[] =>
  sessions.map((one) => one.startsAt.toISOString().slice(5, 16));
const held = (sessions: readonly ProgramSession[]) => sessions.filter((one) => one.state !== "PROGRAM_CANCELLED");

/** `sessions-made-ahead` */
describe("a template", () => {
  it("makes the sessions of six weeks at once, each at the same time on the wall", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    const sessions = await sessionsOf(templateId);
    expect(sessions).toHaveLength(18);
    expect(at(sessions).slice(0, 4)).toEqual(["03-02T23:00", "03-04T23:00", "03-06T23:00", "03-09T22:00"]);
    expect(sessions[0]).toMatchObject({ state: "SCHEDULED", minutes: 180, modality: "GROUP", byHand: false });
  });

  it("makes nothing twice and goes on as the weeks go by", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    await sync(templateId);
    expect(await sessionsOf(templateId)).toHaveLength(18);
    clock.advance(7 * 86_400_000);
    await sync(templateId);
    expect(await sessionsOf(templateId)).toHaveLength(21);
    expect((await sessionsOf(templateId)).every((one) => one.version === 1)).toBe(true);
  });

  it("made by several at once makes each session once", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    clock.advance(7 * 86_400_000);
    await Promise.all([sync(templateId), sync(templateId), sync(templateId)]);
    expect(await sessionsOf(templateId)).toHaveLength(21);
  });

  it("does not make what has begun today, nor what a count has used up", async () => {
    const { programId } = await program();
    const morning = await weeklyGroup(t.db, clinician, { programId, startTime: "09:00", rrule: "FREQ=DAILY;COUNT=3" });
    expect((await sessionsOf(morning)).map((one) => one.occursOn)).toEqual(["2026-03-03", "2026-03-04"]);
  });

  it.each([
    ["a rule that is none", { rrule: "FREQ=NEVER" }, { reason: "BAD_RULE", path: ["rrule"] }],
    ["a rule that has run out", { rrule: "FREQ=DAILY;UNTIL=20260301" }, { reason: "NO_OCCURRENCE" }],
    ["no time of day", { startTime: "6pm" }, { path: ["startTime"] }],
    ["no minutes", { minutes: 0 }, { path: ["minutes"] }],
    ["a beginning long ago", { startsOn: "2020-01-01" }, { path: ["startsOn"] }],
    ["a stranger as leader", { staffMemberId: newId() }, { code: "NOT_FOUND", path: ["staffMemberId"] }],
  ])("with %s is refused", async (_, wrong, error) => {
    const { programId } = await program();
    await expect(weeklyGroup(t.db, clinician, { programId, ...wrong })).rejects.toMatchObject(error);
  });

  it("is made by who manages the schedule, in a program of the organisation", async () => {
    const { programId } = await program();
    const reader = harbour.actor("READ_ONLY");
    await expect(weeklyGroup(t.db, reader, { programId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await expect(weeklyGroup(t.db, meadow.actor("ADMIN"), { programId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

/** `template-changes-what-is-to-come` */
describe("a change of a template", () => {
  it("changes sessions to come and keeps their ids; those that began stay as they were", async () => {
    const templateId = await weeklyGroup(t.db, clinician, { ...(await program()), room: "A" });
    const before = await sessionsOf(templateId);
    clock.set(new Date("2026-03-04T23:30:00Z"));
    await t.db.run(clinician, (tx) =>
      updateTemplate(tx, { templateId, startTime: "17:00", rrule: "FREQ=WEEKLY;BYDAY=MO,WE,TH", room: null }),
    );
    const after = await sessionsOf(templateId);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(at(held(after)).slice(2, 5)).toEqual(["03-05T22:00", "03-09T21:00", "03-11T21:00"]);
    expect(after.find((one) => one.id === before[3]?.id)).toMatchObject({ occursOn: "2026-03-09", room: null });
    expect(after.find((one) => one.occursOn === "2026-03-06")).toMatchObject({
      state: "PROGRAM_CANCELLED",
      cancelCause: "TEMPLATE",
    });
    await t.db.run(clinician, (tx) => updateTemplate(tx, { templateId, rrule: "FREQ=WEEKLY;BYDAY=MO,WE,FR" }));
    const back = (await sessionsOf(templateId)).find((one) => one.occursOn === "2026-03-06");
    expect(back).toMatchObject({ id: before[2]?.id, state: "SCHEDULED", cancelCause: null });
  });

  it("leaves what a person moved or cancelled", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    const [first, second, third] = await sessionsOf(templateId);
    const moved = new Date("2026-03-03T14:00:00Z");
    await t.db.run(clinician, async (tx) => {
      await changeSession(tx, { sessionId: first?.id ?? "", startsAt: moved, title: "Guest" });
      await cancelSession(tx, { sessionId: second?.id ?? "", reason: "Ill" });
      await cancelSession(tx, { sessionId: third?.id ?? "" });
      await restoreSession(tx, { sessionId: third?.id ?? "" });
    });
    await t.db.run(clinician, (tx) => updateTemplate(tx, { templateId, startTime: "17:00", title: "Evening" }));
    const after = await sessionsOf(templateId);
    expect(after.find((one) => one.id === first?.id)).toMatchObject({ startsAt: moved, title: "Guest", byHand: true });
    expect(after.find((one) => one.id === second?.id)).toMatchObject({
      state: "PROGRAM_CANCELLED",
      cancelCause: "STAFF",
      cancelReason: "Ill",
    });
    expect(after.find((one) => one.id === third?.id)).toMatchObject({ state: "SCHEDULED", startsAt: third?.startsAt });
    expect(after[4]).toMatchObject({ title: "Evening" });
  });

  it("ends it: what is to come is cancelled, also what was moved; nothing changes it any more", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    const sessions = await sessionsOf(templateId);
    await t.db.run(clinician, (tx) =>
      changeSession(tx, { sessionId: sessions[5]?.id ?? "", startsAt: new Date("2026-03-14T15:00:00Z") }),
    );
    await t.db.run(clinician, (tx) => endTemplate(tx, { templateId, endsOn: "2026-03-09" }));
    expect(held(await sessionsOf(templateId)).map((one) => one.occursOn)).toEqual([
      "2026-03-02",
      "2026-03-04",
      "2026-03-06",
    ]);
    await sync(templateId);
    expect(held(await sessionsOf(templateId))).toHaveLength(3);
    await expect(
      t.db.run(clinician, (tx) => updateTemplate(tx, { templateId, startTime: "17:00" })),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "ENDED" });
    await expect(t.db.run(clinician, (tx) => endTemplate(tx, { templateId }))).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });

  it("is refused in the past, and by who saw an older version", async () => {
    const templateId = await weeklyGroup(t.db, clinician, await program());
    await expect(
      t.db.run(clinician, (tx) => endTemplate(tx, { templateId, endsOn: "2026-03-01" })),
    ).rejects.toMatchObject({ path: ["endsOn"] });
    await expect(
      t.db.run(clinician, (tx) => updateTemplate(tx, { templateId, expectedVersion: 7 })),
    ).rejects.toMatchObject({ code: "STALE" });
  });

  it("does not reach sessions that were held", async () => {
    const { programId } = await program();
    const templateId = await weeklyGroup(t.db, clinician, { programId, startTime: "11:00" });
    const [today] = await sessionsOf(templateId);
    clock.advance(2 * 3_600_000);
    await expect(
      t.db.run(clinician, (tx) => recordAttendance(tx, { sessionId: today?.id ?? "", roster: [] })),
    ).rejects.toMatchObject({ path: ["roster"] });
    await t.db.run(clinician, (tx) => endTemplate(tx, { templateId }));
    expect((await sessionsOf(templateId))[0]).toMatchObject({ state: "SCHEDULED" });
  });
});

/** `wall-time-through-clock-changes` */
describe("weeks in which the clocks change", () => {
  it.each([
    ["America/New_York", "2026-03-02T15:00:00Z", ["06 23:00", "07 23:00", "08 22:00", "09 22:00"]],
    ["America/New_York", "2026-10-26T15:00:00Z", ["30 22:00", "31 22:00", "01 23:00", "02 23:00"]],
    ["America/St_Johns", "2026-03-02T15:00:00Z", ["06 21:30", "07 21:30", "08 20:30", "09 20:30"]],
    ["America/St_Johns", "2026-10-26T15:00:00Z", ["30 20:30", "31 20:30", "01 21:30", "02 21:30"]],
    ["Pacific/Honolulu", "2026-03-02T15:00:00Z", ["07 04:00", "08 04:00", "09 04:00", "10 04:00"]],
    ["Pacific/Honolulu", "2026-10-26T15:00:00Z", ["31 04:00", "01 04:00", "02 04:00", "03 04:00"]],
  ])("in %s from %s each day has its session at six in the evening", async (zone, start, expected) => {
    clock.set(new Date(start));
    const { programId } = await program(zone);
    const templateId = await weeklyGroup(t.db, clinician, { programId, rrule: "FREQ=DAILY;COUNT=9" });
    const sessions = await sessionsOf(templateId);
    const utc = sessions.map(({ startsAt }) => startsAt.toISOString().slice(8, 16).replace("T", " "));
    expect(utc.slice(4, 8)).toEqual(expected);
    // A day where the program is has one session, whatever the length of the day.
    expect(sessions.map((one) => localDay(one.startsAt, zone))).toEqual(sessions.map((one) => one.occursOn));
    expect((await t.db.run(clinician, (tx) => tx.get(SessionTemplate, templateId))).startTime).toBe("18:00");
  });
});

describe("an individual session", () => {
  it("is refused for a client who is not there", async () => {
    const { programId } = await program();
    await expect(
      t.db.run(clinician, (tx) =>
        createTemplate(tx, {
          programId,
          enrollmentId: newId(),
          rrule: "FREQ=WEEKLY",
          startsOn: "2026-03-02",
          startTime: "18:00",
          minutes: 50,
          modality: "INDIVIDUAL",
        }),
      ),
    ).rejects.toMatchObject({ code: "NOT_FOUND", path: ["enrollmentId"] });
  });
});
