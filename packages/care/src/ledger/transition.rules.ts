import { DomainError, invalid } from "@causeway/kernel";
import { addDays } from "../programs/index.ts";

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

/** Levels of the 3rd edition that the 4th names otherwise; the rest keep their code. */
const CROSSWALK: Readonly<Record<string, readonly string[]>> = {
  "1": ["1.5", "1.7"],
  "3.3": ["3.5"],
  "1-WM": ["1.7"],
  "2-WM": ["2.7"],
  "3.7-WM": ["3.7"],
  "4-WM": ["4"],
};

/** Whether two levels of different editions are the same level by another name. */
export function sameLevelAcrossEditions(
  a: Pick<Level, "edition" | "code">,
  b: Pick<Level, "edition" | "code">,
): boolean {
  if (a.edition === b.edition) return false;
  const [third, fourth] = a.edition === "ASAM3" ? [a, b] : [b, a];
  return (CROSSWALK[third.code] ?? [third.code]).includes(fourth.code);
}

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
  if (type !== "RECODE") checkAssessment(assessedOn, effectiveOn < today ? effectiveOn : today);
  if (proposed.note === null) {
    if (proposed.reason === "AUTH_DENIED") throw invalid("note", "A denied authorisation needs a note.", "NOTE_NEEDED");
    if (type !== "RECODE" && outpatientSteps(from, to, proposed.levels) >= 2)
      throw invalid("note", "Skipping an outpatient level needs a note.", "NOTE_NEEDED");
  }
  return type;
}

/** @param decided the day of the decision: today, or the day of a change entered late */
function checkAssessment(assessedOn: string | null, decided: string): void {
  if (assessedOn === null)
    throw invalid("assessedOn", "A change of level rests on an assessment.", "ASSESSMENT_NEEDED");
  if (assessedOn > decided) throw invalid("assessedOn", "The assessment comes before the change.", "ASSESSMENT_AFTER");
  if (assessedOn < addDays(decided, -LONGEST_ASSESSMENT_DAYS))
    throw invalid("assessedOn", "The assessment is older than 7 days.", "ASSESSMENT_OLD");
}
