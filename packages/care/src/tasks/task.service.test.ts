import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Role } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { MovableClock, jobActor, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import {
  Task,
  TaskChange,
  assignTask,
  cancelTasksAbout,
  claimTask,
  completeTask,
  openTask,
  postponeTask,
  queueOf,
  taskActions,
  unassignTask,
} from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
const now = new Date("2026-03-02T15:00:00Z");

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock: new MovableClock(now) });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
});
afterAll(() => t?.close());

const open = (subjectId: string, key: string = newId()): Promise<void> =>
  t.db.run(harbour.actor("ADMIN"), (tx) => openTask(tx, { kind: "NO_CONTACT", subjectId, dueAt: tx.now, key }));
const about = (subjectId: string): Promise<Task[]> =>
  t.db.run(harbour.actor("ADMIN"), (tx) => tx.find(Task, { subjectId }));
const changes = (taskId: string): Promise<TaskChange[]> =>
  t.db.run(harbour.actor("ADMIN"), (tx) => tx.find(TaskChange, { taskId }, { order: { id: "ASC" } }));
const complete = (taskId: string, role: "CLINICIAN" | "READ_ONLY" = "CLINICIAN") =>
  t.db.run(harbour.actor(role), (tx) => completeTask(tx, { taskId }));

describe("a task", () => {
  it("is opened once a key, also after it was done", async () => {
    const subjectId = newId();
    const key = newId();
    await open(subjectId, key);
    const [task] = await about(subjectId);
    await complete(task?.id ?? "");
    await open(subjectId, key);
    expect(await about(subjectId)).toMatchObject([{ state: "DONE" }]);
  });

  it("is done by who may manage tasks, once, with what came of it", async () => {
    const subjectId = newId();
    await open(subjectId);
    const [task] = await about(subjectId);
    const id = task?.id ?? "";
    await expect(complete(id, "READ_ONLY")).rejects.toMatchObject({ code: "FORBIDDEN" });
    const closing = (outcome: string) =>
      t.db.run(harbour.actor("CLINICIAN"), (tx) => completeTask(tx, { taskId: id, outcome }));
    await expect(closing("x".repeat(2001))).rejects.toMatchObject({ code: "INVALID", path: ["outcome"] });
    await closing(" Spoke on the phone ");
    expect(await about(subjectId)).toMatchObject([{ state: "DONE", outcome: "Spoke on the phone", doneAt: now }]);
    expect(await changes(id)).toMatchObject([
      { change: "COMPLETED", note: "Spoke on the phone", changedBy: harbour.actor("CLINICIAN").id },
    ]);
    await expect(complete(id)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "DONE" });
  });

  /** `task-for-its-role` */
  it("is taken on by one member of its role, given to another, and given back", async () => {
    const subjectId = newId();
    await open(subjectId);
    const [{ id: taskId } = { id: "" }] = await about(subjectId);
    const claim = (by: Actor) => t.db.run(by, (tx) => claimTask(tx, { taskId }));
    const assign = (memberId: string) =>
      t.db.run(harbour.actor("CLINICIAN"), (tx) => assignTask(tx, { taskId, memberId }));
    const unassign = () => t.db.run(harbour.actor("CLINICIAN"), (tx) => unassignTask(tx, { taskId }));
    const member = (role: Role): string => harbour.actor(role).id ?? "";
    await expect(unassign()).rejects.toMatchObject({ code: "CONFLICT", reason: "UNASSIGNED" });
    await expect(claim(harbour.actor("INTAKE"))).rejects.toMatchObject({ code: "CONFLICT", reason: "OTHER_ROLE" });
    await expect(claim(jobActor(harbour.organisationId, "job"))).rejects.toMatchObject({ reason: "NOT_A_PERSON" });
    await claim(harbour.actor("CLINICIAN"));
    await expect(claim(harbour.actor("ADMIN"))).rejects.toMatchObject({ reason: "TAKEN" });
    await expect(assign(member("OUTREACH"))).rejects.toMatchObject({ reason: "OTHER_ROLE", path: ["memberId"] });
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    await expect(assign(meadow.actor("CLINICIAN").id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim(meadow.actor("CLINICIAN"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await assign(member("ADMIN"));
    expect(await about(subjectId)).toMatchObject([{ assignedTo: member("ADMIN"), state: "OPEN" }]);
    await unassign();
    expect(await about(subjectId)).toMatchObject([{ assignedTo: null }]);
    expect((await changes(taskId)).map((change) => [change.change, change.assignedTo])).toEqual([
      ["CLAIMED", member("CLINICIAN")],
      ["ASSIGNED", member("ADMIN")],
      ["UNASSIGNED", null],
    ]);
  });

  it("of two who claim it at once has one", async () => {
    const subjectId = newId();
    await open(subjectId);
    const [{ id: taskId } = { id: "" }] = await about(subjectId);
    const claims = await Promise.allSettled(
      (["CLINICIAN", "ADMIN", "OWNER"] as const).map((role) =>
        t.db.run(harbour.actor(role), (tx) => claimTask(tx, { taskId })),
      ),
    );
    expect(claims.filter((claim) => claim.status === "fulfilled")).toHaveLength(1);
  });

  it("is postponed for a reason, later than it was, and not for ever", async () => {
    const subjectId = newId();
    await open(subjectId);
    const [{ id: taskId } = { id: "" }] = await about(subjectId);
    const postpone = (days: number, reason = "On holiday") =>
      t.db.run(harbour.actor("CLINICIAN"), (tx) =>
        postponeTask(tx, { taskId, reason, dueAt: new Date(now.getTime() + days * 86_400_000) }),
      );
    await expect(postpone(0)).rejects.toMatchObject({ code: "INVALID", reason: "NOT_LATER" });
    await expect(postpone(91)).rejects.toMatchObject({ code: "INVALID", reason: "TOO_LONG" });
    await expect(postpone(5, " ")).rejects.toMatchObject({ code: "INVALID", path: ["reason"] });
    await postpone(5);
    await expect(postpone(4)).rejects.toMatchObject({ reason: "NOT_LATER" });
    expect(await about(subjectId)).toMatchObject([{ dueAt: new Date(now.getTime() + 5 * 86_400_000), state: "OPEN" }]);
    expect(await changes(taskId)).toMatchObject([{ change: "POSTPONED", note: "On holiday" }]);
  });

  it("stands in the queue of its role; an owner and a machine see every queue", () => {
    expect(queueOf(harbour.actor("INTAKE"))).toBe("INTAKE");
    expect(queueOf(harbour.actor("ADMIN"))).toBe("ADMIN");
    expect(queueOf(harbour.actor("OWNER"))).toBeNull();
    expect(queueOf({ ...harbour.actor("OWNER"), kind: "api_client", reason: "Ward system" })).toBeNull();
  });

  it.each([
    ["READ_ONLY", "OPEN", null, []],
    ["CLINICIAN", "OPEN", null, ["claim", "assign", "postpone", "complete"]],
    ["CLINICIAN", "OPEN", "someone", ["assign", "unassign", "postpone", "complete"]],
    ["INTAKE", "OPEN", null, ["assign", "postpone", "complete"]],
    ["OWNER", "OPEN", null, ["claim", "assign", "postpone", "complete"]],
    ["CLINICIAN", "DONE", null, []],
    ["CLINICIAN", "CANCELLED", "someone", []],
  ] as const)("offers a %s, while it is %s and of %s, these moves: %j", (role, state, assignedTo, moves) => {
    expect(taskActions(harbour.actor(role), { state, assignedTo, assignedRole: "CLINICIAN" })).toEqual(
      moves.map((move) => `${move}Task`),
    );
  });

  it("is taken back with what it is about, and stays done where it was done", async () => {
    const subjectId = newId();
    await open(subjectId);
    await complete((await about(subjectId))[0]?.id ?? "");
    await open(subjectId);
    await t.db.run(harbour.actor("ADMIN"), (tx) => cancelTasksAbout(tx, subjectId));
    expect((await about(subjectId)).map((task) => task.state).toSorted()).toEqual(["CANCELLED", "DONE"]);
  });
});
