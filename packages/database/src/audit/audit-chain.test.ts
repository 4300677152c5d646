import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jobActor, MovableClock, newId } from "@causeway/kernel";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anchorSink, parseAnchors, type AuditHead } from "./anchor.ts";
import { CANONICAL_COLUMNS } from "./canon.ts";
import { AuditSealer } from "./sealer.ts";
import { verifyAudit } from "./verifier.ts";

let t: TestDatabase;
let owner: pg.Client;
let sealer: AuditSealer;
let told: AuditHead[] = [];
const clock = new MovableClock(new Date("2026-03-01T12:00:00Z"));
let harbour = "";
let meadow = "";

beforeAll(async () => {
  t = await openTestDatabase({ entities: [], clock });
  owner = new pg.Client({ connectionString: t.clone.adminUrl });
  await owner.connect();
  sealer = new AuditSealer({ url: t.urls.relay, clock, anchor: async (heads) => void told.push(...heads) });
});
afterAll(async () => {
  await sealer?.close();
  await owner?.end();
  await t?.close();
});

const act = (organisation: string, n = 1) =>
  t.db.run(jobActor(organisation, "test"), async (tx) => {
    for (let i = 0; i < n; i++)
      tx.audit({ action: "thing.do", subjectType: "thing", subjectId: newId(), clientId: newId(), fields: ["a", "b"] });
  });
/** What the owner of the tables could do: with the locks put aside, so that it leaves no trace but the chain. */
const attack = async (...statements: string[]) => {
  await owner.query("set session_replication_role = replica");
  for (const statement of statements) await owner.query(statement);
  await owner.query("set session_replication_role = origin");
};
const verify = (options: { anchors?: AuditHead[]; organisationId?: string } = {}) =>
  verifyAudit({ url: t.urls.relay, ...options });
const kinds = async (options: { anchors?: AuditHead[] } = {}) =>
  (await verify({ organisationId: harbour, ...options })).findings.map((finding) => finding.kind);
const idsOf = async (batch: number): Promise<string[]> =>
  (
    await owner.query<{ ids: string[] }>(
      "select entry_ids as ids from audit_seals where organisation_id = $1 and batch = $2",
      [harbour, batch],
    )
  ).rows[0]?.ids ?? [];

beforeEach(async () => {
  told = [];
  harbour = newId();
  meadow = newId();
  for (let round = 0; round < 3; round++) {
    await act(harbour, 4);
    await act(meadow, 2);
    await sealer.tick();
    clock.advance(3_600_000);
  }
});
afterEach(() =>
  attack(
    "delete from audit_entries",
    "delete from audit_seals",
    "delete from audit_heads",
    "delete from audit_pending",
  ),
);

describe("audit-is-chained", () => {
  it("finds nothing in a chain that nobody touched, entries that wait among them", async () => {
    await act(harbour, 2);
    const { chains, findings } = await verify({ anchors: told });
    expect(findings).toEqual([]);
    expect(chains).toMatchObject([
      { organisationId: harbour, entries: 14, sealed: 12, unsealed: 2, batches: 3, findings: 0 },
      { organisationId: meadow, entries: 6, sealed: 6, unsealed: 0, batches: 3, findings: 0 },
    ]);
    expect(told).toHaveLength(6);
  });

  it("hashes every column of an entry", async () => {
    const { rows } = await owner.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'audit_entries'",
    );
    expect(rows.map((row) => row.name).toSorted()).toEqual([...CANONICAL_COLUMNS].toSorted());
  });

  it.each(CANONICAL_COLUMNS.filter((column) => column !== "id" && column !== "organisation_id"))(
    "finds an edit of %s and names the entry",
    async (column) => {
      const [id] = await idsOf(2);
      const value =
        {
          at: "at + interval '1 microsecond'",
          fields: "array['a,b']",
          outcome: "'DENIED'",
          actor_id: `'${newId()}'`,
          subject_id: `'${newId()}'`,
          client_id: "null",
          consent_id: `'${newId()}'`,
        }[column as string] ?? "'null'";
      await attack(`update audit_entries set ${column} = ${value} where id = '${id}'`);
      expect((await verify()).findings).toEqual([{ kind: "EDITED", organisationId: harbour, batch: 2, entryId: id }]);
    },
  );

  it("finds a deletion and names the entry", async () => {
    const [, id] = await idsOf(2);
    await attack(`delete from audit_entries where id = '${id}'`);
    expect((await verify()).findings).toEqual([{ kind: "DELETED", organisationId: harbour, batch: 2, entryId: id }]);
  });

  it("finds an entry that was gone before it was sealed", async () => {
    await act(harbour, 2);
    await attack(
      `delete from audit_entries where id = (select entry_id from audit_pending where organisation_id = '${harbour}' limit 1)`,
    );
    expect(await kinds()).toEqual(["DELETED"]);
    await sealer.tick();
    expect(await kinds()).toEqual(["DELETED"]);
  });

  it("finds entries that were given to another organisation, or each other's place", async () => {
    const [a, b] = await idsOf(2);
    const other = newId();
    await attack(
      `update audit_entries set id = '${other}' where id = '${a}'`,
      `update audit_entries set id = '${a}' where id = '${b}'`,
      `update audit_entries set id = '${b}' where id = '${other}'`,
    );
    expect(await kinds()).toEqual(["EDITED", "EDITED"]);
    const [c] = await idsOf(3);
    await attack(`update audit_entries set organisation_id = '${meadow}' where id = '${c}'`);
    expect((await verify()).findings.map(({ kind, organisationId }) => [kind, organisationId])).toEqual(
      expect.arrayContaining([
        ["DELETED", harbour],
        ["FORGED", meadow],
      ]),
    );
  });

  it("finds another order within a batch, and batches in each other's place", async () => {
    await attack(
      `update audit_seals set entry_ids = array[entry_ids[2], entry_ids[1]] || entry_ids[3:], entry_hashes = array[entry_hashes[2], entry_hashes[1]] || entry_hashes[3:]
       where organisation_id = '${harbour}' and batch = 2`,
    );
    expect(await kinds()).toEqual(["REORDERED"]);
    await attack(
      `update audit_seals set batch = 99 where organisation_id = '${meadow}' and batch = 1`,
      `update audit_seals set batch = 1 where organisation_id = '${meadow}' and batch = 2`,
      `update audit_seals set batch = 2 where organisation_id = '${meadow}' and batch = 99`,
    );
    expect((await verify({ organisationId: meadow })).findings.map(({ kind, batch }) => `${kind} ${batch}`)).toEqual([
      "SEAL_ALTERED 1",
      "REORDERED 2",
      "SEAL_ALTERED 3",
      // and what now stands after what came later
      "BACKDATED 2",
      "BACKDATED 2",
    ]);
  });

  it("finds an edit whose seal was made to fit", async () => {
    const [id] = await idsOf(1);
    await attack(`update audit_entries set action = 'thing.undo' where id = '${id}'`, await resealed(1));
    // The batch itself holds again; the one after it does not follow.
    expect((await verify()).findings.map(({ kind, batch }) => [kind, batch])).toEqual([["SEAL_ALTERED", 2]]);
  });

  it("finds a batch cut out of the middle, with its entries", async () => {
    await cut(2);
    expect(await kinds()).toEqual(["SEAL_DELETED"]);
  });

  it("finds a tail that was cut off: by the head, and without it by the anchor", async () => {
    await cut(3);
    expect(await kinds()).toEqual(["CUT"]);
    await attack(`delete from audit_heads where organisation_id = '${harbour}'`);
    expect(await kinds()).toEqual(["CUT"]);
    await attack(
      `insert into audit_heads select organisation_id, batch, entries, hash, sealed_at, batch from audit_seals where organisation_id = '${harbour}' and batch = 2`,
    );
    expect(await kinds()).toEqual([]); // in itself the shorter chain holds
    expect(await kinds({ anchors: told })).toEqual(["CUT"]);
    await act(harbour);
    await sealer.tick(); // and goes on, with another third batch
    expect(await kinds()).toEqual([]);
    expect(await kinds({ anchors: told.slice(0, 6) })).toEqual(["REWRITTEN"]);
  });

  it("finds that all of an organisation's audit is gone", async () => {
    await attack(
      ...["audit_entries", "audit_seals", "audit_heads"].map(
        (table) => `delete from ${table} where organisation_id = '${harbour}'`,
      ),
    );
    expect((await verify()).findings).toEqual([]);
    expect((await verify({ anchors: told })).findings).toMatchObject([{ kind: "CUT", organisationId: harbour }]);
  });

  it("finds by the anchor a chain that was rewritten from the first batch on", async () => {
    const [id] = await idsOf(1);
    await attack(`update audit_entries set client_id = null where id = '${id}'`);
    for (const batch of [1, 2, 3]) await attack(await resealed(batch));
    await attack(
      `update audit_heads h set hash = s.hash from audit_seals s where s.organisation_id = h.organisation_id and s.batch = h.batch and h.organisation_id = '${harbour}'`,
    );
    expect(await kinds()).toEqual([]); // whoever holds the database can make a chain that holds in itself
    expect(await kinds({ anchors: told })).toEqual(["REWRITTEN"]);
  });

  it("finds an entry that was slipped in: past the triggers, or with an old time", async () => {
    const forged = (at: string) =>
      `insert into audit_entries (id, organisation_id, at, actor_kind, action, subject_type, outcome) values ('${newId()}', '${harbour}', '${at}', 'job', 'thing.do', 'thing', 'DONE')`;
    await attack(forged("2026-03-01T12:00:00Z"));
    expect(await kinds()).toEqual(["FORGED"]);
    await attack("delete from audit_entries where client_id is null");
    await owner.query(forged("2026-03-01T12:00:00Z")); // by the road of entries, and so sealed
    await sealer.tick();
    expect(await kinds()).toEqual(["BACKDATED"]);
  });

  it("finds an entry that nobody seals", async () => {
    await act(harbour);
    await owner.query("update audit_pending set noted_at = noted_at - interval '31 seconds'");
    expect(await kinds()).toEqual(["UNSEALED"]);
  });
});

describe("audit-is-kept", () => {
  it.each(["audit_entries", "audit_seals"])("refuses the owner, too, to change %s", async (table) => {
    const ofTables = new pg.Client({ connectionString: t.clone.ownerUrl });
    await ofTables.connect();
    try {
      for (const sql of [
        `update ${table} set organisation_id = organisation_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(ofTables.query(sql)).rejects.toMatchObject({ code: "42501" });
    } finally {
      await ofTables.end();
    }
  });

  it.each(["app", "relay", "authenticator"] as const)("grants no change of either to %s", async (role) => {
    const client = new pg.Client({ connectionString: t.urls[role] });
    await client.connect();
    try {
      for (const table of ["audit_entries", "audit_seals"])
        for (const sql of [
          `update ${table} set organisation_id = organisation_id`,
          `delete from ${table}`,
          `truncate ${table}`,
        ])
          await expect(client.query(sql)).rejects.toMatchObject({
            message: expect.stringContaining("permission denied"),
          });
    } finally {
      await client.end();
    }
  });

  it("tells that a lock was taken off", async () => {
    await owner.query("alter table audit_entries disable trigger audit_is_kept");
    expect((await verify()).findings).toMatchObject([{ kind: "UNLOCKED", organisationId: null }]);
    await owner.query("alter table audit_entries enable trigger audit_is_kept");
    expect((await verify()).findings).toEqual([]);
  });

  it("is not judged by a login that sees a part of it", async () => {
    await expect(verifyAudit({ url: t.urls.app })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("the sealer", () => {
  it("gives each entry one place, whoever seals, while entries are still written", async () => {
    const others = [1, 2].map(() => new AuditSealer({ url: t.urls.relay, clock, batch: 7 }));
    try {
      const writing = new Set(["harbour"]);
      const writes = Promise.all(
        [1, 2, 3].map(async () => {
          for (let i = 0; i < 20; i++) await act(harbour, 3);
        }),
      ).finally(() => writing.clear());
      while (writing.size > 0) await Promise.all(others.map((other) => other.tick()));
      await writes;
      while ((await Promise.all(others.map((other) => other.tick()))).some((sealed) => sealed > 0));
      expect(await verify()).toMatchObject({ findings: [], chains: [{ entries: 192, sealed: 192 }, {}] });
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  it("places an entry that commits late after those that were sealed before", async () => {
    const late = new pg.Client({ connectionString: t.clone.adminUrl });
    await late.connect();
    await late.query("begin");
    const id = newId(); // older than what follows
    await late.query(
      "insert into audit_entries (id, organisation_id, at, actor_kind, action, subject_type, outcome) values ($1, $2, $3, 'job', 'late', 'thing', 'DONE')",
      [id, harbour, clock.now()],
    );
    await act(harbour, 2);
    await sealer.tick();
    await late.query("commit");
    await late.end();
    await sealer.tick();
    expect(await idsOf(4)).toHaveLength(2);
    expect(await idsOf(5)).toEqual([id]);
    expect(await kinds()).toEqual([]);
  });

  it("seals what waits although the anchor is away, and tells it the head when it is back", async () => {
    let away = true;
    const heads: AuditHead[] = [];
    const other = new AuditSealer({
      url: t.urls.relay,
      clock,
      anchor: async (given) => {
        if (away) throw new Error("away");
        heads.push(...given);
      },
    });
    await act(harbour);
    await expect(other.tick()).rejects.toThrow("away");
    expect(await idsOf(4)).toHaveLength(1);
    away = false;
    await other.tick();
    await other.tick();
    expect(heads).toMatchObject([{ organisationId: harbour, batch: 4, entries: 13 }]);
    await other.close();
  });

  it("writes heads to a file that the verification reads", async () => {
    const folder = await mkdtemp(join(tmpdir(), "anchors-"));
    try {
      const file = join(folder, "heads");
      const other = new AuditSealer({ url: t.urls.relay, clock, anchor: anchorSink(`file:${file}`, undefined) });
      await act(harbour);
      await other.tick();
      await act(meadow);
      await other.tick();
      await other.close();
      const anchors = parseAnchors(await readFile(file, "utf8"));
      expect(anchors).toMatchObject([{ organisationId: harbour }, { organisationId: meadow }]);
      expect((await verify({ anchors })).findings).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("keeps up with far more than is written", async () => {
    const entries = process.env["CAUSEWAY_PROVE"] ? 200_000 : 20_000;
    await owner.query(
      `insert into audit_entries (id, organisation_id, at, actor_kind, action, subject_type, client_id, fields, outcome)
       select gen_random_uuid(), $1, $2, 'person', 'record.read', 'client', gen_random_uuid(), array['givenName', 'birthDate'], 'DONE' from generate_series(1, $3::int)`,
      [harbour, clock.now(), entries],
    );
    const began = performance.now();
    expect(await sealer.tick()).toBe(entries);
    const sealing = (performance.now() - began) / 1000;
    expect(await sealer.unsealedSeconds()).toBe(0);
    const verifying = performance.now();
    expect((await verify()).findings).toEqual([]);
    const perSecond = Math.round(entries / sealing);
    figure(
      "audit-is-chained",
      `${entries} entries sealed, ${perSecond} a second; verified in ${((performance.now() - verifying) / 1000).toFixed(1)} s`,
    );
    expect(perSecond).toBeGreaterThan(1000);
  });
});

/** SQL that cuts a batch out, entries and all. */
async function cut(batch: number): Promise<void> {
  await attack(
    `delete from audit_entries where id = any (select unnest(entry_ids) from audit_seals where organisation_id = '${harbour}' and batch = ${batch})`,
    `delete from audit_seals where organisation_id = '${harbour}' and batch = ${batch}`,
  );
}

/** SQL that computes a batch anew from its entries, as whoever knows this source could. */
async function resealed(batch: number): Promise<string> {
  const { batchHash, entryHash, GENESIS } = await import("./canon.ts");
  return `update audit_seals s set entry_hashes = n.hashes, hash = ${batchHash({ previous: "n.previous", seal: "s", joinedHashes: "n.joined" })}
    from (select array_agg(${entryHash("e")} order by e.id) as hashes, string_agg(${entryHash("e")}, ''::bytea order by e.id) as joined,
      coalesce((select hash from audit_seals where organisation_id = '${harbour}' and batch = ${batch - 1}), ${GENESIS}) as previous
      from audit_entries e where e.id = any (select unnest(entry_ids) from audit_seals where organisation_id = '${harbour}' and batch = ${batch})) n
    where s.organisation_id = '${harbour}' and s.batch = ${batch}`;
}
