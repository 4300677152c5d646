import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { newClient } from "../clients/client.factory.ts";
import { openProgram } from "../programs/program.factory.ts";
import type { DischargeInput } from "./discharge.service.ts";
import type { OpenEnrollmentInput } from "./enrollment.service.ts";
import { admitEnrollment, openEnrollment, preScreenEnrollment } from "./enrollment.service.ts";
import { offerEnrollment, waitlistEnrollment } from "./offer.service.ts";
import type { WaitingInput } from "./waitlist/waitlist.service.ts";
import { ANSWERED_AT_DISCHARGE, NOT_KNOWN } from "./teds.rules.ts";

type EnrollmentOptions = Partial<OpenEnrollmentInput> & { readonly overlapReason?: string };

/** What a discharge says of where the client stands, with outcomes that nobody knows. */
export const dischargeRecord = {
  servicesAtDischarge: 6,
  dispositionCode: "HOME",
  disposition: "Home, working",
  aftercarePlan: "Weekly outpatient group",
  tedsDischarge: Object.fromEntries(ANSWERED_AT_DISCHARGE.map((field) => [field, NOT_KNOWN])),
} as const satisfies Partial<DischargeInput>;

export interface NewEnrollment {
  readonly enrollmentId: string;
  readonly clientId: string;
  readonly programId: string;
}

/** An inquiry; client and program are made unless given. */
export async function newInquiry(db: Database, actor: Actor, options: EnrollmentOptions = {}): Promise<NewEnrollment> {
  const clientId = options.clientId ?? (await newClient(db, actor)).clientId;
  const programId = options.programId ?? (await openProgram(db, actor)).programId;
  const { overlapReason: _, ...inquiry } = options;
  const { enrollmentId } = await db.run(actor, (tx) => openEnrollment(tx, { ...inquiry, clientId, programId }));
  return { enrollmentId, clientId, programId };
}

/** Screened and waiting, at the client's request unless told otherwise. */
export async function waitingEnrollment(
  db: Database,
  actor: Actor,
  options: EnrollmentOptions & { wait?: Partial<WaitingInput> } = {},
): Promise<NewEnrollment> {
  const { wait, ...inquiry } = options;
  const enrollment = await newInquiry(db, actor, inquiry);
  await db.run(actor, async (tx) => {
    await preScreenEnrollment(tx, enrollment);
    await waitlistEnrollment(tx, {
      waitingReason: "CLIENT_REQUEST",
      ...wait,
      enrollmentId: enrollment.enrollmentId,
    });
  });
  return enrollment;
}

/** Screened and offered a place, ready to be admitted. */
export async function offeredEnrollment(
  db: Database,
  actor: Actor,
  options: EnrollmentOptions = {},
): Promise<NewEnrollment> {
  const enrollment = await newInquiry(db, actor, options);
  await db.run(actor, async (tx) => {
    await preScreenEnrollment(tx, enrollment);
    await offerEnrollment(tx, enrollment);
  });
  return enrollment;
}

/** Admitted and holding a place; no session attended yet. */
export async function admittedEnrollment(
  db: Database,
  actor: Actor,
  options: EnrollmentOptions = {},
): Promise<NewEnrollment> {
  const enrollment = await offeredEnrollment(db, actor, options);
  await db.run(actor, (tx) =>
    admitEnrollment(tx, { enrollmentId: enrollment.enrollmentId, overlapReason: options.overlapReason }),
  );
  return enrollment;
}
