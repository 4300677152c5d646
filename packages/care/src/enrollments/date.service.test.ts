import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, encodeId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { careEntities } from "../index.ts";
import { addDays } from "../programs/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import { checkDayOrder } from "./date.rules.ts";
import { EnrollmentDateChange } from "./enrollment-history.entity.ts";
import { admittedEnrollment, dischargeRecord, newInquiry, offeredEnrollment } from "./enrollment.factory.ts";
import type { DatesInput } from "./index.ts";
import {
  Enrollment,
  admissionPathOf,
  admitEnrollment,
  believedPlacements,
  correctEnrollmentDates,
  dischargeEnrollment,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-09T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const correct = (enrollmentId: string, dates: Omit<DatesInput, "enrollmentId" | "reason">, by: Actor = admin) =>
  t.db.run(by, (tx) => correctEnrollmentDates(tx, { ...dates, enrollmentId, reason: "Told by the front desk" }));

/** `dates-in-order` */
describe("the dates of the way in", () => {
  it("are each kept where they come about", async () => {
    const { enrollmentId } = await newInquiry(t.db, admin, { requestedAt: new Date("2026-03-05T15:00:00Z") });
    expect(await enrollmentOf(enrollmentId)).toMatchObject({ firstContactOn: null, firstOfferedOn: null });
    const offered = await offeredEnrollment(t.db, admin, { requestedAt: new Date("2026-03-05T15:00:00Z") });
    clock.advance(2 * 86_400_000);
    await t.db.run(admin, (tx) => admitEnrollment(tx, offered));
    expect(await enrollmentOf(offered.enrollmentId)).toMatchObject({
      requestedAt: new Date("2026-03-05T15:00:00Z"),
      firstContactOn: "2026-03-09",
      firstOfferedOn: "2026-03-09",
      admittedAt: clock.now(),
      firstSessionOn: null,
    });
  });

  it("are corrected with a reason, and what stood before is kept", async () => {
    const { enrollmentId } = await activeEnrollment(t.db, admin, { requestedAt: new Date("2026-03-05T15:00:00Z") });
    await correct(enrollmentId, {
      firstContactOn: "2026-03-06",
      firstOfferedOn: "2026-03-08",
      admittedOn: "2026-03-08",
    });
    await correct(enrollmentId, { firstContactOn: "2026-03-05", firstOfferedOn: "2026-03-07" });
    const row = await enrollmentOf(enrollmentId);
    expect(row).toMatchObject({ firstContactOn: "2026-03-05", firstOfferedOn: "2026-03-07" });
    // Midnight of the 8th in New York, an hour later than the day before: the clocks went forward.
    expect(row.admittedAt).toEqual(new Date("2026-03-08T05:00:00Z"));
    await t.db.run(admin, async (tx) => {
      expect(await believedPlacements(tx, enrollmentId)).toMatchObject([{ startsOn: "2026-03-08", endsOn: null }]);
      const changes = await tx.find(EnrollmentDateChange, { enrollmentId }, { order: { changedAt: "ASC", id: "ASC" } });
      expect(changes.map(({ field, fromValue, toValue }) => [field, fromValue, toValue])).toEqual([
        ["firstContactOn", "2026-03-09", "2026-03-06"],
        ["firstOfferedOn", "2026-03-09", "2026-03-08"],
        ["admittedOn", "2026-03-09", "2026-03-08"],
        ["firstContactOn", "2026-03-06", "2026-03-05"],
        ["firstOfferedOn", "2026-03-08", "2026-03-07"],
      ]);
    });
  });

  it.each([
    ["a contact before the request", { firstContactOn: "2026-03-04" }, "firstContactOn", "ORDER"],
    ["a request after the contact", { requestedAt: new Date("2026-03-10T05:00:00Z") }, "requestedAt", "FUTURE"],
    ["a day to come", { firstOfferedOn: "2026-03-10" }, "firstOfferedOn", "FUTURE"],
    ["an admission before the offer", { admittedOn: "2026-03-08" }, "admittedOn", "ORDER"],
    ["a day that is none", { firstContactOn: "2026-02-30" }, "firstContactOn", undefined],
    ["nothing new", { firstContactOn: "2026-03-09" }, "reason", "NOTHING"],
  ])("are refused with %s", async (_, dates, field, reason) => {
    const { enrollmentId } = await activeEnrollment(t.db, admin, { requestedAt: new Date("2026-03-05T15:00:00Z") });
    const before = await enrollmentOf(enrollmentId);
    await expect(correct(enrollmentId, dates)).rejects.toMatchObject({ code: "INVALID", path: [field], reason });
    expect(await enrollmentOf(enrollmentId)).toEqual(before);
    await expect(
      correct(enrollmentId, { firstContactOn: "2026-03-06" }, harbour.actor("READ_ONLY")),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("say nothing of an admission that was not", async () => {
    const { enrollmentId } = await offeredEnrollment(t.db, admin);
    await expect(correct(enrollmentId, { admittedOn: "2026-03-09" })).rejects.toMatchObject({ reason: "NOT_ADMITTED" });
  });

  it("are in order for every history that came about in order, and for no other", () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays("2026-01-01", n));
    const keys = [
      "requestedOn",
      "firstContactOn",
      "firstOfferedOn",
      "admittedOn",
      "firstSessionOn",
      "dischargedOn",
    ] as const;
    fc.assert(
      fc.property(fc.tuple(...keys.map((key) => (key === "requestedOn" ? day : fc.option(day)))), (days) => {
        const known = days.filter((one) => one !== null);
        const ordered = known.every((one, i) => i === 0 || (known[i - 1] ?? "") <= one);
        const given = Object.fromEntries(keys.map((key, i) => [key, days[i] ?? null]));
        const check = () => checkDayOrder(given as never, "2026-03-09", ["firstContactOn"]);
        if (ordered) expect(check).not.toThrow();
        else expect(check).toThrow(expect.objectContaining({ reason: "ORDER" }));
      }),
    );
  });
});

/** `overlap-with-a-reason` */
describe("an admission beside another open enrollment", () => {
  it("asks why, says what else is open, and keeps the answer", async () => {
    const first = await admittedEnrollment(t.db, admin);
    const second = await offeredEnrollment(t.db, admin, { clientId: first.clientId });
    const admit = (overlapReason?: string) =>
      t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId: second.enrollmentId, overlapReason }));
    for (const words of [undefined, "  "]) {
      await expect(admit(words)).rejects.toMatchObject({
        code: "CONFLICT",
        reason: "OVERLAP",
        path: ["overlapReason"],
        related: [encodeId("enrollment", first.enrollmentId)],
      });
    }
    await admit("Medication there, groups here");
    expect((await enrollmentOf(second.enrollmentId)).overlapOverrideReason).toBe("Medication there, groups here");
    expect((await enrollmentOf(first.enrollmentId)).overlapOverrideReason).toBeNull();
  });

  it("asks nothing where the other has ended, or is another client's", async () => {
    const first = await activeEnrollment(t.db, admin);
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        ...dischargeRecord,
        reason: 1,
        dischargedOn: "2026-03-09",
        enrollmentId: first.enrollmentId,
      }),
    );
    await admittedEnrollment(t.db, admin, { clientId: first.clientId });
    const alone = await admittedEnrollment(t.db, admin);
    expect((await enrollmentOf(alone.enrollmentId)).overlapOverrideReason).toBeNull();
  });
});

/** `admission-path-derived` */
describe("the way into a program", () => {
  it.each([
    ["from nowhere", null, "DIRECT"],
    ["from more intensive care that goes on", { rank: 30, goesOn: true }, "STEP_DOWN"],
    ["from less intensive care that goes on", { rank: 10, goesOn: true }, "STEP_UP"],
    ["from care as intensive that goes on", { rank: 20, goesOn: true }, "DIRECT"],
    ["after care that ended", { rank: 30, goesOn: false }, "RE_ENTRY"],
  ] as const)("%s is %s", (_, origin, path) => expect(admissionPathOf(origin, 20)).toBe(path));

  it("follows from the last stay, in whatever program, and is what was said where something was said", async () => {
    const { programId: residential } = await openProgram(t.db, admin, { levelCode: "3.5" });
    const first = await activeEnrollment(t.db, admin, { programId: residential });
    const early = await newInquiry(t.db, admin, { clientId: first.clientId });
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        ...dischargeRecord,
        reason: 4,
        destination: "Evening IOP",
        dispositionCode: "CONTINUING_CARE",
        dischargedOn: "2026-03-09",
        enrollmentId: first.enrollmentId,
      }),
    );
    expect((await enrollmentOf(early.enrollmentId)).admissionPath).toBe("DIRECT");
    const next = await newInquiry(t.db, admin, { clientId: first.clientId });
    expect(await enrollmentOf(next.enrollmentId)).toMatchObject({
      admissionPath: "STEP_DOWN",
      previousEnrollmentId: first.enrollmentId,
      episodeId: (await enrollmentOf(first.enrollmentId)).episodeId,
    });
    const said = await newInquiry(t.db, admin, { clientId: first.clientId, admissionPath: "RE_ENTRY" });
    expect((await enrollmentOf(said.enrollmentId)).admissionPath).toBe("RE_ENTRY");
  });
});
