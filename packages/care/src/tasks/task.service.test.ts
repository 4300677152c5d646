import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import { Task, cancelTasksAbout, completeTask, openTask, taskActions } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities] });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
});
afterAll(() => t?.close());

const open = (subjectId: string, key: string = newId()): Promise<void> =>
  t.db.run(harbour.actor("ADMIN"), (tx) =>
    openTask(tx, { kind: "NO_CONTACT", subjectType: "enrollment", subjectId, role: "CLINICIAN", dueAt: tx.now, key }),
  );
const about = (subjectId: string): Promise<Task[]> =>
  t.db.run(harbour.actor("ADMIN"), (tx) => tx.find(Task, { subjectId }));
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

  it("is done by who may manage tasks, once", async () => {
    const subjectId = newId();
    await open(subjectId);
    const [task] = await about(subjectId);
    const id = task?.id ?? "";
    await expect(complete(id, "READ_ONLY")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(taskActions(harbour.actor("READ_ONLY"), { state: "OPEN" })).toEqual([]);
    expect(taskActions(harbour.actor("CLINICIAN"), { state: "OPEN" })).toEqual(["completeTask"]);
    await complete(id);
    await expect(complete(id)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION", reason: "DONE" });
    expect(taskActions(harbour.actor("CLINICIAN"), { state: "DONE" })).toEqual([]);
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
