import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { recordCircumstances } from "../../clients/index.ts";
import { newClient } from "../../clients/client.factory.ts";
import { careEntities } from "../../index.ts";
import { updateProgram } from "../../programs/index.ts";
import { openProgram } from "../../programs/program.factory.ts";
import { Task } from "../../tasks/index.ts";
import { admittedEnrollment, newInquiry, offeredEnrollment, waitingEnrollment } from "../enrollment.factory.ts";
import type { PriorityReason } from "../index.ts";
import {
  Enrollment,
  WaitlistEntry,
  WaitlistEvent,
  admitEnrollment,
  closeEnrollment,
  correctEnrollmentDates,
  expireOffer,
  offerEnrollment,
  preScreenEnrollment,
  recordInterimServices,
  rerankWaitlist,
  reviewWaitingOf,
  setWaitlistPriority,
  voidEnrollment,
  waitlistEnrollment,
  waitlistPositions,
} from "../index.ts";
import { positionOf } from "./waitlist.query.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let admin: Actor;
let intake: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  admin = harbour.actor("ADMIN");
  intake = harbour.actor("INTAKE");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const program = async (capacity = 1, blockGrant = false): Promise<string> =>
  (await openProgram(t.db, admin, { capacity, blockGrant })).programId;
const enrollmentOf = (id: string) => t.db.run(admin, (tx) => tx.get(Enrollment, id));
const entryOf = async (enrollmentId: string): Promise<WaitlistEntry> => {
  const [entry] = await t.db.run(admin, (tx) => tx.find(WaitlistEntry, { enrollmentId }));
  if (!entry) throw new Error("nobody waits");
  return entry;
};
const positions = async (...ids: string[]) => {
  const found: (number | null)[] = [];
  for (const id of ids) {
    const entry = await entryOf(id);
    found.push(await t.db.run(admin, (tx) => positionOf(tx, entry.id)));
  }
  return found;
};
const historyOf = async (enrollmentId: string) => {
  const { id } = await entryOf(enrollmentId);
  const events = await t.db.run(admin, (tx) => tx.find(WaitlistEvent, { entryId: id }, { order: { id: "ASC" } }));
  return events.map(({ kind, position }) => [kind, position]);
};
const tasksOf = async (enrollmentId: string) => {
  const { id } = await entryOf(enrollmentId);
  const tasks = await t.db.run(admin, (tx) => tx.find(Task, { subjectId: id }, { order: { id: "ASC" } }));
  return tasks.map((task) => `${task.kind} ${task.state}`);
};
const duesOf = async (enrollmentId: string) => {
  const { id } = await entryOf(enrollmentId);
  const tasks = await t.db.run(admin, (tx) => tx.find(Task, { subjectId: id }, { order: { id: "ASC" } }));
  return tasks.map((task) => [task.assignedRole, task.dueAt.toISOString()]);
};
const waits = async (programId: string, reasons: PriorityReason[] = []): Promise<string> => {
  clock.advance(60_000);
  const wait = reasons.length > 0 ? { priorityReasons: reasons, statedBy: "CLIENT" as const } : {};
  return (await waitingEnrollment(t.db, admin, { programId, wait })).enrollmentId;
};
const offer = (enrollmentId: string, expiresAt?: Date) =>
  t.db.run(intake, (tx) => offerEnrollment(tx, { enrollmentId, expiresAt }));

/** `full-programs-take-demand` */
describe("the waiting list", () => {
  it("takes who comes to a full program, with a number that names nobody and the reason of the wait", async () => {
    const programId = await program(1);
    await admittedEnrollment(t.db, admin, { programId });
    const { enrollmentId } = await newInquiry(t.db, admin, { programId });
    await t.db.run(intake, async (tx) => {
      await preScreenEnrollment(tx, { enrollmentId });
      await waitlistEnrollment(tx, { enrollmentId });
    });
    const entry = await entryOf(enrollmentId);
    expect(entry).toMatchObject({ waitingReason: "NO_PLACE", priority: 4, joinedAt: clock.now(), leftAt: null });
    expect(entry.number).toMatch(/^W-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await positions(enrollmentId)).toEqual([1]);
    expect(await historyOf(enrollmentId)).toEqual([["JOINED", 1]]);
  });

  it("asks what is waited for where there is a place, and for words of another reason", async () => {
    const { enrollmentId } = await newInquiry(t.db, admin);
    await t.db.run(intake, (tx) => preScreenEnrollment(tx, { enrollmentId }));
    const wait = (input: object, by = intake) =>
      t.db.run(by, (tx) => waitlistEnrollment(tx, { ...input, enrollmentId }));
    await expect(wait({})).rejects.toMatchObject({ path: ["waitingReason"], reason: "MISSING" });
    await expect(wait({ waitingReason: "MOON" })).rejects.toMatchObject({ path: ["waitingReason"] });
    await expect(wait({ waitingReason: "OTHER", note: " " })).rejects.toMatchObject({ path: ["note"] });
    const unsaid = { waitingReason: "CLIENT_REQUEST", priorityReasons: ["PREGNANT"] };
    await expect(wait(unsaid)).rejects.toMatchObject({ path: ["statedBy"], reason: "MISSING" });
    await expect(wait({ ...unsaid, priorityReasons: ["RICH"] })).rejects.toMatchObject({
      path: ["priorityReasons", "0"],
    });
    await expect(wait({ waitingReason: "OTHER", note: "x" }, harbour.actor("READ_ONLY"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await enrollmentOf(enrollmentId)).state).toBe("PRE_SCREENED");
    await wait({ waitingReason: "PAYER_PENDING" });
  });

  it.each([
    ["ADMITTED", (id: string) => t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId: id }))],
    ["CLOSED", (id: string) => t.db.run(admin, (tx) => closeEnrollment(tx, { enrollmentId: id, reason: "DECLINED" }))],
    ["VOIDED", (id: string) => t.db.run(admin, (tx) => voidEnrollment(tx, { enrollmentId: id, reason: "Twice" }))],
  ] as const)("is left by who is %s, with their tasks, and others move up", async (reason, leave) => {
    const programId = await program(2, true);
    const first = await waits(programId, ["INJECTS"]);
    const second = await waits(programId);
    expect(await tasksOf(first)).toEqual(["INTERIM_SERVICES OPEN", "ADMISSION_DUE OPEN"]);
    await offer(first);
    await leave(first);
    expect(await entryOf(first)).toMatchObject({ leftReason: reason, leftAt: clock.now(), offeredAt: null });
    expect(await tasksOf(first)).toEqual(["INTERIM_SERVICES CANCELLED", "ADMISSION_DUE CANCELLED"]);
    expect(await positions(first, second)).toEqual([null, 1]);
    const over = await entryOf(first);
    const late = t.db.run(intake, (tx) =>
      setWaitlistPriority(tx, { entryId: over.id, priorityReasons: [], statedBy: "CLIENT", reason: "x" }),
    );
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", reason: "LEFT" });
  });
});

/** `waitlist-priority`, `waitlist-position` */
describe("the line", () => {
  it("goes by the request alone where no block grant pays", async () => {
    const programId = await program();
    const [plain, urgent] = [await waits(programId), await waits(programId, ["PREGNANT", "INJECTS"])];
    expect(await positions(plain, urgent)).toEqual([1, 2]);
    expect((await entryOf(urgent)).admitDueOn).toBeNull();
    expect(await tasksOf(urgent)).toEqual([]);
  });

  it("goes by the four kinds of need where one does, then by the request", async () => {
    const programId = await program(1, true);
    const ids = [
      await waits(programId),
      await waits(programId, ["INJECTS"]),
      await waits(programId, ["PREGNANT"]),
      await waits(programId, ["PREGNANT", "INJECTS"]),
      await waits(programId, ["INJECTS"]),
    ];
    expect(await positions(...ids)).toEqual([5, 3, 2, 1, 4]);
  });

  it("knows from the client's record, or else from the admission answers, without being told", async () => {
    const programId = await program(1, true);
    const { clientId } = await newClient(t.db, admin);
    await t.db.run(admin, (tx) =>
      recordCircumstances(tx, {
        clientId,
        observedOn: "2026-03-01",
        circumstances: { pregnant: true, injectsDrugs: false },
      }),
    );
    const known = await waitingEnrollment(t.db, admin, { programId, clientId, tedsAdmission: { ROUTE1: 4 } });
    const answered = await waitingEnrollment(t.db, admin, { programId, tedsAdmission: { ROUTE1: 4 } });
    expect(await entryOf(known.enrollmentId)).toMatchObject({ priorityReasons: ["PREGNANT"], priority: 2 });
    expect(await entryOf(answered.enrollmentId)).toMatchObject({ priorityReasons: ["INJECTS"], priority: 3 });
    const { id } = await entryOf(known.enrollmentId);
    const [event] = await t.db.run(admin, (tx) => tx.find(WaitlistEvent, { entryId: id }));
    expect(event).toMatchObject({ statedBy: "RECORD", priorityReasons: ["PREGNANT"], recordedBy: admin.id });
  });

  it("moves who is said to come first, with who said so and why, and tells where everybody stood", async () => {
    const programId = await program(1, true);
    const [one, two] = [await waits(programId), await waits(programId)];
    clock.advance(HOUR);
    const entry = await entryOf(two);
    const move = (reason: string, expectedVersion = entry.version) =>
      t.db.run(intake, (tx) =>
        setWaitlistPriority(tx, {
          entryId: entry.id,
          expectedVersion,
          priorityReasons: ["PREGNANT"],
          statedBy: "CLINICIAN",
          reason,
        }),
      );
    await expect(move("")).rejects.toMatchObject({ code: "INVALID" });
    await move("Test of today");
    await expect(move("Test of today")).rejects.toMatchObject({ code: "STALE" });
    expect(await positions(one, two)).toEqual([2, 1]);
    expect(await historyOf(two)).toEqual([
      ["JOINED", 2],
      ["MOVED", 1],
    ]);
    const told = await waitlistPositions(t.db, admin, (await entryOf(one)).id);
    expect(told.map(({ position, cause }) => [position, cause])).toEqual([
      [1, "JOINED"],
      [2, "OTHERS"],
    ]);
    expect(told[1]?.at).toEqual(clock.now());
  });

  it("moves by a corrected date of the request, and by who pays for the program", async () => {
    const programId = await program();
    const [one, two] = [await waits(programId), await waits(programId, ["INJECTS"])];
    await t.db.run(admin, (tx) =>
      correctEnrollmentDates(tx, {
        enrollmentId: two,
        requestedAt: new Date("2026-02-20T15:00:00Z"),
        reason: "The call log says so",
      }),
    );
    expect(await positions(one, two)).toEqual([2, 1]);
    const third = await waits(programId, ["PREGNANT"]);
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, blockGrant: true }));
    await t.db.run(admin, (tx) => rerankWaitlist(tx, programId));
    expect(await positions(one, two, third)).toEqual([3, 2, 1]);
    expect(await entryOf(two)).toMatchObject({ admitDueOn: "2026-03-06" });
  });

  it("is each organisation's own", async () => {
    const programId = await program();
    const { id } = await entryOf(await waits(programId));
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const stranger = meadow.actor("ADMIN");
    await expect(waitlistPositions(t.db, stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const given = { entryId: id, priorityReasons: [], statedBy: "CLIENT" as const, reason: "x" };
    await expect(t.db.run(stranger, (tx) => setWaitlistPriority(tx, given))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

/** `offers-expire` */
describe("an offer", () => {
  it("ends after 72 hours: back in the line, and the next one's turn", async () => {
    const programId = await program(1);
    const [one, two] = [await waits(programId), await waits(programId)];
    await offer(one);
    expect((await enrollmentOf(one)).offerExpiresAt).toEqual(new Date(clock.now().getTime() + 72 * HOUR));
    expect(await positions(one, two)).toEqual([null, 1]);
    clock.advance(72 * HOUR - 1);
    await t.db.run(admin, (tx) => expireOffer(tx, one));
    expect((await enrollmentOf(one)).state).toBe("OFFERED");
    clock.advance(1);
    for (const _ of [1, 2]) await t.db.run(admin, (tx) => expireOffer(tx, one));
    expect(await enrollmentOf(one)).toMatchObject({ state: "WAITLISTED", offerExpiresAt: null });
    expect(await positions(one, two)).toEqual([1, 2]);
    expect(await historyOf(one)).toEqual([
      ["JOINED", 1],
      ["OFFERED", null],
      ["OFFER_EXPIRED", 1],
    ]);
    expect(await tasksOf(one)).toEqual([]);
    expect(await tasksOf(two)).toEqual(["OFFER_NEXT OPEN"]);
    await offer(two);
    expect(await tasksOf(two)).toEqual(["OFFER_NEXT CANCELLED"]);
  });

  it("that a longer one replaced does not end by the first one's clock", async () => {
    const { enrollmentId } = await offeredEnrollment(t.db, admin);
    await t.db.run(intake, (tx) => waitlistEnrollment(tx, { enrollmentId, waitingReason: "DOCUMENTS_PENDING" }));
    await offer(enrollmentId, new Date(START.getTime() + 10 * DAY));
    clock.advance(72 * HOUR);
    await t.db.run(admin, (tx) => expireOffer(tx, enrollmentId));
    expect((await enrollmentOf(enrollmentId)).state).toBe("OFFERED");
  });

  it("to somebody who never waited puts them on the list when nobody answers", async () => {
    const { enrollmentId } = await offeredEnrollment(t.db, admin);
    clock.advance(72 * HOUR);
    await t.db.run(admin, (tx) => expireOffer(tx, enrollmentId));
    expect(await entryOf(enrollmentId)).toMatchObject({ waitingReason: "NO_ANSWER", leftAt: null });
    expect(await tasksOf(enrollmentId)).toEqual(["OFFER_NEXT OPEN"]);
  });

  it("that is not taken leaves the client in the line, and the next one is asked", async () => {
    const programId = await program(1);
    const [one, two] = [await waits(programId), await waits(programId)];
    await offer(one);
    await t.db.run(intake, (tx) =>
      waitlistEnrollment(tx, { enrollmentId: one, waitingReason: "CLIENT_REQUEST", note: "After the harvest" }),
    );
    expect((await historyOf(one)).at(-1)).toEqual(["OFFER_DECLINED", 1]);
    expect(await tasksOf(two)).toEqual(["OFFER_NEXT OPEN"]);
  });

  it("holds no place: two may be open for one, and the first admission has it", async () => {
    const programId = await program(1);
    const [one, two] = [await waits(programId), await waits(programId)];
    for (const id of [one, two]) await offer(id);
    await t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId: two }));
    await expect(t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId: one }))).rejects.toMatchObject({
      code: "NO_PLACE",
      reason: "FULL",
    });
  });

  it.each([
    ["now", 0],
    ["in more than 30 days", 30 * DAY + 1],
  ])("does not end %s", async (_, after) => {
    const { enrollmentId } = await newInquiry(t.db, admin);
    await t.db.run(intake, (tx) => preScreenEnrollment(tx, { enrollmentId }));
    await expect(offer(enrollmentId, new Date(clock.now().getTime() + after))).rejects.toMatchObject({
      path: ["expiresAt"],
    });
  });
});

/** `interim-services-in-48-hours`, `admission-in-14-or-120-days` */
describe("who injects drugs and waits in a block-grant program", () => {
  it("has a task for each deadline, and those who manage hear of one that passed", async () => {
    const id = await waits(await program(1, true), ["INJECTS"]);
    expect(await entryOf(id)).toMatchObject({ admitDueOn: "2026-03-16", interimGivenAt: null });
    const interimDue = new Date(clock.now().getTime() + 48 * HOUR);
    expect(await tasksOf(id)).toEqual(["INTERIM_SERVICES OPEN", "ADMISSION_DUE OPEN"]);
    expect(await duesOf(id)).toEqual([
      ["INTAKE", interimDue.toISOString()],
      ["INTAKE", "2026-03-17T04:00:00.000Z"],
    ]);
    const entry = await entryOf(id);
    const review = () => t.db.run(admin, (tx) => reviewWaitingOf(tx, entry.id));
    clock.set(new Date(interimDue.getTime() - 1));
    await review();
    expect(await tasksOf(id)).toHaveLength(2);
    clock.advance(1);
    for (const _ of [1, 2]) await review();
    expect((await tasksOf(id)).slice(2)).toEqual(["INTERIM_OVERDUE OPEN"]);
    expect((await duesOf(id)).at(-1)).toEqual(["ADMIN", interimDue.toISOString()]);
    clock.set(new Date("2026-03-17T04:00:00Z"));
    await review();
    expect((await tasksOf(id)).slice(3)).toEqual(["ADMISSION_OVERDUE OPEN"]);
  });

  it("waits up to 120 days once interim services came in time", async () => {
    const id = await waits(await program(1, true), ["INJECTS"]);
    const entry = await entryOf(id);
    clock.advance(47 * HOUR);
    const give = (also: object) =>
      t.db.run(intake, (tx) =>
        recordInterimServices(tx, {
          entryId: entry.id,
          services: ["HIV_TB_EDUCATION", "NEEDLE_SHARING_RISKS"],
          givenAt: clock.now(),
          ...also,
        }),
      );
    await expect(give({ services: [] })).rejects.toMatchObject({ path: ["services"] });
    await expect(give({ services: ["TEA"] })).rejects.toMatchObject({ path: ["services", "0"] });
    await expect(give({ givenAt: new Date(+clock.now() + 1) })).rejects.toMatchObject({ path: ["givenAt"] });
    await expect(give({ givenAt: new Date(+entry.requestedAt - 1) })).rejects.toMatchObject({ path: ["givenAt"] });
    await give({});
    expect(await entryOf(id)).toMatchObject({ interimGivenAt: clock.now(), admitDueOn: "2026-06-30" });
    expect(await tasksOf(id)).toEqual(["INTERIM_SERVICES CANCELLED", "ADMISSION_DUE CANCELLED", "ADMISSION_DUE OPEN"]);
    expect((await duesOf(id)).map(([, due]) => due).slice(1)).toEqual([
      "2026-03-17T04:00:00.000Z",
      "2026-07-01T04:00:00.000Z",
    ]);
    expect((await historyOf(id)).at(-1)).toEqual(["INTERIM_SERVICES", 1]);
  });

  it("keeps the 14 days where they came too late", async () => {
    const id = await waits(await program(1, true), ["INJECTS"]);
    clock.advance(49 * HOUR);
    const entry = await entryOf(id);
    await t.db.run(intake, (tx) =>
      recordInterimServices(tx, {
        entryId: entry.id,
        services: ["HIV_TB_EDUCATION"],
        givenAt: clock.now(),
      }),
    );
    expect((await entryOf(id)).admitDueOn).toBe("2026-03-16");
    expect(await tasksOf(id)).toEqual(["INTERIM_SERVICES CANCELLED", "ADMISSION_DUE OPEN"]);
  });
});
