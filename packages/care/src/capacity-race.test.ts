import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import type { Actor, DomainError } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeProgram } from "./closing/index.ts";
import { admitEnrollment, dischargeEnrollment, undoDischarge } from "./enrollments/index.ts";
import {
  admittedEnrollment,
  assessed,
  dischargeRecord,
  offeredEnrollment,
  openProgram,
  sentReferral,
  waitingEnrollment,
} from "./factory/index.ts";
import { careEntities } from "./index.ts";
import { changeLevelOfCare, takeTransitionIntoEffect } from "./ledger/index.ts";
import { updateProgram } from "./programs/index.ts";
import { acceptReferral } from "./referrals/index.ts";

/** `no-place-twice`: places of one program, raced for by every path that takes one, on real connections. */
const PLACES = 10;
/** 36 of all paths together in each run of the tests; in a proof 200 together, and 200 by each path alone. */
const TOGETHER = process.env["CAUSEWAY_PROVE"] ? 200 : 36;
const CONNECTIONS = 20;

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let admin: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({
    entities: [...identityEntities, ...careEntities],
    clock,
    poolSize: CONNECTIONS,
  });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  admin = harbour.actor("ADMIN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

type Attempt = () => Promise<unknown>;

const programOf = async (levelCode: string, capacity: number): Promise<string> =>
  (await openProgram(t.db, admin, { levelCode, capacity })).programId;

const change = (enrollmentId: string, toProgramId: string, effectiveOn: string) =>
  t.db.run(admin, async (tx) =>
    changeLevelOfCare(tx, {
      enrollmentId,
      toProgramId,
      effectiveOn,
      assessmentId: await assessed(tx, enrollmentId),
      reason: "GOALS_MET",
      clientAgrees: true,
    }),
  );

/** A few at a time, so that making them is not the race. */
async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count)
    made.push(...(await Promise.all(Array.from({ length: Math.min(5, count - made.length) }, make))));
  return made;
}

/** What was planned for tomorrow, to be taken into effect after the race. */
const planned: string[] = [];

/** Each path to a place: contenders for one in this program, made ready. */
const PATHS: Readonly<Record<string, (programId: string, count: number) => Promise<Attempt[]>>> = {
  admission: async (programId, count) =>
    (await several(count, () => offeredEnrollment(t.db, admin, { programId }))).map(
      ({ enrollmentId }) =>
        () =>
          t.db.run(admin, (tx) => admitEnrollment(tx, { enrollmentId })),
    ),
  "acceptance of a referral": async (programId, count) => {
    const asked = { programId, organisationId: harbour.organisationId };
    const sent = await several(count, () => sentReferral(t.db, meadow.actor("INTAKE"), [asked]));
    return sent.map(
      ({ recipientIds }) =>
        () =>
          t.db.run(harbour.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId: recipientIds[0] ?? "" })),
    );
  },
  "change of level": async (programId, count) => {
    const from = await programOf("2.5", count);
    return (await several(count, () => admittedEnrollment(t.db, admin, { programId: from }))).map(
      ({ enrollmentId }) =>
        () =>
          change(enrollmentId, programId, "2026-03-02"),
    );
  },
  "planned change of level": async (programId, count) => {
    const from = await programOf("2.5", count);
    return (await several(count, () => admittedEnrollment(t.db, admin, { programId: from }))).map(
      ({ enrollmentId }) =>
        async () =>
          void planned.push((await change(enrollmentId, programId, "2026-03-03")).transitionId),
    );
  },
  "discharge taken back": async (programId, count) => {
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: count }));
    const stays = await several(count, () => admittedEnrollment(t.db, admin, { programId }));
    for (const { enrollmentId } of stays) {
      await t.db.run(admin, async (tx) => {
        await tx.change("update enrollments set state = 'ACTIVE', first_session_on = '2026-03-02' where id = $1", [
          enrollmentId,
        ]);
        await dischargeEnrollment(tx, { ...dischargeRecord, enrollmentId, dischargedOn: "2026-03-02", reason: 2 });
      });
    }
    await t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity: PLACES }));
    return stays.map(
      ({ enrollmentId }) =>
        () =>
          t.db.run(admin, (tx) => undoDischarge(tx, { enrollmentId, reason: "Wrong client" })),
    );
  },
  "closing of another program": (programId, count) =>
    several(count, async () => {
      const from = await programOf("2.5", 1);
      const { enrollmentId } = await admittedEnrollment(t.db, admin, { programId: from });
      const assessmentId = await t.db.run(admin, (tx) => assessed(tx, enrollmentId));
      const destinations = [{ move: { enrollmentId, toProgramId: programId, clientAgrees: true, assessmentId } }];
      return () => t.db.run(admin, (tx) => closeProgram(tx, { programId: from, destinations }));
    }),
};

interface Counted {
  readonly capacity: number;
  readonly held: number;
  readonly stays: number;
  readonly coming: number;
  readonly referrals: number;
  readonly openings: number;
}

/** The counter of the program, and who holds places in it, counted one by one. */
async function counted(programId: string): Promise<Counted | undefined> {
  const [row] = await t.db.readWith<Counted>(admin, {
    sql: `select p.capacity, p.places_held as held, e.openings,
        (select count(*)::int from enrollments n where n.program_id = p.id and n.holds_place) as stays,
        (select count(*)::int from enrollments n where n.incoming_program_id = p.id) as coming,
        (select count(*)::int from referral_recipients r where r.program_id = p.id and r.holds_place) as referrals
      from programs p join directory_entries e on e.program_id = p.id where p.id = $1`,
    values: [programId],
  });
  return row;
}

/** Lets them all go at once; how many got a place, and what is true of the program afterwards. */
async function raced(programId: string, attempts: readonly Attempt[]) {
  const results = await Promise.allSettled(attempts.map((attempt) => attempt()));
  const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason as DomainError] : []));
  const after = await counted(programId);
  return {
    got: results.length - reasons.length,
    refusals: [...new Set(reasons.map(({ code, reason }) => `${code} ${reason}`))],
    held: after?.held,
    holders: (after?.stays ?? 0) + (after?.coming ?? 0) + (after?.referrals ?? 0),
    openings: after?.openings,
  };
}

const TEN = { got: PLACES, refusals: ["NO_PLACE FULL"], held: PLACES, holders: PLACES, openings: 0 };

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7919) % list.length }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);

const LONG = { timeout: 900_000 };

describe("ten places", () => {
  it(
    `are ten for ${TOGETHER} who come by every path at once, and stay ten when what was planned takes effect`,
    LONG,
    async () => {
      const programId = await programOf("2.1", PLACES);
      const paths = Object.values(PATHS);
      const attempts: Attempt[] = [];
      for (const path of paths) attempts.push(...(await path(programId, Math.ceil(TOGETHER / paths.length))));
      planned.length = 0;
      expect(await raced(programId, shuffled(attempts))).toEqual(TEN);
      clock.advance(86_400_000);
      await Promise.all(planned.map((id) => t.db.run(admin, (tx) => takeTransitionIntoEffect(tx, id))));
      expect(await counted(programId)).toMatchObject({ held: PLACES, coming: 0, openings: 0 });
      figure(
        "no-place-twice",
        `${attempts.length} by ${paths.length} paths at once for ${PLACES} places: ${PLACES} got one`,
      );
    },
  );

  it.each(process.env["CAUSEWAY_PROVE"] ? Object.keys(PATHS) : [])(
    "are ten for 200 who come by: %s",
    LONG,
    async (name) => {
      const programId = await programOf("2.1", PLACES);
      expect(await raced(programId, (await PATHS[name]?.(programId, 200)) ?? [])).toEqual(TEN);
      figure("no-place-twice", `200 at once by ${name} for ${PLACES} places: ${PLACES} got one`);
    },
  );

  it("are never fewer than the places held, while the capacity falls under those who come", LONG, async () => {
    const programId = await programOf("2.1", PLACES);
    const admissions = (await PATHS["admission"]?.(programId, 16)) ?? [];
    const reductions = [8, 6, 4, 2].map(
      (capacity) => () => t.db.run(admin, (tx) => updateProgram(tx, { programId, capacity })),
    );
    const results = await Promise.allSettled(shuffled([...admissions, ...reductions]).map((attempt) => attempt()));
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      const { code } = result.reason as { code?: string };
      expect(["NO_PLACE", "INVALID", "STALE"]).toContain(code);
    }
    const after = await counted(programId);
    expect(after?.held).toBe(after?.stays);
    expect(after?.held).toBeLessThanOrEqual(after?.capacity ?? 0);
    expect(after?.openings).toBe((after?.capacity ?? 0) - (after?.held ?? 0));
  });

  it("are held by nobody for waiting or for an open offer", async () => {
    const programId = await programOf("2.1", PLACES);
    await waitingEnrollment(t.db, admin, { programId });
    await offeredEnrollment(t.db, admin, { programId });
    expect(await counted(programId)).toMatchObject({ held: 0, stays: 0, openings: PLACES });
  });
});
