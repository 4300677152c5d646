import type { DisclosureStage, Mode, RecipientState, Urgency } from "@causeway/care";
import {
  RECIPIENT_STATES,
  acceptReferral,
  acknowledgeReferral,
  admitReferral,
  cancelAppointment,
  closeNotStarted,
  closeOnAttendance,
  confirmCancellation,
  createReferral,
  declineReferral,
  expireReferral,
  receiveReferral,
  recordConsent,
  recordIntake,
  recordNoShow,
  requestCancellation,
  requestInformation,
  scheduleAppointment,
  sendReferral,
  settleReferral,
  withdrawRecipient,
} from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import type { DemoTenant } from "./demo-organisations.ts";
import type { DemoWorld } from "./demo-stories.ts";
import { assessAndPlan, attend, demoClient, hoursAgo } from "./demo-stories.ts";

export const DEMO_RECIPIENT_STATES = RECIPIENT_STATES;

/** The way to each state, as what is done after sending, and how many hours ago each was done. */
type Step =
  | "receive"
  | "requestInformation"
  | "accept"
  | "decline"
  | "schedule"
  | "scheduleAhead"
  | "noShow"
  | "cancelAppointment"
  | "intake"
  | "requestCancellation"
  | "confirmCancellation"
  | "admit"
  | "attend"
  | "notStarted"
  | "withdraw"
  | "expire"
  | "acknowledge";

const PATHS: Readonly<Record<RecipientState, readonly (readonly [Step, hoursAgo: number])[] | null>> = {
  DRAFT: null,
  SENT: [],
  RECEIVED: [["receive", 2]],
  INFO_REQUESTED: [
    ["receive", 20],
    ["requestInformation", 18],
  ],
  ACCEPTED: [
    ["receive", 20],
    ["accept", 5],
  ],
  SCHEDULED: [
    ["receive", 30],
    ["accept", 26],
    ["scheduleAhead", 24],
  ],
  NO_SHOW: [
    ["receive", 98],
    ["accept", 96],
    ["schedule", 90],
    ["noShow", 20],
  ],
  APPT_CANCELLED: [
    ["receive", 98],
    ["accept", 96],
    ["scheduleAhead", 90],
    ["cancelAppointment", 12],
  ],
  INTAKE_DONE: [
    ["receive", 98],
    ["accept", 96],
    ["schedule", 90],
    ["intake", 20],
  ],
  CANCEL_REQUESTED: [
    ["receive", 30],
    ["requestCancellation", 4],
  ],
  ADMITTED: [
    ["receive", 98],
    ["accept", 96],
    ["schedule", 90],
    ["intake", 60],
    ["admit", 50],
  ],
  ATTENDED: [
    ["receive", 240],
    ["accept", 238],
    ["schedule", 230],
    ["intake", 200],
    ["admit", 190],
    ["attend", 160],
    ["acknowledge", 120],
  ],
  NOT_STARTED: [
    ["receive", 600],
    ["accept", 590],
    ["admit", 500],
    ["notStarted", 150],
  ],
  DECLINED: [
    ["receive", 60],
    ["decline", 50],
    ["acknowledge", 40],
  ],
  CANCELLED: [
    ["receive", 80],
    ["requestCancellation", 70],
    ["confirmCancellation", 60],
  ],
  WITHDRAWN: [["withdraw", 30]],
  EXPIRED: [
    ["receive", 398],
    ["expire", 200],
  ],
};

const CATEGORIES = ["DEMOGRAPHICS", "CONTACT", "COVERAGE", "REASON", "SUBSTANCE_USE"];

/** Who is asked for what, and how. */
export interface Asking {
  readonly level: string;
  readonly recipients: readonly {
    readonly organisationId: string;
    readonly programId?: string;
    readonly outsideReceiverId?: string;
    readonly wave?: number;
  }[];
  readonly urgency?: Urgency;
  readonly mode?: Mode;
  readonly disclosure?: DisclosureStage;
}

/** A consent of the client that names everybody who is asked, and a referral under it that is not sent yet. */
export async function draft(
  { db }: DemoWorld,
  sender: DemoTenant,
  client: { readonly clientId: string; readonly name: string },
  { level, recipients, urgency = "ROUTINE", mode = "FIRST_ACCEPT", disclosure }: Asking,
): Promise<{ referralId: string; consentId: string }> {
  const from = sender.actor("INTAKE");
  const { consentId } = await db.run(from, (tx) =>
    recordConsent(tx, {
      clientId: client.clientId,
      recipientOrganisationIds: [...new Set(recipients.map(({ organisationId }) => organisationId))],
      purpose: "TREATMENT",
      categories: CATEGORIES,
      description: "Who I am, how to reach me, who pays and what I use, to arrange my care",
      signedAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + 180 * 86_400_000),
      signerKind: "CLIENT",
      signerName: client.name,
      revocationExplained: true,
      redisclosureExplained: true,
    }),
  );
  const { referralId } = await db.run(from, (tx) =>
    createReferral(tx, {
      clientId: client.clientId,
      edition: "ASAM3",
      levelCode: level,
      reason: "Ready for the next level of care",
      urgency,
      mode,
      disclosure,
      categories: CATEGORIES,
      recipients: recipients.map(({ programId, outsideReceiverId, wave }) => ({ programId, outsideReceiverId, wave })),
    }),
  );
  return { referralId, consentId };
}

/** A referral whose recipient stands in that state. Told once. */
export async function tellReferral(
  world: DemoWorld,
  sender: DemoTenant,
  recipient: DemoTenant,
  target: { programKey: string; level: string },
  state: RecipientState,
): Promise<void> {
  const { db } = world;
  const path = PATHS[state];
  const sentAgo = (path?.[0]?.[1] ?? 1) + 2;
  const programId = recipient.programs.get(target.programKey);
  if (!programId) return;
  hoursAgo(world, sentAgo + 1);
  const client = await demoClient(world, sender, `referral/${recipient.key}/${state}`);
  if (!client) return;
  const from = sender.actor("INTAKE");
  const asked = { level: target.level, recipients: [{ organisationId: recipient.organisationId, programId }] };
  const { referralId } = await draft(world, sender, client, asked);
  if (path === null) return;
  hoursAgo(world, sentAgo);
  await db.run(from, (tx) => sendReferral(tx, { referralId }));
  const [part] = await db.readWith<{ id: string }>(from, {
    sql: "select id from referral_recipients where referral_id = $1",
    values: [referralId],
  });
  const recipientId = part?.id ?? "";
  for (const [step, ago] of path) {
    const now = hoursAgo(world, ago);
    await take(world, sender, recipient, { step, recipientId, programId, now, ago });
  }
  await db.run(jobActor(sender.organisationId, "demo"), (tx) => settleReferral(tx, { referralId }));
}

async function take(
  world: DemoWorld,
  sender: DemoTenant,
  recipient: DemoTenant,
  at: { step: Step; recipientId: string; programId: string; now: Date; ago: number },
): Promise<void> {
  const { db } = world;
  const { recipientId, now } = at;
  const part = { recipientId };
  const there = recipient.actor("INTAKE");
  const here = sender.actor("INTAKE");
  const system = (tenant: DemoTenant) => jobActor(tenant.organisationId, "demo");
  const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
  switch (at.step) {
    case "receive":
      return void (await db.run(there, (tx) => receiveReferral(tx, part)));
    case "requestInformation":
      return void (await db.run(there, (tx) =>
        requestInformation(tx, { ...part, question: "Is an interpreter needed?" }),
      ));
    case "accept":
      return void (await db.run(there, (tx) => acceptReferral(tx, part)));
    case "decline":
      return void (await db.run(there, (tx) => declineReferral(tx, { ...part, reason: "NO_CAPACITY" })));
    case "schedule":
      return void (await db.run(there, (tx) => scheduleAppointment(tx, { ...part, appointmentAt: later(24) })));
    case "scheduleAhead":
      return void (await db.run(there, (tx) =>
        scheduleAppointment(tx, { ...part, appointmentAt: later(at.ago + 48) }),
      ));
    case "noShow":
      return void (await db.run(there, (tx) => recordNoShow(tx, part)));
    case "cancelAppointment":
      return void (await db.run(there, (tx) => cancelAppointment(tx, part)));
    case "intake":
      return void (await db.run(there, (tx) => recordIntake(tx, part)));
    case "requestCancellation":
      return void (await db.run(here, (tx) => requestCancellation(tx, part)));
    case "confirmCancellation":
      return void (await db.run(there, (tx) => confirmCancellation(tx, part)));
    case "admit":
      return void (await db.run(there, (tx) => admitReferral(tx, { ...part, createNew: true })));
    case "attend": {
      const [row] = await db.readWith<{ id: string }>(there, {
        sql: "select recipient_enrollment_id as id from referral_recipients where id = $1",
        values: [recipientId],
      });
      const enrollmentId = row?.id ?? "";
      await assessAndPlan(world, recipient, enrollmentId, at.ago);
      await attend(world, recipient, at.programId, enrollmentId, at.ago);
      return void (await db.run(system(recipient), (tx) => closeOnAttendance(tx, { enrollmentId })));
    }
    case "notStarted":
      return void (await db.run(system(recipient), (tx) => closeNotStarted(tx, part)));
    case "withdraw":
      return void (await db.run(here, (tx) => withdrawRecipient(tx, part)));
    case "expire":
      return void (await db.run(system(sender), (tx) => expireReferral(tx, part)));
    case "acknowledge":
      return void (await db.run(here, (tx) => acknowledgeReferral(tx, part)));
  }
}
