import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { OutsideReceiver, OutsideReceiverLevel } from "./receiver.entity.ts";
import type { LevelOffered, ReceiverInput } from "./receiver.rules.ts";
import { checkedLevels, checkedReceiver, levelKey } from "./receiver.rules.ts";

interface ReceiverChange {
  readonly receiverId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Names a receiver that is not on the platform, for the actor's organisation alone: another that names
 * the same place gets its own. The organisation that stands for it is opened by `openReceiverOrganisation`.
 * @throws DomainError INVALID
 */
export async function nameOutsideReceiver(tx: Transaction, input: ReceiverInput): Promise<{ receiverId: string }> {
  authorise(tx.actor, "referral.send");
  const facts = checkedReceiver(input);
  const levels = checkedLevels(input.levels);
  const receiver = await tx.insert(OutsideReceiver, {
    ...facts,
    receiverOrganisationId: tx.newId(),
    state: "ACTIVE",
    createdBy: tx.actor.id,
  });
  await offer(tx, receiver.id, levels);
  tx.audit({ action: "outside-receiver.name", subjectType: "outside_receiver", subjectId: receiver.id });
  changed(tx, receiver);
  return { receiverId: receiver.id };
}

/** Changes the card; what is left out stays. A level left out of `levels` is offered no more. */
export async function updateOutsideReceiver(
  tx: Transaction,
  input: ReceiverChange & { readonly [K in keyof ReceiverInput]?: ReceiverInput[K] | null | undefined },
): Promise<{ receiverId: string }> {
  authorise(tx.actor, "referral.send");
  const receiver = await activeReceiver(tx, input);
  const { name, email, timeZone, levels, city, region, phone } = input;
  const facts = checkedReceiver({
    name: name ?? receiver.name,
    email: email ?? receiver.email,
    timeZone: timeZone ?? receiver.timeZone,
    city: city === undefined ? receiver.city : city,
    region: region === undefined ? receiver.region : region,
    phone: phone === undefined ? receiver.phone : phone,
  });
  const updated = await tx.update(OutsideReceiver, receiver, facts);
  if (levels) await offer(tx, receiver.id, checkedLevels(levels));
  tx.audit({
    action: "outside-receiver.update",
    subjectType: "outside_receiver",
    subjectId: receiver.id,
    fields: Object.keys(input).filter((field) => field !== "receiverId" && field !== "expectedVersion"),
  });
  changed(tx, updated);
  return { receiverId: receiver.id };
}

/** It is asked no more. What its links open is closed by who calls, in the same transaction. */
export async function retireReceiver(tx: Transaction, input: ReceiverChange): Promise<OutsideReceiver> {
  authorise(tx.actor, "referral.send");
  const receiver = await activeReceiver(tx, input);
  const retired = await tx.update(OutsideReceiver, receiver, { state: "RETIRED", retiredAt: tx.now });
  tx.audit({ action: "outside-receiver.retire", subjectType: "outside_receiver", subjectId: receiver.id });
  changed(tx, retired);
  return retired;
}

async function activeReceiver(tx: Transaction, input: ReceiverChange): Promise<OutsideReceiver> {
  const receiver = await tx.get(OutsideReceiver, input.receiverId, { expectedVersion: input.expectedVersion });
  if (receiver.state === "RETIRED")
    throw new DomainError("ILLEGAL_TRANSITION", "This receiver is asked no more.", {
      path: ["state"],
      reason: receiver.state,
    });
  return receiver;
}

async function offer(tx: Transaction, receiverId: string, levels: readonly LevelOffered[]): Promise<void> {
  const known = await tx.find(OutsideReceiverLevel, { receiverId });
  const wanted = new Set(levels.map(levelKey));
  for (const [i, level] of levels.entries()) {
    const found = await tx.query("select 1 from levels_of_care where edition = $1 and code = $2", [
      level.edition,
      level.levelCode,
    ]);
    if (found.length === 0)
      throw invalid(["levels", String(i), "levelCode"], "There is no such level of care.", "UNKNOWN_LEVEL");
    const same = known.find((candidate) => levelKey(candidate) === levelKey(level));
    if (!same) await tx.insert(OutsideReceiverLevel, { ...level, receiverId });
    else if (same.endedAt) await end(tx, same.id, null);
  }
  for (const level of known) if (!wanted.has(levelKey(level)) && !level.endedAt) await end(tx, level.id, tx.now);
}

async function end(tx: Transaction, levelId: string, at: Date | null): Promise<void> {
  await tx.query("update outside_receiver_levels set ended_at = $2 where id = $1", [levelId, at]);
}

/** Whoever opens organisations may have been cut off: the worker does it again. */
function changed(tx: Transaction, receiver: OutsideReceiver): void {
  tx.emit({ type: "outside-receiver.changed", subjectId: receiver.id, refIds: {} });
}
