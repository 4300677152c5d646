import { decodeId } from "@causeway/kernel";
import { CATEGORIES, signConsent } from "./consents.ts";
import { LANES, firstSessions, ownerOf } from "./admissions.ts";
import type { Story } from "./admissions.ts";
import { Refused } from "./api-person.ts";
import type { ApiPerson } from "./api-person.ts";
import { inLanes } from "./in-lanes.ts";
import type { Participant } from "./onboarding.ts";
import type { Answer, Course, Offered } from "./plan.rules.ts";
import { takesPayer } from "./plan.rules.ts";
import type { Stage } from "./stage.ts";

type Participants = ReadonlyMap<string, Participant>;

const HOUR = 3_600_000;

/** What is to happen to a referral at each of its recipients, by its number: all that a recipient knows it by. */
interface Asked {
  readonly story: Story;
  readonly answer: Answer;
  readonly course: Course;
}

interface Received {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly programId: string;
  readonly availableActions: readonly string[];
}

/** Sends what is planned, and lets it take its course. Begins at the stage's time. */
export async function runReferrals(
  stage: Stage,
  stories: readonly Story[],
  offered: ReadonlyMap<string, Offered>,
  participants: Participants,
): Promise<void> {
  /** By organisation and number. */
  const asked = new Map<string, Asked>();
  const began = stage.clock.now().getTime();
  const after = (hours: number): Promise<void> => stage.moveClock(new Date(began + hours * HOUR));

  stage.receiver.setFailing(true);
  await inLanes(
    "referrals sent",
    stories.filter((story) => story.case.referral),
    LANES,
    (story) => send(stage, story, participants, asked),
  );
  await after(1);
  const receivers = [...new Set([...asked.keys()].map((key) => key.split(" ")[0] ?? ""))];
  const atReceivers = (
    label: string,
    work: (owner: ApiPerson, received: Received, part: Asked) => Promise<void>,
  ): Promise<void> =>
    inLanes(label, receivers, LANES, async (organisationId) => {
      const owner = ownerOf(participants, organisationId);
      for (const received of await inboxOf(owner)) {
        const part = asked.get(`${organisationId} ${received.number}`);
        if (part) await work(owner, received, part);
      }
    });

  await atReceivers("answers", async (owner, { id, availableActions }, { answer }) => {
    if (answer === "DECLINE" && availableActions.includes("decline")) {
      await owner.mutate("declineReferral", { id, reason: "OUT_OF_NETWORK" }, "referral { id }");
    }
    if (answer === "ASK_THEN_ACCEPT" && availableActions.includes("receive")) {
      await owner.mutate("receiveReferral", { id }, "referral { id }");
      await owner.mutate("requestInformation", { id, question: "Is transport needed?" }, "referral { id }");
    }
  });
  await after(2);
  await inLanes(
    "questions answered",
    stories.filter((story) => story.referralId),
    LANES,
    async (story) => {
      const owner = ownerOf(participants, story.case.program.organisationId);
      for (const part of await partsOf(owner, story)) {
        if (part.state === "INFO_REQUESTED") {
          await owner.mutate("provideInformation", { id: part.id, answer: "No, there is a bus." }, "recipient { id }");
        }
      }
    },
  );
  await after(3);
  await atReceivers("acceptances", async (owner, { id }, { answer }) => {
    if (answer === "ACCEPT" || answer === "ASK_THEN_ACCEPT") await accept(owner, id, new Date(began + 24 * HOUR));
  });
  // The partners' endpoints come back; what they missed is delivered again.
  stage.receiver.setFailing(false);
  await after(26);
  const arrived: { story: Story; received: Received; organisationId: string }[] = [];
  const admit = async (owner: ApiPerson, received: Received, { story, course }: Asked): Promise<void> => {
    await owner.mutate("recordIntake", { id: received.id }, "referral { id }");
    const { referral } = await owner.mutate<{ referral: { enrollment: { id: string } } }>(
      "admitReferral",
      { id: received.id, idempotencyKey: `journey admit ${received.id}` },
      "referral { id enrollment { id } }",
    );
    const program = offered.get(decodeId("program", received.programId));
    if (!program) throw new Error("a referral came to a program that is not in the directory");
    const { organisationId, timeZone, programId } = program;
    story.onward = { organisationId, timeZone, programId, enrollmentId: referral.enrollment.id };
    if (course !== "NEVER_STARTS") arrived.push({ story, received, organisationId });
  };
  await atReceivers("appointments", async (owner, received, part) => {
    if (received.state !== "SCHEDULED") return;
    const { id } = received;
    if (part.course === "NO_SHOW_THEN_ARRIVES") {
      await owner.mutate("recordNoShow", { id }, "referral { id }");
      await owner.mutate(
        "scheduleAppointment",
        { id, appointmentAt: new Date(began + 48 * HOUR).toISOString() },
        "referral { id }",
      );
    } else if (part.course === "DECLINED_AFTER") {
      await owner.mutate("declineReferral", { id, reason: "CLIENT_DECLINED" }, "referral { id }");
    } else await admit(owner, received, part);
  });
  await after(50);
  await atReceivers("second appointments", async (owner, received, part) => {
    if (received.state === "SCHEDULED") await admit(owner, received, part);
  });
  await after(54);
  const starting = arrived.flatMap(({ story }) => (story.onward ? [story.onward] : []));
  await firstSessions(stage, "first sessions there", starting, participants);
  await stage.idle();
}

async function send(stage: Stage, story: Story, participants: Participants, asked: Map<string, Asked>): Promise<void> {
  const { referral, program, discharge, payer } = story.case;
  if (!referral) return;
  const owner = ownerOf(participants, program.organisationId);
  const found = await findNearest(owner, {
    level: referral.level,
    postalCode: program.postalCode,
    payer,
    count: referral.recipients.length,
  });
  const recipients = found.map((each) => each.organisationId);
  await signConsent(owner, story.case, { clientId: story.clientId, recipients, signedAt: stage.clock.now() });
  const made = await owner.mutate<{ referral: { id: string; number: string } }>(
    "createReferral",
    {
      clientId: story.clientId,
      enrollmentId: story.enrollmentId,
      edition: "ASAM3",
      levelCode: referral.level,
      reason: "The next step of care is elsewhere",
      urgency: "ROUTINE",
      mode: "FIRST_ACCEPT",
      categories: CATEGORIES,
      recipients: found.map((each) => ({ programId: each.id })),
      idempotencyKey: `journey referral ${discharge.caseId}`,
    },
    "referral { id number }",
  );
  await owner.mutate("sendReferral", { id: made.referral.id }, "referral { id state }");
  story.referralId = made.referral.id;
  for (const [i, each] of found.entries()) {
    const answer = referral.recipients[i]?.answer ?? "SILENT";
    asked.set(`${each.uuid} ${made.referral.number}`, { story, answer, course: referral.course });
  }
}

interface FoundProgram {
  readonly id: string;
  readonly organisationId: string;
  readonly uuid: string;
}

/** The nearest programs that the public directory shows, one an organisation. */
async function findNearest(
  owner: ApiPerson,
  want: { level: string; postalCode: string; payer: number; count: number },
): Promise<FoundProgram[]> {
  const { directoryPrograms } = await owner.query<{
    directoryPrograms: { nodes: { id: string; organisationId: string; payers: string[] }[] };
  }>(
    `query ($level: [String!], $zip: String) {
      directoryPrograms(edition: "ASAM3", levelCodes: $level, nearPostalCode: $zip, othersOnly: true, first: 100) { nodes { id organisationId payers } }
    }`,
    { level: [want.level], zip: want.postalCode },
  );
  const found: FoundProgram[] = [];
  for (const { id, organisationId, payers } of directoryPrograms.nodes) {
    if (found.length === want.count) break;
    if (found.some((other) => other.organisationId === organisationId) || !takesPayer(new Set(payers), want.payer))
      continue;
    found.push({ id, organisationId, uuid: decodeId("organisation", organisationId) });
  }
  return found;
}

/** Everything in the inbox of an organisation, page by page. */
async function inboxOf(owner: ApiPerson): Promise<Received[]> {
  const all: Received[] = [];
  let after: string | null = null;
  for (;;) {
    const {
      referralInbox,
    }: { referralInbox: { nodes: Received[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } =
      await owner.query(
        `query ($after: String) {
        referralInbox(first: 50, after: $after) { nodes { id number state programId availableActions } pageInfo { hasNextPage endCursor } }
      }`,
        { after },
      );
    all.push(...referralInbox.nodes);
    if (!referralInbox.pageInfo.hasNextPage) return all;
    after = referralInbox.pageInfo.endCursor;
  }
}

interface Part {
  readonly id: string;
  readonly state: string;
  readonly availableActions: readonly string[];
}

async function partsOf(owner: ApiPerson, story: Story): Promise<Part[]> {
  const { referral } = await owner.query<{ referral: { recipients: Part[] } }>(
    "query ($id: ID!) { referral(id: $id) { id recipients { id state availableActions } } }",
    { id: story.referralId },
  );
  return referral.recipients;
}

/** Accepts, reads the packet under its consent, and gives an appointment; a full program declines, as it must. */
async function accept(owner: ApiPerson, id: string, appointmentAt: Date): Promise<void> {
  try {
    await owner.mutate("acceptReferral", { id, idempotencyKey: `journey accept ${id}` }, "referral { id state }");
  } catch (error) {
    if (error instanceof Refused && error.code === "NO_PLACE") {
      await owner.mutate("declineReferral", { id, reason: "NO_CAPACITY" }, "referral { id }");
      return;
    }
    if (error instanceof Refused && error.code === "ALREADY_FILLED") return;
    throw error;
  }
  const { receivedReferral } = await owner.query<{ receivedReferral: { packet: { notice: string } | null } }>(
    "query ($id: ID!) { receivedReferral(id: $id) { id packet { notice sections { category } } } }",
    { id },
  );
  if (!receivedReferral.packet?.notice) throw new Error("an accepted referral opened no packet with its notice");
  await owner.mutate("scheduleAppointment", { id, appointmentAt: appointmentAt.toISOString() }, "referral { id }");
}

/** Senders take note of every end that they have not acknowledged yet. */
export async function acknowledgeEnds(stories: readonly Story[], participants: Participants): Promise<void> {
  const sent = stories.filter((story) => story.referralId);
  await inLanes("ends acknowledged", sent, LANES, async (story) => {
    const owner = ownerOf(participants, story.case.program.organisationId);
    for (const part of await partsOf(owner, story)) {
      if (part.availableActions.includes("acknowledge")) {
        await owner.mutate("acknowledgeReferral", { id: part.id }, "recipient { id acknowledgedAt }");
      }
    }
  });
}
