import { decodeId } from "@causeway/kernel";
import { Refused } from "./api-person.ts";
import type { ApiPerson } from "./api-person.ts";
import type { Asked, Referrals } from "./under-way.ts";
import { note } from "./under-way.ts";
import { revoke } from "./sender-course.ts";

/** A part as its recipient sees it. */
export interface Received {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly programId: string;
  readonly packetState: string;
  readonly appointmentAt: string | null;
  readonly availableActions: readonly string[];
}

const ENDED = new Set(["ATTENDED", "NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"]);
const TWENTY_HOURS = 20 * 3_600_000;

/** Everything in the inbox of an organisation, page by page. */
export async function inboxOf(owner: ApiPerson): Promise<Received[]> {
  const all: Received[] = [];
  let after: string | null = null;
  for (;;) {
    const {
      referralInbox,
    }: { referralInbox: { nodes: Received[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } =
      await owner.query(
        `query ($after: String) {
        referralInbox(first: 50, after: $after) {
          nodes { id number state programId packetState appointmentAt availableActions } pageInfo { hasNextPage endCursor } }
      }`,
        { after },
      );
    all.push(...referralInbox.nodes);
    if (!referralInbox.pageInfo.hasNextPage) return all;
    after = referralInbox.pageInfo.endCursor;
  }
}

/** What a recipient does when it finds a part in its inbox. */
export async function recipientActs(
  referrals: Referrals,
  owner: ApiPerson,
  received: Received,
  part: Asked,
): Promise<void> {
  const { id, state } = received;
  const first = !part.seen;
  part.seen = true;
  if (ENDED.has(state)) {
    // Whatever ended it shut the packet, but for the one where the client now is.
    if (state !== "ATTENDED") await readShut(referrals, owner, id);
    part.over = true;
  } else if (state === "CANCEL_REQUESTED") {
    await owner.mutate("confirmCancellation", { id }, "referral { id }");
    note(referrals, "cancellations confirmed");
  } else if (state === "SENT" || state === "RECEIVED") await answer(referrals, owner, received, part, first);
  else if (state === "ACCEPTED") await arrange(referrals, owner, received, part);
  else if (state === "SCHEDULED" || state === "NO_SHOW") await meet(referrals, owner, received, part);
}

async function answer(
  referrals: Referrals,
  owner: ApiPerson,
  received: Received,
  part: Asked,
  first: boolean,
): Promise<void> {
  const { id, availableActions } = received;
  const { script, sent } = part;
  if (received.packetState === "OPEN") await readOpen(referrals, owner, id);
  if (received.packetState === "CONSENT_REVOKED") return readShut(referrals, owner, id);
  if (sent.course.consent === "REVOKED_BETWEEN_READS" && !sent.turned) {
    await revoke(referrals, sent);
    return readShut(referrals, owner, id);
  }
  if (script.answer === "SILENT") {
    if (availableActions.includes("receive")) await owner.mutate("receiveReferral", { id }, "referral { id }");
  } else if (script.answer === "DECLINE") {
    await owner.mutate("declineReferral", { id, reason: "OUT_OF_NETWORK" }, "referral { id }");
    note(referrals, "declined");
  } else if (script.answer === "ASK_THEN_ACCEPT" && !part.asked) {
    part.asked = true;
    await owner.mutate("requestInformation", { id, question: "Is transport needed?" }, "referral { id }");
    note(referrals, "questions asked");
  } else if (script.answer === "FORWARD") {
    await owner.mutate("declineReferral", { id, reason: "DISTANCE" }, "referral { id }");
    note(referrals, "declined");
  } else if (!first || sent.course.urgency === "STAT") await accept(referrals, owner, received, part);
}

/** Accepts, reads the packet under its consent, and gives an appointment; a full program declines, as it must. */
async function accept(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id } = received;
  try {
    await owner.mutate("acceptReferral", { id }, "referral { id state }");
  } catch (error) {
    if (error instanceof Refused && error.code === "NO_PLACE") {
      await owner.mutate("declineReferral", { id, reason: "NO_CAPACITY" }, "referral { id }");
      note(referrals, "declined for want of a place");
      return;
    }
    if (error instanceof Refused && (error.code === "ALREADY_FILLED" || error.code === "ILLEGAL_TRANSITION")) {
      note(referrals, "found filled by another");
      return;
    }
    throw error;
  }
  note(referrals, "accepted");
  if (part.sent.course.mode === "FIRST_ACCEPT" && !part.script.undoes) {
    await arrange(referrals, owner, { ...received, packetState: "OPEN" }, part);
  }
}

/** Who was chosen reads the packet and gives an appointment. By the client's choice that is seen when the packet opens. */
async function arrange(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id, availableActions, packetState } = received;
  if (part.script.undoes && !part.undone && availableActions.includes("undoAcceptance")) {
    part.undone = true;
    await owner.mutate("undoAcceptance", { id }, "referral { id state }");
    note(referrals, "acceptances undone");
    return;
  }
  if (packetState !== "OPEN") return;
  await readOpen(referrals, owner, id);
  await schedule(referrals, owner, id);
}

async function schedule({ stage }: Referrals, owner: ApiPerson, id: string): Promise<void> {
  const appointmentAt = new Date(stage.clock.now().getTime() + TWENTY_HOURS).toISOString();
  await owner.mutate("scheduleAppointment", { id, appointmentAt }, "referral { id }");
}

async function meet(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id, state, appointmentAt, packetState } = received;
  const { script } = part;
  // Without a consent nothing goes on; the sender takes it back.
  if (packetState !== "OPEN") return readShut(referrals, owner, id);
  if (state === "NO_SHOW") {
    if (script.after === "NO_SHOW_THEN_ARRIVES") await schedule(referrals, owner, id);
    return;
  }
  if (appointmentAt === null || Date.parse(appointmentAt) > referrals.stage.clock.now().getTime()) return;
  const missed = script.after === "NO_SHOW" || (script.after === "NO_SHOW_THEN_ARRIVES" && !part.asked);
  if (missed) {
    part.asked = true;
    await owner.mutate("recordNoShow", { id }, "referral { id }");
    note(referrals, "no-shows");
  } else if (script.after === "DECLINES") {
    await owner.mutate("declineReferral", { id, reason: "CLIENT_DECLINED" }, "referral { id }");
    note(referrals, "declined after acceptance");
  } else await admit(referrals, owner, received, part);
}

async function admit(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id } = received;
  await owner.mutate("recordIntake", { id }, "referral { id }");
  const { referral } = await owner.mutate<{ referral: { enrollment: { id: string } } }>(
    "admitReferral",
    // Everybody in the file is somebody else, however alike the names that were drawn.
    { id, createNew: true, idempotencyKey: `journey admit ${id}` },
    "referral { id enrollment { id } }",
  );
  const program = referrals.offered.get(decodeId("program", received.programId));
  if (!program) throw new Error("a referral came to a program that is not in the directory");
  const { organisationId, timeZone, programId } = program;
  const { story } = part.sent;
  story.onward = { organisationId, timeZone, programId, enrollmentId: referral.enrollment.id };
  part.over = true;
  note(referrals, "admitted");
  if (part.script.after !== "NEVER_STARTS") referrals.starting.push(story);
}

/** Reads the packet, which must open, with the notice that goes along. */
async function readOpen(referrals: Referrals, owner: ApiPerson, id: string): Promise<void> {
  const packet = await read(owner, id);
  if (!packet?.notice) throw new Error("a packet that is said to be open did not open, or had no notice");
  referrals.reads.open += 1;
}

/** Reads the packet, which must not open. */
async function readShut(referrals: Referrals, owner: ApiPerson, id: string): Promise<void> {
  if ((await read(owner, id)) !== null) throw new Error("a packet opened without a consent that stands");
  referrals.reads.shut += 1;
}

async function read(owner: ApiPerson, id: string): Promise<{ notice: string } | null> {
  const { receivedReferral } = await owner.query<{ receivedReferral: { packet: { notice: string } | null } }>(
    "query ($id: ID!) { receivedReferral(id: $id) { id packet { notice sections { category } } } }",
    { id },
  );
  return receivedReferral.packet;
}
