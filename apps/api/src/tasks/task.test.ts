import { openTask } from "@causeway/care";
import { activeEnrollment } from "@causeway/care/factory";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import { openTestApi, type Loose, type TestApi, type TestClient } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let stay: Awaited<ReturnType<typeof activeEnrollment>>;
let clinician: TestClient;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const inDays = (days: number): Date => new Date(clock.now().getTime() + days * 86_400_000);

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  const owner = harbour.actor("OWNER");
  stay = await activeEnrollment(api.db, owner);
  clinician = await api.signIn(harbour, "CLINICIAN");
  await api.db.run(owner, async (tx) => {
    const about = stay.enrollmentId;
    await openTask(tx, { kind: "NO_CONTACT", subjectId: about, dueAt: inDays(3), key: "later" });
    await openTask(tx, { kind: "LEAVE_REVIEW", subjectId: about, dueAt: inDays(-1), key: "overdue" });
    await openTask(tx, { kind: "PLAN_REVIEW", subjectId: stay.treatmentPlanId, dueAt: inDays(1), key: "plan" });
    await openTask(tx, { kind: "AUTHORISATION_REVIEW", subjectId: newId(), dueAt: inDays(2), key: "payer" });
    await openTask(tx, { kind: "OPENINGS_CONFIRMATION", subjectId: stay.programId, dueAt: inDays(9), key: "openings" });
  });
});
afterAll(() => api?.close());

const queue = async (by: TestClient, args = ""): Promise<Loose[]> => {
  const query = `{ workQueue${args} { nodes { id kind label overdue link subjectId assignedTo changes { change } } } }`;
  return (await by.run(query))["workQueue"].nodes;
};
const kinds = async (by: TestClient, args = ""): Promise<string[]> =>
  (await queue(by, args)).map((task: Loose) => task.kind);

/** `work-queue` */
describe("the work queue", () => {
  it("is that of the viewer's role, the most urgent first, in words and with a way to the record", async () => {
    const client = `/clients/${encodeId("client", stay.clientId)}`;
    expect(await queue(clinician)).toMatchObject([
      { kind: "LEAVE_REVIEW", overdue: true, link: client, label: "The leave is over: is the client back?" },
      {
        kind: "PLAN_REVIEW",
        overdue: false,
        link: client,
        subjectId: encodeId("treatment_plan", stay.treatmentPlanId),
      },
      { kind: "NO_CONTACT", overdue: false, link: client },
    ]);
    const reviewer = await api.signIn(harbour, "UTILISATION_REVIEW");
    expect(await queue(reviewer)).toMatchObject([{ kind: "AUTHORISATION_REVIEW", link: null }]);
    expect(await queue(await api.signIn(harbour, "ADMIN"))).toMatchObject([
      { kind: "OPENINGS_CONFIRMATION", link: `/programs/${encodeId("program", stay.programId)}` },
    ]);
    const owner = await api.signIn(harbour, "OWNER");
    expect(await kinds(owner)).toEqual([
      "LEAVE_REVIEW",
      "PLAN_REVIEW",
      "AUTHORISATION_REVIEW",
      "NO_CONTACT",
      "OPENINGS_CONFIRMATION",
    ]);
    expect(await kinds(owner, "(role: CLINICIAN, first: 1)")).toEqual(["LEAVE_REVIEW"]);
    const meadow = await liveOrganisation(api.db, { name: "Meadow" });
    expect(await kinds(await api.signIn(meadow, "CLINICIAN"))).toEqual([]);
  });

  it("is narrowed by kind, day and whose it is", async () => {
    expect(await kinds(clinician, "(kinds: [PLAN_REVIEW, NO_CONTACT])")).toEqual(["PLAN_REVIEW", "NO_CONTACT"]);
    expect(await kinds(clinician, `(dueBefore: "${inDays(1).toISOString()}")`)).toEqual(["LEAVE_REVIEW"]);
    expect(await kinds(clinician, "(share: MINE)")).toEqual([]);
    const [task] = await queue(clinician);
    const give = async (mutation: string, type: string, input: object): Promise<Loose> =>
      (
        await clinician.run(
          `mutation ($input: ${type}!) { at: ${mutation}(input: $input) { task { assignedTo dueAt state outcome access { canClaim canUnassign } } userErrors { code reason } } }`,
          { input: { id: task.id, ...input } },
        )
      )["at"];
    const mine = harbour.actor("CLINICIAN").id ?? "";
    expect(await give("claimTask", "TaskCommandInput", {})).toMatchObject({
      task: { assignedTo: encodeId("member", mine), access: { canClaim: false, canUnassign: true } },
      userErrors: [],
    });
    expect(await kinds(clinician, "(share: MINE)")).toEqual(["LEAVE_REVIEW"]);
    expect(await kinds(clinician, "(share: UNASSIGNED)")).toEqual(["PLAN_REVIEW", "NO_CONTACT"]);
    expect(await give("claimTask", "TaskCommandInput", {})).toMatchObject({ userErrors: [{ reason: "TAKEN" }] });
    await give("unassignTask", "TaskCommandInput", {});
    const memberId = encodeId("member", harbour.actor("ADMIN").id ?? "");
    expect(await give("assignTask", "AssignTaskInput", { memberId })).toMatchObject({ task: { assignedTo: memberId } });
    const counts = await clinician.run(`{ workQueueCounts { kind label open overdue unassigned } }`);
    expect(counts["workQueueCounts"]).toEqual([
      { kind: "LEAVE_REVIEW", label: "The leave is over: is the client back?", open: 1, overdue: 1, unassigned: 0 },
      { kind: "PLAN_REVIEW", label: "Review the treatment plan", open: 1, overdue: 0, unassigned: 1 },
      { kind: "NO_CONTACT", label: "No contact for 30 days", open: 1, overdue: 0, unassigned: 1 },
    ]);
    const soon = await clinician.run(`{ workQueueCounts(dueBefore: "${inDays(2).toISOString()}") { kind } }`);
    expect(soon["workQueueCounts"]).toEqual([{ kind: "LEAVE_REVIEW" }, { kind: "PLAN_REVIEW" }]);
    const dueAt = inDays(5).toISOString();
    expect(await give("postponeTask", "PostponeTaskInput", { dueAt, reason: "Back on Friday" })).toMatchObject({
      userErrors: [],
      task: { state: "OPEN" },
    });
    expect(await kinds(clinician)).toEqual(["PLAN_REVIEW", "NO_CONTACT", "LEAVE_REVIEW"]);
    expect(await give("completeTask", "CompleteTaskInput", { outcome: "Is back" })).toMatchObject({
      task: { state: "DONE", outcome: "Is back" },
    });
    expect(await kinds(clinician)).toEqual(["PLAN_REVIEW", "NO_CONTACT"]);
    const done = await clinician.run(`query ($id: ID!) { node(id: $id) { ... on Task { changes { change } } } }`, {
      id: task.id,
    });
    expect(done["node"].changes.map((change: Loose) => change.change)).toEqual([
      "CLAIMED",
      "UNASSIGNED",
      "ASSIGNED",
      "POSTPONED",
      "COMPLETED",
    ]);
  });

  it("shows the words of the work to who may work, and to nobody else", async () => {
    const reader = await api.signIn(harbour, "READ_ONLY");
    for (const words of ["outcome", "changes { note }"]) {
      const answer = await reader.execute(`{ workQueue(role: CLINICIAN) { nodes { ${words} } } }`);
      expect(answer.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
  });
});
