import type { Transaction } from "@causeway/database";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { REVIEW_TASK, UNITS_TASK } from "./authorisation.rules.ts";
import type { StayThen } from "./burn-down.query.ts";
import { usesOf } from "./burn-down.query.ts";

/** A stay is over: nobody has to ask for more of what it was granted. A denial can still be appealed. */
export async function endWatchOf(tx: Transaction, stay: StayThen): Promise<void> {
  for (const { id } of stay.authorisations) await cancelTasksAbout(tx, id, [REVIEW_TASK, UNITS_TASK]);
}

/** Where 80 % of what was granted is used, somebody is asked to ask for more: once for what was granted. */
export async function warnOfUnits(tx: Transaction, stay: StayThen): Promise<void> {
  const uses = usesOf(stay);
  for (const one of stay.authorisations) {
    if (!uses.get(one.id)?.nearlyUsed || stay.today >= one.endsOn) continue;
    await openTask(tx, {
      kind: UNITS_TASK,
      subjectId: one.id,
      dueAt: tx.now,
      key: `authorisation-units:${one.id}:${one.approvedUnits}`,
    });
  }
}
