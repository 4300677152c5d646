import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { type TestDatabase, compileProgram, figure, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedProgram, TestReferral } from "../factory/index.ts";
import { openProgram, sentReferral } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import type { RaceOrder, RaceReport } from "./accept-racer.factory.ts";

/** 60 in each run of the tests, 1,000 in a proof. */
const RACES = process.env["CAUSEWAY_PROVE"] ? 1_000 : 60;
const PER_PROCESS = 30;

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
const racers: ChildProcess[] = [];

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  const program = await compileProgram(new URL("./accept-racer.factory.ts", import.meta.url));
  const setup = JSON.stringify({ urls: t.urls, now: clock.now().toISOString(), poolSize: PER_PROCESS });
  for (let i = 0; i < 2; i++) {
    const racer = fork(program, [setup], { execArgv: [] });
    racers.push(racer);
    await once(racer, "message");
  }
}, 120_000);
afterAll(async () => {
  for (const racer of racers) {
    racer.disconnect();
    await once(racer, "exit");
  }
  await t?.close();
});

type Done = Extract<RaceReport, { ready: false }>;

/** Opens every transaction, lets them all go at the same instant, and answers how each ended. */
async function race(orders: readonly { racer: number; order: RaceOrder }[]): Promise<Done[]> {
  const keyOf = (racer: number, name: string) => `${racer} ${name}`;
  const waiting = new Map(orders.map(({ racer, order }) => [keyOf(racer, order.race), "opening"]));
  const done: Done[] = [];
  return new Promise((resolve) => {
    const stop = racers.map((process, racer) => {
      const hear = (report: RaceReport): void => {
        if (!report.ready) {
          done.push(report);
          if (done.length < orders.length) return;
          for (const off of stop) off();
          resolve(done);
          return;
        }
        waiting.set(keyOf(racer, report.race), "open");
        if ([...waiting.values()].some((state) => state !== "open")) return;
        for (const { racer: to, order } of orders) racers[to]?.send({ go: order.race });
      };
      process.on("message", hear);
      return () => void process.off("message", hear);
    });
    for (const { racer, order } of orders) racers[racer]?.send({ order });
  });
}

const actorOf = (organisation: OrganisationUnderTest): RaceOrder["actor"] => {
  const actor = organisation.actor("INTAKE");
  return { ...actor, grants: [...actor.grants] };
};

async function programOf(organisation: OrganisationUnderTest, capacity: number): Promise<AskedProgram> {
  const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity });
  return { programId, organisationId: organisation.organisationId };
}

/** That many referrals of as many clients, each to all the programs; a few made at a time. */
async function sendMany(count: number, programs: readonly AskedProgram[]): Promise<TestReferral[]> {
  const referrals: TestReferral[] = [];
  while (referrals.length < count) {
    const some = Array.from({ length: Math.min(4, count - referrals.length) }, () =>
      sentReferral(t.db, harbour.actor("INTAKE"), programs),
    );
    referrals.push(...(await Promise.all(some)));
  }
  return referrals;
}

async function asAdmin<R extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: t.clone.adminUrl });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const overlapped = ([a, b]: readonly Done[]): boolean =>
  a !== undefined &&
  b !== undefined &&
  BigInt(a.startedAt) < BigInt(b.endedAt) &&
  BigInt(b.startedAt) < BigInt(a.endedAt);

describe("first-accept-wins", () => {
  it(
    `has one winner, one audit row and one event in each of ${RACES} races of two processes`,
    { timeout: 600_000 },
    async () => {
      const programs = [await programOf(meadow, RACES), await programOf(summit, RACES)];
      let truly = 0;
      const outcomes: string[] = [];
      const parts: string[] = [];
      for (const [i, referral] of (await sendMany(RACES, programs)).entries()) {
        parts.push(...referral.recipientIds);
        const done = await race(
          [meadow, summit].map((organisation, racer) => ({
            racer,
            order: { race: String(i), actor: actorOf(organisation), recipientId: referral.recipientIds[racer] ?? "" },
          })),
        );
        if (overlapped(done)) truly += 1;
        outcomes.push(
          done
            .map(({ outcome }) => outcome)
            .toSorted()
            .join(" "),
        );
      }
      expect(truly).toBeGreaterThan(RACES / 2);
      expect(outcomes).toEqual(Array.from({ length: RACES }, () => "ACCEPTED ALREADY_FILLED"));
      const [found] = await asAdmin(
        `select (select count(*)::int from referral_recipients where state = 'ACCEPTED' and holds_place and id = any($1)) as accepted,
              (select count(*)::int from referral_recipients where state = 'SENT' and not holds_place and id = any($1)) as waiting,
              (select count(*)::int from referral_awards a join referral_recipients r on r.id = a.winner_recipient_id where r.state = 'ACCEPTED' and r.id = any($1)) as awards,
              (select count(*)::int from audit_entries where action = 'referral.accept' and subject_id = any($1)) as audited,
              (select count(*)::int from outbox where type = 'referral.accepted' and subject_id = any($1)) as events,
              (select sum(places_held)::int from programs where id = any($2)) as held`,
        [parts, programs.map((program) => program.programId)],
      );
      expect(found).toEqual({
        accepted: RACES,
        waiting: RACES,
        awards: RACES,
        audited: RACES,
        events: RACES,
        held: RACES,
      });
      figure(
        "first-accept-wins",
        `${truly} of ${RACES} races truly overlapped; one winner, audit row and event in each`,
      );
    },
  );

  it("is accepted once when its own recipient answers twice at the same time", async () => {
    const program = await programOf(meadow, 5);
    const referral = await sentReferral(t.db, harbour.actor("INTAKE"), [program]);
    const done = await race(
      [0, 1].map((racer) => ({
        racer,
        order: { race: "twice", actor: actorOf(meadow), recipientId: referral.recipientIds[0] ?? "" },
      })),
    );
    expect(done.map(({ outcome }) => outcome).toSorted()).toEqual(["ACCEPTED", "STALE"]);
    const held = await asAdmin("select places_held from programs where id = $1", [program.programId]);
    expect(held).toEqual([{ places_held: 1 }]);
  });
});

describe("no-place-twice", () => {
  it("lets exactly 10 of 200 acceptances into a program of 10 places", { timeout: 120_000 }, async () => {
    const program = await programOf(summit, 10);
    const recipientIds = (await sendMany(200, [program])).map((referral) => referral.recipientIds[0] ?? "");
    const outcomes: string[] = [];
    // As many at once as there are connections; each round opens all its transactions before it lets one go.
    for (let from = 0; from < recipientIds.length; from += 2 * PER_PROCESS) {
      const done = await race(
        recipientIds.slice(from, from + 2 * PER_PROCESS).map((recipientId, i) => ({
          racer: i % 2,
          order: { race: recipientId, actor: actorOf(summit), recipientId },
        })),
      );
      outcomes.push(...done.map(({ outcome }) => outcome));
    }
    expect(outcomes.filter((outcome) => outcome === "ACCEPTED")).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === "NO_PLACE")).toHaveLength(190);
    const [found] = await asAdmin(
      `select p.places_held, e.openings,
              (select count(*)::int from referral_recipients r where r.program_id = p.id and r.state = 'ACCEPTED' and r.holds_place) as accepted,
              (select count(*)::int from referral_awards a join referral_recipients r on r.id = a.winner_recipient_id where r.program_id = p.id) as awards
       from programs p join directory_entries e on e.program_id = p.id where p.id = $1`,
      [program.programId],
    );
    expect(found).toEqual({ places_held: 10, openings: 0, accepted: 10, awards: 10 });
    figure("no-place-twice", "200 acceptances for 10 places: 10 accepted, 190 refused");
  });
});
