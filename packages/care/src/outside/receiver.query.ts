import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { In } from "typeorm";
import { OutsideReceiver, OutsideReceiverLevel } from "./receiver.entity.ts";

/** A program that stands for one level of a receiver off the platform, as a referral asks it. */
export interface OutsideProgram {
  readonly id: string;
  readonly organisationId: string;
  readonly edition: string;
  readonly levelCode: string;
}

/** Those of these programs that stand for receivers which the actor's organisation named and asks still. */
export async function outsidePrograms(tx: Transaction, ids: readonly string[]): Promise<OutsideProgram[]> {
  const levels = await tx.find(OutsideReceiverLevel, { id: In([...ids]) });
  if (levels.length === 0) return [];
  const receivers = await tx.find(OutsideReceiver, {
    id: In(levels.map((level) => level.receiverId)),
    state: "ACTIVE",
  });
  const open = await tx.find(Organisation, {
    id: In(receivers.map((receiver) => receiver.receiverOrganisationId)),
    status: "OUTSIDE",
  });
  return levels.flatMap(({ id, receiverId, edition, levelCode, endedAt }) => {
    const organisationId = receivers.find((receiver) => receiver.id === receiverId)?.receiverOrganisationId;
    return endedAt === null && organisationId && open.some((organisation) => organisation.id === organisationId)
      ? [{ id, organisationId, edition, levelCode }]
      : [];
  });
}

/** The program of this receiver at a level, or null. */
export async function outsideProgramAt(
  tx: Transaction,
  input: { receiverId: string; edition: string; levelCode: string },
): Promise<string | null> {
  return (await tx.findOne(OutsideReceiverLevel, { ...input }))?.id ?? null;
}
