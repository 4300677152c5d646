import { readFile, readdir } from "node:fs/promises";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, figure, openTestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newClient, openProgram, sentReferral, signedConsent } from "../factory/index.ts";
import {
  CounselingNote,
  amendCounselingNote,
  careEntities,
  createReferral,
  mergeClients,
  openPacket,
  previewMerge,
  undoClientMerge,
  writeCounselingNote,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const WORDS = "Weeps when her brother is named";
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
});
afterAll(() => t?.close());

const client = () => newClient(t.db, harbour.actor("INTAKE"));
const write = (clientId: string) =>
  t.db.run(harbour.actor("CLINICIAN"), (tx) =>
    writeCounselingNote(tx, { clientId, text: WORDS, heldOn: "2026-03-09" }),
  );
const notesOf = (organisation: OrganisationUnderTest, role: "CLINICIAN" | "OWNER" | "ADMIN", id: string) =>
  t.db.readOne(organisation.actor(role), CounselingNote, { text: {} }, { id });

describe("counseling-notes-apart", () => {
  it("are written and read by counselors alone, and each read is kept", async () => {
    const { clientId } = await client();
    const { counselingNoteId } = await write(clientId);
    expect(await notesOf(harbour, "CLINICIAN", counselingNoteId)).toMatchObject({ text: WORDS });
    const entries = await t.db.readWith<{ action: string }>(harbour.actor("OWNER"), {
      sql: "select action from audit_entries where client_id = $1 and fields @> '{text}'",
      values: [clientId],
    });
    expect(entries.length).toBe(1);
    for (const role of ["OWNER", "ADMIN"] as const) {
      await expect(notesOf(harbour, role, counselingNoteId)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(
        t.db.run(harbour.actor(role), (tx) => writeCounselingNote(tx, { clientId, text: "x", heldOn: "2026-03-09" })),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await notesOf(meadow, "CLINICIAN", counselingNoteId)).toBeNull();
  });

  it("are added to and never rewritten, and amended by their author alone", async () => {
    const { clientId } = await client();
    const { counselingNoteId } = await write(clientId);
    const amend = (organisation: OrganisationUnderTest) =>
      t.db.run(organisation.actor("CLINICIAN"), (tx) =>
        amendCounselingNote(tx, { counselingNoteId, text: "It was her sister" }),
      );
    const later = await amend(harbour);
    expect(await notesOf(harbour, "CLINICIAN", counselingNoteId)).toMatchObject({ text: WORDS });
    expect(later.counselingNoteId).not.toBe(counselingNoteId);
    await expect(amend(meadow)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const rewrite = (sql: string) => t.db.run(harbour.actor("CLINICIAN"), (tx) => tx.change(sql, [counselingNoteId]));
    await expect(rewrite("update counseling_notes set text = 'x' where id = $1")).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(rewrite("delete from counseling_notes where id = $1")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("go with the client in a merge and back, unseen by who merges", async () => {
    const [survivor, merged] = [await client(), await client()];
    const { counselingNoteId } = await write(merged.clientId);
    const owner = harbour.actor("OWNER");
    const ids = { survivorId: survivor.clientId, mergedId: merged.clientId };
    const { moves } = await previewMerge(t.db, owner, ids);
    expect(moves.map(({ record }) => record)).not.toContain("counseling_notes");
    const { clientMergeId } = await t.db.run(owner, (tx) => mergeClients(tx, ids));
    const whose = async () =>
      (await t.db.run(harbour.actor("CLINICIAN"), (tx) => tx.get(CounselingNote, counselingNoteId))).clientId;
    expect(await whose()).toBe(survivor.clientId);
    await t.db.run(owner, (tx) => undoClientMerge(tx, { clientMergeId }));
    expect(await whose()).toBe(merged.clientId);
  });

  it("are in no packet, even under a consent for them, which serves nothing else", async () => {
    const { clientId } = await client();
    await write(clientId);
    const { programId } = await openProgram(t.db, meadow.actor("ADMIN"));
    const intake = harbour.actor("INTAKE");
    await signedConsent(t.db, intake, {
      clientId,
      recipientOrganisationIds: [meadow.organisationId],
      categories: ["COUNSELING_NOTES"],
    });
    await expect(
      t.db.run(intake, (tx) =>
        createReferral(tx, {
          clientId,
          edition: "ASAM3",
          levelCode: "2.1",
          reason: "Step down",
          urgency: "URGENT",
          mode: "FIRST_ACCEPT",
          categories: ["COUNSELING_NOTES"],
          recipients: [{ programId, wave: 1 }],
        }),
      ),
    ).rejects.toMatchObject({ code: "INVALID" });
    const at = { programId, organisationId: meadow.organisationId };
    const sent = await sentReferral(t.db, intake, [at], { clientId, disclosure: "AT_SEND" });
    const packet = await t.db.run(meadow.actor("INTAKE"), (tx) =>
      openPacket(tx, { recipientId: sent.recipientIds[0] ?? "" }),
    );
    expect(JSON.stringify(packet)).not.toContain(WORDS);
    expect(Object.keys(packet.content)).not.toContain("COUNSELING_NOTES");
  });

  it("are read by no other room: no other source of the programs names their table or their record", async () => {
    const allowed = [
      "packages/care/src/counseling-notes/",
      "packages/care/src/index.ts",
      "packages/care/src/merging/merge.query.ts",
      // Whose a note is, for the question of who can see it; not what it says.
      "packages/care/src/explaining/subject.query.ts",
      "packages/database/src/tables.ts",
      "apps/api/src/counseling-notes/",
      "apps/api/src/resolvers.ts",
    ];
    const root = new URL("../../../../", import.meta.url);
    const named: string[] = [];
    let seen = 0;
    const files = await Promise.all(
      ["apps", "packages"].map(async (top) =>
        (await readdir(new URL(top, root), { recursive: true })).map((file) => `${top}/${file}`),
      ),
    );
    for (const file of files.flat().filter((each) => /^\w+\/\w+\/src\/.*\.ts$/.test(each))) {
      if (/\.(test|factory)\.ts$/.test(file) || file.includes("/testing/")) continue;
      seen += 1;
      const text = await readFile(new URL(file, root), "utf8");
      if (/counseling_notes|CounselingNote/.test(text)) named.push(file);
    }
    expect(seen).toBeGreaterThan(400);
    expect(named.filter((file) => !allowed.some((each) => file.startsWith(each)))).toEqual([]);
    expect(named.some((file) => file.startsWith("packages/care/src/counseling-notes/"))).toBe(true);
    figure("counseling-notes-apart", `${seen} sources, ${named.length} name the notes, all of them their own room's`);
  });
});
