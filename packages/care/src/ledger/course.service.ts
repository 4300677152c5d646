import type { Transaction } from "@causeway/database";
import { DomainError, notFound } from "@causeway/kernel";
import type { Enrollment } from "../enrollments/index.ts";
import { believedPlacements, openPlacement, supersedePlacement } from "../enrollments/index.ts";
import type { Link, Span, Stop } from "./chain.rules.ts";
import { chainOf, liveLinks, sameStop } from "./chain.rules.ts";
import { LevelTransition } from "./level-transition.entity.ts";
import type { Level } from "./transition.rules.ts";
import { transitionType } from "./transition.rules.ts";

type PlacementRow = Awaited<ReturnType<typeof believedPlacements>>[number];

/** A stay's way through the levels, as it is believed now. */
export interface Course {
  readonly start: Stop & { readonly startsOn: string };
  /** The changes that hold, in order. */
  readonly links: readonly (Link & { readonly row: LevelTransition })[];
  readonly placements: readonly PlacementRow[];
}

/** Where in a course a change stands: at its end, or in the place of the change that it corrects. */
export interface Standing {
  readonly index: number;
  readonly base: Stop & { readonly startsOn: string };
  readonly next: (Link & { readonly row: LevelTransition }) | null;
}

export async function courseOf(tx: Transaction, enrollmentId: string): Promise<Course> {
  const placements = await believedPlacements(tx, enrollmentId);
  const [first] = placements;
  if (!first) throw new DomainError("INTERNAL", "A stay without a placement.");
  const rows = await tx.find(LevelTransition, { enrollmentId });
  const links = liveLinks(
    rows.map((row) => ({ ...linkOf(row), supersedesId: row.supersedesId, recordedAt: row.recordedAt, row })),
    placements,
  );
  return { start: { ...(links[0]?.from ?? first), startsOn: first.startsOn }, links, placements };
}

/**
 * @param supersedesId the change to be corrected, or null for a further one
 * @throws DomainError CONFLICT (reason PLANNED, NOT_LATEST); NOT_FOUND
 */
export async function standingIn(
  tx: Transaction,
  course: Course,
  enrollment: Pick<Enrollment, "id" | "incomingProgramId">,
  supersedesId: string | null,
): Promise<Standing> {
  if (supersedesId === null && enrollment.incomingProgramId !== null) {
    throw new DomainError("CONFLICT", "A change is planned already; correct that one.", {
      path: ["id"],
      reason: "PLANNED",
    });
  }
  const { links, start } = course;
  const index = supersedesId === null ? links.length : links.findIndex((link) => link.id === supersedesId);
  if (index < 0) {
    const known = await tx.findOne(LevelTransition, { id: supersedesId ?? "" });
    if (known?.enrollmentId !== enrollment.id) throw notFound("level transition", ["supersedesId"]);
    throw new DomainError("CONFLICT", "This change holds no more; correct the one that took its place.", {
      path: ["supersedesId"],
      reason: "NOT_LATEST",
    });
  }
  const before = links[index - 1];
  return {
    index,
    base: before ? { ...before.to, startsOn: before.effectiveOn } : start,
    next: links[index + 1] ?? null,
  };
}

/** The next change begins where the corrected one now ends: said again with what it comes from. */
export async function restate(
  tx: Transaction,
  next: LevelTransition,
  from: Stop,
  levels: readonly Level[],
): Promise<LevelTransition> {
  const find = (edition: string, code: string): Level => {
    const level = levels.find((one) => one.edition === edition && one.code === code);
    if (!level) throw new DomainError("INTERNAL", "A change to a level that is not there.");
    return level;
  };
  const { id, organisationId: _, ...said } = next;
  return tx.insert(LevelTransition, {
    ...said,
    type: transitionType(
      find(from.edition, from.levelCode),
      find(next.toEdition, next.toCode),
      from.programId === next.toProgramId,
    ),
    fromProgramId: from.programId,
    fromEdition: from.edition,
    fromCode: from.levelCode,
    supersedesId: id,
    recordedAt: tx.now,
  });
}

/** Writes down the placements that the changes amount to; what stays as it was is left alone. */
export async function rebuildPlacements(
  tx: Transaction,
  enrollmentId: string,
  course: Course,
  links: readonly Link[],
): Promise<readonly Span[]> {
  const spans = chainOf(course.start, links);
  const same = (a: Span, b: Span): boolean => a.startsOn === b.startsOn && a.endsOn === b.endsOn && sameStop(a, b);
  for (const placement of course.placements)
    if (!spans.some((span) => same(span, placement))) await supersedePlacement(tx, placement.id);
  for (const span of spans)
    if (!course.placements.some((placement) => same(span, placement)))
      await openPlacement(tx, { enrollmentId, ...span });
  return spans;
}

export function linkOf(row: LevelTransition): Link {
  return {
    id: row.id,
    from: { programId: row.fromProgramId, edition: row.fromEdition, levelCode: row.fromCode },
    to: { programId: row.toProgramId, edition: row.toEdition, levelCode: row.toCode },
    effectiveOn: row.effectiveOn,
  };
}
