import { LANES, firstSessions, ownerOf } from "./admissions.ts";
import type { Story } from "./admissions.ts";
import { CATEGORIES, signConsent } from "./consents.ts";
import { inLanes } from "./in-lanes.ts";
import { findNearest } from "./find-programs.ts";
import { outsideActs } from "./outside-course.ts";
import { inboxOf, recipientActs } from "./recipient-course.ts";
import { partsOf, revoke, senderActs } from "./sender-course.ts";
import type { Referrals, Sent } from "./under-way.ts";
import { note } from "./under-way.ts";

const HOUR = 3_600_000;
/** Hours after the sending at which both sides look at what waits for them, within the first days. */
const OCCASIONS = [1, 2, 3, 6, 24, 27, 48, 54, 80, 108];
/** From this one on the partners' endpoints, which failed, answer again: what they missed is delivered again. */
const RECOVERED_AT = 3;

/** Sends what is planned, and lets it take its course for five days. Begins at the stage's time. */
export async function runReferrals(referrals: Referrals, stories: readonly Story[]): Promise<void> {
  const { stage } = referrals;
  const began = stage.clock.now().getTime();
  stage.receiver.setFailing(true);
  const outside = stories.filter((story) => story.case.referral?.course.outside);
  await inLanes("receivers off the platform", outside, LANES, (story) => nameReceiver(referrals, story));
  await stage.idle();
  await inLanes(
    "referrals sent",
    stories.filter((story) => story.case.referral),
    LANES,
    (story) => send(referrals, story),
  );
  for (const hours of OCCASIONS) {
    if (hours === RECOVERED_AT) stage.receiver.setFailing(false);
    await stage.moveClock(new Date(began + hours * HOUR));
    await referralsGoOn(referrals, `hour ${hours}`);
  }
}

/** Both sides do what is due now: senders first, then recipients; then those begin who were admitted before. */
export async function referralsGoOn(referrals: Referrals, when: string): Promise<void> {
  const { stage, participants, asked } = referrals;
  const starting = referrals.starting.splice(0).flatMap(({ onward }) => (onward ? [onward] : []));
  await firstSessions(stage, `first sessions there, ${when}`, starting, participants);
  await inLanes(
    `senders, ${when}`,
    referrals.sent.filter((sent) => !sent.over),
    LANES,
    (sent) => senderActs(referrals, sent),
  );
  await stage.idle();
  const receivers = new Set([...asked].flatMap(([key, { over }]) => (over ? [] : [key.split(" ")[0] ?? ""])));
  await inLanes(`recipients, ${when}`, [...receivers], LANES, async (organisationId) => {
    const owner = ownerOf(participants, organisationId);
    for (const received of await inboxOf(owner)) {
      const part = asked.get(`${organisationId} ${received.number}`);
      if (part && !part.over) await recipientActs(referrals, owner, received, part);
    }
  });
  await inLanes(`off the platform, ${when}`, [...referrals.outside.values()], LANES, (receiver) =>
    outsideActs(referrals, receiver),
  );
  await stage.idle();
}

/** The sender names somebody who is not on the platform: an address for the links; codes are told by telephone. */
async function nameReceiver(referrals: Referrals, story: Story): Promise<void> {
  const { program, discharge, referral } = story.case;
  const email = `desk@outside-${discharge.caseId}.example`;
  const owner = ownerOf(referrals.participants, program.organisationId);
  const { outsideReceiver } = await owner.mutate<{ outsideReceiver: { id: string; receiverOrganisationId: string } }>(
    "nameOutsideReceiver",
    {
      name: `Office ${discharge.caseId}`,
      region: program.region,
      email,
      timeZone: program.timeZone,
      levels: [{ edition: "ASAM3", levelCode: referral?.level }],
      idempotencyKey: `journey outside ${discharge.caseId}`,
    },
    "outsideReceiver { id receiverOrganisationId }",
  );
  const { id, receiverOrganisationId: organisationId } = outsideReceiver;
  referrals.outside.set(story, { id, organisationId, email });
  note(referrals, "receivers off the platform named");
}

/** A consent that names each recipient, a referral to them, by waves; sent at once. */
async function send(referrals: Referrals, story: Story): Promise<void> {
  const { referral, program, discharge, payer } = story.case;
  if (!referral) return;
  const { course } = referral;
  const { stage, participants } = referrals;
  const owner = ownerOf(participants, program.organisationId);
  const found = await findNearest(owner, {
    level: referral.level,
    postalCode: program.postalCode,
    payer,
    count: course.scripts.length,
  });
  const now = stage.clock.now();
  const receiver = referrals.outside.get(story);
  const recipients: { readonly organisationId: string; readonly asked: object }[] = receiver
    ? [{ organisationId: receiver.organisationId, asked: { outsideReceiverId: receiver.id } }]
    : [];
  for (const { id, organisationId } of found.slice(recipients.length)) {
    recipients.push({ organisationId, asked: { programId: id } });
  }
  const consentEnds = new Date(now.getTime() + (course.consent === "RUNS_OUT" ? 20 : 365 * 24) * HOUR);
  const consentId = await signConsent(owner, story.case, {
    clientId: story.clientId,
    recipients: recipients.map((each) => each.organisationId),
    signedAt: now,
    expiresAt: consentEnds,
  });
  const made = await owner.mutate<{ referral: { id: string; number: string } }>(
    "createReferral",
    {
      clientId: story.clientId,
      enrollmentId: story.enrollmentId,
      edition: "ASAM3",
      levelCode: referral.level,
      reason: "The next step of care is elsewhere",
      urgency: course.urgency,
      mode: course.mode,
      disclosure: course.disclosure,
      categories: CATEGORIES,
      recipients: recipients.map(({ asked }, i) => ({ ...asked, wave: course.scripts[i]?.wave ?? 1 })),
      idempotencyKey: `journey referral ${discharge.caseId}`,
    },
    "referral { id number }",
  );
  const { id: referralId, number } = made.referral;
  const sent: Sent = { story, course, sender: owner, referralId, number, consentId, consentEnds };
  referrals.sent.push(sent);
  for (const [i, script] of course.scripts.entries()) {
    const recipient = found[i];
    if (receiver && i === 0) receiver.sent = sent;
    else if (recipient) referrals.asked.set(`${recipient.uuid} ${number}`, { sent, script, programId: recipient.id });
  }
  await owner.mutate("sendReferral", { id: referralId }, "referral { id state }");
  story.referralId = referralId;
  note(referrals, `course: ${course.name}`);
  note(referrals, `urgency ${course.urgency.toLowerCase()}`);
  // The worker has hardly begun to tell the recipients.
  if (course.consent === "REVOKED_AT_ONCE") await revoke(referrals, sent);
  if (course.withdrawn === "AT_ONCE") {
    await owner.mutate("withdrawReferral", { id: referralId }, "referral { id state }");
    note(referrals, "withdrawn");
  }
}

/** Senders take note of every end that they have not acknowledged yet. */
export async function acknowledgeEnds(referrals: Referrals): Promise<void> {
  await inLanes("ends acknowledged", referrals.sent, LANES, async ({ sender, referralId }) => {
    const { recipients } = await partsOf(sender, referralId);
    for (const part of recipients) {
      if (part.availableActions.includes("acknowledge")) {
        await sender.mutate("acknowledgeReferral", { id: part.id }, "recipient { id acknowledgedAt }");
      }
    }
  });
}
