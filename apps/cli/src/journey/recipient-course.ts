import { decodeId } from "@causeway/kernel";
import { Refused } from "./api-person.ts";
import type { ApiPerson } from "./api-person.ts";
import { findNearest } from "./find-programs.ts";
import type { Script } from "./referral-plan.rules.ts";
import type { Asked, Referrals } from "./under-way.ts";
import { note } from "./under-way.ts";
import { DOCUMENT, revoke } from "./sender-course.ts";

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
  const { id, state, packetState } = received;
  part.looks = (part.looks ?? 0) + 1;
  if (ENDED.has(state)) {
    // Whatever ended it shut the packet, but for the one where the client now is, and for the hours of an emergency.
    if (state !== "ATTENDED" && packetState === "OPEN") return;
    if (state !== "ATTENDED") await readShut(referrals, owner, id);
    part.over = true;
  } else if (state === "CANCEL_REQUESTED") {
    await owner.mutate("confirmCancellation", { id }, "referral { id }");
    note(referrals, "cancellations confirmed");
  } else if (state === "SENT" || state === "RECEIVED") await answer(referrals, owner, received, part);
  else if (state === "ACCEPTED") await arrange(referrals, owner, received, part);
  else if (state === "SCHEDULED" || state === "NO_SHOW") await meet(referrals, owner, received, part);
}

async function answer(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id, availableActions } = received;
  const { script, sent } = part;
  if (sent.course.talks) await readThread(referrals, owner, id);
  if (received.packetState === "OPEN") await readOpen(referrals, owner, id);
  if (received.packetState === "CONSENT_REVOKED") return readShut(referrals, owner, id);
  if (sent.course.consent === "REVOKED_BETWEEN_READS" && !sent.turned) {
    await revoke(referrals, sent);
    return readShut(referrals, owner, id);
  }
  if (script.emergency && !part.opened) await openInEmergency(referrals, owner, id, part);
  if ((part.looks ?? 0) <= script.patience) return;
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
    await forward(referrals, owner, received, part);
  } else await accept(referrals, owner, received, part);
}

/** Medical personnel cannot wait for a consent that opens the packet. */
async function openInEmergency(referrals: Referrals, owner: ApiPerson, id: string, part: Asked): Promise<void> {
  part.opened = true;
  const emergency = {
    id,
    personnel: "The physician on duty",
    affiliation: "The hospital in town",
    nature: "Found unconscious",
    consentUnobtainable: "Cannot speak",
  };
  await owner.mutate("breakGlass", emergency, "referral { id }");
  await readOpen(referrals, owner, id);
  note(referrals, "opened in an emergency");
  await referrals.sweep.look();
}

/** Declines, and names a program of a third organisation: the nearest of those it finds. */
async function forward(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { story, number } = part.sent;
  const { program, payer, referral } = story.case;
  const found = await findNearest(owner, {
    level: referral?.level ?? "",
    postalCode: program.postalCode,
    payer,
    count: 4,
  });
  const third = found.find(({ uuid }) => uuid !== program.organisationId && !referrals.asked.has(`${uuid} ${number}`));
  if (!third) throw new Error("there is nobody to forward to");
  const { id } = received;
  await owner.mutate("forwardReferral", { id, programId: third.id, reason: "DISTANCE" }, "referral { id }");
  const script: Script = { ...part.script, wave: 2, answer: "ACCEPT" };
  referrals.asked.set(`${third.uuid} ${number}`, { sent: part.sent, script, programId: third.id });
  note(referrals, "forwarded");
}

/** Opens another program at the level and takes the referral into it. */
async function reassign(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  part.reassigned = true;
  const { id } = received;
  const { receivedReferral } = await owner.query<{
    receivedReferral: { edition: string; levelCode: string; program: { siteId: string } };
  }>("query ($id: ID!) { receivedReferral(id: $id) { id edition levelCode program { siteId } } }", { id });
  const { edition, levelCode, program } = receivedReferral;
  const made = await owner.mutate<{ program: { id: string } }>(
    "createProgram",
    { siteId: program.siteId, name: "Evening group", edition, levelCode, capacity: 2 },
    "program { id }",
  );
  await owner.mutate("openProgram", { id: made.program.id }, "program { id }");
  await owner.mutate("reassignReferral", { id, programId: made.program.id }, "referral { id programId }");
  note(referrals, "reassigned");
}

/** Accepts, reads the packet under its consent, and gives an appointment; a full program declines, as it must. */
async function accept(referrals: Referrals, owner: ApiPerson, received: Received, part: Asked): Promise<void> {
  const { id, availableActions } = received;
  if (part.script.reassigns && !part.reassigned && availableActions.includes("reassign"))
    await reassign(referrals, owner, received, part);
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
  if (part.sent.course.talks) {
    const words = { referralRecipientId: id, text: "The sister is welcome." };
    await owner.mutate("postReferralMessage", words, "message { id }");
    note(referrals, "messages of recipients");
    await readThread(referrals, owner, id);
  }
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
  const asked = referrals.offered.get(decodeId("program", part.programId));
  if (!asked) throw new Error("a referral came to a program that is not in the directory");
  const { organisationId, timeZone } = asked;
  const programId = decodeId("program", received.programId);
  const { story } = part.sent;
  story.onward = { organisationId, timeZone, programId, enrollmentId: referral.enrollment.id };
  part.over = true;
  // What is entered of the client comes out of the packet.
  referrals.reads.open += 1;
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

/** Reads the thread and opens its documents; where they are the sender's, each of it is a disclosure. */
async function readThread(referrals: Referrals, owner: ApiPerson, id: string): Promise<void> {
  const { receivedReferral } = await owner.query<{
    receivedReferral: {
      packetState: string;
      thread: {
        messages: { nodes: { side: string; notice: string | null }[] };
        documents: { id: string; side: string }[];
      };
    };
  }>(
    `query ($id: ID!) { receivedReferral(id: $id) { id packetState
       thread { messages { nodes { side notice } } documents { id side } } } }`,
    { id },
  );
  const { packetState, thread } = receivedReferral;
  const words = thread.messages.nodes.filter((message) => message.side === "SENDER");
  const documents = thread.documents.filter((document) => document.side === "SENDER");
  if (packetState !== "OPEN" && words.length + documents.length > 0)
    throw new Error("something of the sender was read while the packet is shut");
  if (words.some((message) => !message.notice)) throw new Error("words of the sender came without the notice");
  if (words.length > 0) {
    referrals.reads.threads += 1;
    note(referrals, "threads read");
  }
  if (documents.length > 0) referrals.reads.threads += 1;
  for (const document of documents) {
    const opened = await owner.fetch(`/documents/${document.id}`);
    if (!opened.ok || (await opened.text()) !== DOCUMENT)
      throw new Error("a document did not open as it was handed over");
    referrals.reads.threads += 1;
    note(referrals, "documents opened");
  }
}

async function read(owner: ApiPerson, id: string): Promise<{ notice: string } | null> {
  const { receivedReferral } = await owner.query<{ receivedReferral: { packet: { notice: string } | null } }>(
    "query ($id: ID!) { receivedReferral(id: $id) { id packet { notice sections { category } } } }",
    { id },
  );
  return receivedReferral.packet;
}
