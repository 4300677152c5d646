import { DomainError, invalid } from "@causeway/kernel";
import { addDays, sameLevel, sameLevelAcrossEditions } from "../programs/index.ts";

/** A level as the reference table has it. */
export interface Level {
  readonly edition: string;
  readonly code: string;
  /** Intensity; comparable across editions. */
  readonly rank: number;
  readonly setting: string;
  readonly withdrawalManagement: boolean;
}

export const TRANSITION_TYPES = ["STEP_DOWN", "STEP_UP", "LATERAL", "RECODE"] as const;
export type TransitionType = (typeof TRANSITION_TYPES)[number];
export const TRANSITION_REASONS = [
  "GOALS_MET",
  "INSUFFICIENT_PROGRESS",
  "RETURN_TO_USE",
  "WITHDRAWAL_RISK",
  "PSYCH",
  "MEDICAL",
  "ENVIRONMENT",
  "CLIENT_PREFERENCE",
  "AUTH_DENIED",
  "PROGRAM_CLOSED",
] as const;
export type TransitionReason = (typeof TRANSITION_REASONS)[number];

/** How far ahead a change may be planned, and how old its assessment may be. */
export const LONGEST_AHEAD_DAYS = 30;
export const LONGEST_ASSESSMENT_DAYS = 7;

/**
 * The type of a change, derived and never typed in: by rank, except that the same level under
 * another edition in the same program is a RECODE, which reports leave out.
 */
export function transitionType(from: Level, to: Level, sameProgram: boolean): TransitionType {
  if (sameProgram && sameLevelAcrossEditions(from, to)) return "RECODE";
  if (to.rank < from.rank) return "STEP_DOWN";
  if (to.rank > from.rank) return "STEP_UP";
  return "LATERAL";
}

/** How many outpatient levels a change passes over or reaches; 0 unless both ends are outpatient. */
export function outpatientSteps(from: Level, to: Level, levels: readonly Level[]): number {
  const outpatient = (level: Level): boolean => level.setting === "OUTPATIENT" && !level.withdrawalManagement;
  if (!outpatient(from) || !outpatient(to)) return 0;
  const [low, high] = from.rank < to.rank ? [from.rank, to.rank] : [to.rank, from.rank];
  const edition = to.edition;
  return new Set(
    levels
      .filter((level) => level.edition === edition && outpatient(level) && level.rank > low && level.rank <= high)
      .map((level) => level.rank),
  ).size;
}

export interface ProposedTransition {
  readonly from: Level;
  readonly to: Level;
  readonly fromProgramId: string;
  readonly toProgramId: string;
  /** Day the present placement began. */
  readonly placedOn: string;
  readonly today: string;
  readonly effectiveOn: string;
  readonly assessedOn: string | null;
  readonly reason: TransitionReason;
  readonly note: string | null;
  readonly levels: readonly Level[];
}

/**
 * Checks a change of level and names its type. Any level may follow any other.
 * @throws DomainError INVALID with path and reason; CONFLICT (reason SAME_PLACEMENT)
 */
export function judgeTransition(proposed: ProposedTransition): TransitionType {
  const { from, to, today, effectiveOn, assessedOn } = proposed;
  const sameProgram = proposed.fromProgramId === proposed.toProgramId;
  if (sameProgram && from.edition === to.edition && from.code === to.code) {
    throw new DomainError("CONFLICT", "The client is at this level in this program already.", {
      path: ["toProgramId"],
      reason: "SAME_PLACEMENT",
    });
  }
  if (!TRANSITION_REASONS.includes(proposed.reason))
    throw invalid("reason", "This is not a reason for a change of level.");
  if (effectiveOn < proposed.placedOn)
    throw invalid("effectiveOn", "The present placement began after that day.", "BEFORE_PLACEMENT");
  if (effectiveOn > addDays(today, LONGEST_AHEAD_DAYS))
    throw invalid("effectiveOn", "A change is planned at most 30 days ahead.", "TOO_FAR_AHEAD");
  const type = transitionType(from, to, sameProgram);
  // A program that closes is no news of the client: at the same level nobody has to be assessed again.
  const administrative = type === "RECODE" || (proposed.reason === "PROGRAM_CLOSED" && sameLevel(from, to));
  if (!administrative || assessedOn !== null) checkAssessment(assessedOn, decisionDay(effectiveOn, today));
  if (proposed.note === null) {
    if (proposed.reason === "AUTH_DENIED") throw invalid("note", "A denied authorisation needs a note.", "NOTE_NEEDED");
    if (type !== "RECODE" && outpatientSteps(from, to, proposed.levels) >= 2)
      throw invalid("note", "Skipping an outpatient level needs a note.", "NOTE_NEEDED");
  }
  return type;
}

/** The day of the decision: today, or the day of a change entered late. */
export function decisionDay(effectiveOn: string, today: string): string {
  return effectiveOn < today ? effectiveOn : today;
}

function checkAssessment(assessedOn: string | null, decided: string): void {
  if (assessedOn === null)
    throw invalid("assessmentId", "A change of level rests on an assessment.", "ASSESSMENT_NEEDED");
  if (assessedOn > decided)
    throw invalid("assessmentId", "The assessment comes before the change.", "ASSESSMENT_AFTER");
  if (assessedOn < addDays(decided, -LONGEST_ASSESSMENT_DAYS))
    throw invalid("assessmentId", "The assessment is older than 7 days.", "ASSESSMENT_OLD");
}
