import type { TaskKind } from "@causeway/care";
import {
  DirectoryEntry,
  Program,
  Task,
  addCredential,
  addProgramStaff,
  careEntities,
  closeProgram,
  confirmOpenings,
  confirmOpeningsByLink,
  planProgramState,
  setProgramState,
} from "@causeway/care";
import { openProgram } from "@causeway/care/factory";
import { identityEntities, openLink } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { createLogger, MovableClock } from "@causeway/kernel";
import { messagingEntities, reveals } from "@causeway/messaging";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { startWorker, type WorkerHost } from "../host.ts";
import { configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const START = new Date("2026-03-02T15:00:00Z");
const DAY = 86_400_000;
const clock = new MovableClock(START);

let t: TestDatabase;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let admin: Actor;
let programId: string;

beforeAll(async () => {
  t = await openTestDatabase({ entities, clock });
  await prepareJobs(t.clone);
  harbour = await liveOrganisation(t.db, { name: "Harbour Recovery" });
  admin = harbour.actor("ADMIN");
  host = await startWorker({
    config: configFor(t.clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await t?.close();
});
beforeEach(async () => {
  clock.set(START);
  ({ programId } = await openProgram(t.db, admin, { name: "Sober Evenings IOP" }));
});

async function after(days: number): Promise<void> {
  clock.set(new Date(START.getTime() + days * DAY));
  await host.idle();
}

/** Letters of this program: their links open it and no other. */
async function letters(): Promise<{ to: string; text: string; words: string; token: string }[]> {
  const rows = await t.db.readWith<{ to_address: string; subject: string; from_name: string; body_text: string }>(
    admin,
    {
      sql: "select to_address, subject, from_name, body_text from messages where template = 'confirmation' order by created_at, to_address",
      values: [],
    },
  );
  const found = [];
  for (const row of rows) {
    const token = /\/o\/([\w-]+)/.exec(row.body_text)?.[1] ?? "";
    const link = await openLink(t.db, { token, purpose: "confirm-openings" }).catch(() => null);
    if (link?.subjectId !== programId) continue;
    const words = [row.subject, row.from_name, row.body_text.replaceAll(token, "")].join("\n");
    found.push({ to: row.to_address, text: row.body_text, words, token });
  }
  return found;
}
const programNow = () => t.db.run(admin, (tx) => tx.get(Program, programId));
const tasks = (subjectId: string, kind: TaskKind) => t.db.run(admin, (tx) => tx.find(Task, { subjectId, kind }));

/** `openings-confirmed-by-link` */
describe("openings that nobody confirmed for a week", () => {
  it("are asked for by a mail that reveals nothing, to who may manage programs, and a task", async () => {
    await after(6.9);
    expect(await letters()).toEqual([]);
    await after(7);
    const sent = await letters();
    expect(sent.map((letter) => letter.to)).toEqual([harbour.email("ADMIN"), harbour.email("OWNER")].toSorted());
    for (const { words } of sent) {
      expect(reveals(words)).toEqual([]);
      expect(words).not.toContain("Sober Evenings");
    }
    expect(new Set(sent.map((letter) => letter.token)).size).toBe(2);
    expect(await tasks(programId, "OPENINGS_CONFIRMATION")).toMatchObject([{ state: "OPEN" }]);
  });

  it("are confirmed by the link, once for all the letters of a week, and by nothing older than the last word", async () => {
    await after(7);
    const [first, second] = await letters();
    const press = async (token = "") => {
      const { actor, subjectId, issuedAt } = await openLink(t.db, { token, purpose: "confirm-openings" });
      expect(actor.grants.size).toBe(0);
      await t.db.run(actor, (tx) => confirmOpeningsByLink(tx, { programId: subjectId, issuedAt }));
    };
    await after(8);
    await press(first?.token);
    const confirmed = new Date(START.getTime() + 8 * DAY);
    expect(await programNow()).toMatchObject({ openingsConfirmedAt: confirmed });
    expect(await tasks(programId, "OPENINGS_CONFIRMATION")).toMatchObject([{ state: "CANCELLED" }]);
    await after(9);
    await press(second?.token);
    expect(await programNow()).toMatchObject({ openingsConfirmedAt: confirmed });
    await after(14);
    await expect(press(first?.token)).rejects.toMatchObject({ code: "LINK_INVALID" });
    await expect(openLink(t.db, { token: second?.token ?? "", purpose: "stop-messages" })).rejects.toMatchObject({
      code: "LINK_INVALID",
    });
  });

  it("are asked for every week while nobody answers, and not once somebody did or it is in no directory", async () => {
    await after(7);
    await after(14);
    expect(await letters()).toHaveLength(2); // those of the first week have ended
    expect(await tasks(programId, "OPENINGS_CONFIRMATION")).toHaveLength(1);
    await t.db.run(admin, (tx) => confirmOpenings(tx, { programId }));
    await after(20);
    expect(await letters()).toHaveLength(2);
    await t.db.run(admin, (tx) => setProgramState(tx, { programId, command: "pause" }));
    await after(40);
    expect(await letters()).toEqual([]);
  });

  it("are asked of the managers of the program where it has some", async () => {
    const memberId = harbour.actor("CLINICIAN").id ?? "";
    await t.db.run(admin, (tx) => addProgramStaff(tx, { programId, memberId, role: "MANAGER" }));
    await after(7);
    expect((await letters()).map((letter) => letter.to)).toEqual([harbour.email("CLINICIAN")]);
  });
});

/** `credential-renewed-in-time` */
it("a credential is warned of by the worker, sixty days before", async () => {
  const { credentialId } = await t.db.run(admin, (tx) =>
    addCredential(tx, { programId, kind: "ACCREDITATION", issuer: "CARF", number: "1", expiresOn: "2026-05-15" }),
  );
  await after(13);
  expect(await tasks(credentialId, "CREDENTIAL_EXPIRY")).toEqual([]);
  await after(14);
  expect(await tasks(credentialId, "CREDENTIAL_EXPIRY")).toMatchObject([{ state: "OPEN" }]);
});

/** `program-state-planned` */
it("a planned pause and a planned closing take effect by the worker", async () => {
  const entry = () => t.db.run(admin, (tx) => tx.findOne(DirectoryEntry, { id: programId }));
  await t.db.run(admin, (tx) => planProgramState(tx, { programId, command: "pause", effectiveOn: "2026-03-05" }));
  await after(2);
  expect(await entry()).not.toBeNull();
  await after(3);
  expect(await programNow()).toMatchObject({ state: "PAUSED" });
  expect(await entry()).toBeNull();
  await t.db.run(admin, (tx) => closeProgram(tx, { programId, effectiveOn: "2026-03-08" }));
  await after(6);
  expect(await programNow()).toMatchObject({ state: "CLOSED" });
});
