import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { addDays } from "../programs/index.ts";
import { levelHoursOn } from "./level-hours.query.ts";
import { PlanHours } from "./plan-hours.entity.ts";
import type { PlanHoursReason } from "./plan-hours.rules.ts";
import { PLAN_HOURS_REASONS, checkHours, checkTapers } from "./plan-hours.rules.ts";
import type { PlannedStayKind } from "./planned-stay.entity.ts";
import { PLANNED_STAY_KINDS, PlannedStay } from "./planned-stay.entity.ts";
import { believed, checkSpan, layOver } from "./span.service.ts";
import { stayUnderTreatment } from "./stay.service.ts";
import type { Stage } from "./treatment-stage.entity.ts";
import { TREATMENT_STAGES, TreatmentStage } from "./treatment-stage.entity.ts";
import { authorOf, conflict, oneOf, optionalWords, pastDay } from "./treatment.rules.ts";

/** Days ahead that hours are planned at most. */
const LONGEST_AHEAD_DAYS = 366;
const WEEKS_OF_A_YEAR = 52;
const MOST_WEEKS = 520;

interface SpanInput {
  readonly enrollmentId: string;
  /** YYYY-MM-DD where the program is. */
  readonly startsOn: string;
  /** First day it no longer holds; without it, until something else is said. */
  readonly endsOn?: string | null | undefined;
}

/**
 * The stage a client is in from a day on, in any order: people go back. What was believed of those days is superseded.
 * @throws DomainError INVALID (reason FUTURE); CONFLICT (reason ENDED); NOT_FOUND
 */
export async function setTreatmentStage(
  tx: Transaction,
  input: SpanInput & { stage: Stage },
): Promise<{ enrollmentId: string; treatmentStageId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { enrollment, today } = await stayUnderTreatment(tx, input.enrollmentId);
  const stage = oneOf(TREATMENT_STAGES, input.stage, "stage");
  pastDay(input.startsOn, today, "startsOn");
  const span = checkSpan(input.startsOn, input.endsOn);
  const row = await layOver(tx, TreatmentStage, "treatment_stages", { enrollmentId: enrollment.id, stage, ...span });
  note(tx, "stage", enrollment);
  return { enrollmentId: enrollment.id, treatmentStageId: row.id };
}

/**
 * What the plan asks for a week from a day on; what was planned for those days is superseded.
 * @throws DomainError INVALID (reason BELOW_LEVEL, NO_TAPER, TAPER_TOO_LONG, TOO_FAR_AHEAD); CONFLICT (reason ENDED); NOT_FOUND
 */
export async function setPlanHours(
  tx: Transaction,
  input: SpanInput & {
    /** 0 to 10080 */
    minutesPerWeek: number;
    /** 1 to 7 */
    daysPerWeek?: number | null | undefined;
    reason?: PlanHoursReason | null | undefined;
    note?: string | null | undefined;
  },
): Promise<{ enrollmentId: string; planHoursId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { enrollment, today } = await stayUnderTreatment(tx, input.enrollmentId);
  const span = checkSpan(input.startsOn, input.endsOn);
  if (span.startsOn > addDays(today, LONGEST_AHEAD_DAYS))
    throw invalid("startsOn", "Hours are planned at most a year ahead.", "TOO_FAR_AHEAD");
  const hours = {
    ...span,
    reason: oneOf(PLAN_HOURS_REASONS, input.reason ?? "INDIVIDUAL_PLAN", "reason"),
    minutesPerWeek: input.minutesPerWeek,
    daysPerWeek: input.daysPerWeek ?? null,
  };
  const [level] = await tx.query<{ fewest: number | null }>(levelHoursOn("$1", "$2::date"), [
    enrollment.id,
    span.startsOn,
  ]);
  checkHours(hours, level?.fewest ? level.fewest * 60 : null);
  const row = await layOver(tx, PlanHours, "plan_hours", {
    enrollmentId: enrollment.id,
    ...hours,
    note: optionalWords(input.note, "note"),
  });
  checkTapers(await believed(tx, PlanHours, enrollment.id));
  note(tx, "hours", enrollment);
  return { enrollmentId: enrollment.id, planHoursId: row.id };
}

/**
 * How many weeks a stay is planned to last, or by how many it is extended. What is usual in the program binds nobody.
 * @param input.reason needed where the whole is more than a year
 * @throws DomainError CONFLICT (reason NOT_PLANNED for an extension of nothing, ENDED); INVALID (reason OVER_A_YEAR); NOT_FOUND
 */
export async function planStay(
  tx: Transaction,
  input: { enrollmentId: string; kind: PlannedStayKind; weeks: number; reason?: string | null | undefined },
): Promise<{ enrollmentId: string; plannedStayId: string }> {
  authorise(tx.actor, "treatment.manage");
  const { enrollment } = await stayUnderTreatment(tx, input.enrollmentId);
  const kind = oneOf(PLANNED_STAY_KINDS, input.kind, "kind");
  const reason = optionalWords(input.reason, "reason");
  await tx.query("select from enrollments where id = $1 for update", [enrollment.id]);
  const [latest] = await tx.find(
    PlannedStay,
    { enrollmentId: enrollment.id },
    { order: { recordedAt: "DESC", id: "DESC" }, take: 1 },
  );
  if (kind === "EXTENSION" && !latest) throw conflict("kind", "This stay has no planned length yet.", "NOT_PLANNED");
  const totalWeeks = (kind === "EXTENSION" ? (latest?.totalWeeks ?? 0) : 0) + input.weeks;
  if (!(Number.isInteger(input.weeks) && input.weeks >= 1 && totalWeeks <= MOST_WEEKS))
    throw invalid("weeks", `A stay has 1 to ${MOST_WEEKS} weeks.`);
  if (totalWeeks > WEEKS_OF_A_YEAR && reason === null)
    throw invalid("reason", "More than a year needs a reason.", "OVER_A_YEAR");
  const row = await tx.insert(PlannedStay, {
    enrollmentId: enrollment.id,
    kind,
    weeks: input.weeks,
    totalWeeks,
    reason,
    decidedBy: authorOf(tx.actor),
    recordedAt: tx.now,
  });
  note(tx, "length", enrollment);
  return { enrollmentId: enrollment.id, plannedStayId: row.id };
}

function note(
  tx: Transaction,
  what: "stage" | "hours" | "length",
  enrollment: { readonly id: string; readonly clientId: string; readonly programId: string },
): void {
  tx.audit({
    action: `treatment.set-${what}`,
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  tx.emit({
    type: `treatment.${what}-changed`,
    subjectId: enrollment.id,
    refIds: { programId: enrollment.programId },
  });
}
