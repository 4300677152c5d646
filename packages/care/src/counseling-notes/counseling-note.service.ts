import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { checkDay, liveClient, trimmed } from "../clients/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { CounselingNote } from "./counseling-note.entity.ts";

const LONGEST_NOTE = 20_000;

export interface NewCounselingNote {
  readonly clientId: string;
  readonly enrollmentId?: string | null | undefined;
  readonly text: string;
  /** Day of the session, YYYY-MM-DD. */
  readonly heldOn: string;
}

/**
 * A counselor keeps a note of a session apart from the record (42 CFR 2.11).
 * @throws DomainError INVALID; FORBIDDEN (reason NOT_A_PERSON) for a machine; NOT_FOUND
 */
export async function writeCounselingNote(
  tx: Transaction,
  input: NewCounselingNote,
): Promise<{ counselingNoteId: string }> {
  const authorId = authorOf(tx);
  const client = await liveClient(tx, input.clientId);
  const { enrollmentId = null } = input;
  if (enrollmentId !== null) {
    const enrollment = await tx.get(Enrollment, enrollmentId, { path: ["enrollmentId"] });
    if (enrollment.clientId !== client.id) throw notFound("enrollment", ["enrollmentId"]);
  }
  return write(tx, { clientId: client.id, enrollmentId, authorId, amendsId: null, ...wordsOf(input) }, "write");
}

/**
 * The author adds what was wrong or missing; the note itself stays as it was.
 * @throws DomainError CONFLICT (reason NOT_THE_AUTHOR); INVALID, FORBIDDEN, NOT_FOUND
 */
export async function amendCounselingNote(
  tx: Transaction,
  input: { counselingNoteId: string; text: string },
): Promise<{ counselingNoteId: string }> {
  const authorId = authorOf(tx);
  const note = await tx.get(CounselingNote, input.counselingNoteId);
  if (note.authorId !== authorId)
    throw new DomainError("CONFLICT", "A note is amended by who wrote it.", { path: ["id"], reason: "NOT_THE_AUTHOR" });
  const { clientId, enrollmentId, heldOn } = note;
  const { text } = wordsOf({ text: input.text, heldOn });
  return write(tx, { clientId, enrollmentId, authorId, amendsId: note.id, text, heldOn }, "amend");
}

function authorOf(tx: Transaction): string {
  authorise(tx.actor, "counseling_note.manage");
  if (tx.actor.kind !== "person" || tx.actor.id === null)
    throw new DomainError("FORBIDDEN", "Counseling notes are written by a person.", { reason: "NOT_A_PERSON" });
  return tx.actor.id;
}

function wordsOf({ text, heldOn }: { text: string; heldOn: string }): { text: string; heldOn: string } {
  const words = trimmed(text, "text", LONGEST_NOTE);
  if (words === null) throw invalid("text", "A note has words.");
  return { text: words, heldOn: checkDay(heldOn, "heldOn") };
}

async function write(
  tx: Transaction,
  values: Partial<CounselingNote>,
  verb: "write" | "amend",
): Promise<{ counselingNoteId: string }> {
  const note = await tx.insert(CounselingNote, { ...values, writtenAt: tx.now });
  tx.audit({
    action: `counseling-note.${verb}`,
    subjectType: "counseling_note",
    subjectId: note.id,
    clientId: note.clientId,
  });
  return { counselingNoteId: note.id };
}
