import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { checkDay } from "../clients/index.ts";
import type { Placement } from "../enrollments/index.ts";
import {
  Enrollment,
  HOLDING_STATES,
  believedPlacements,
  liveEnrollment,
  openPlacement,
  supersedePlacement,
} from "../enrollments/index.ts";
import { Program, localDay, rearrangePlaces, startOfDay, timeZoneOf } from "../programs/index.ts";
import { takeEffect } from "./ledger.jobs.ts";
import { LevelTransition } from "./level-transition.entity.ts";
import type { Level, TransitionReason } from "./transition.rules.ts";
import { judgeTransition, sameLevelAcrossEditions } from "./transition.rules.ts";

export interface TransitionInput {
  readonly enrollmentId: string;
  readonly expectedVersion?: number | null | undefined;
  /** A program of the same organisation; another organisation's takes a referral. */
  readonly toProgramId: string;
  /** The program's own level unless given: then the same level, or the same under another edition. */
  readonly toEdition?: string | null | undefined;
  readonly toCode?: string | null | undefined;
  /** YYYY-MM-DD, at most 30 days ahead. */
  readonly effectiveOn: string;
  /** Needed unless the level only gets another name; at most 7 days before the decision. */
  readonly assessedOn?: string | null | undefined;
  readonly reason: TransitionReason;
  readonly clientAgrees: boolean;
  readonly note?: string | null | undefined;
  /** The latest change of this stay, which this one corrects. */
  readonly supersedesId?: string | null | undefined;
}

/**
 * Moves a client to another level of care. The place in the new program is taken now; a change of a
 * later day keeps the old place until that day.
 * @throws DomainError NO_PLACE; CONFLICT (reason SAME_PLACEMENT, OVERLAP, PLANNED, ALREADY_OPEN, NOT_LATEST);
 *   ILLEGAL_TRANSITION outside a stay; INVALID, STALE, NOT_FOUND
 */
export async function changeLevelOfCare(
  tx: Transaction,
  input: TransitionInput,
): Promise<{ enrollmentId: string; transitionId: string }> {
  authorise(tx.actor, "transition.manage");
  const enrollment = await liveEnrollment(tx, input);
  if (!HOLDING_STATES.has(enrollment.state)) {
    throw new DomainError("ILLEGAL_TRANSITION", "A level of care is changed during a stay.", {
      path: ["id"],
      reason: enrollment.state,
    });
  }
  const target = await tx.get(Program, input.toProgramId, { path: ["toProgramId"] });
  const levels = await tx.query<Level>(
    `select edition, code, rank, setting, withdrawal_management as "withdrawalManagement" from levels_of_care`,
  );
  const to = offeredLevel(input, target, levels);
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const effectiveOn = checkDay(input.effectiveOn, "effectiveOn");
  const { base, replaced } = await standing(tx, enrollment, input.supersedesId ?? null);
  const note = input.note?.trim() || null;
  const assessedOn = input.assessedOn ? checkDay(input.assessedOn, "assessedOn") : null;
  const type = judgeTransition({
    from: levelOf(levels, base.edition, base.levelCode),
    to,
    fromProgramId: base.programId,
    toProgramId: target.id,
    placedOn: base.startsOn,
    today,
    effectiveOn,
    assessedOn,
    reason: input.reason,
    note,
    levels,
  });
  await refuseOverlap(tx, enrollment, target.id, effectiveOn);

  const planned = effectiveOn > today && target.id !== base.programId;
  const after = planned
    ? { programId: base.programId, incomingProgramId: target.id }
    : { programId: target.id, incomingProgramId: null };
  await rearrangePlaces(tx, heldBy(enrollment), heldBy(after), ["toProgramId"]);
  await tx.update(Enrollment, enrollment, after);

  if (replaced) await supersedePlacement(tx, replaced.id);
  await supersedePlacement(tx, base.id);
  const { enrollmentId, programId, edition, levelCode, startsOn } = base;
  await openPlacement(tx, { enrollmentId, programId, edition, levelCode, startsOn, endsOn: effectiveOn });
  await openPlacement(tx, {
    enrollmentId,
    programId: target.id,
    edition: to.edition,
    levelCode: to.code,
    startsOn: effectiveOn,
  });
  const transition = await tx.insert(LevelTransition, {
    enrollmentId,
    type,
    reason: input.reason,
    fromEdition: edition,
    fromCode: levelCode,
    fromProgramId: programId,
    toEdition: to.edition,
    toCode: to.code,
    toProgramId: target.id,
    effectiveOn,
    assessedOn,
    clientAgrees: input.clientAgrees,
    note,
    decidedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    supersedesId: input.supersedesId ?? null,
    recordedAt: tx.now,
  });
  if (planned)
    tx.schedule({
      job: takeEffect.name,
      subjectId: transition.id,
      dueAt: startOfDay(effectiveOn, zone),
      key: `effect:${transition.id}`,
    });
  tx.audit({
    action: "level.change",
    subjectType: "enrollment",
    subjectId: enrollmentId,
    clientId: enrollment.clientId,
  });
  tx.emit({
    type: "level.changed",
    subjectId: enrollmentId,
    refIds: { transitionId: transition.id, programId: target.id },
  });
  return { enrollmentId, transitionId: transition.id };
}

/**
 * The day of a planned change has come: the client is in the new program, the old place is free.
 * Does nothing when the stay ended, or the change was corrected, in the meantime.
 */
export async function takeTransitionIntoEffect(tx: Transaction, transitionId: string): Promise<void> {
  const transition = await tx.findOne(LevelTransition, { id: transitionId });
  if (!transition) return;
  const enrollment = await tx.findOne(Enrollment, { id: transition.enrollmentId });
  if (!enrollment || enrollment.voidedAt !== null || enrollment.incomingProgramId !== transition.toProgramId) return;
  if ((await tx.find(LevelTransition, { supersedesId: transition.id })).length > 0) return;
  if (localDay(tx.now, await timeZoneOf(tx, enrollment.programId)) < transition.effectiveOn) return;
  const after = { programId: transition.toProgramId, incomingProgramId: null };
  await rearrangePlaces(tx, heldBy(enrollment), heldBy(after));
  await tx.update(Enrollment, enrollment, after);
  tx.audit({
    action: "level.take-effect",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
}

function heldBy(enrollment: Pick<Enrollment, "programId" | "incomingProgramId">): string[] {
  return enrollment.incomingProgramId === null
    ? [enrollment.programId]
    : [enrollment.programId, enrollment.incomingProgramId];
}

/** The placement a change starts from, and for a correction the one it replaces. */
async function standing(
  tx: Transaction,
  enrollment: Enrollment,
  supersedesId: string | null,
): Promise<{ base: Placement; replaced: Placement | null }> {
  const placements = await believedPlacements(tx, enrollment.id);
  const last = placements.at(-1);
  if (!last) throw new DomainError("INTERNAL", "A stay without a placement.");
  if (supersedesId === null) {
    if (enrollment.incomingProgramId !== null) {
      throw new DomainError("CONFLICT", "A change is planned already; correct that one.", {
        path: ["id"],
        reason: "PLANNED",
      });
    }
    return { base: last, replaced: null };
  }
  const [latest] = await tx.find(
    LevelTransition,
    { enrollmentId: enrollment.id },
    { order: { recordedAt: "DESC", id: "DESC" }, take: 1 },
  );
  const base = placements.at(-2);
  if (latest?.id !== supersedesId || !base) {
    throw new DomainError("CONFLICT", "Only the latest change of a stay is corrected.", {
      path: ["supersedesId"],
      reason: "NOT_LATEST",
    });
  }
  return { base, replaced: last };
}

function offeredLevel(input: TransitionInput, target: Program, levels: readonly Level[]): Level {
  const offered = levelOf(levels, target.edition, target.levelCode);
  const edition = input.toEdition ?? target.edition;
  const code = input.toCode ?? target.levelCode;
  const same = edition === target.edition && code === target.levelCode;
  if (!same && !sameLevelAcrossEditions({ edition, code }, offered))
    throw invalid("toCode", "The program does not offer that level.", "NOT_OFFERED");
  return levelOf(levels, edition, code);
}

function levelOf(levels: readonly Level[], edition: string, code: string): Level {
  const level = levels.find((one) => one.edition === edition && one.code === code);
  if (!level) throw invalid("toCode", "There is no such level of care.");
  return level;
}

async function refuseOverlap(
  tx: Transaction,
  enrollment: Enrollment,
  toProgramId: string,
  effectiveOn: string,
): Promise<void> {
  const others = await tx.query<{ program_id: string; state: string }>(
    `select e.program_id, e.state from enrollments e
     where e.episode_id = $1 and e.id <> $2 and e.voided_at is null and (
       e.program_id = $3 and e.state not in ('DISCHARGED', 'CLOSED_NOT_ADMITTED')
       or exists (select from placements p where p.enrollment_id = e.id and p.superseded_at is null and (p.ends_on is null or p.ends_on > $4::date)))`,
    [enrollment.episodeId, enrollment.id, toProgramId, effectiveOn],
  );
  if (others.some((other) => other.program_id === toProgramId)) {
    throw new DomainError("CONFLICT", "Another enrollment of this client in that program is open.", {
      path: ["toProgramId"],
      reason: "ALREADY_OPEN",
    });
  }
  if (others.length > 0) {
    throw new DomainError("CONFLICT", "The client has another placement in this episode on that day.", {
      path: ["effectiveOn"],
      reason: "OVERLAP",
    });
  }
}
