import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock, encodeId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { dischargeRecord, newInquiry } from "../enrollments/enrollment.factory.ts";
import { closeEnrollment, dischargeEnrollment, voidEnrollment } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import type { AssessmentInput } from "./index.ts";
import { Assessment, currentAssessments, recordAssessment } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
// The evening of 1 March where the programs are.
const clock = new MovableClock(new Date("2026-03-02T02:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());

const record = (input: Partial<AssessmentInput> & { enrollmentId: string }, by: Actor = clinician) =>
  t.db.run(by, (tx) =>
    recordAssessment(tx, {
      kind: "ADMISSION",
      assessedOn: "2026-03-01",
      edition: "ASAM3",
      ratings: [{ dimension: 1, token: "2" }],
      ...input,
    }),
  );

/** `assessments-appended` */
describe("an assessment", () => {
  it("is kept as it was entered, and corrected by a later one that supersedes it", async () => {
    const { enrollmentId } = await newInquiry(t.db, harbour.actor("ADMIN"));
    const ratings = [
      { dimension: 4, token: "3A" },
      { dimension: 1, token: "ANY" },
    ];
    const first = await record({ enrollmentId, edition: "ASAM4", ratings, summary: "  Steady. " });
    const second = await record({ enrollmentId, supersedesId: first.assessmentId, assessedOn: "2026-02-27" });
    const rows = await t.db.readPage(
      clinician,
      Assessment,
      { id: {}, superseded: {}, ageInDays: {}, ratings: {}, summary: {}, assessedBy: {} },
      { where: { enrollmentId }, order: [["recordedAt", "ASC"]], limit: 5 },
    );
    expect(rows.rows).toMatchObject([
      { superseded: true, ageInDays: 0, ratings: { 1: "ANY", 4: "3A" }, summary: "Steady." },
      { superseded: false, ageInDays: 2, ratings: { 1: "2" }, assessedBy: encodeId("member", clinician.id ?? "") },
    ]);
    const current = await t.db.run(clinician, (tx) => currentAssessments(tx, enrollmentId, "ADMISSION"));
    expect(current.map((assessment) => assessment.id)).toEqual([second.assessmentId]);
    await expect(record({ enrollmentId, supersedesId: first.assessmentId })).rejects.toMatchObject({
      reason: "NOT_LATEST",
    });
  });

  it.each([
    ["a day ahead where the program is", { assessedOn: "2026-03-02" }, "FUTURE"],
    ["no day of the calendar", { assessedOn: "2026-02-30" }, undefined],
    ["no rating", { ratings: [] }, undefined],
    ["an unknown edition", { edition: "toString" }, undefined],
    ["another edition's word", { ratings: [{ dimension: 1, token: "3A" }] }, undefined],
    ["a rating beyond the scale", { ratings: [{ dimension: 1, token: "5" }] }, undefined],
    ["a dimension that is not", { ratings: [{ dimension: 7, token: "1" }] }, undefined],
    ["the unrated dimension", { edition: "ASAM4", ratings: [{ dimension: 6, token: "A" }] }, undefined],
    ["a word that is long", { edition: "ASAM4", ratings: [{ dimension: 1, token: "A".repeat(9) }] }, undefined],
    [
      "a dimension twice",
      {
        ratings: [
          { dimension: 1, token: "1" },
          { dimension: 1, token: "1" },
        ],
      },
      undefined,
    ],
    ["a summary without end", { summary: "x".repeat(4001) }, undefined],
  ])("is refused with %s", async (_, wrong: Partial<AssessmentInput>, reason) => {
    const { enrollmentId } = await newInquiry(t.db, harbour.actor("ADMIN"));
    await expect(record({ enrollmentId, ...wrong })).rejects.toMatchObject({
      code: "INVALID",
      ...(reason ? { reason } : {}),
    });
  });

  it("of the admission is made once; others as often as needed", async () => {
    const { enrollmentId } = await newInquiry(t.db, harbour.actor("ADMIN"));
    const { assessmentId } = await record({ enrollmentId });
    await expect(record({ enrollmentId })).rejects.toMatchObject({ code: "CONFLICT", reason: "ALREADY_ASSESSED" });
    await record({ enrollmentId, kind: "REASSESSMENT" });
    await record({ enrollmentId, kind: "REASSESSMENT" });
    await expect(record({ enrollmentId, kind: "REASSESSMENT", supersedesId: assessmentId })).rejects.toMatchObject({
      reason: "OTHER_KIND",
    });
    const other = await newInquiry(t.db, harbour.actor("ADMIN"));
    await expect(record({ enrollmentId: other.enrollmentId, supersedesId: assessmentId })).rejects.toMatchObject({
      reason: "OTHER_STAY",
    });
  });

  it("after the stay is one of the discharge, or a correction", async () => {
    const admin = harbour.actor("ADMIN");
    const { enrollmentId, assessmentId } = await activeEnrollment(t.db, admin);
    await t.db.run(admin, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId,
        dischargedOn: "2026-03-01",
        reason: 1,
        ...dischargeRecord,
      }),
    );
    await expect(record({ enrollmentId, kind: "REASSESSMENT" })).rejects.toMatchObject({ reason: "ENDED" });
    await record({ enrollmentId, kind: "DISCHARGE" });
    await record({ enrollmentId, supersedesId: assessmentId });
    const closed = await newInquiry(t.db, admin);
    await t.db.run(admin, (tx) => closeEnrollment(tx, { ...closed, reason: "DECLINED" }));
    await expect(record(closed)).rejects.toMatchObject({ reason: "ENDED" });
  });

  it("takes the permission, and finds nothing voided or of another organisation", async () => {
    const admin = harbour.actor("ADMIN");
    const stay = await newInquiry(t.db, admin);
    await expect(record({ enrollmentId: stay.enrollmentId }, harbour.actor("INTAKE"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await expect(record({ enrollmentId: stay.enrollmentId }, meadow.actor("OWNER"))).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["enrollmentId"],
    });
    await t.db.run(admin, (tx) => voidEnrollment(tx, { ...stay, reason: "Entered twice" }));
    await expect(record({ enrollmentId: stay.enrollmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(t.db.readPage(harbour.actor("READ_ONLY"), Assessment, { id: {} }, { limit: 1 })).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
  });
});
