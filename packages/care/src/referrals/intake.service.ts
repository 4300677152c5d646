import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, encodeId, invalid } from "@causeway/kernel";
import { createClient, likelyClients, liveClient, setCoverage } from "../clients/index.ts";
import type { DetailsInput, Sex } from "../clients/index.ts";
import {
  Enrollment,
  admissionPathOf,
  admitEnrollment,
  closeEnrollment,
  levelRank,
  openEnrollment,
} from "../enrollments/index.ts";
import type { AdmissionPath } from "../enrollments/index.ts";
import { Program, localDay, timeZoneOf } from "../programs/index.ts";
import { NOT_STARTED_DAYS } from "./deadline.rules.ts";
import { owedAfterIntake, owedAfterNoShow } from "./outcome.service.ts";
import type { PacketContent } from "./packet.rules.ts";
import { openPacket } from "./packet.service.ts";
import type { ReferralRecipient } from "./recipient.entity.ts";
import { recipientMachine } from "./recipient.machine.ts";
import type { PartInput } from "./recipient.service.ts";
import { alreadyFilled, consentStands, hasAward, loadPart, movePart } from "./recipient.service.ts";
import { closeNotStartedJob } from "./referral.jobs.ts";

type Moved = Promise<{ recipientId: string }>;

/** In a referral by the client's choice nothing is arranged before the choice. */
export async function requireAward(tx: Transaction, part: ReferralRecipient): Promise<void> {
  if (await hasAward(tx, part)) return;
  throw part.mode === "CLIENT_CHOICE"
    ? new DomainError("CONFLICT", "The client has not chosen yet.", { path: ["state"], reason: "NOT_CHOSEN" })
    : alreadyFilled();
}

/** Sets or moves the appointment. */
export async function scheduleAppointment(tx: Transaction, input: PartInput & { appointmentAt: Date }): Moved {
  authorise(tx.actor, "referral.respond");
  if (input.appointmentAt <= tx.now) throw invalid("appointmentAt", "An appointment lies in the future.");
  const part = await loadPart(tx, "recipient", input);
  recipientMachine.next(part.state, "scheduleAppointment", "recipient");
  await requireAward(tx, part);
  await movePart(tx, part, "scheduleAppointment", "recipient", { appointmentAt: input.appointmentAt });
  return { recipientId: part.id };
}

export async function recordNoShow(tx: Transaction, input: PartInput): Moved {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  if (part.state === "SCHEDULED" && part.appointmentAt && part.appointmentAt > tx.now) {
    throw new DomainError("CONFLICT", "The appointment is still to come.", { path: ["state"], reason: "TOO_EARLY" });
  }
  recipientMachine.next(part.state, "recordNoShow", "recipient");
  await movePart(tx, part, "recordNoShow", "recipient", await owedAfterNoShow(tx, part));
  return { recipientId: part.id };
}

export async function cancelAppointment(tx: Transaction, input: PartInput): Moved {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  await movePart(tx, part, "cancelAppointment", "recipient", { appointmentAt: null });
  return { recipientId: part.id };
}

export async function recordIntake(tx: Transaction, input: PartInput): Moved {
  authorise(tx.actor, "referral.respond");
  const part = await loadPart(tx, "recipient", input);
  recipientMachine.next(part.state, "recordIntake", "recipient");
  await movePart(tx, part, "recordIntake", "recipient", await owedAfterIntake(tx, part));
  return { recipientId: part.id };
}

export interface AdmitReferral extends PartInput {
  /** A client of the recipient's own; without one the client is entered from the packet. */
  readonly clientId?: string | null | undefined;
  /** Enters somebody new, although clients here may be the same person. */
  readonly createNew?: boolean | null | undefined;
  readonly admissionPath?: AdmissionPath | null | undefined;
  /** Why the client is admitted although another enrollment is open here. */
  readonly overlapReason?: string | null | undefined;
}

/**
 * Admits the referred client: the recipient's own client and enrollment, and the place that the
 * acceptance held passes to the enrollment. Who the client is comes from the packet, which is
 * read under consent and so accounted for.
 * @throws DomainError DUPLICATE (POSSIBLE_CLIENTS, with their ids) when own clients may be the same person and
 *   none is named; CONSENT_INVALID, INVALID (path `clientId`) when the packet does not say who the client is
 */
export async function admitReferral(
  tx: Transaction,
  input: AdmitReferral,
): Promise<{ recipientId: string; enrollmentId: string; clientId: string }> {
  authorise(tx.actor, "referral.respond");
  authorise(tx.actor, "enrollment.manage");
  const part = await loadPart(tx, "recipient", input);
  recipientMachine.next(part.state, "admit", "recipient");
  await requireAward(tx, part);
  if (!part.holdsPlace) throw new DomainError("NO_PLACE", "No place is held for this referral.", { path: ["id"] });
  const { clientId, admissionPath } = input.clientId
    ? { clientId: (await liveClient(tx, input.clientId, { path: ["clientId"] })).id, admissionPath: null }
    : await enterClient(tx, part, input.createNew === true);
  const zone = await timeZoneOf(tx, part.programId);
  const { enrollmentId } = await openEnrollment(tx, {
    clientId,
    programId: part.programId,
    // What the packet told; without it, what is known here of the client.
    admissionPath: input.admissionPath ?? admissionPath,
    referralRecipientId: part.id,
    requestedAt: part.sentAt,
    // The acceptance offered the place.
    firstOfferedOn: part.acceptedAt === null ? null : localDay(part.acceptedAt, zone),
  });
  await admitEnrollment(tx, { enrollmentId, placeAlreadyHeld: true, overlapReason: input.overlapReason });
  const admittedOn = localDay(tx.now, zone);
  await movePart(tx, part, "admit", "recipient", {
    recipientEnrollmentId: enrollmentId,
    admittedOn,
    holdsPlace: false,
  });
  tx.schedule({
    job: closeNotStartedJob.name,
    subjectId: part.id,
    dueAt: new Date(tx.now.getTime() + NOT_STARTED_DAYS * 86_400_000),
    key: `${closeNotStartedJob.name} ${part.id}`,
  });
  return { recipientId: part.id, enrollmentId, clientId };
}

async function enterClient(
  tx: Transaction,
  part: ReferralRecipient,
  createNew: boolean,
): Promise<{ clientId: string; admissionPath: AdmissionPath | null }> {
  const { content } = await openPacket(tx, { recipientId: part.id });
  const details = detailsOf(content);
  if (!details) throw invalid("clientId", "The packet does not say who the client is; name a client.", "NOT_IN_PACKET");
  if (!createNew) await refuseLikely(tx, details, content.COVERAGE?.facts["memberId"]);
  const substance = content.SUBSTANCE_USE?.facts["primarySubstance"];
  const payer = content.COVERAGE?.facts["paymentSource"];
  const { clientId } = await createClient(tx, {
    details,
    primarySubstance: typeof substance === "number" ? substance : null,
  });
  if (typeof payer === "number")
    await setCoverage(tx, { clientId, paymentSource: payer, validFrom: tx.now.toISOString().slice(0, 10) });
  return { clientId, admissionPath: await pathFromSender(tx, part, content) };
}

/** A person decides whether somebody known here is meant: nobody is entered twice unseen. */
async function refuseLikely(tx: Transaction, details: DetailsInput, memberId: unknown): Promise<void> {
  const likely = await likelyClients(tx, { ...details, memberId: typeof memberId === "string" ? memberId : null });
  if (likely.length === 0) return;
  throw new DomainError("DUPLICATE", "Clients here may be the same person: name one, or say that it is somebody new.", {
    path: ["clientId"],
    reason: "POSSIBLE_CLIENTS",
    related: likely.map((id) => encodeId("client", id)),
  });
}

/** Down or up from where the sender has the client, where the packet says so. */
async function pathFromSender(
  tx: Transaction,
  part: ReferralRecipient,
  content: PacketContent,
): Promise<AdmissionPath | null> {
  const { currentEdition: edition, currentLevelCode: code } = content.TREATMENT_HISTORY?.facts ?? {};
  if (typeof edition !== "string" || typeof code !== "string") return null;
  const program = await tx.get(Program, part.programId);
  const rank = await levelRank(tx, program.edition, program.levelCode);
  return admissionPathOf({ rank: await levelRank(tx, edition, code), goesOn: true }, rank);
}

/** What a packet says of who the client is, or null. */
function detailsOf(content: PacketContent): DetailsInput | null {
  const who = content.DEMOGRAPHICS?.facts;
  const contact = content.CONTACT?.facts ?? {};
  if (typeof who?.["givenName"] !== "string" || typeof who["familyName"] !== "string") return null;
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    givenName: who["givenName"],
    familyName: who["familyName"],
    birthDate: text(who["birthDate"]),
    sex: text(who["sex"]) as Sex | null,
    postalCode: text(who["postalCode"]),
    email: text(contact["email"]),
    emailSafe: contact["emailSafe"] !== false,
    phone: text(contact["phone"]),
    phoneSafe: contact["phoneSafe"] !== false,
  };
}

/**
 * Job of the recipient at the first attended session of an enrollment: the loop closes. Closed
 * means attended. A repeat does nothing.
 */
export async function closeOnAttendance(
  tx: Transaction,
  input: { enrollmentId: string },
): Promise<{ closed: boolean }> {
  const enrollment = await tx.get(Enrollment, input.enrollmentId);
  if (!enrollment.referralRecipientId || enrollment.firstSessionOn === null) return { closed: false };
  const part = await loadPart(tx, "recipient", { recipientId: enrollment.referralRecipientId });
  if (part.state !== "ADMITTED" || part.recipientEnrollmentId !== enrollment.id) return { closed: false };
  // That the client came is the client's to tell once the consent has ended.
  if (!(await consentStands(tx, part))) return { closed: false };
  await movePart(tx, part, "closeOnAttendance", "system", { firstSessionOn: enrollment.firstSessionOn });
  return { closed: true };
}

/**
 * Job of the recipient some days after an admission without a first session: the client is the
 * sender's again, the enrollment closes and its place is free.
 */
export async function closeNotStarted(tx: Transaction, input: PartInput): Promise<{ closed: boolean }> {
  const part = await loadPart(tx, "recipient", input);
  if (part.state !== "ADMITTED") return { closed: false };
  // A receiver off the platform has no enrollment: that it said of no session is all there is.
  if (part.recipientEnrollmentId) {
    const enrollment = await tx.get(Enrollment, part.recipientEnrollmentId);
    // The session was recorded already and its own job is on its way.
    if (enrollment.firstSessionOn !== null && enrollment.voidedAt === null) return { closed: false };
    if (enrollment.state === "ADMITTED" && enrollment.voidedAt === null) {
      await closeEnrollment(tx, { enrollmentId: enrollment.id, reason: "NEVER_STARTED" });
    }
  }
  if (!(await consentStands(tx, part))) return { closed: false };
  await movePart(tx, part, "closeNotStarted", "system");
  return { closed: true };
}
