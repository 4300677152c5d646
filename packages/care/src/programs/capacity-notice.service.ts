import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { IsNull } from "typeorm";
import { cancelTasksAbout, openTask } from "../tasks/index.ts";
import { addDays, isDay, localDay, startOfDay } from "./calendar.rules.ts";
import { CapacityNotice } from "./capacity-notice.entity.ts";
import type { Fullness } from "./capacity-notice.rules.ts";
import { reachesNearlyFull } from "./capacity-notice.rules.ts";

const NOTICE_DAYS = 7;

/**
 * Called by every write that may bring a program to 90 % of its capacity, in its transaction and with the program's row
 * locked by it: nothing happens unless this write is the one that does.
 */
export async function watchCapacity(
  tx: Transaction,
  programId: string,
  before: Fullness,
  after: Fullness,
): Promise<void> {
  if (!reachesNearlyFull(before, after)) return;
  const zone = await zoneOf(tx, programId);
  const dueOn = addDays(localDay(tx.now, zone), NOTICE_DAYS);
  const { placesHeld, capacity } = after;
  const notice = await tx.insert(CapacityNotice, { programId, reachedAt: tx.now, placesHeld, capacity, dueOn });
  await openTask(tx, {
    kind: "CAPACITY_NOTICE",
    subjectId: notice.id,
    dueAt: startOfDay(addDays(dueOn, 1), zone),
    key: `capacity-notice:${notice.id}`,
  });
  tx.audit({ action: "program.nearly-full", subjectType: "program", subjectId: programId });
}

/**
 * The state was told. One notice tells of every crossing of the program that was open until then.
 * @param input.sentOn YYYY-MM-DD, not to come
 * @throws DomainError CONFLICT (reason SENT); INVALID; STALE; NOT_FOUND
 */
export async function recordCapacityNotice(
  tx: Transaction,
  input: {
    noticeId: string;
    expectedVersion?: number | null | undefined;
    sentOn: string;
    sentTo: string;
    reference?: string | null | undefined;
  },
): Promise<{ noticeId: string }> {
  authorise(tx.actor, "program.manage");
  const { expectedVersion, sentOn } = input;
  const notice = await tx.get(CapacityNotice, input.noticeId, { expectedVersion, path: ["id"] });
  if (notice.sentOn !== null)
    throw new DomainError("CONFLICT", "The state was told already.", { path: ["id"], reason: "SENT" });
  const sentTo = input.sentTo.trim();
  if (sentTo.length < 1 || sentTo.length > 200) throw invalid("sentTo", "An office has 1 to 200 characters.");
  const reference = input.reference?.trim() || null;
  if (reference !== null && reference.length > 200) throw invalid("reference", "At most 200 characters.");
  const zone = await zoneOf(tx, notice.programId);
  if (!isDay(sentOn)) throw invalid("sentOn", "This is not a day.");
  if (sentOn > localDay(tx.now, zone)) throw invalid("sentOn", "This day has not come yet.");
  if (sentOn < localDay(notice.reachedAt, zone))
    throw invalid("sentOn", "The program was not that full yet.", "BEFORE_REACHED");
  const { programId } = notice;
  const open = await tx.find(CapacityNotice, { programId, sentOn: IsNull() }, { order: { id: "ASC" } });
  for (const one of open.filter((other) => localDay(other.reachedAt, zone) <= sentOn)) {
    await tx.update(CapacityNotice, one, {
      sentOn,
      sentTo,
      reference,
      recordedBy: tx.actor.kind === "person" ? tx.actor.id : null,
      recordedAt: tx.now,
    });
    await cancelTasksAbout(tx, one.id);
  }
  tx.audit({ action: "program.capacity-notice", subjectType: "capacity_notice", subjectId: notice.id });
  return { noticeId: notice.id };
}

async function zoneOf(tx: Transaction, programId: string): Promise<string> {
  const [site] = await tx.query<{ time_zone: string }>(
    "select s.time_zone from programs p join sites s on s.id = p.site_id where p.id = $1",
    [programId],
  );
  return site?.time_zone ?? "UTC";
}
