import type { Transaction } from "@causeway/database";
import { IsNull } from "typeorm";
import { askIn, endWatchOf, warnOfUnits } from "../authorisations/index.ts";
import { startOfDay } from "../programs/index.ts";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { LaneAlert } from "./lane-alert.entity.ts";
import { laneFacts } from "./lanes.query.ts";
import { compareLanes } from "./ledger.jobs.ts";
import type { Parting } from "./partings.rules.ts";
import { nextLookOn, partings } from "./partings.rules.ts";

/**
 * Compares the lanes of a stay: opens an alert, with a task, for each parting that goes on, closes those that are over,
 * and asks to be called again on the next day on which something may part or meet by itself. Safe to repeat.
 */
export async function compareLanesOf(tx: Transaction, enrollmentId: string): Promise<void> {
  // Two events at once would not see each other's alerts.
  const found = await tx.query("select from enrollments where id = $1 for no key update", [enrollmentId]);
  if (found.length === 0) return;
  const open = await tx.find(LaneAlert, { enrollmentId, closedAt: IsNull() });
  const facts = await laneFacts(askIn(tx), enrollmentId, tx.now);
  // A stay taken back has no lanes left.
  const all = facts ? partings(facts) : [];
  for (const alert of open) {
    const parting = all.find((one) => isOf(alert, one));
    if (parting?.current) await keep(tx, alert, parting);
    else await close(tx, alert, parting?.endsOn ?? null);
  }
  if (!facts) return;
  for (const parting of all) {
    if (parting.current && !open.some((alert) => isOf(alert, parting))) await raise(tx, enrollmentId, parting);
  }
  const next = nextLookOn(facts);
  if (next === null) return endWatchOf(tx, facts);
  await warnOfUnits(tx, facts);
  tx.schedule({
    job: compareLanes.name,
    subjectId: enrollmentId,
    refIds: { enrollmentId },
    dueAt: startOfDay(next, facts.zone),
    key: `lanes:${enrollmentId}:${next}`,
  });
}

/** Stays that have a part in a session. */
export async function staysInSession(tx: Transaction, sessionId: string): Promise<string[]> {
  const rows = await tx.query<{ enrollment_id: string }>(
    "select distinct enrollment_id from attendances where session_id = $1 order by 1",
    [sessionId],
  );
  return rows.map((row) => row.enrollment_id);
}

function isOf(alert: LaneAlert, parting: Parting): boolean {
  return (
    alert.kind === parting.kind &&
    alert.startsOn === parting.startsOn &&
    alert.authorisationId === parting.authorisationId
  );
}

/** What of an alert may change while it is open. */
function detailsOf({ endsOn, clinical, authorised, pending }: Parting) {
  return {
    endsOn,
    clinicalEdition: clinical?.edition ?? null,
    clinicalCode: clinical?.code ?? null,
    authorisedEdition: authorised?.edition ?? null,
    authorisedCode: authorised?.code ?? null,
    pending,
  };
}

async function raise(tx: Transaction, enrollmentId: string, parting: Parting): Promise<void> {
  const { kind, startsOn, authorisationId } = parting;
  const alert = await tx.insert(LaneAlert, {
    ...detailsOf(parting),
    enrollmentId,
    authorisationId,
    kind,
    startsOn,
    openedAt: tx.now,
  });
  await openTask(tx, {
    kind: "LANES_APART",
    subjectId: alert.id,
    dueAt: tx.now,
    key: `lanes-apart:${alert.id}`,
  });
}

async function keep(tx: Transaction, alert: LaneAlert, parting: Parting): Promise<void> {
  const details = detailsOf(parting);
  const changed = (Object.keys(details) as (keyof typeof details)[]).some((key) => alert[key] !== details[key]);
  if (changed) await tx.update(LaneAlert, alert, details);
}

async function close(tx: Transaction, alert: LaneAlert, endsOn: string | null): Promise<void> {
  await tx.update(LaneAlert, alert, { endsOn, closedAt: tx.now });
  await cancelTasksAbout(tx, alert.id);
}
