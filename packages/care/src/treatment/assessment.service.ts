import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { Assessment } from "./assessment.entity.ts";
import type { AssessmentKind, Rating } from "./assessment.rules.ts";
import { ASSESSMENT_KINDS, checkRatings } from "./assessment.rules.ts";
import { stayUnderTreatment } from "./stay.service.ts";
import { authorOf, conflict, oneOf, optionalWords, pastDay } from "./treatment.rules.ts";

export interface AssessmentInput {
  readonly enrollmentId: string;
  readonly kind: AssessmentKind;
  /** YYYY-MM-DD where the program is, not in the future. */
  readonly assessedOn: string;
  readonly edition: string;
  readonly ratings: readonly Rating[];
  readonly summary?: string | null | undefined;
  /** The assessment of this stay that this one corrects; of the same kind, and not corrected yet. */
  readonly supersedesId?: string | null | undefined;
}

/**
 * Keeps what a clinician found. An assessment is never changed: a correction supersedes it.
 * @throws DomainError INVALID; CONFLICT (reason ALREADY_ASSESSED for a second one of the admission, NOT_LATEST
 *   for a correction of what was corrected, OTHER_KIND, ENDED after the stay but for a discharge or a correction); NOT_FOUND
 */
export async function recordAssessment(
  tx: Transaction,
  input: AssessmentInput,
): Promise<{ enrollmentId: string; assessmentId: string }> {
  authorise(tx.actor, "treatment.manage");
  const kind = oneOf(ASSESSMENT_KINDS, input.kind, "kind");
  const corrected = input.supersedesId ?? null;
  const mayBeOver = kind === "DISCHARGE" || corrected !== null;
  const { enrollment, today } = await stayUnderTreatment(tx, input.enrollmentId, { mayBeOver });
  const assessedOn = pastDay(input.assessedOn, today, "assessedOn");
  const ratings = checkRatings(input.edition, input.ratings);
  const summary = optionalWords(input.summary, "summary");
  if (corrected !== null) await requireCorrectable(tx, corrected, enrollment.id, kind);
  else if (kind === "ADMISSION" && (await currentAssessments(tx, enrollment.id, kind)).length > 0)
    throw conflict("kind", "The admission was assessed already; correct that assessment.", "ALREADY_ASSESSED");
  const assessment = await tx.insert(Assessment, {
    enrollmentId: enrollment.id,
    kind,
    assessedOn,
    edition: input.edition,
    ratings,
    summary,
    assessedBy: authorOf(tx.actor),
    supersedesId: corrected,
    recordedAt: tx.now,
  });
  tx.audit({
    action: corrected === null ? "assessment.record" : "assessment.correct",
    subjectType: "assessment",
    subjectId: assessment.id,
    clientId: enrollment.clientId,
  });
  tx.emit({
    type: "treatment.assessed",
    subjectId: enrollment.id,
    refIds: { programId: enrollment.programId, assessmentId: assessment.id },
  });
  return { enrollmentId: enrollment.id, assessmentId: assessment.id };
}

/** Assessments of a stay that no later entry corrects, by their day. */
export async function currentAssessments(
  tx: Transaction,
  enrollmentId: string,
  kind: AssessmentKind,
): Promise<Assessment[]> {
  const all = await tx.find(Assessment, { enrollmentId, kind }, { order: { assessedOn: "ASC", recordedAt: "ASC" } });
  const corrected = new Set(all.map((assessment) => assessment.supersedesId));
  return all.filter((assessment) => !corrected.has(assessment.id));
}

async function requireCorrectable(
  tx: Transaction,
  assessmentId: string,
  enrollmentId: string,
  kind: AssessmentKind,
): Promise<void> {
  const before = await tx.get(Assessment, assessmentId, { path: ["supersedesId"] });
  if (before.enrollmentId !== enrollmentId)
    throw conflict("supersedesId", "This is an assessment of another stay.", "OTHER_STAY");
  if (before.kind !== kind) throw conflict("kind", "A correction is of the same kind.", "OTHER_KIND");
  if (await tx.findOne(Assessment, { supersedesId: assessmentId }))
    throw conflict("supersedesId", "This was corrected already; correct the latest entry.", "NOT_LATEST");
}
