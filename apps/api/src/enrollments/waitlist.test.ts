import { openProgram, waitingEnrollment } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi, type TestClient } from "../testing/open-test-api.ts";

/** `waitlist-position`, `capacity-notice`, by the operations of the API. */
let api: TestApi;
let harbour: OrganisationUnderTest;
let intake: TestClient;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  intake = await api.signIn(harbour, "INTAKE");
});
afterAll(() => api?.close());

const ERRORS = "userErrors { code path reason }";

describe("the waiting list through the API", () => {
  it("is listed next first, with positions, moves and their history", async () => {
    const admin = harbour.actor("ADMIN");
    const { programId } = await openProgram(api.db, admin, { capacity: 10, blockGrant: true });
    const first = await waitingEnrollment(api.db, admin, { programId });
    clock.advance(60_000);
    const second = await waitingEnrollment(api.db, admin, { programId });
    const list = async () =>
      (
        await intake.run(
          "query ($programId: ID!) { waitlist(programId: $programId) { totalCount nodes { id number version position priority priorityReasons waitingReason availableActions enrollment { id } } } }",
          { programId: encodeId("program", programId) },
        )
      )["waitlist"];
    const before = await list();
    expect(before).toMatchObject({
      totalCount: 2,
      nodes: [
        { position: 1, enrollment: { id: encodeId("enrollment", first.enrollmentId) }, priority: 4 },
        {
          position: 2,
          enrollment: { id: encodeId("enrollment", second.enrollmentId) },
          availableActions: ["setWaitlistPriority", "recordInterimServices"],
        },
      ],
    });
    const [, { id, version }] = before.nodes;
    clock.advance(60_000);
    const moved = await intake.run(
      `mutation ($input: SetWaitlistPriorityInput!) { setWaitlistPriority(input: $input) { waitlistEntry { position events { kind position statedBy note priorityReasons } } ${ERRORS} } }`,
      {
        input: { id, expectedVersion: version, priorityReasons: ["INJECTS"], statedBy: "CLIENT", reason: "Told today" },
      },
    );
    expect(moved["setWaitlistPriority"]).toEqual({
      waitlistEntry: {
        position: 1,
        events: [
          { kind: "JOINED", position: 2, statedBy: null, note: null, priorityReasons: [] },
          { kind: "MOVED", position: 1, statedBy: "CLIENT", note: "Told today", priorityReasons: ["INJECTS"] },
        ],
      },
      userErrors: [],
    });
    const over = await intake.run("query ($id: ID!) { waitlistPositions(id: $id) { at position cause } }", {
      id: before.nodes[0].id,
    });
    expect(over["waitlistPositions"]).toEqual([
      { at: expect.any(String), position: 1, cause: "JOINED" },
      { at: clock.now().toISOString(), position: 2, cause: null },
    ]);
    const given = await intake.run(
      `mutation ($input: RecordInterimServicesInput!) { recordInterimServices(input: $input) { waitlistEntry { interimGivenAt admitDueOn access { canSetPriority } } ${ERRORS} } }`,
      { input: { id, services: ["NEEDLE_SHARING_RISKS"], givenAt: clock.now().toISOString() } },
    );
    expect(given["recordInterimServices"].waitlistEntry).toEqual({
      interimGivenAt: clock.now().toISOString(),
      admitDueOn: "2026-06-30",
      access: { canSetPriority: true },
    });
    const enrollment = encodeId("enrollment", second.enrollmentId);
    const offered = await intake.run(
      `mutation ($input: OfferEnrollmentInput!) { offerEnrollment(input: $input) { enrollment { state offerExpiresAt waitlistEntries { position offeredAt } } ${ERRORS} } }`,
      { input: { id: enrollment, expiresAt: "2026-03-04T15:00:00Z" } },
    );
    expect(offered["offerEnrollment"].enrollment).toEqual({
      state: "OFFERED",
      offerExpiresAt: "2026-03-04T15:00:00.000Z",
      waitlistEntries: [{ position: null, offeredAt: clock.now().toISOString() }],
    });
    const silent = await intake.run(
      `mutation ($input: WaitlistEnrollmentInput!) { waitlistEnrollment(input: $input) { enrollment { id } ${ERRORS} } }`,
      { input: { id: enrollment } },
    );
    expect(silent["waitlistEnrollment"].userErrors).toEqual([
      { code: "INVALID", path: ["waitingReason"], reason: "MISSING" },
    ]);
  });

  it("shows the notices of a program that is nearly full, and takes what was sent", async () => {
    const admin = harbour.actor("ADMIN");
    const { programId } = await openProgram(api.db, admin, { capacity: 10 });
    const manager = await api.signIn(harbour, "ADMIN");
    const open = "query { capacityNotices(open: true) { nodes { id placesHeld capacity dueOn program { id } } } }";
    const update = `mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { program { blockGrant } ${ERRORS} } }`;
    const id = encodeId("program", programId);
    await api.db.run(admin, (tx) => tx.change("update programs set places_held = 9 where id = $1", [programId]));
    await manager.run(update, { input: { id, blockGrant: true } });
    const [notice] = (await intake.run(open))["capacityNotices"].nodes;
    expect(notice).toMatchObject({ placesHeld: 9, capacity: 10, dueOn: "2026-03-09", program: { id } });
    const record = (by: TestClient, key: string) =>
      by.execute(
        `mutation ($input: RecordCapacityNoticeInput!) { recordCapacityNotice(input: $input) { capacityNotice { sentOn sentTo availableActions access { canRecord } } ${ERRORS} } }`,
        { input: { id: notice.id, sentOn: "2026-03-02", sentTo: "State authority", idempotencyKey: key } },
      );
    expect((await record(intake, "a")).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const [once, again, other] = [await record(manager, "b"), await record(manager, "b"), await record(manager, "c")];
    expect(again.body).toBe(once.body);
    expect((once.data as Record<string, unknown>)["recordCapacityNotice"]).toEqual({
      capacityNotice: {
        sentOn: "2026-03-02",
        sentTo: "State authority",
        availableActions: [],
        access: { canRecord: false },
      },
      userErrors: [],
    });
    expect((other.data as Record<string, unknown>)["recordCapacityNotice"]).toMatchObject({
      userErrors: [{ code: "CONFLICT", reason: "SENT" }],
    });
    expect((await intake.run(open))["capacityNotices"].nodes).toEqual([]);
  });
});
