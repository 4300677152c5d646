import type { ApiPerson } from "./api-person.ts";
import { signConsent } from "./consents.ts";
import type { Referrals, Sent } from "./under-way.ts";
import { note } from "./under-way.ts";

interface Part {
  readonly id: string;
  readonly state: string;
  readonly wave: number;
  readonly recipientOrganisationId: string;
  readonly availableActions: readonly string[];
}

interface SentReferral {
  readonly state: string;
  readonly availableActions: readonly string[];
  readonly recipients: readonly Part[];
}

const ENDED = new Set(["ATTENDED", "NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"]);
const ARRANGED = new Set(["ACCEPTED", "SCHEDULED", "NO_SHOW", "INTAKE_DONE"]);

export async function partsOf(sender: ApiPerson, referralId: string): Promise<SentReferral> {
  const { referral } = await sender.query<{ referral: SentReferral }>(
    "query ($id: ID!) { referral(id: $id) { id state availableActions recipients { id state wave recipientOrganisationId availableActions } } }",
    { id: referralId },
  );
  return referral;
}

/** What is handed over where both sides talk. */
export const DOCUMENT = "The plan so far: to be home for supper.\n";

/** What the sender of a referral does when it looks at it. */
export async function senderActs(referrals: Referrals, sent: Sent): Promise<void> {
  const { sender, course } = sent;
  const referral = await partsOf(sender, sent.referralId);
  const live = referral.recipients.filter((part) => part.state !== "DRAFT" && !ENDED.has(part.state));
  for (const part of live) {
    if (part.state !== "INFO_REQUESTED" || !part.availableActions.includes("provideInformation")) continue;
    await sender.mutate("provideInformation", { id: part.id, answer: "No, there is a bus." }, "recipient { id }");
    note(referrals, "questions answered");
  }
  await talk(referrals, sent, live);
  if (course.scripts.some((script) => script.emergency)) await reviewEmergencies(referrals, sender);
  await letClientChoose(referrals, sent, live);
  await turnConsent(referrals, sent, live);
  if (course.withdrawn === "AFTER_ACCEPTANCE" && !sent.turned && live.some((part) => ARRANGED.has(part.state))) {
    sent.turned = true;
    await sender.mutate("withdrawReferral", { id: sent.referralId }, "referral { id state }");
    note(referrals, "cancellations asked for");
  }
  for (const part of live) await takeBack(referrals, sent, part);
  if (live.length > 0) return;
  const waiting = referral.recipients.filter((part) => part.state === "DRAFT");
  const forwards = course.scripts.some((script) => script.answer === "FORWARD");
  if (forwards && !course.forwardConsented && waiting.length > 0) note(referrals, "forwards without a consent");
  else if (waiting.length > 0 && referral.availableActions.includes("openNextWave")) {
    if (forwards) await consentToForward(referrals, sent, waiting);
    await sender.mutate("openNextWave", { id: sent.referralId }, "referral { id state }");
    return;
  }
  sent.over = true;
}

/** The sender looks at what was opened in an emergency; its recipient has one person here, who opened it. */
async function reviewEmergencies(referrals: Referrals, owner: ApiPerson): Promise<void> {
  const { emergencyReviews } = await owner.query<{
    emergencyReviews: { nodes: { id: string; availableActions: string[] }[] };
  }>("{ emergencyReviews(first: 50) { nodes { id availableActions } } }");
  for (const { id, availableActions } of emergencyReviews.nodes) {
    if (!availableActions.includes("reviewEmergency")) continue;
    const input = { id, outcome: "JUSTIFIED", note: "A life was in danger" };
    await owner.mutate("reviewEmergency", input, "emergencyReview { id }");
    note(referrals, "emergencies reviewed");
  }
}

/** Onward only by consent: the client names the third organisation, too. */
async function consentToForward(referrals: Referrals, sent: Sent, waiting: readonly Part[]): Promise<void> {
  await signConsent(sent.sender, sent.story.case, {
    clientId: sent.story.clientId,
    recipients: waiting.map((part) => part.recipientOrganisationId),
    signedAt: referrals.stage.clock.now(),
    key: "forward",
  });
  note(referrals, "forwards sent on");
}

/** Writes to the recipient once, and reads what it wrote. */
async function talk(referrals: Referrals, sent: Sent, live: readonly Part[]): Promise<void> {
  const [part] = live;
  if (!sent.course.talks || !part) return;
  if (!sent.talked) {
    sent.talked = true;
    const words = { referralRecipientId: part.id, text: "There is a sister who would come along." };
    await sent.sender.mutate("postReferralMessage", words, "message { id }");
    note(referrals, "messages of senders");
    const handed = await sent.sender.fetch(`/documents?part=${part.id}&category=REASON`, {
      method: "POST",
      headers: { "x-file-name": "Plan.txt", "content-type": "text/plain" },
      body: DOCUMENT,
    });
    if (handed.status !== 201) throw new Error(`handing over a document was answered ${handed.status}`);
    note(referrals, "documents handed over");
  }
  await sent.sender.query(
    "query ($id: ID!) { referral(id: $id) { id recipients { id thread { messages { nodes { side text } } } } } }",
    { id: sent.referralId },
  );
}

/** By the client's choice: once nobody is left to answer, the last who accepted. */
async function letClientChoose(referrals: Referrals, sent: Sent, live: readonly Part[]): Promise<void> {
  if (sent.course.mode !== "CLIENT_CHOICE" || live.some((part) => part.id === sent.chosen)) return;
  if (live.some((part) => part.state === "SENT" || part.state === "RECEIVED")) return;
  const choice = live.findLast((part) => part.availableActions.includes("choose"));
  if (!choice) return;
  await sent.sender.mutate("chooseRecipient", { id: choice.id }, "recipient { id }");
  sent.chosen = choice.id;
  note(referrals, "chosen by the client");
}

async function turnConsent(referrals: Referrals, sent: Sent, live: readonly Part[]): Promise<void> {
  const { consent } = sent.course;
  const arranged = live.some((part) => ARRANGED.has(part.state));
  if (sent.held) {
    sent.held = false;
    await sent.sender.mutate("liftConsentHold", { id: sent.consentId }, "consent { id state }");
    note(referrals, "holds lifted");
    return;
  }
  if (sent.turned) {
    // An appointment that can no longer be kept: nothing of the client passes any more.
    if (consent !== null && consent !== "HELD") {
      for (const part of live) {
        if (!part.availableActions.includes("requestCancellation")) continue;
        await sent.sender.mutate("requestCancellation", { id: part.id }, "recipient { id }");
        note(referrals, "cancellations asked for");
      }
    }
    return;
  }
  if (consent === "REVOKED_BEFORE_ANSWER" && live.some((part) => part.state === "RECEIVED"))
    await revoke(referrals, sent);
  if (consent === "REVOKED_AFTER_ACCEPTANCE" && arranged) await revoke(referrals, sent);
  if (consent === "HELD" && arranged) {
    [sent.turned, sent.held] = [true, true];
    const reason = "Told us by telephone to wait";
    await sent.sender.mutate("holdConsent", { id: sent.consentId, reason }, "consent { id state }");
    note(referrals, "consents held");
    await referrals.sweep.look();
  }
  if (consent === "RUNS_OUT" && arranged && sent.consentEnds <= referrals.stage.clock.now()) {
    sent.turned = true;
    note(referrals, "consents that ran out on the way");
  }
}

/** A no-show hands the client back: the sender need not wait for what does not come. */
async function takeBack(referrals: Referrals, { sender, course }: Sent, part: Part): Promise<void> {
  const gone = course.scripts.some((script) => script.after === "NO_SHOW");
  if (!gone || part.state !== "NO_SHOW") return;
  const action = ["takeBackAfterNoShow", "requestCancellation"].find((each) => part.availableActions.includes(each));
  if (!action) return;
  await sender.mutate(action, { id: part.id }, "recipient { id }");
  note(referrals, "taken back after a no-show");
}

/** The client revokes the consent to the referral, and a look is taken at once. */
export async function revoke(referrals: Referrals, sent: Sent): Promise<void> {
  sent.turned = true;
  await sent.sender.mutate("revokeConsent", { id: sent.consentId }, "consent { id state }");
  note(referrals, `consents revoked: ${sent.course.name.replace("revoked ", "")}`);
  await referrals.sweep.look();
}
