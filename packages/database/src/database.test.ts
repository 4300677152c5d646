import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@causeway/kernel";
import { MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Readable } from "./describe.ts";

@Entity("sites")
@Readable({ prefix: "site", requires: "program.read" })
class SiteRow {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "organisation_id", type: "uuid" }) organisationId: string;
  @Column({ type: "text" }) name: string;
  @Column({ name: "time_zone", type: "text" }) timeZone: string;
  @Column({ name: "created_at", type: "timestamptz" }) createdAt: Date;
  @Column({ type: "integer" }) version: number;
}

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-01T12:00:00Z"));
const actorOf = (organisationId: string): Actor => ({
  kind: "person",
  id: newId(),
  organisationId,
  grants: new Set(["program.read"]),
  reason: "ADMIN",
});
const harbour = actorOf(newId());
const meadow = actorOf(newId());

beforeAll(async () => {
  t = await openTestDatabase({ entities: [SiteRow], clock });
  for (const actor of [harbour, meadow]) {
    await t.db.run(actor, (tx) =>
      tx.query(
        "insert into organisations (id, name, status, time_zone, sender_alias, created_at) values ($1, 'Org', 'ONBOARDING', 'UTC', 'Office', $2)",
        [actor.organisationId, tx.now],
      ),
    );
  }
});
afterAll(() => t?.close());

const addSite = (actor: Actor, name: string) =>
  t.db.run(actor, (tx) => tx.insert(SiteRow, { name, timeZone: "America/New_York" }));

describe("Database.run and the read door", () => {
  it("shows a row to its organisation and not to another, the same as a missing one", async () => {
    const site = await addSite(harbour, "Pier");
    const mine = await t.db.readPage(harbour, SiteRow, { name: {} }, { limit: 10 });
    expect(mine.rows.map((row) => row["name"])).toContain("Pier");
    expect((await t.db.readPage(meadow, SiteRow, { name: {} }, { limit: 10 })).rows).toEqual([]);
    const foreign = await t.db.run(meadow, (tx) => tx.get(SiteRow, site.id)).catch((error: Error) => error.message);
    const missing = await t.db.run(meadow, (tx) => tx.get(SiteRow, newId())).catch((error: Error) => error.message);
    expect(foreign).toBe(missing);
    expect((await t.db.run(harbour, (tx) => tx.get(SiteRow, site.id))).name).toBe("Pier");
  });

  it("refuses to write into another organisation", async () => {
    await expect(
      t.db.run(meadow, (tx) =>
        tx.insert(SiteRow, { name: "x", timeZone: "UTC", organisationId: harbour.organisationId }),
      ),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuses a reader without the permission before any SQL", async () => {
    await expect(
      t.db.readPage({ ...harbour, grants: new Set() }, SiteRow, { name: {} }, { limit: 1 }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuses a stale write and names the current record", async () => {
    const site = await addSite(harbour, "Old");
    await t.db.run(harbour, (tx) => tx.update(SiteRow, site, { name: "New" }));
    await expect(t.db.run(harbour, (tx) => tx.update(SiteRow, site, { name: "Other" }))).rejects.toMatchObject({
      code: "STALE",
      currentId: site.id,
    });
  });

  it("fails a transaction whose failed statement was swallowed", async () => {
    await expect(
      t.db.run(harbour, async (tx) => {
        await tx.query("select 1/0").catch(() => undefined);
      }),
    ).rejects.toThrow();
  });

  it("refuses use after the end and a transaction inside another", async () => {
    let kept: { newId(): string; find: (e: typeof SiteRow, w: object) => Promise<unknown> } | undefined;
    await t.db.run(harbour, async (tx) => void (kept = tx));
    expect(() => kept?.find(SiteRow, {})).toThrow("ended");
    await expect(t.db.run(harbour, () => t.db.run(meadow, async () => 1))).rejects.toThrow("inside another");
  });

  it("pages by keys forwards and backwards without losing a row that ties", async () => {
    for (let i = 0; i < 7; i++) await addSite(meadow, `S${i % 2}`);
    const order = [["name", "DESC"]] as const;
    const seen: unknown[] = [];
    let after: (string | null)[] | undefined;
    for (;;) {
      const page = await t.db.readPage(meadow, SiteRow, { name: {} }, { limit: 2, order, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row["id"]));
      after = page.keys.at(-1);
      if (!page.hasMore) break;
    }
    expect(new Set(seen).size).toBe(7);
    const back = await t.db.readPage(
      meadow,
      SiteRow,
      {},
      { limit: 100, order, after: after as string[], backwards: true },
    );
    expect(back.rows.map((row) => row["id"])).toEqual(seen.slice(0, -1));
  });

  it("leaves no event and no audit behind a rollback, and both behind a commit", async () => {
    const emit = (fail: boolean) =>
      t.db.run(harbour, async (tx) => {
        tx.emit({ type: "site.touched", subjectId: newId(), refIds: {} });
        tx.audit({ action: "site.touch", subjectType: "site" });
        if (fail) throw new Error("no");
      });
    await expect(emit(true)).rejects.toThrow("no");
    const audited = () =>
      t.db.readWith<{ n: number }>(harbour, {
        sql: "select count(*)::int as n from audit_entries where action = 'site.touch'",
        values: [],
      });
    expect((await audited())[0]?.n).toBe(0);
    await emit(false);
    expect((await audited())[0]?.n).toBe(1);
  });

  it("does an effect once", async () => {
    const once = () => t.db.run(harbour, (tx) => tx.once("k"));
    expect([await once(), await once()]).toEqual([true, false]);
    expect(await t.db.run(meadow, (tx) => tx.once("k"))).toBe(true);
  });
});
