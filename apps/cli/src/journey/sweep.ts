import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "@causeway/kernel";
import pg from "pg";
import type { Seeded } from "../seeded.ts";
import type { Finding } from "./invariants.query.ts";
import { lookOnce, prepareToLook, sightText } from "./sweep.query.ts";

/** What all the looks of a journey saw together. */
export interface Swept {
  /** Looks, at moments that nobody arranged and right after each end of a consent. */
  readonly looks: number;
  /** Of them those at which something had been sent. */
  readonly withSomething: number;
  /** Looks of one organisation at one instant. */
  readonly eyes: number;
  /** Times that something was seen open, and shut, over all looks. */
  readonly seenOpen: number;
  readonly seenShut: number;
  /** Of those seen open, the times that an emergency alone opened it. */
  readonly inEmergency: number;
  /** Different things that were ever seen open. */
  readonly everOpen: number;
  /** Of these, seen shut later. */
  readonly shutAgain: number;
  readonly leaked: readonly string[];
  readonly missing: readonly string[];
}

/** Looks again and again, on connections of its own, while the journey goes on. */
export interface Sweep {
  /** One look now, besides those at random moments. */
  look(): Promise<void>;
  /** @throws what stopped the looking, if anything did */
  end(): Promise<Swept>;
}

/** Milliseconds between two looks, as they are drawn. */
const PAUSE = { from: 20, to: 500 };

/**
 * Begins to look at random moments: what every organisation with a part in a referral can read of others, beside what
 * it should.
 * @param chance draws the pauses
 */
export async function openSweep(options: {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly clock: Clock;
  readonly chance: Seeded;
}): Promise<Sweep> {
  const admin = new pg.Client({ connectionString: options.adminUrl });
  const app = new pg.Client({ connectionString: options.appUrl });
  // A journey that is stopped takes the database away.
  for (const client of [admin, app]) client.on("error", () => undefined);
  await Promise.all([admin.connect(), app.connect()]);
  await prepareToLook(app);
  const totals = { looks: 0, withSomething: 0, eyes: 0, seenOpen: 0, seenShut: 0, inEmergency: 0 };
  const ever = new Set<string>();
  const again = new Set<string>();
  const leaked = new Set<string>();
  const missing = new Set<string>();
  const once = async (): Promise<void> => {
    const seen = await lookOnce(admin, app, options.clock.now());
    const open = new Set(seen.readable.map(sightText));
    totals.looks += 1;
    if (seen.existing > 0) totals.withSomething += 1;
    totals.eyes += seen.organisations;
    totals.seenOpen += open.size;
    totals.inEmergency += seen.inEmergency;
    totals.seenShut += Math.max(0, seen.existing - open.size);
    for (const each of ever) if (!open.has(each)) again.add(each);
    for (const each of open) ever.add(each);
    for (const sight of seen.leaked) leaked.add(sightText(sight));
    for (const sight of seen.missing) missing.add(sightText(sight));
  };
  // One after the other: two looks at a time would share connections.
  let last: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => (last = last.then(once));
  const ending = new AbortController();
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await delay(options.chance.between(PAUSE.from, PAUSE.to), undefined, { signal: ending.signal }).catch(
        () => undefined,
      );
    }
  })();
  // Told by `end`; until then nobody waits for it.
  looking.catch(() => undefined);
  let closed: Promise<unknown> | undefined;
  return {
    look,
    async end() {
      ending.abort();
      try {
        await looking;
      } finally {
        await (closed ??= Promise.allSettled([admin.end(), app.end()]));
      }
      return {
        ...totals,
        everOpen: ever.size,
        shutAgain: again.size,
        leaked: [...leaked].toSorted(),
        missing: [...missing].toSorted(),
      };
    },
  };
}

/** What the looks say, as invariants of the journey. */
export function sweepFindings(swept: Swept): Finding[] {
  return [
    {
      invariant: "nothing readable without consent",
      checked: swept.seenOpen,
      violations: swept.leaked.length,
      examples: swept.leaked.slice(0, 5),
    },
    {
      invariant: "nothing shut that consent opens",
      checked: swept.seenOpen,
      violations: swept.missing.length,
      examples: swept.missing.slice(0, 5),
    },
  ];
}
