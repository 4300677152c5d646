import { LANES, ownerOf } from "./admissions.ts";
import type { Story } from "./admissions.ts";
import { inLanes } from "./in-lanes.ts";
import type { Participant } from "./onboarding.ts";
import type { Seeded } from "../seeded.ts";

interface DueCheckIn {
  readonly id: string;
  readonly state: string;
}

/** Staff call those whose check-in is due and note how it went: reached, or no answer. */
export async function callAlumni(
  stories: readonly Story[],
  participants: ReadonlyMap<string, Participant>,
  today: string,
  chance: Seeded,
): Promise<void> {
  const organisations = [
    ...new Set(
      stories.filter((story) => story.case.discharge.reason === 1).map((story) => story.case.program.organisationId),
    ),
  ];
  await inLanes("check-ins", organisations, LANES, async (organisationId) => {
    const owner = ownerOf(participants, organisationId);
    const { checkIns } = await owner.query<{ checkIns: { nodes: DueCheckIn[] } }>(
      "query ($before: LocalDate) { checkIns(state: DUE, dueBefore: $before, first: 50) { nodes { id state } } }",
      { before: today },
    );
    for (const { id } of checkIns.nodes) {
      const outcome = chance.of(id).chance(0.6) ? "REACHED" : "NO_ANSWER";
      await owner.mutate("recordCheckInAttempt", { checkInId: id, channel: "VOICE", outcome }, "checkIn { id state }");
    }
  });
}
