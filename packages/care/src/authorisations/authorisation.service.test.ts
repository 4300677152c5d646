import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activeEnrollment } from "../attendance/attendance.factory.ts";
import { newClient } from "../clients/client.factory.ts";
import { Coverage, setCoverage } from "../clients/index.ts";
import { dischargeRecord, newInquiry } from "../enrollments/enrollment.factory.ts";
import { closeEnrollment, dischargeEnrollment } from "../enrollments/index.ts";
import { careEntities } from "../index.ts";
import { Task } from "../tasks/index.ts";
import { grantedAuthorisation, requestedAuthorisation } from "./authorisation.factory.ts";
import type { AnswerInput, AuthorisationRequest } from "./index.ts";
import {
  Authorisation,
  AuthorisationDecision,
  appealAuthorisation,
  correctAuthorisation,
  decideAuthorisation,
  watchAuthorisationOf,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let reviewer: Actor;
let stay: { enrollmentId: string; clientId: string };
const START = new Date("2026-03-02T15:00:00Z"); // Monday morning in New York
const clock = new MovableClock(START);
const DAY = 86_400_000;
const WINDOW = { startsOn: "2026-03-02", endsOn: "2026-03-30" };

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  reviewer = harbour.actor("UTILISATION_REVIEW");
});
afterAll(() => t?.close());
beforeEach(async () => {
  clock.set(START);
  stay = await activeEnrollment(t.db, harbour.actor("ADMIN"));
});

const request = (asked: Partial<AuthorisationRequest> = {}) =>
  requestedAuthorisation(t.db, reviewer, { enrollmentId: stay.enrollmentId, ...WINDOW, ...asked });
const grant = (answer: Partial<AnswerInput> = {}, asked: Partial<AuthorisationRequest> = {}) =>
  grantedAuthorisation(t.db, reviewer, { enrollmentId: stay.enrollmentId, ...WINDOW, ...asked }, answer);
const decide = (authorisationId: string, answer: Partial<AnswerInput> = {}) =>
  t.db.run(reviewer, (tx) =>
    decideAuthorisation(tx, { answer: "approve", decidedOn: "2026-03-02", ...answer, authorisationId }),
  );
const correct = (authorisationId: string, answer: Partial<AnswerInput> = {}) =>
  t.db.run(reviewer, (tx) =>
    correctAuthorisation(tx, { answer: "approve", decidedOn: "2026-03-02", ...answer, authorisationId }),
  );
const appeal = (authorisationId: string, filedOn: string) =>
  t.db.run(reviewer, (tx) => appealAuthorisation(tx, { authorisationId, filedOn, reason: "Progress was made" }));
const look = (authorisationId: string) => t.db.run(reviewer, (tx) => watchAuthorisationOf(tx, authorisationId));
const rowOf = (id: string) => t.db.run(reviewer, (tx) => tx.get(Authorisation, id));
const logOf = (authorisationId: string) =>
  t.db.run(reviewer, (tx) => tx.find(AuthorisationDecision, { authorisationId }, { order: { version: "ASC" } }));
const tasksOf = (subjectId: string) =>
  t.db.run(reviewer, async (tx) =>
    (await tx.find(Task, { subjectId }, { order: { dueAt: "ASC" } })).map((task) => [
      task.kind,
      task.state,
      task.dueAt.toISOString(),
    ]),
  );

/** `authorisation-decision-log` */
describe("an authorisation", () => {
  it("stands as the last line of its log says, whatever came before", async () => {
    const id = await request({ reason: "First four weeks" });
    await decide(id, { answer: "pend", reason: "Notes wanted" });
    await decide(id, { answer: "deny", reason: "Not necessary" });
    await appeal(id, "2026-03-02");
    clock.advance(DAY);
    await decide(id, { answer: "approvePartly", number: "A-1", approvedUnits: 6, decidedOn: "2026-03-03" });
    const log = await logOf(id);
    expect(log.map((line) => [line.version, line.command, line.state, line.approvedUnits, line.reason])).toEqual([
      [1, "request", "REQUESTED", 0, "First four weeks"],
      [2, "pend", "PENDED", 0, "Notes wanted"],
      [3, "deny", "DENIED", 0, "Not necessary"],
      [4, "appeal", "APPEALED", 0, "Progress was made"],
      [5, "approvePartly", "PARTIAL", 6, null],
    ]);
    expect(log[4]).toMatchObject({
      number: "A-1",
      decidedOn: "2026-03-03",
      recordedBy: reviewer.id,
      recordedAt: clock.now(),
    });
    const { state, number, approvedUnits, appealDueOn, version } = await rowOf(id);
    expect(log[4]).toMatchObject({ state, number, approvedUnits, appealDueOn, version });
  });

  it("that was answered wrongly is corrected: the log keeps both, and the wrong one's deadlines are gone", async () => {
    const id = await request();
    await decide(id, { answer: "deny", reason: "Not necessary" });
    expect(await tasksOf(id)).toMatchObject([["AUTHORISATION_APPEAL", "OPEN", "2026-08-29T04:00:00.000Z"]]);
    await correct(id, { approvedUnits: 20 });
    await correct(id, { answer: "approvePartly", approvedUnits: 10 });
    const log = await logOf(id);
    expect(log.map((line) => [line.state, line.approvedUnits, line.correctsId])).toEqual([
      ["REQUESTED", 0, null],
      ["DENIED", 0, null],
      ["APPROVED", 20, log[1]?.id],
      ["PARTIAL", 10, log[2]?.id],
    ]);
    expect((await tasksOf(id)).map(([, state]) => state)).toEqual(["CANCELLED", "OPEN"]);
    const fresh = await request();
    await expect(correct(fresh)).rejects.toMatchObject({ reason: "NOTHING_DECIDED" });
    await decide(fresh, { answer: "deny", reason: "No" });
    await appeal(fresh, "2026-03-02");
    await expect(correct(fresh)).rejects.toMatchObject({ reason: "NOTHING_DECIDED" });
  });

  it("is corrected after it ended, back to where the wrong answer began", async () => {
    const id = await grant();
    clock.advance(40 * DAY);
    await look(id);
    expect((await rowOf(id)).state).toBe("EXPIRED");
    await correct(id, { answer: "deny", reason: "Entered under the wrong client" });
    expect(await rowOf(id)).toMatchObject({ state: "DENIED", approvedUnits: 0 });
  });

  it("is changed by the one who saw it last", async () => {
    const id = await request();
    await decide(id, { answer: "pend" });
    await expect(
      t.db.run(reviewer, (tx) =>
        decideAuthorisation(tx, {
          authorisationId: id,
          expectedVersion: 1,
          answer: "approve",
          decidedOn: "2026-03-02",
        }),
      ),
    ).rejects.toMatchObject({ code: "STALE" });
    await expect(decide(id, { answer: "pend" })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await expect(appeal(id, "2026-03-02")).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("is asked for of the client's own coverage, in a unit of the service, for a level there is", async () => {
    const other = await newClient(t.db, harbour.actor("ADMIN"));
    const coverageOf = async (clientId: string) => {
      await t.db.run(harbour.actor("ADMIN"), (tx) =>
        setCoverage(tx, { clientId, paymentSource: 4, validFrom: "2026-03-02" }),
      );
      return t.db.run(reviewer, async (tx) => (await tx.findOne(Coverage, { clientId, validFrom: "2026-03-02" }))?.id);
    };
    await expect(request({ coverageId: await coverageOf(other.clientId) })).rejects.toMatchObject({
      code: "NOT_FOUND",
      path: ["coverageId"],
    });
    await expect(request({ serviceCode: "X1" })).rejects.toMatchObject({ path: ["serviceCode"] });
    await expect(request({ serviceCode: "H2035" })).rejects.toMatchObject({ path: ["unit"] });
    await expect(request({ serviceCode: "S9480" })).rejects.toMatchObject({ reason: "MINUTES_NEEDED" });
    await expect(request({ dailyMinutesMin: 1441 })).rejects.toMatchObject({ path: ["dailyMinutesMin"] });
    await expect(request({ level: { edition: "ASAM3", code: "9" } })).rejects.toMatchObject({ path: ["levelCode"] });
    await expect(request({ units: 0 })).rejects.toMatchObject({ path: ["units"] });
    await expect(request({ endsOn: "2026-03-02" })).rejects.toMatchObject({ path: ["endsOn"] });
    const id = await request({ coverageId: await coverageOf(stay.clientId) });
    expect(await rowOf(id)).toMatchObject({ edition: "ASAM3", levelCode: "2.1", dailyMinutesMin: 180 });
    // Medicaid: 60 days from the notice.
    await decide(id, { answer: "deny", reason: "No" });
    expect((await rowOf(id)).appealDueOn).toBe("2026-05-01");
    await expect(appeal(id, "2026-05-02")).rejects.toMatchObject({ path: ["filedOn"] });
    clock.advance(61 * DAY);
    await expect(appeal(id, "2026-05-02")).rejects.toMatchObject({ reason: "APPEAL_LATE" });
    await appeal(id, "2026-05-01");
  });

  it("is asked for a stay, not for a request that led to none", async () => {
    const inquiry = await newInquiry(t.db, harbour.actor("ADMIN"));
    await request({ enrollmentId: inquiry.enrollmentId });
    await t.db.run(harbour.actor("ADMIN"), (tx) => closeEnrollment(tx, { ...inquiry, reason: "DECLINED" }));
    await expect(request({ enrollmentId: inquiry.enrollmentId })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("belongs to its organisation, and to those whose work it is", async () => {
    const id = await request();
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const stranger = meadow.actor("UTILISATION_REVIEW");
    const asked = { authorisationId: id, answer: "approve" as const, decidedOn: "2026-03-02" };
    await expect(t.db.run(stranger, (tx) => decideAuthorisation(tx, asked))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      requestedAuthorisation(t.db, stranger, { enrollmentId: stay.enrollmentId, ...WINDOW }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await t.db.run(stranger, (tx) => tx.find(Authorisation, {}))).toEqual([]);
    expect(await t.db.run(stranger, (tx) => tx.find(AuthorisationDecision, {}))).toEqual([]);
    await expect(t.db.run(harbour.actor("CLINICIAN"), (tx) => decideAuthorisation(tx, asked))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

/** `review-three-business-days-ahead` */
describe("the days of an authorisation", () => {
  it("three business days before the review and the last day a person is asked, once each", async () => {
    const id = await grant({ nextReviewOn: "2026-03-16" });
    clock.set(new Date("2026-03-11T03:59:00Z")); // the evening of the 10th, where the program is
    await look(id);
    expect(await tasksOf(id)).toEqual([]);
    clock.set(new Date("2026-03-11T04:00:00Z"));
    for (const _ of [1, 2]) await look(id);
    expect(await tasksOf(id)).toEqual([["AUTHORISATION_REVIEW", "OPEN", "2026-03-16T04:00:00.000Z"]]);
    clock.set(new Date("2026-03-25T12:00:00Z"));
    await look(id);
    expect((await tasksOf(id)).at(-1)).toEqual(["AUTHORISATION_REVIEW", "OPEN", "2026-03-29T04:00:00.000Z"]);
  });

  it("ask nobody about a stay that is over", async () => {
    const id = await grant({ nextReviewOn: "2026-03-16" });
    await t.db.run(harbour.actor("ADMIN"), (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId: stay.enrollmentId,
        dischargedOn: "2026-03-02",
        reason: 2,
        ...dischargeRecord,
      }),
    );
    clock.set(new Date("2026-03-12T12:00:00Z"));
    await look(id);
    expect(await tasksOf(id)).toEqual([]);
  });

  it("end what was granted, but not what can still be appealed, nor what is undecided or denied", async () => {
    const [approved, partial, asked, denied] = [
      await grant(),
      await grant({ answer: "approvePartly", approvedUnits: 6, appealDueOn: "2026-04-10" }),
      await request(),
      await grant({ answer: "deny", reason: "No" }),
    ];
    const states = () => Promise.all([approved, partial, asked, denied].map(async (id) => (await rowOf(id)).state));
    clock.set(new Date("2026-03-30T03:59:00Z"));
    for (const id of [approved, partial, asked, denied]) await look(id);
    expect(await states()).toEqual(["APPROVED", "PARTIAL", "REQUESTED", "DENIED"]);
    clock.set(new Date("2026-03-30T04:00:00Z"));
    for (const id of [approved, partial, asked, denied]) await look(id);
    expect(await states()).toEqual(["EXPIRED", "PARTIAL", "REQUESTED", "DENIED"]);
    expect((await tasksOf(approved)).filter(([, state]) => state === "OPEN")).toEqual([]);
    clock.set(new Date("2026-04-11T04:00:00Z"));
    for (const id of [approved, partial, asked, denied]) await look(id);
    expect(await states()).toEqual(["EXPIRED", "EXPIRED", "REQUESTED", "DENIED"]);
    expect((await logOf(approved)).map((line) => [line.command, line.approvedUnits, line.recordedBy])).toEqual([
      ["request", 0, reviewer.id],
      ["approve", 12, reviewer.id],
      ["expire", 12, reviewer.id],
    ]);
  });
});
