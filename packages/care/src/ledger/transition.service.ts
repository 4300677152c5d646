import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import { Authorisation } from "../authorisations/index.ts";
import { checkDay } from "../clients/index.ts";
import { Enrollment, HOLDING_STATES, liveEnrollment } from "../enrollments/index.ts";
import {
  Program,
  daysBetween,
  localDay,
  rearrangePlaces,
  sameLevelAcrossEditions,
  startOfDay,
  timeZoneOf,
} from "../programs/index.ts";
import { Assessment } from "../treatment/index.ts";
import { checkNext, sameStop } from "./chain.rules.ts";
import { courseOf, linkOf, rebuildPlacements, restate, standingIn } from "./course.service.ts";
import { takeEffect } from "./ledger.jobs.ts";
import { LevelTransition } from "./level-transition.entity.ts";
import type { Level, TransitionReason } from "./transition.rules.ts";
import { decisionDay, judgeTransition } from "./transition.rules.ts";

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
  /**
   * The assessment of this stay that the decision rests on, at most 7 days before it. Needed unless the level only gets
   * another name, or the program closes and the level stays.
   */
  readonly assessmentId?: string | null | undefined;
  readonly reason: TransitionReason;
  /** The authorisation of this stay that the change follows, or that was denied. */
  readonly authorisationId?: string | null | undefined;
  readonly clientAgrees: boolean;
  readonly note?: string | null | undefined;
  /** The change of this stay that this one corrects: any that holds, not only the latest. */
  readonly supersedesId?: string | null | undefined;
}

/**
 * Moves a client to another level of care. The place in the new program is taken now; a change of a
 * later day keeps the old place until that day. The correction of an earlier change leaves those after it, said again
 * with what they now come from.
 * @throws DomainError NO_PLACE; CONFLICT (reason SAME_PLACEMENT, OVERLAP, PLANNED, ALREADY_OPEN, NOT_LATEST, NEXT_SAME,
 *   USE_REFERRAL, ASSESSMENT_CORRECTED); ILLEGAL_TRANSITION outside a stay; INVALID, STALE, NOT_FOUND
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
  const program = await ownProgram(tx, input.toProgramId);
  const levels = await tx.query<Level>(
    `select edition, code, rank, setting, withdrawal_management as "withdrawalManagement" from levels_of_care`,
  );
  const to = offeredLevel(input, program, levels);
  const target = { programId: program.id, edition: to.edition, levelCode: to.code };
  const zone = await timeZoneOf(tx, enrollment.programId);
  const today = localDay(tx.now, zone);
  const effectiveOn = checkDay(input.effectiveOn, "effectiveOn");
  const course = await courseOf(tx, enrollment.id);
  const { index, base, next } = await standingIn(tx, course, enrollment, input.supersedesId ?? null);
  const assessment = await assessmentFor(tx, enrollment, input.assessmentId ?? null);
  const authorisationId = await authorisationFor(tx, enrollment, input.authorisationId ?? null);
  const note = input.note?.trim() || null;
  const type = judgeTransition({
    from: levelOf(levels, base.edition, base.levelCode),
    to,
    fromProgramId: base.programId,
    toProgramId: program.id,
    placedOn: base.startsOn,
    today,
    effectiveOn,
    assessedOn: assessment?.assessedOn ?? null,
    reason: input.reason,
    note,
    levels,
  });
  if (next) checkNext({ to: target, effectiveOn }, next);
  await refuseOverlap(tx, enrollment, program.id, effectiveOn);

  const transition = await tx.insert(LevelTransition, {
    enrollmentId: enrollment.id,
    type,
    reason: input.reason,
    fromEdition: base.edition,
    fromCode: base.levelCode,
    fromProgramId: base.programId,
    toEdition: to.edition,
    toCode: to.code,
    toProgramId: program.id,
    effectiveOn,
    assessmentId: assessment?.id ?? null,
    assessedOn: assessment?.assessedOn ?? null,
    assessmentAgeDays: assessment && daysBetween(assessment.assessedOn, decisionDay(effectiveOn, today)),
    ratings: assessment?.ratings ?? null,
    authorisationId,
    clientAgrees: input.clientAgrees,
    note,
    decidedBy: tx.actor.kind === "person" ? tx.actor.id : null,
    supersedesId: input.supersedesId ?? null,
    recordedAt: tx.now,
  });
  const after = next && !sameStop(next.from, target) ? linkOf(await restate(tx, next.row, target, levels)) : next;
  const links = [
    ...course.links.slice(0, index),
    linkOf(transition),
    ...(after ? [after] : []),
    ...course.links.slice(index + 2),
  ];
  const spans = await rebuildPlacements(tx, enrollment.id, course, links);
  const now = spans.findLast((span) => span.startsOn <= today) ?? course.start;
  const last = spans.at(-1) ?? now;
  const held = {
    programId: now.programId,
    incomingProgramId: last.programId === now.programId ? null : last.programId,
  };
  await rearrangePlaces(tx, heldBy(enrollment), heldBy(held), ["toProgramId"]);
  await tx.update(Enrollment, enrollment, held);
  const planned = links.at(-1);
  if (held.incomingProgramId !== null && planned) {
    tx.schedule({
      job: takeEffect.name,
      subjectId: planned.id,
      dueAt: startOfDay(planned.effectiveOn, zone),
      key: `effect:${planned.id}`,
    });
  }
  tx.audit({
    action: "level.change",
    subjectType: "enrollment",
    subjectId: enrollment.id,
    clientId: enrollment.clientId,
  });
  tx.emit({
    type: "level.changed",
    subjectId: enrollment.id,
    refIds: { transitionId: transition.id, programId: program.id },
  });
  return { enrollmentId: enrollment.id, transitionId: transition.id };
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
  tx.emit({
    type: "level.took-effect",
    subjectId: enrollment.id,
    refIds: { transitionId: transition.id, programId: after.programId },
  });
}

function heldBy(enrollment: Pick<Enrollment, "programId" | "incomingProgramId">): string[] {
  return enrollment.incomingProgramId === null
    ? [enrollment.programId]
    : [enrollment.programId, enrollment.incomingProgramId];
}

/**
 * A program of the actor's organisation. One that another organisation has put in the directory is known to all, and
 * takes a referral; any other is not told apart from one that is missing.
 */
async function ownProgram(tx: Transaction, programId: string): Promise<Program> {
  const program = await tx.findOne(Program, { id: programId });
  if (program) return program;
  const listed = await tx.query("select from directory_entries where program_id = $1", [programId]);
  if (listed.length === 0) throw notFound("program", ["toProgramId"]);
  throw new DomainError("CONFLICT", "That program is another organisation's; this takes a referral.", {
    path: ["toProgramId"],
    reason: "USE_REFERRAL",
  });
}

async function assessmentFor(
  tx: Transaction,
  enrollment: Enrollment,
  assessmentId: string | null,
): Promise<Assessment | null> {
  if (assessmentId === null) return null;
  const path = ["assessmentId"];
  const assessment = await tx.get(Assessment, assessmentId, { path });
  if (assessment.enrollmentId !== enrollment.id) throw notFound("assessment", path);
  if (await tx.findOne(Assessment, { supersedesId: assessment.id })) {
    throw new DomainError("CONFLICT", "This assessment was corrected; take the one in its place.", {
      path,
      reason: "ASSESSMENT_CORRECTED",
    });
  }
  return assessment;
}

async function authorisationFor(
  tx: Transaction,
  enrollment: Enrollment,
  authorisationId: string | null,
): Promise<string | null> {
  if (authorisationId === null) return null;
  const path = ["authorisationId"];
  const authorisation = await tx.get(Authorisation, authorisationId, { path });
  if (authorisation.enrollmentId !== enrollment.id) throw notFound("authorisation", path);
  return authorisation.id;
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
