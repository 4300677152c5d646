import { Database } from "@causeway/database";
import type { DatabaseUrls } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { DomainError, MovableClock } from "@causeway/kernel";
import { acceptReferral, careEntities } from "../index.ts";

/** One acceptance that a racing process is told to make. */
export interface RaceOrder {
  readonly race: string;
  readonly actor: Omit<Actor, "grants"> & { readonly grants: readonly string[] };
  readonly recipientId: string;
}

/** Sent when the transaction is open and waits at the barrier, then when it ended. */
export type RaceReport =
  | { readonly race: string; readonly ready: true }
  | {
      readonly race: string;
      readonly ready: false;
      readonly outcome: string;
      /** Monotonic nanoseconds of the machine, comparable between processes. */
      readonly startedAt: string;
      readonly endedAt: string;
    };

interface Setup {
  readonly urls: DatabaseUrls;
  readonly now: string;
  readonly poolSize: number;
}

const tell = (report: RaceReport): void => void process.send?.(report);
const gates = new Map<string, () => void>();

async function accept(db: Database, order: RaceOrder): Promise<void> {
  const { race, recipientId } = order;
  const actor: Actor = { ...order.actor, grants: new Set(order.actor.grants) };
  let startedAt = 0n;
  let outcome: string;
  try {
    await db.run(actor, async (tx) => {
      await tx.query("select 1");
      const opened = new Promise<void>((resolve) => gates.set(race, resolve));
      tell({ race, ready: true });
      await opened;
      startedAt = process.hrtime.bigint();
      await acceptReferral(tx, { recipientId });
    });
    outcome = "ACCEPTED";
  } catch (error) {
    outcome = error instanceof DomainError ? error.code : String(error);
  }
  tell({ race, ready: false, outcome, startedAt: String(startedAt), endedAt: String(process.hrtime.bigint()) });
}

async function main(): Promise<void> {
  const setup = JSON.parse(process.argv[2] ?? "{}") as Setup;
  const clock = new MovableClock(new Date(setup.now));
  const entities = [...identityEntities, ...careEntities];
  const db = await Database.open({ urls: setup.urls, entities, clock, poolSize: setup.poolSize });
  process.on("message", (message: { order: RaceOrder } | { go: string }) => {
    if ("order" in message) void accept(db, message.order);
    else gates.get(message.go)?.();
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.("open");
}

await main();
