import { ANSWERED_AT_DISCHARGE, NOT_KNOWN } from "@causeway/care";
import { decodeId, encodeId } from "@causeway/kernel";
import { LANES, ownerOf } from "./admissions.ts";
import type { Story } from "./admissions.ts";
import { inLanes } from "./in-lanes.ts";
import type { Participant } from "./onboarding.ts";
import { DISCHARGE_DAYS } from "./plan.rules.ts";
import type { Stage } from "./stage.ts";

type Participants = ReadonlyMap<string, Participant>;

const TRANSFERRED = 4;
const DEATH = 6;
/** Where the reason of the file says it. */
const DISPOSITION_OF: Readonly<Record<number, string>> = {
  2: "UNKNOWN",
  4: "OTHER_PROGRAM",
  5: "CORRECTIONAL",
  6: "DECEASED",
};
/** What a discharge answers, where the file has no answer. */
const NOT_IN_THE_FILE = Object.fromEntries(ANSWERED_AT_DISCHARGE.map((field) => [field, NOT_KNOWN]));

/** The enrollments that carry the discharge of a row, by case: what the count of the file is held against. */
export type Replayed = Map<string, string>;

/**
 * Ends the stays that end on this day. The discharge of a row whose service changed is that of the stay it changed to;
 * the stay before it ended with a transfer, on the first of the days.
 */
export async function dischargeOn(
  stage: Stage,
  day: number,
  stories: readonly Story[],
  participants: Participants,
  replayed: Replayed,
): Promise<void> {
  const [firstDay] = DISCHARGE_DAYS;
  const leaving = stories.filter((story) => (isOnward(story) && day === firstDay) || story.case.dischargeDay === day);
  await inLanes(`discharges, day ${day}`, leaving, LANES, async (story) => {
    const { discharge, program } = story.case;
    if (isOnward(story) && day === firstDay) {
      await end(
        stage,
        story,
        { ...program, enrollmentId: story.enrollmentId, reason: TRANSFERRED, service: discharge.serviceAtAdmission },
        participants,
      );
    }
    if (story.case.dischargeDay !== day) return;
    const { onward } = story;
    const last = story.case.levelChange?.program ?? program;
    const stay = isOnward(story) && onward ? onward : { ...last, enrollmentId: story.enrollmentId };
    await end(stage, story, { ...stay, reason: discharge.reason, service: discharge.serviceAtDischarge }, participants);
    replayed.set(discharge.caseId, decodeId("enrollment", stay.enrollmentId));
  });
}

/** On the first of the days some stays go on at another level, or in another program of it. */
export async function changeLevels(stage: Stage, stories: readonly Story[], participants: Participants): Promise<void> {
  const changing = stories.filter((story) => story.case.levelChange);
  await inLanes("changes of level", changing, LANES, async (story) => {
    const { program, levelChange } = story.case;
    if (!levelChange) return;
    const today = dayAt(stage, program.timeZone);
    const owner = ownerOf(participants, program.organisationId);
    const { assessment } = await owner.mutate<{ assessment: { id: string } }>(
      "recordAssessment",
      {
        enrollmentId: story.enrollmentId,
        kind: "REASSESSMENT",
        assessedOn: today,
        edition: "ASAM3",
        ratings: [1, 2, 3, 4, 5, 6].map((dimension) => ({ dimension, token: "1" })),
        idempotencyKey: `journey reassessment ${story.enrollmentId}`,
      },
      "assessment { id }",
    );
    await owner.mutate(
      "changeLevelOfCare",
      {
        id: story.enrollmentId,
        toProgramId: encodeId("program", levelChange.program.programId),
        effectiveOn: today,
        assessmentId: assessment.id,
        reason: levelChange.reason,
        clientAgrees: true,
        note: "Reassessed with the client",
        idempotencyKey: `journey level ${story.enrollmentId}`,
      },
      "enrollment { id }",
    );
  });
}

function dayAt(stage: Stage, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(stage.clock.now());
}

/** The row's second stay, where it came about. */
function isOnward(story: Story): boolean {
  return story.case.changesService && story.onward !== undefined;
}

async function end(
  stage: Stage,
  story: Story,
  stay: { organisationId: string; enrollmentId: string; timeZone: string; reason: number; service: number },
  participants: Participants,
): Promise<void> {
  const owner = ownerOf(participants, stay.organisationId);
  const { discharge, checkIns } = story.case;
  const own = stay.enrollmentId === story.enrollmentId;
  if (checkIns && own) {
    const consent = { clientId: story.clientId, channel: "EMAIL", purpose: "CHECK_IN" };
    await owner.mutate("recordContactConsent", consent, "contactConsent { id }");
  }
  const transfer =
    stay.reason !== TRANSFERRED
      ? {}
      : own && story.referralId
        ? { onwardReferralId: story.referralId }
        : { destination: "Another program, not on the platform" };
  await owner.mutate(
    "dischargeEnrollment",
    {
      id: stay.enrollmentId,
      dischargedOn: dayAt(stage, stay.timeZone),
      reason: stay.reason,
      servicesAtDischarge: stay.service,
      dispositionCode: DISPOSITION_OF[stay.reason] ?? "HOME",
      disposition: "As the record of the discharge has it",
      aftercarePlan: stay.reason === DEATH ? null : "A weekly group, and whom to call",
      tedsDischarge: Object.entries({ ...NOT_IN_THE_FILE, ...discharge.discharge }).map(([field, value]) => ({
        field,
        value: String(value),
      })),
      idempotencyKey: `journey discharge ${stay.enrollmentId}`,
      ...transfer,
    },
    "enrollment { id state }",
  );
}
