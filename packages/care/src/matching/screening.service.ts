import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { enrollmentMachine, liveEnrollment } from "../enrollments/index.ts";
import type { FitLine } from "./fit.rules.ts";
import { FIT_ANSWERS, FIT_ITEMS, flagsOf } from "./fit.rules.ts";
import type { ScreeningDecision } from "./screening.entity.ts";
import { SCREENING_DECISIONS, Screening } from "./screening.entity.ts";

/**
 * Keeps what a clinician decided of a request: who goes on although the checklist shows something says how. The
 * decision moves nothing by itself; a later one does not erase it.
 * @throws DomainError FORBIDDEN to API clients too, for a person decides; INVALID (reason PLAN_NEEDED, NOTE_NEEDED);
 *   ILLEGAL_TRANSITION once the stay has ended; STALE; NOT_FOUND
 */
export async function recordScreening(
  tx: Transaction,
  input: {
    enrollmentId: string;
    expectedVersion?: number | null | undefined;
    fit: readonly FitLine[];
    decision: ScreeningDecision;
    note?: string | null | undefined;
  },
): Promise<{ enrollmentId: string; screeningId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { actor } = tx;
  if (actor.kind !== "person" || actor.id === null) throw new DomainError("FORBIDDEN", "A clinician decides.");
  const enrollment = await liveEnrollment(tx, input);
  if (enrollmentMachine.terminal.has(enrollment.state)) {
    throw new DomainError("ILLEGAL_TRANSITION", "This stay has ended.", { path: ["id"], reason: enrollment.state });
  }
  const wrong = input.fit.findIndex(({ item, answer }) => !FIT_ITEMS.includes(item) || !FIT_ANSWERS.includes(answer));
  if (wrong >= 0) throw invalid(["fit", String(wrong)], "This is not an item of the checklist, or not an answer.");
  if (!SCREENING_DECISIONS.includes(input.decision)) throw invalid("decision", "This is not a decision.");
  const flags = flagsOf(input.fit).map(({ item }) => item);
  const note = input.note?.trim() || null;
  if ((note?.length ?? 0) > 4000) throw invalid("note", "At most 4000 characters.");
  if (input.decision === "PROCEED" && flags.length > 0)
    throw invalid("decision", "The checklist shows something: going on takes a plan.", "PLAN_NEEDED");
  if (input.decision !== "PROCEED" && note === null) throw invalid("note", "Say how, or why not.", "NOTE_NEEDED");
  const screening = await tx.insert(Screening, {
    enrollmentId: enrollment.id,
    programId: enrollment.programId,
    answers: input.fit.map(({ item, answer }) => ({ item, answer })),
    flags,
    decision: input.decision,
    note,
    decidedBy: actor.id,
    decidedAt: tx.now,
  });
  tx.audit({
    action: "enrollment.screen",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  return { enrollmentId: enrollment.id, screeningId: screening.id };
}
