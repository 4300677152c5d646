import {
  acceptReferral,
  breakGlass,
  declineReferral,
  fanOut,
  holdConsent,
  nameOutsideReceiver,
  openPacket,
  openReceiverOrganisation,
  postReferralMessage,
  receiveReferral,
  receiverPlan,
  revokeConsent,
  sendReferral,
  settleReferral,
} from "@causeway/care";
import { jobActor } from "@causeway/kernel";
import type { DemoTenant } from "./demo-organisations.ts";
import type { Asking } from "./demo-referrals.ts";
import { draft } from "./demo-referrals.ts";
import type { DemoWorld } from "./demo-stories.ts";
import { demoClient, hoursAgo } from "./demo-stories.ts";

/** Where somebody is asked: an organisation, and its program at the level. */
export interface DemoTarget {
  readonly tenant: DemoTenant;
  readonly programId: string;
}

interface Sent {
  readonly referralId: string;
  readonly consentId: string;
  readonly clientId: string;
  /** Parts in the order in which they are asked. */
  readonly parts: readonly string[];
}

/**
 * What else happens between organisations: urgent referrals that wait, the client's choice, a second wave, words between
 * the two, a consent held and one revoked, a packet opened in an emergency, a receiver that is not on the platform.
 */
export async function tellNetwork(
  world: DemoWorld,
  sender: DemoTenant,
  level: string,
  targets: readonly DemoTarget[],
): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const { db } = world;
  const send = sending(world, sender, level);
  const at = (target: DemoTarget) => target.tenant.actor("INTAKE");
  for (const [urgency, hours] of [
    ["STAT", 1],
    ["ASAP", 3],
    ["URGENT", 6],
  ] as const) {
    const sent = await send(`urgency/${urgency}`, hours, [first], { urgency });
    if (sent) await by(world, at(first), 0.5, sent.parts[0], receiveReferral);
  }

  const choice = await send("choice", 60, targets, { mode: "CLIENT_CHOICE" });
  for (const [i, target] of targets.entries()) {
    if (choice) await by(world, at(target), 40 - i, choice.parts[i], acceptReferral);
  }

  const [, second] = targets;
  const waves = second && (await send("wave", 70, [first, second], { waves: [1, 2] }));
  if (waves) {
    await by(world, at(first), 50, waves.parts[0], (tx, part) =>
      declineReferral(tx, { ...part, reason: "NO_CAPACITY" }),
    );
    const system = jobActor(sender.organisationId, "demo");
    await db.run(system, (tx) => settleReferral(tx, waves));
    await db.run(system, (tx) => fanOut(tx, waves));
  }

  const talk = await send("talk", 30, [first]);
  if (talk) {
    const [part = ""] = talk.parts;
    await by(world, at(first), 20, part, acceptReferral);
    await by(world, sender.actor("INTAKE"), 19, part, (tx, { recipientId }) =>
      postReferralMessage(tx, { recipientId, text: "Would a first appointment in the evening be possible?" }),
    );
    await by(world, at(first), 18, part, (tx, { recipientId }) =>
      postReferralMessage(tx, { recipientId, text: "Yes, on Tuesdays and Thursdays from six." }),
    );
    await by(world, at(first), 17, part, openPacket);
  }

  const held = await send("held", 50, [first], { disclosure: "AT_SEND" });
  if (held) {
    hoursAgo(world, 10);
    await db.run(sender.actor("INTAKE"), (tx) =>
      holdConsent(tx, { consentId: held.consentId, reason: "Called and asked to wait" }),
    );
  }

  const revoked = await send("revoked", 90, [first]);
  if (revoked) {
    await by(world, at(first), 80, revoked.parts[0], acceptReferral);
    await by(world, at(first), 79, revoked.parts[0], openPacket);
    hoursAgo(world, 30);
    await db.run(sender.actor("INTAKE"), (tx) => revokeConsent(tx, revoked));
  }

  const emergency = await send("emergency", 26, [first]);
  if (emergency) {
    await by(world, first.tenant.actor("CLINICIAN"), 2, emergency.parts[0], (tx, part) =>
      breakGlass(tx, {
        ...part,
        personnel: "The physician on duty",
        affiliation: first.tenant.name,
        nature: "Found unconscious at the door",
        consentUnobtainable: "Not able to speak",
      }),
    );
  }
  await askOutside(world, sender, level);
}

/** One move of a part, so many hours ago. */
async function by<R>(
  world: DemoWorld,
  actor: ReturnType<DemoTenant["actor"]>,
  hours: number,
  recipientId: string | undefined,
  move: (tx: Parameters<typeof receiveReferral>[0], part: { recipientId: string }) => Promise<R>,
): Promise<void> {
  if (recipientId === undefined) return;
  hoursAgo(world, hours);
  await world.db.run(actor, (tx) => move(tx, { recipientId }));
}

/** Sends a referral of a new client; null when it was told before. */
function sending(world: DemoWorld, sender: DemoTenant, level: string) {
  return async (
    key: string,
    hours: number,
    targets: readonly DemoTarget[],
    options: Partial<Asking> & { readonly waves?: readonly number[] } = {},
  ): Promise<Sent | null> => {
    const { waves, ...more } = options;
    hoursAgo(world, hours + 1);
    const client = await demoClient(world, sender, `network/${key}`);
    if (!client) return null;
    const recipients = targets.map(({ tenant, programId }, i) => ({
      organisationId: tenant.organisationId,
      programId,
      wave: waves?.[i] ?? 1,
    }));
    const { referralId, consentId } = await draft(world, sender, client, { level, recipients, ...more });
    hoursAgo(world, hours);
    const from = sender.actor("INTAKE");
    await world.db.run(from, (tx) => sendReferral(tx, { referralId }));
    const rows = await world.db.readWith<{ id: string; program: string }>(from, {
      sql: "select id, program_id as program from referral_recipients where referral_id = $1",
      values: [referralId],
    });
    const parts = targets.map(({ programId }) => rows.find((row) => row.program === programId)?.id ?? "");
    return { referralId, consentId, clientId: client.clientId, parts };
  };
}

/** Somebody who is not on the platform is named, with an address for the link and a telephone for the code, and asked. */
async function askOutside(world: DemoWorld, sender: DemoTenant, level: string): Promise<void> {
  const { db } = world;
  hoursAgo(world, 30);
  const client = await demoClient(world, sender, "network/outside");
  if (!client) return;
  const from = sender.actor("INTAKE");
  const { receiverId } = await db.run(from, (tx) =>
    nameOutsideReceiver(tx, {
      name: "Dr. Amara Whitfield, general practice",
      email: `practice@whitfield-${sender.key}.example`,
      phone: "+12025550142",
      timeZone: sender.timeZone,
      levels: [{ edition: "ASAM3", levelCode: level }],
    }),
  );
  const plan = await db.run(jobActor(sender.organisationId, "demo"), (tx) => receiverPlan(tx, { receiverId }));
  await db.run(jobActor(plan.organisationId, "demo"), (tx) => openReceiverOrganisation(tx, plan));
  const recipients = [{ organisationId: plan.organisationId, outsideReceiverId: receiverId }];
  const { referralId } = await draft(world, sender, client, { level, recipients });
  hoursAgo(world, 4);
  await db.run(from, (tx) => sendReferral(tx, { referralId }));
}
