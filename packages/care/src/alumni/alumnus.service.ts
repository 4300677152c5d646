import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError } from "@causeway/kernel";
import { Client, ClientDetails, zoneOfClient } from "../clients/index.ts";
import { Enrollment } from "../enrollments/index.ts";
import { addDays, localDay, startOfDay } from "../programs/index.ts";
import { Alumnus, CheckIn, ContactConsent } from "./alumnus.entity.ts";
import { closeCheckInJob, sendCheckInJob } from "./alumnus.jobs.ts";
import { checkCadence, checkInsAhead, DEFAULT_CADENCE, WINDOW_DAYS } from "./cadence.rules.ts";
import { nextOpenHour } from "./contact.rules.ts";

const COMPLETED = 1;
/** Where neither the client nor an address tells the zone; see `contact-quiet-hours`. */
const FALLBACK_ZONE = "America/New_York";

/**
 * Job after a discharge: whoever completed is followed from here on; the others only when they ask for it
 * (`followAlumnus`). Nobody after a death.
 */
export async function beginFollowing(
  tx: Transaction,
  input: { enrollmentId: string },
): Promise<{ following: boolean }> {
  const enrollment = await tx.findOne(Enrollment, { id: input.enrollmentId });
  if (enrollment?.state !== "DISCHARGED" || enrollment.voidedAt !== null || enrollment.dischargeReason !== COMPLETED)
    return { following: false };
  const client = await tx.get(Client, enrollment.clientId);
  if (client.deceasedOn !== null) return { following: false };
  return { following: (await follow(tx, enrollment, client, DEFAULT_CADENCE)) !== null };
}

/**
 * Follows someone who left in another way and agreed to be asked, or on other days.
 * @throws DomainError CONSENT_MISSING without an opt-in to check-ins on any channel; CONFLICT after a death; DUPLICATE
 */
export async function followAlumnus(
  tx: Transaction,
  input: { enrollmentId: string; cadenceDays?: readonly number[] | null },
): Promise<{ alumnusId: string }> {
  authorise(tx.actor, "alumni.manage");
  const enrollment = await tx.get(Enrollment, input.enrollmentId, { path: ["enrollmentId"] });
  if (enrollment.state !== "DISCHARGED" || enrollment.voidedAt !== null) {
    throw new DomainError("ILLEGAL_TRANSITION", "This stay has not ended.", {
      path: ["enrollmentId"],
      reason: enrollment.state,
    });
  }
  const client = await tx.get(Client, enrollment.clientId);
  if (client.deceasedOn !== null || client.doNotContact) {
    throw new DomainError("CONFLICT", "This client is not to be contacted.", {
      path: ["enrollmentId"],
      reason: "DO_NOT_CONTACT",
    });
  }
  const consents = await tx.find(ContactConsent, { clientId: client.id, purpose: "CHECK_IN" });
  if (consents.every((consent) => consent.optedOutAt !== null))
    throw new DomainError("CONSENT_MISSING", "The client has not agreed to check-ins.", {
      path: ["enrollmentId"],
      reason: "NO_OPT_IN",
    });
  const alumnusId = await follow(tx, enrollment, client, checkCadence(input.cadenceDays ?? DEFAULT_CADENCE));
  if (alumnusId === null)
    throw new DomainError("DUPLICATE", "This stay is followed already.", { path: ["enrollmentId"] });
  tx.audit({ action: "alumni.follow", subjectType: "alumnus", subjectId: alumnusId, clientId: client.id });
  return { alumnusId };
}

async function follow(
  tx: Transaction,
  enrollment: Enrollment,
  client: Client,
  cadence: readonly number[],
): Promise<string | null> {
  const dischargedOn = enrollment.dischargedOn;
  if (dischargedOn === null || (await tx.findOne(Alumnus, { enrollmentId: enrollment.id }))) return null;
  const alumnus = await tx.insert(Alumnus, {
    clientId: client.id,
    enrollmentId: enrollment.id,
    dischargedOn,
    cadenceDays: [...cadence],
    state: "FOLLOWED",
  });
  const zone = await zoneOf(tx, client);
  const today = localDay(tx.now, zone ?? FALLBACK_ZONE);
  for (const { dayOffset, dueOn } of checkInsAhead(dischargedOn, cadence, today)) {
    const checkIn = await tx.insert(CheckIn, { alumnusId: alumnus.id, dayOffset, dueOn, state: "DUE", attempts: 0 });
    const dueAt = nextOpenHour(startOfDay(dueOn, zone ?? FALLBACK_ZONE), zone);
    tx.schedule({ job: sendCheckInJob.name, subjectId: checkIn.id, dueAt, key: `check-in ${checkIn.id} send` });
    const closesAt = startOfDay(addDays(dueOn, WINDOW_DAYS + 1), zone ?? FALLBACK_ZONE);
    tx.schedule({
      job: closeCheckInJob.name,
      subjectId: checkIn.id,
      dueAt: closesAt,
      key: `check-in ${checkIn.id} close`,
    });
  }
  tx.emit({ type: "alumni.followed", subjectId: alumnus.id, refIds: { enrollmentId: enrollment.id } });
  return alumnus.id;
}

/** The client's own word, else their address, else nothing. */
export async function zoneOf(tx: Transaction, client: Client): Promise<string | null> {
  const details = await tx.findOne(ClientDetails, { clientId: client.id });
  return zoneOfClient(client.timeZone, details?.postalCode ?? null);
}
