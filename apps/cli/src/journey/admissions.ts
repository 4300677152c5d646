import { encodeId } from "@causeway/kernel";
import type { ApiPerson } from "./api-person.ts";
import { signConsent } from "./consents.ts";
import { inLanes } from "./in-lanes.ts";
import type { Participant } from "./onboarding.ts";
import type { Case } from "./plan.rules.ts";
import type { Stage } from "./stage.ts";

/** What a row of the file has become so far. Ids are those of the public API. */
export interface Story {
  readonly case: Case;
  readonly clientId: string;
  readonly enrollmentId: string;
  /** Once sent. */
  referralId?: string;
  /** Where the client went, once there. */
  onward?: { organisationId: string; enrollmentId: string; timeZone: string; programId: string };
}

export const LANES = 4;
const DAY = 24 * 3_600_000;

export function ownerOf(participants: ReadonlyMap<string, Participant>, organisationId: string): ApiPerson {
  const participant = participants.get(organisationId);
  if (!participant) throw new Error("an organisation takes part that was never brought to life");
  return participant.owner;
}

/** Each row enters as a client, consents, is screened, offered a place and admitted. */
export async function admitAll(
  stage: Stage,
  cases: readonly Case[],
  participants: ReadonlyMap<string, Participant>,
): Promise<Story[]> {
  const stories: Story[] = [];
  await inLanes("clients and admissions", cases, LANES, async (each) => {
    const { discharge, program } = each;
    const owner = ownerOf(participants, program.organisationId);
    const key = (step: string): string => `journey ${step} ${discharge.caseId}`;
    const answers = Object.entries(discharge.admission).map(([field, value]) => ({ field, value: String(value) }));
    const { client } = await owner.mutate<{ client: { id: string } }>(
      "createClient",
      {
        details: {
          givenName: each.givenName,
          familyName: each.familyName,
          birthDate: each.birthDate,
          sex: discharge.sex,
          email: `client-${discharge.caseId}@mail.example`,
          postalCode: program.postalCode,
        },
        timeZone: program.timeZone,
        primarySubstance: discharge.admission["SUB1"] ?? null,
        paymentSource: each.payer,
        externalId: `teds-${discharge.caseId}`,
        idempotencyKey: key("client"),
      },
      "client { id }",
    );
    if (each.partner) {
      const recipients = [encodeId("organisation", each.partner.organisationId)];
      await signConsent(owner, each, { clientId: client.id, recipients, signedAt: stage.clock.now() });
    }
    const { enrollment } = await owner.mutate<{ enrollment: { id: string } }>(
      "openEnrollment",
      {
        clientId: client.id,
        programId: encodeId("program", program.programId),
        tedsAdmission: [...answers, { field: "SERVICES", value: String(discharge.serviceAtAdmission) }],
        externalId: `teds-${discharge.caseId}`,
        idempotencyKey: key("enrollment"),
      },
      "enrollment { id }",
    );
    for (const step of ["preScreenEnrollment", "offerEnrollment", "admitEnrollment"]) {
      await owner.mutate(step, { id: enrollment.id }, "enrollment { id state }");
    }
    stories.push({ case: each, clientId: client.id, enrollmentId: enrollment.id });
  });
  return stories;
}

/** What a first session asks for: an assessment of the admission and a plan in force. */
async function assessAndPlan(owner: ApiPerson, enrollmentId: string, now: Date): Promise<void> {
  // From the day before, which no zone has ahead of it.
  const day = (days: number): string => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  const assessment = {
    enrollmentId,
    kind: "ADMISSION",
    assessedOn: day(-1),
    edition: "ASAM3",
    ratings: [1, 2, 3, 4, 5, 6].map((dimension) => ({ dimension, token: "1" })),
    idempotencyKey: `journey assessment ${enrollmentId}`,
  };
  await owner.mutate("recordAssessment", assessment, "assessment { id }");
  const { treatmentPlan } = await owner.mutate<{ treatmentPlan: { id: string } }>(
    "draftTreatmentPlan",
    {
      enrollmentId,
      startsOn: day(-1),
      reviewDueOn: day(30),
      goals: [{ category: "REDUCE_USE", objective: "No use of the primary substance" }],
      idempotencyKey: `journey plan ${enrollmentId}`,
    },
    "treatmentPlan { id }",
  );
  await owner.mutate("activateTreatmentPlan", { id: treatmentPlan.id }, "treatmentPlan { id state }");
}

/** One session a program, with everybody who begins there, assessed and planned for, on its roster. */
export async function firstSessions(
  stage: Stage,
  label: string,
  starting: readonly { organisationId: string; programId: string; enrollmentId: string }[],
  participants: ReadonlyMap<string, Participant>,
): Promise<void> {
  const rosters = new Map<string, { organisationId: string; enrollmentIds: string[] }>();
  for (const { organisationId, programId, enrollmentId } of starting) {
    const roster = rosters.get(programId) ?? { organisationId, enrollmentIds: [] };
    roster.enrollmentIds.push(enrollmentId);
    rosters.set(programId, roster);
  }
  await inLanes(label, [...rosters], LANES, async ([programId, { organisationId, enrollmentIds }]) => {
    const owner = ownerOf(participants, organisationId);
    for (const enrollmentId of enrollmentIds) await assessAndPlan(owner, enrollmentId, stage.clock.now());
    const startsAt = new Date(stage.clock.now().getTime() - 60_000).toISOString();
    const { session } = await owner.mutate<{ session: { id: string } }>(
      "scheduleSession",
      { programId: encodeId("program", programId), startsAt, minutes: 180, modality: "GROUP" },
      "session { id }",
    );
    for (let i = 0; i < enrollmentIds.length; i += 100) {
      const roster = enrollmentIds
        .slice(i, i + 100)
        .map((enrollmentId) => ({ enrollmentId, outcome: "ATTENDED", minutes: 180 }));
      await owner.mutate("recordAttendance", { sessionId: session.id, roster }, "session { id state }");
    }
  });
}
