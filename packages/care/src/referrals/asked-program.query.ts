import type { Transaction } from "@causeway/database";
import { invalid, notFound } from "@causeway/kernel";
import { In } from "typeorm";
import { DirectoryEntry } from "../directory/index.ts";
import type { OutsideProgram } from "../outside/index.ts";
import { outsideProgramAt, outsidePrograms } from "../outside/index.ts";

export interface RecipientInput {
  /** One in the directory, or of a receiver off the platform that the sender named. */
  readonly programId?: string | null | undefined;
  /** Instead: such a receiver, asked at the level of the referral. */
  readonly outsideReceiverId?: string | null | undefined;
  /** 1 unless given; waves follow one another without gaps. */
  readonly wave?: number | null | undefined;
}

/**
 * The program of each recipient, in their order.
 * @throws DomainError INVALID (reason ONE_OF_TWO); NOT_FOUND, alike for one that is missing and one that another named
 */
export async function askedPrograms(
  tx: Transaction,
  level: { readonly edition: string; readonly levelCode: string },
  recipients: readonly RecipientInput[],
): Promise<OutsideProgram[]> {
  const asked: { id: string | null; path: readonly string[] }[] = [];
  for (const [i, { programId, outsideReceiverId: receiverId }] of recipients.entries()) {
    const path = ["recipients", String(i), receiverId ? "outsideReceiverId" : "programId"];
    if (Boolean(programId) === Boolean(receiverId))
      throw invalid(path, "Name a program or a receiver off the platform, one of the two.", "ONE_OF_TWO");
    const { edition, levelCode } = level;
    const id = receiverId ? await outsideProgramAt(tx, { receiverId, edition, levelCode }) : (programId ?? null);
    asked.push({ id, path });
  }
  const ids = asked.flatMap(({ id }) => (id === null ? [] : [id]));
  const known = [...(await tx.find(DirectoryEntry, { id: In(ids) })), ...(await outsidePrograms(tx, ids))];
  return asked.map(({ id, path }) => {
    const program = known.find((candidate) => candidate.id === id);
    if (!program) throw notFound("program", path);
    return program;
  });
}
