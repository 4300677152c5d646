import { DomainError, jobActor, MovableClock, newId, type RecordedEvent } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Relay, type Dispatch, type RelayOptions } from "./relay.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-01T12:00:00Z"));
const harbour = newId();
const meadow = newId();
/** What the queue was given: job ids in order. */
let queue: { jobId: string; dispatch: Dispatch }[] = [];
/** What was done, guarded as handlers guard it. */
let effects = new Set<string>();
const relays: Relay[] = [];

const relayWith = (options: Partial<RelayOptions> = {}): Relay => {
  const relay = new Relay({
    url: t.urls.relay,
    clock,
    route: (event: RecordedEvent) =>
      event.type === "thing.happened"
        ? event.audience.map((organisationId) => ({
            job: "thing.do",
            organisationId,
            data: { subjectId: event.subjectId },
          }))
        : [],
    enqueue: async (dispatch, jobId) => void queue.push({ dispatch, jobId }),
    ...options,
  });
  relays.push(relay);
  return relay;
};
const rows = async <R extends object>(sql: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: t.clone.adminUrl });
  await client.connect();
  try {
    return (await client.query<R & pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
};
const happen = (type = "thing.happened", options: { fail?: boolean; audience?: string[] } = {}) =>
  t.db
    .run(jobActor(harbour, "test"), async (tx) => {
      tx.emit({ type, subjectId: newId(), refIds: {}, audience: options.audience ?? [meadow] });
      if (options.fail) throw new Error("rolled back");
    })
    .catch((error: Error) => expect(error.message).toBe("rolled back"));
const runUntilIdle = async (relay: Relay) => {
  for (;;) {
    const { relayed, fired, enqueued } = await relay.tick();
    for (const { dispatch } of queue) {
      effects.add(dispatch.id);
      await relay.done(dispatch.id);
    }
    if (relayed + fired + enqueued === 0) return;
  }
};

beforeAll(async () => {
  t = await openTestDatabase({ entities: [], clock });
});
afterAll(() => t?.close());
beforeEach(async () => {
  await rows("truncate outbox, timers, dispatches, event_feed, feed_cursors");
  queue = [];
  effects = new Set();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(relays.splice(0).map((relay) => relay.close()));
});

/** Cuts the relay's connection before its k-th statement, as a kill of the process would; answers whether it came to that. */
function cutBefore(k: number): () => boolean {
  let statements = 0;
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    statements += 1;
    if (statements >= k)
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    return original.apply(this, args);
  } as never);
  return () => statements >= k;
}

const audit = async () => {
  const [counts] = await rows<{ events: number; fed: number; distinct_fed: number; owed: number; undone: number }>(
    `select (select count(*)::int from outbox) as events, (select count(*)::int from event_feed) as fed,
            (select count(distinct (organisation_id, event_id))::int from event_feed) as distinct_fed,
            (select count(*)::int from dispatches) as owed, (select count(*)::int from dispatches where done_at is null) as undone`,
  );
  const gaps = await rows(
    `select organisation_id from event_feed group by 1 having max(seq) <> count(*) or min(seq) <> 1`,
  );
  return { ...counts, gaps: gaps.length };
};

describe("events-equal-commits", () => {
  it("a rollback emits none, a commit exactly one, for each that may hear", async () => {
    await happen();
    await happen("thing.happened", { fail: true });
    await runUntilIdle(relayWith());
    expect(await audit()).toEqual({ events: 1, fed: 2, distinct_fed: 2, owed: 2, undone: 0, gaps: 0 });
    expect(effects.size).toBe(2);
  });

  it("killed before any statement of any step, the next round goes on: nothing lost, nothing twice", async () => {
    let k = 1;
    let events = 0;
    for (let reached = true; reached; k++) {
      for (let i = 0; i < 3; i++) await happen();
      await happen("thing.happened", { fail: true });
      await t.db.run(jobActor(meadow, "test"), async (tx) =>
        tx.schedule({ job: "thing.remind", subjectId: newId(), dueAt: tx.now, key: `k ${k}` }),
      );
      events += 3;
      const wasReached = cutBefore(k);
      const died = await relayWith({ redispatchAfterMs: 0 })
        .tick()
        .then(
          () => false,
          () => true,
        );
      reached = wasReached();
      expect(died).toBe(reached);
      vi.restoreAllMocks();
      await runUntilIdle(relayWith());
      expect(await audit(), `cut before statement ${k}`).toEqual({
        events,
        fed: 2 * events,
        distinct_fed: 2 * events,
        owed: 2 * events + k,
        undone: 0,
        gaps: 0,
      });
      expect(effects.size).toBe(2 * events + k);
    }
    // Three transactions with work in them, and the looks of the reconciler.
    expect(k).toBeGreaterThan(15);
  });

  it("several relays share the work and each event is fed once", async () => {
    for (let i = 0; i < 60; i++) await happen();
    const several = [relayWith({ batch: 7 }), relayWith({ batch: 7 }), relayWith({ batch: 7 })];
    await Promise.all(several.map((relay) => runUntilIdle(relay)));
    expect(await audit()).toMatchObject({ events: 60, fed: 120, distinct_fed: 120, owed: 120, gaps: 0 });
    expect(new Set(queue.map(({ dispatch }) => dispatch.id)).size).toBe(120);
    expect(queue).toHaveLength(120);
  });

  it("tells nobody who may not hear", async () => {
    await happen("thing.happened", { audience: [] });
    await runUntilIdle(relayWith());
    expect(await rows("select organisation_id from event_feed")).toEqual([{ organisation_id: harbour }]);
  });
});

describe("deadlines", () => {
  it("fire once when they are due and not before, however often they are set", async () => {
    const set = () =>
      t.db.run(jobActor(meadow, "test"), async (tx) =>
        tx.schedule({
          job: "thing.remind",
          subjectId: harbour,
          refIds: { otherId: meadow },
          dueAt: new Date("2026-03-01T13:00:00Z"),
          key: "one",
        }),
      );
    await set();
    await set();
    const relay = relayWith();
    await runUntilIdle(relay);
    expect(queue).toEqual([]);
    clock.advance(3_600_000);
    await runUntilIdle(relay);
    await set();
    await runUntilIdle(relay);
    expect(
      queue.map(({ dispatch }) => ({
        job: dispatch.job,
        organisationId: dispatch.organisationId,
        data: dispatch.data,
      })),
    ).toEqual([{ job: "thing.remind", organisationId: meadow, data: { subjectId: harbour, otherId: meadow } }]);
  });
});

describe("reconciler and dead jobs", () => {
  it("hands over again, under a fresh id, what was not done in time; then it is dead, seen and replayed", async () => {
    await happen("thing.happened", { audience: [] });
    const relay = relayWith({ redispatchAfterMs: 0, maxAttempts: 3 });
    for (let i = 0; i < 6; i++) await relay.tick();
    expect(new Set(queue.map(({ jobId }) => jobId)).size).toBe(3);
    expect(queue).toHaveLength(3);
    expect(await relay.backlog()).toMatchObject({ dispatches: 0, dead: 1 });
    expect(await rows("select dead_reason from dispatches")).toEqual([{ dead_reason: "NOT_FINISHED" }]);
    expect(await relay.replayDead({ organisationId: meadow })).toBe(0);
    expect(await relay.replayDead({ job: "thing.do" })).toBe(1);
    await runUntilIdle(relay);
    expect(new Set(queue.map(({ jobId }) => jobId)).size).toBe(queue.length);
    expect(await relay.backlog()).toMatchObject({ dispatches: 0, dead: 0 });
  });

  it("leaves alone what is done", async () => {
    await happen("thing.happened", { audience: [] });
    const relay = relayWith({ redispatchAfterMs: 0 });
    await relay.tick();
    const handed = queue.length;
    await relay.done(queue[0]?.dispatch.id ?? "");
    await relay.dead(queue[0]?.dispatch.id ?? "", "LATE");
    await relay.tick();
    expect(queue).toHaveLength(handed);
    expect(await relay.backlog()).toMatchObject({ dispatches: 0, dead: 0 });
  });

  it("one job that can never be enqueued holds up no other", async () => {
    const relay = relayWith({
      enqueue: async (dispatch, jobId) => {
        if (dispatch.organisationId === meadow) throw new DomainError("INVALID", "unknown job");
        queue.push({ dispatch, jobId });
      },
    });
    await happen();
    await relay.tick();
    expect(queue).toHaveLength(1);
    expect(await relay.backlog()).toMatchObject({ dispatches: 1, dead: 1 });
  });

  it("a queue that is away loses nothing and uses up no attempts", async () => {
    let away = true;
    const relay = relayWith({
      enqueue: async (dispatch, jobId) => {
        if (away) throw new Error("ECONNREFUSED");
        queue.push({ dispatch, jobId });
      },
    });
    await happen();
    for (let i = 0; i < 12; i++) await expect(relay.tick()).rejects.toThrow("ECONNREFUSED");
    away = false;
    await runUntilIdle(relay);
    expect(queue).toHaveLength(2);
    expect(await relay.backlog()).toMatchObject({ dispatches: 0, dead: 0 });
  });
});
