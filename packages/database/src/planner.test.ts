import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@causeway/kernel";
import { decodeId, MovableClock, newId } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { buildSchema, graphql, type GraphQLResolveInfo } from "graphql";
import { Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from "typeorm";
import { Readable, References, Requires, answeredBy, computed, hasMany } from "./describe.ts";
import { asksFor, selectionOf } from "./selection.ts";

@Entity("clients")
@Readable({ prefix: "client", requires: "client.read" })
class ClientRow {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "organisation_id", type: "uuid" }) organisationId: string;
  @Column({ name: "do_not_contact", type: "boolean" }) doNotContact: boolean;
  @Column({ name: "external_id", type: "text", nullable: true }) @Requires("client.manage") externalId: string | null;
  @Column({ name: "created_at", type: "timestamptz" }) createdAt: Date;
  @Column({ type: "integer" }) version: number;
  @OneToOne(() => DetailsRow, (details) => details.client) details: unknown;
}

@Entity("client_details")
@Readable({ prefix: "client_details", requires: "client.details.read", personalOf: "clientId" })
class DetailsRow {
  @PrimaryColumn({ name: "client_id", type: "uuid" }) clientId: string;
  @Column({ name: "organisation_id", type: "uuid" }) organisationId: string;
  @Column({ name: "given_name", type: "text" }) givenName: string;
  @Column({ name: "family_name", type: "text" }) familyName: string;
  @Column({ name: "search_name", type: "text" }) searchName: string;
  @Column({ type: "integer" }) version: number;
  @OneToOne(() => ClientRow) @JoinColumn({ name: "client_id" }) client: unknown;
}

@Entity("episodes")
@Readable({ prefix: "episode", requires: "client.read" })
class EpisodeRow {
  @PrimaryColumn({ type: "uuid" }) id: string;
  @Column({ name: "organisation_id", type: "uuid" }) organisationId: string;
  @Column({ name: "client_id", type: "uuid" }) @References("client") clientId: string;
  @Column({ name: "opened_on", type: "date" }) openedOn: string;
  @Column({ name: "closed_on", type: "date", nullable: true }) closedOn: string | null;
  @Column({ name: "created_at", type: "timestamptz" }) createdAt: Date;
  @Column({ type: "integer" }) version: number;
  @ManyToOne(() => ClientRow) @JoinColumn({ name: "client_id" }) client: unknown;
}
hasMany(ClientRow, "episodes", EpisodeRow, { by: "clientId", order: { openedOn: "DESC" } });
computed(EpisodeRow, "isOpen", ["closedOn"]);
answeredBy(
  ClientRow,
  "openEpisodes",
  (row) => `select count(*)::int from episodes e where e.client_id = ${row}.id and e.closed_on is null`,
);

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-01T12:00:00Z"));
const everything = ["client.read", "client.details.read", "client.manage"];
const actorOf = (organisationId: string, grants = everything): Actor => ({
  kind: "person",
  id: newId(),
  organisationId,
  grants: new Set(grants),
  reason: "CLINICIAN",
});
const harbour = actorOf(newId());
const meadow = actorOf(newId());
const clientOf = new Map<Actor, string>();

beforeAll(async () => {
  t = await openTestDatabase({ entities: [ClientRow, DetailsRow, EpisodeRow], clock });
  for (const actor of [harbour, meadow]) {
    await t.db.run(actor, async (tx) => {
      await tx.query(
        "insert into organisations (id, name, status, time_zone, sender_alias, created_at) values ($1, 'Org', 'ONBOARDING', 'UTC', 'Office', $2)",
        [actor.organisationId, tx.now],
      );
      const client = await tx.insert(ClientRow, { doNotContact: false, externalId: "ext-1" });
      clientOf.set(actor, client.id);
      await tx.insert(DetailsRow, {
        clientId: client.id,
        givenName: "Ada",
        familyName: "Grey",
        searchName: "grey ada",
      });
      await tx.insert(EpisodeRow, { clientId: client.id, openedOn: "2025-01-05", closedOn: "2025-03-01" });
      await tx.insert(EpisodeRow, { clientId: client.id, openedOn: "2026-01-05" });
    });
  }
});
afterAll(() => t?.close());

const audited = async (actor: Actor): Promise<number> =>
  (
    await t.db.readWith<{ n: number }>(actor, {
      sql: "select count(*)::int as n from audit_entries where action = 'record.read'",
      values: [],
    })
  )[0]?.n ?? 0;

describe("the read planner", () => {
  it("answers relations and inverse lists at any depth, ids as TypeIDs, in one row", async () => {
    const { rows } = await t.db.readPage(
      harbour,
      ClientRow,
      { id: {}, details: { givenName: {} }, episodes: { openedOn: {}, isOpen: {}, client: { doNotContact: {} } } },
      { limit: 10 },
    );
    expect(rows).toHaveLength(1);
    const [row] = rows as {
      id: string;
      details: object;
      episodes: { id: string; openedOn: string; closedOn: string | null; client: { id: string } }[];
    }[];
    expect(decodeId("client", row?.id ?? "")).toBe(clientOf.get(harbour));
    expect(row?.details).toMatchObject({ givenName: "Ada" });
    expect(row?.details).not.toHaveProperty("familyName");
    expect(row?.episodes.map((episode) => [episode.openedOn, episode.closedOn])).toEqual([
      ["2026-01-05", null],
      ["2025-01-05", "2025-03-01"],
    ]);
    expect(row?.episodes[0]?.client.id).toBe(row?.id);
  });

  it("answers what SQL gives at the top and below, and only when asked", async () => {
    const asked = { openEpisodes: {}, episodes: { client: { openEpisodes: {} } } };
    const [row] = (await t.db.readPage(harbour, ClientRow, asked, { limit: 10 })).rows;
    expect(row).toMatchObject({
      openEpisodes: 1,
      episodes: [{ client: { openEpisodes: 1 } }, { client: { openEpisodes: 1 } }],
    });
    const [without] = (await t.db.readPage(harbour, ClientRow, { doNotContact: {} }, { limit: 10 })).rows;
    expect(without).not.toHaveProperty("openEpisodes");
  });

  it("refuses a record, a field and a relation for want of a permission, naming the path", async () => {
    const read = (grants: string[], selection: object) =>
      t.db.readPage(actorOf(harbour.organisationId, grants), ClientRow, selection as never, { limit: 1 });
    await expect(read([], { id: {} })).rejects.toMatchObject({ code: "FORBIDDEN", path: [] });
    await expect(read(["client.read"], { details: { givenName: {} } })).rejects.toMatchObject({
      code: "FORBIDDEN",
      path: ["details"],
    });
    await expect(read(["client.read"], { episodes: { client: { externalId: {} } } })).rejects.toMatchObject({
      path: ["episodes", "client", "externalId"],
    });
    await expect(read(everything, { externalId: {} })).resolves.toMatchObject({ rows: [{ externalId: "ext-1" }] });
  });

  it("audit-of-each-act: audits every read of what belongs to a client, once for each client, with what was read", async () => {
    const whose = clientOf.get(harbour);
    const kept = () =>
      t.db.readWith(harbour, {
        sql: "select client_id, subject_id, fields, actor_id from audit_entries where action = 'record.read' order by at desc, id desc limit 1",
        values: [],
      });
    for (const [entity, selection, fields] of [
      [ClientRow, { doNotContact: {} }, ["client"]],
      [ClientRow, { details: { givenName: {} } }, ["givenName", "client"]],
      [ClientRow, { episodes: { openedOn: {} } }, ["client"]],
      [EpisodeRow, { openedOn: {} }, ["episode"]],
      [EpisodeRow, { client: { details: { givenName: {} } } }, ["givenName", "client", "episode"]],
    ] as const) {
      const before = await audited(harbour);
      const { rows } = await t.db.readPage(harbour, entity, selection as never, { limit: 1 });
      expect(JSON.stringify(rows)).not.toContain("$person");
      expect(await audited(harbour)).toBe(before + 1);
      expect(await kept()).toEqual([{ client_id: whose, subject_id: whose, fields, actor_id: harbour.id }]);
    }
    const before = await audited(harbour);
    await t.db.readPage(harbour, ClientRow, { id: {} }, { where: { id: newId() }, limit: 1 });
    expect(await audited(harbour)).toBe(before); // nobody was there to be read
  });

  it("answers a foreign id and a missing one alike", async () => {
    const one = (id: string | undefined) => t.db.readOne(meadow, ClientRow, { id: {} }, { id: id ?? "" });
    expect(await one(clientOf.get(harbour))).toEqual(await one(newId()));
    expect(await one(clientOf.get(meadow))).not.toBeNull();
  });

  it("filters by value, list, null and bounds, and pages over nulls", async () => {
    const dates = async (where: object) =>
      (
        await t.db.readPage(
          harbour,
          EpisodeRow,
          { openedOn: {} },
          { where: where as never, limit: 10, order: [["openedOn", "ASC"]] },
        )
      ).rows.map((row) => row["openedOn"]);
    expect(await dates({ closedOn: null })).toEqual(["2026-01-05"]);
    expect(await dates({ openedOn: ["2025-01-05"] })).toEqual(["2025-01-05"]);
    expect(await dates({ openedOn: { gte: "2025-06-01" } })).toEqual(["2026-01-05"]);
    const page = (after?: (string | null)[]) =>
      t.db.readPage(harbour, EpisodeRow, {}, { limit: 1, order: [["closedOn", "DESC"]], ...(after ? { after } : {}) });
    const first = await page();
    const second = await page(first.keys[0]);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(first.rows[0]?.["id"]).not.toBe(second.rows[0]?.["id"]);
    expect(first.keys[0]?.[0]).toBeNull();
  });
});

describe("selection", () => {
  it("follows aliases, fragments and directives", async () => {
    const schema = buildSchema("type Query { node: Node } type Node { a: Node b: Int c: Int d: Int }");
    let info: GraphQLResolveInfo | undefined;
    await graphql({
      schema,
      source:
        "query($no: Boolean!) { node { x: a { b } y: a { c } ...F ... @include(if: $no) { d } c @skip(if: true) } } fragment F on Node { b }",
      variableValues: { no: false },
      rootValue: { node: (_: unknown, __: unknown, given: GraphQLResolveInfo) => void (info = given) },
    });
    expect(selectionOf(info as GraphQLResolveInfo)).toEqual({ a: { b: {}, c: {} }, b: {} });
    expect(asksFor(info as GraphQLResolveInfo, "b")).toBe(true);
    expect(asksFor(info as GraphQLResolveInfo, "d")).toBe(false);
  });
});
