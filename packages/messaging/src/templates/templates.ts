import { defineTemplate, type AnyTemplate } from "./template.ts";

const SAMPLE_URL = "https://example.org/x";

/** A referral moved. Its number and a link, nothing of whom or what it is about. */
export const referralTemplate = defineTemplate<{ kind: ReferralNews; number: string; url: string }>({
  name: "referral",
  purpose: "TRANSACTIONAL",
  secret: false,
  sample: { kind: "RECEIVED", number: "R-7KQ2-M4TD", url: SAMPLE_URL },
  words: ({ kind, number, url }) => ({
    subject: `${number}: ${NEWS[kind].title}`,
    paragraphs: [`${number}: ${NEWS[kind].title}.`, "Sign in to see it. For privacy, this message holds nothing more."],
    action: { label: "Open it", url },
  }),
});

export type ReferralNews = keyof typeof NEWS;

/** Titles of in-app notices too; by what happened, neutral about whom. */
export const NEWS = {
  RECEIVED: { title: "a new request waits for an answer" },
  REMINDED: { title: "a request still waits for an answer" },
  ESCALATED: { title: "a request is past its time" },
  INFO_PROVIDED: { title: "the answer to your question has come" },
  CANCEL_REQUESTED: { title: "the sender asks to take it back" },
  WITHDRAWN: { title: "the sender took it back" },
  CANCELLED: { title: "it was closed" },
  ACCEPTED: { title: "it was accepted" },
  DECLINED: { title: "it was declined" },
  INFO_REQUESTED: { title: "more information is asked for" },
  SCHEDULED: { title: "a time was set" },
  NO_SHOW: { title: "the appointment was missed" },
  APPT_CANCELLED: { title: "the appointment was cancelled" },
  ADMITTED: { title: "it reached the next stage" },
  ATTENDED: { title: "the loop is closed; please acknowledge" },
  NOT_STARTED: { title: "nothing came of it; it is back with you" },
  ACCEPTANCE_UNDONE: { title: "an acceptance was taken back; the answer is open again" },
  REASSIGNED: { title: "it went to another place in the same organisation" },
  FORWARDED: { title: "somebody else was named in its place" },
  OUTCOME_OWED: { title: "word of what came of it is due" },
  ATTENDANCE_UNDONE: { title: "what was told of its end does not hold any more" },
  EXPIRED: { title: "no answer came in time" },
  MESSAGE: { title: "a message waits" },
  EMERGENCY: { title: "it was opened without waiting; please review" },
  DOCUMENT: { title: "a document waits" },
  DOCUMENT_REFUSED: { title: "a document was not taken" },
} as const;

export const invitationTemplate = defineTemplate<{ organisation: string; url: string }>({
  name: "invitation",
  purpose: "TRANSACTIONAL",
  secret: true,
  sample: { organisation: "Harbour", url: SAMPLE_URL },
  words: ({ organisation, url }) => ({
    subject: `${organisation} invites you`,
    paragraphs: [`${organisation} invites you to work with them.`, "The link can be used once."],
    action: { label: "Accept the invitation", url },
  }),
});

export const passwordResetTemplate = defineTemplate<{ url: string }>({
  name: "password-reset",
  purpose: "TRANSACTIONAL",
  secret: true,
  sample: { url: SAMPLE_URL },
  words: ({ url }) => ({
    subject: "Your password",
    paragraphs: [
      "Someone asked to set a new password for this address. If it was not you, do nothing.",
      "The link can be used once.",
    ],
    action: { label: "Set a new password", url },
  }),
});

/** To a client who asked to be written to. Says nothing of why; the sender's alias signs it. */
export const checkInTemplate = defineTemplate<{ sender: string; stopUrl: string }>({
  name: "check-in",
  purpose: "CHECK_IN",
  secret: false,
  sample: { sender: "Harbour Office", stopUrl: SAMPLE_URL },
  words: ({ sender, stopUrl }) => ({
    subject: "Checking in",
    paragraphs: [
      "Hello,",
      "we said we would be in touch. How are you? A call or a reply to your usual contact is welcome.",
      sender,
    ],
    footer: { label: "Stop these messages", url: stopUrl },
  }),
});

/** To members who answer for what others see. Which program it is about, the page behind the link says. */
export const confirmationTemplate = defineTemplate<{ url: string }>({
  name: "confirmation",
  purpose: "TRANSACTIONAL",
  secret: true,
  sample: { url: SAMPLE_URL },
  words: ({ url }) => ({
    subject: "Is this still right?",
    paragraphs: [
      "What others see of you has not been confirmed for a week, and is shown as old.",
      "The link shows it and takes one click. It works for a week, for whoever holds it: please do not pass it on.",
    ],
    action: { label: "See it and confirm", url },
  }),
});

/** To a receiver off the platform. That there is a document is all it says; what opens it comes by another road. */
export const outsideLinkTemplate = defineTemplate<{ url: string }>({
  name: "outside-link",
  purpose: "TRANSACTIONAL",
  secret: true,
  sample: { url: SAMPLE_URL },
  words: ({ url }) => ({
    subject: "A document is waiting for you",
    paragraphs: [
      "A document is waiting for you. It asks for an answer.",
      "To open it you need a code, which does not come by mail. The page behind the link says how you get it.",
    ],
    action: { label: "Open it", url },
  }),
});

export const outsideNewsTemplate = defineTemplate<Record<never, never>>({
  name: "outside-news",
  purpose: "TRANSACTIONAL",
  secret: false,
  sample: {},
  words: () => ({
    subject: "There is news about your document",
    paragraphs: ["There is news about the document we sent you.", "Please open it by the link of our earlier message."],
  }),
});

/** By text: another road than the link's. */
export const outsideCodeTemplate = defineTemplate<{ code: string }>({
  name: "outside-code",
  purpose: "TRANSACTIONAL",
  channel: "SMS",
  secret: true,
  sample: { code: "123456" },
  words: ({ code }) => ({
    subject: "Your code",
    paragraphs: [`Your code is ${code}. It works for ten minutes. We never ask you for it by telephone.`],
  }),
});

export const webhookWarningTemplate = defineTemplate<{ disabled: boolean; url: string }>({
  name: "webhook-warning",
  purpose: "TRANSACTIONAL",
  secret: false,
  sample: { disabled: false, url: SAMPLE_URL },
  words: ({ disabled, url }) => ({
    subject: disabled ? "A webhook was switched off" : "A webhook keeps failing",
    paragraphs: [
      disabled
        ? "One of your webhook addresses has not taken a delivery for days and was switched off. Nothing is lost: replay the deliveries or read the events feed after switching it on again."
        : "One of your webhook addresses keeps refusing deliveries. We go on trying; after five days of failures it is switched off.",
    ],
    action: { label: "See the deliveries", url },
  }),
});

/** Checked at start, all of them. */
export const templates: readonly AnyTemplate[] = [
  referralTemplate,
  invitationTemplate,
  passwordResetTemplate,
  checkInTemplate,
  confirmationTemplate,
  outsideLinkTemplate,
  outsideNewsTemplate,
  outsideCodeTemplate,
  webhookWarningTemplate,
];
