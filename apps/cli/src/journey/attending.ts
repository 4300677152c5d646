import { encodeId } from "@causeway/kernel";
import type { Seeded } from "../seeded.ts";
import { LANES, ownerOf } from "./admissions.ts";
import type { Story } from "./admissions.ts";
import { inLanes } from "./in-lanes.ts";
import type { Participant } from "./onboarding.ts";
import type { Case, Offered } from "./plan.rules.ts";
import type { Stage } from "./stage.ts";
import { presenceAt, timetableOf } from "./timetable.rules.ts";

type Participants = ReadonlyMap<string, Participant>;

/** The recurring meetings of each program, by the id of the program: ids of the public API. */
export type Timetables = ReadonlyMap<string, readonly string[]>;

/** A stay whose attendance is recorded. Ids are those of the public API; the program's is a UUID. */
export interface Attending {
  /** CASEID of its row: what is drawn for it never depends on ids, which are new each time. */
  readonly caseId: string;
  readonly enrollmentId: string;
  readonly organisationId: string;
  readonly programId: string;
  /** TEDS REASON of the discharge to come. */
  readonly reason: number;
  readonly dischargeDay: number;
}

/** Programs in which a stay of a row can be. */
function hosting(cases: readonly Case[]): readonly Offered[] {
  const programs = cases.flatMap(({ program, levelChange, changesService, referral }) => [
    program,
    ...(levelChange ? [levelChange.program] : []),
    ...(changesService ? (referral?.recipients ?? []) : []),
  ]);
  return [...new Map(programs.map((program) => [program.programId, program])).values()];
}

/** Each program says when it meets; the sessions of the coming weeks are made of it. */
export async function publishTimetables(
  stage: Stage,
  cases: readonly Case[],
  participants: Participants,
  chance: Seeded,
): Promise<Timetables> {
  const timetables = new Map<string, string[]>();
  await inLanes("timetables", hosting(cases), LANES, async (program) => {
    const owner = ownerOf(participants, program.organisationId);
    const startsOn = new Intl.DateTimeFormat("sv-SE", { timeZone: program.timeZone }).format(stage.clock.now());
    const templates: string[] = [];
    for (const [i, meeting] of timetableOf(program, chance.of(`timetable ${program.programId}`)).entries()) {
      const { template } = await owner.mutate<{ template: { id: string } }>(
        "createSessionTemplate",
        {
          ...meeting,
          programId: encodeId("program", program.programId),
          startsOn,
          idempotencyKey: `journey timetable ${program.programId} ${i}`,
        },
        "template { id }",
      );
      templates.push(template.id);
    }
    timetables.set(program.programId, templates);
  });
  return timetables;
}

/** These stays are expected at every meeting of their program from today on. */
export async function joinGroups(
  stays: readonly Attending[],
  timetables: Timetables,
  participants: Participants,
): Promise<void> {
  const byProgram = new Map<string, Attending[]>();
  for (const stay of stays) byProgram.set(stay.programId, [...(byProgram.get(stay.programId) ?? []), stay]);
  await inLanes("groups", [...byProgram], LANES, async ([programId, members]) => {
    const [first] = members;
    if (!first) return;
    const owner = ownerOf(participants, first.organisationId);
    for (const templateId of timetables.get(programId) ?? []) {
      const enrollmentIds = members.map((stay) => stay.enrollmentId);
      await owner.mutate("addSessionTemplateMembers", { templateId, enrollmentIds }, "template { id }");
    }
  });
}

interface Session {
  readonly id: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly attendances: readonly { readonly enrollmentId: string; readonly state: string }[];
}

/**
 * Enters the rosters of all sessions that were.
 * @returns how many lines were entered
 */
export async function recordSessions(
  stage: Stage,
  day: number,
  stays: readonly Attending[],
  participants: Participants,
  chance: Seeded,
): Promise<number> {
  const known = new Map(stays.map((stay) => [stay.enrollmentId, stay]));
  const programs = new Map(stays.map((stay) => [stay.programId, stay.organisationId]));
  let lines = 0;
  await inLanes(`rosters, day ${day}`, [...programs], LANES, async ([programId, organisationId]) => {
    const owner = ownerOf(participants, organisationId);
    for (const session of await sessionsToRecord(owner, programId, stage.clock.now())) {
      const roster = session.attendances
        .filter(({ state }) => state === "SCHEDULED")
        .flatMap(({ enrollmentId }) => {
          const stay = known.get(enrollmentId);
          if (!stay) return [];
          const daysLeft = stay.dischargeDay - day + daysBetween(session.startsAt, stage.clock.now());
          const own = chance.of(`presence ${stay.caseId} ${programId} ${session.startsAt}`);
          return [{ enrollmentId, ...presenceAt({ reason: stay.reason, daysLeft }, session.minutes, own) }];
        });
      if (roster.length === 0) continue;
      await owner.mutate("recordAttendance", { sessionId: session.id, roster }, "session { id state }");
      lines += roster.length;
    }
  });
  return lines;
}

/** Sessions of a program that have begun and whose roster nobody has entered. */
async function sessionsToRecord(
  owner: ReturnType<typeof ownerOf>,
  programId: string,
  now: Date,
): Promise<readonly Session[]> {
  const found: Session[] = [];
  let after: string | null = null;
  do {
    const { sessions }: { sessions: { nodes: Session[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await owner.query(
        `query ($programId: ID!, $to: DateTime!, $after: String) {
           sessions(programId: $programId, to: $to, states: [SCHEDULED], first: 50, after: $after) {
             nodes { id startsAt minutes attendances { enrollmentId state } } pageInfo { hasNextPage endCursor } } }`,
        { programId: encodeId("program", programId), to: now.toISOString(), after },
      );
    found.push(...sessions.nodes.filter((session) => session.attendances.length > 0));
    after = sessions.pageInfo.hasNextPage ? sessions.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

function daysBetween(from: string, to: Date): number {
  return Math.floor((to.getTime() - Date.parse(from)) / 86_400_000);
}

/** Everyone admitted for a row of the file. */
export function attendingOf(stories: readonly Story[]): Attending[] {
  return stories.map((story) => attendingAt(story, { ...story.case.program, enrollmentId: story.enrollmentId }));
}

/** Those whose service changed, where they arrived: the discharge of their row is that of this stay. */
export function arrivedOf(stories: readonly Story[]): Attending[] {
  return stories.flatMap((story) =>
    story.case.changesService && story.onward ? [attendingAt(story, story.onward)] : [],
  );
}

/** Those whose stay goes on in another program. */
export function changedOf(stories: readonly Story[]): Attending[] {
  return stories.flatMap((story) =>
    story.case.levelChange
      ? [attendingAt(story, { ...story.case.levelChange.program, enrollmentId: story.enrollmentId })]
      : [],
  );
}

function attendingAt(
  { case: { discharge, dischargeDay } }: Story,
  stay: { enrollmentId: string; organisationId: string; programId: string },
): Attending {
  const { enrollmentId, organisationId, programId } = stay;
  const { caseId, reason } = discharge;
  return { caseId, enrollmentId, organisationId, programId, reason, dischargeDay };
}
