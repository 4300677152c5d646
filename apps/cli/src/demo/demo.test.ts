import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RECIPIENT_STATES, careEntities, doseRadar } from "@causeway/care";
import { identityEntities, signIn } from "@causeway/identity";
import { MovableClock, jobActor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { seeded } from "../seeded.ts";
import { demoCommand, demoTenants, tellStories } from "./demo.ts";

const NOW = new Date("2026-03-04T16:00:00Z");
let t: TestDatabase;
let admin: pg.Client;

const counts = async (sql: string): Promise<Record<string, number>> =>
  Object.fromEntries((await admin.query<{ k: string; n: number }>(sql)).rows.map((row) => [row.k, row.n]));

const tell = async (): Promise<void> => {
  const clock = t.db.clock as MovableClock;
  clock.set(NOW);
  await tellStories({ db: t.db, clock, now: NOW, chance: seeded("demo") }, await demoTenants(t.db));
};

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock: new MovableClock(NOW) });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  await tell();
}, 240_000);
afterAll(async () => {
  await admin?.end();
  await t?.close();
});

describe("the demonstration", () => {
  it("has at least three live organisations, each with open programs, clients and stays", async () => {
    const { rows } = await admin.query<{ programs: number; clients: number; stays: number }>(
      `select (select count(*)::int from programs p where p.organisation_id = o.id and p.published) as programs,
        (select count(*)::int from clients c where c.organisation_id = o.id) as clients,
        (select count(distinct state)::int from enrollments e where e.organisation_id = o.id) as stays
       from organisations o where status = 'LIVE'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) {
      expect(row.programs).toBeGreaterThanOrEqual(2);
      expect(row.clients).toBeGreaterThan(20);
      expect(row.stays).toBe(9);
    }
  });

  it("shows a referral in every state, to and from each organisation", async () => {
    const states = await counts(
      "select state as k, count(distinct sender_organisation_id)::int as n from referral_recipients group by state",
    );
    expect(Object.keys(states).toSorted()).toEqual([...RECIPIENT_STATES].toSorted());
    for (const state of RECIPIENT_STATES) expect(states[state]).toBeGreaterThanOrEqual(3);
  });

  it("shows what else happens between organisations, in each of them", async () => {
    const each = {
      urgencies:
        "select sender_organisation_id as o from referral_recipients group by 1 having count(distinct urgency) = 4",
      choice: "select organisation_id as o from referrals where mode = 'CLIENT_CHOICE'",
      "second wave": "select sender_organisation_id as o from referral_recipients where wave = 2 and state = 'SENT'",
      words: "select sender_organisation_id as o from referral_messages group by 1 having count(distinct side) = 2",
      held: "select organisation_id as o from consents where state = 'HELD'",
      revoked: "select organisation_id as o from consents where state = 'REVOKED'",
      emergency: "select sender_organisation_id as o from emergency_accesses",
      outside:
        "select r.sender_organisation_id as o from referral_recipients r join organisations n on n.id = r.recipient_organisation_id where n.status = 'OUTSIDE' and r.state = 'SENT'",
    };
    for (const [what, sql] of Object.entries(each)) {
      const { rows } = await admin.query<{ n: number }>(`select count(distinct o)::int as n from (${sql}) as found`);
      // Two others at one level has one of the three alone.
      expect([what, rows[0]?.n]).toEqual([what, what === "second wave" ? 1 : 3]);
    }
  });

  it("follows alumni of each organisation, with check-ins behind and ahead", async () => {
    const { rows } = await admin.query<{ alumni: number; checkins: number }>(
      `select count(distinct a.id)::int as alumni, count(c.id)::int as checkins
       from organisations o left join alumni a on a.organisation_id = o.id left join check_ins c on c.alumnus_id = a.id
       where o.status = 'LIVE' group by o.id`,
    );
    for (const { alumni, checkins } of rows) {
      expect(alumni).toBeGreaterThan(0);
      expect(checkins).toBeGreaterThan(alumni);
    }
  });

  it("holds as many places as there are stays and acceptances", async () => {
    const { rows } = await admin.query(
      `select p.id from programs p where p.places_held <> (select count(*) from enrollments e where e.program_id = p.id and e.holds_place)
         + (select count(*) from referral_recipients r where r.program_id = p.id and r.holds_place)`,
    );
    expect(rows).toEqual([]);
  });

  it("has clients on track this week, some who are not, and some who can make up for what is missing", async () => {
    (t.db.clock as MovableClock).set(NOW);
    const makeUp = [];
    for (const { organisationId } of await demoTenants(t.db)) {
      const { rows } = await doseRadar(t.db, jobActor(organisationId, "demo"), { limit: 100 });
      expect(rows.map((row) => row.risk)).toEqual(expect.arrayContaining(["OUT_OF_REACH", "ON_TRACK", "EXEMPT"]));
      makeUp.push(...rows.filter((row) => row.risk === "NEEDS_MAKE_UP").map((row) => row.makeUp));
    }
    expect(makeUp).toMatchObject([[{ telehealth: true }], [{ telehealth: true }]]);
  });

  it("has closed the attendance of days gone by, but for the last of each program", async () => {
    const { rows } = await admin.query<{ closed: number; open: number; late: number }>(
      `select count(*) filter (where state = 'CLOSED')::int as closed, count(*) filter (where state = 'OPEN')::int as open,
        count(*) filter (where state = 'OPEN' and day < last)::int as late
       from (select *, max(day) over (partition by program_id) as last from attendance_days where day < $1) d
       group by program_id`,
      [NOW],
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) expect(row).toMatchObject({ open: 1, late: 0, closed: expect.any(Number) });
    expect(Math.max(...rows.map((row) => row.closed))).toBeGreaterThan(5);
  });

  it("doubles nothing when it runs again", async () => {
    const all = () =>
      counts(`select 'clients' as k, count(*)::int as n from clients union all select 'enrollments', count(*)::int from enrollments
        union all select 'referrals', count(*)::int from referrals union all select 'organisations', count(*)::int from organisations
        union all select 'memberships', count(*)::int from memberships union all select 'events', count(*)::int from outbox`);
    const before = await all();
    await tell();
    expect(await all()).toEqual(before);
  });
});

describe("causeway demo", () => {
  const env = () => ({
    DATABASE_URL: t.urls.app,
    CAUSEWAY_SECRET: t.clone.secret,
    NODE_ENV: "test",
    CAUSEWAY_DEMO: "1",
    CAUSEWAY_NOW: NOW.toISOString(),
  });

  it("keeps random passwords in a file for its owner alone, and they sign in", async () => {
    const path = join(inject("causewayRun").folder, "sign-ins.json");
    expect(await demoCommand.run(["--sign-ins", path], env())).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const kept = readFileSync(path, "utf8");
    const signIns = JSON.parse(kept) as { email: string; password: string; organisation: string; role: string }[];
    expect(signIns).toHaveLength(9);
    expect(new Set(signIns.map((each) => each.password)).size).toBe(9);
    const [first] = signIns;
    await expect(
      signIn(t.db, t.clone.secret, { email: first?.email ?? "", password: first?.password ?? "" }),
    ).resolves.toBeTruthy();
    expect(await demoCommand.run(["--sign-ins", path], env())).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(kept);
    // Lost, it is written anew, with passwords that are new as well.
    writeFileSync(path, "");
    await demoCommand.run(["--sign-ins", path], env());
    expect(readFileSync(path, "utf8")).not.toContain(first?.password);
  }, 60_000);

  it("refuses a deployment that is not for demonstrations", async () => {
    await expect(demoCommand.run(["--sign-ins", "/nowhere"], { ...env(), CAUSEWAY_DEMO: "0" })).rejects.toThrow(
      /CAUSEWAY_DEMO/,
    );
  });
});
