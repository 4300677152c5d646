import { defineMachine } from "@causeway/kernel";

export const RECIPIENT_STATES = [
  "DRAFT",
  "SENT",
  "RECEIVED",
  "INFO_REQUESTED",
  "ACCEPTED",
  "SCHEDULED",
  "NO_SHOW",
  "APPT_CANCELLED",
  "INTAKE_DONE",
  "CANCEL_REQUESTED",
  "ADMITTED",
  "ATTENDED",
  "NOT_STARTED",
  "DECLINED",
  "CANCELLED",
  "WITHDRAWN",
  "EXPIRED",
] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];

export type RecipientCommand =
  | "send"
  | "receive"
  | "withdraw"
  | "expire"
  | "requestInformation"
  | "provideInformation"
  | "accept"
  | "undoAcceptance"
  | "reassign"
  | "decline"
  | "forward"
  | "scheduleAppointment"
  | "recordNoShow"
  | "takeBackAfterNoShow"
  | "cancelAppointment"
  | "recordIntake"
  | "admit"
  | "closeOnAttendance"
  | "reopenAfterUndo"
  | "closeNotStarted"
  | "requestCancellation"
  | "confirmCancellation"
  | "closeFilled";

/** The two organisations act through their staff and API clients; the system runs deadlines and closes rivals. */
export type Party = "sender" | "recipient" | "system";

const BEFORE_ADMISSION = ["ACCEPTED", "SCHEDULED", "NO_SHOW", "APPT_CANCELLED", "INTAKE_DONE"] as const;

/**
 * One recipient's side of a referral. The states follow the task states of the HL7 BSeR guide
 * and IHE 360X: only the recipient answers, a decline is legal after acceptance, and once it
 * has been received the sender can only ask for a cancellation, and take back a client who
 * did not come. A referral closes when the client has attended.
 */
export const recipientMachine = defineMachine<RecipientState, RecipientCommand, Party>({
  name: "referral",
  states: RECIPIENT_STATES,
  initial: "DRAFT",
  terminal: ["NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"],
  transitions: {
    send: { from: ["DRAFT"], to: "SENT", by: ["sender"] },
    receive: { from: ["SENT"], to: "RECEIVED", by: ["recipient", "system"] },
    withdraw: { from: ["DRAFT", "SENT"], to: "WITHDRAWN", by: ["sender"] },
    expire: { from: ["SENT", "RECEIVED"], to: "EXPIRED", by: ["system"] },
    requestInformation: { from: ["RECEIVED"], to: "INFO_REQUESTED", by: ["recipient"] },
    provideInformation: { from: ["INFO_REQUESTED"], to: "RECEIVED", by: ["sender"] },
    accept: { from: ["RECEIVED"], to: "ACCEPTED", by: ["recipient"] },
    undoAcceptance: { from: ["ACCEPTED"], to: "RECEIVED", by: ["recipient"] },
    // To another program of the recipient.
    reassign: { from: ["RECEIVED", "INFO_REQUESTED", ...BEFORE_ADMISSION], to: null, by: ["recipient"] },
    decline: {
      from: ["RECEIVED", "INFO_REQUESTED", ...BEFORE_ADMISSION, "CANCEL_REQUESTED"],
      to: "DECLINED",
      by: ["recipient"],
    },
    // A decline that names somebody else.
    forward: { from: ["RECEIVED", "INFO_REQUESTED", ...BEFORE_ADMISSION], to: "DECLINED", by: ["recipient"] },
    scheduleAppointment: {
      from: ["ACCEPTED", "SCHEDULED", "NO_SHOW", "APPT_CANCELLED", "INTAKE_DONE"],
      to: "SCHEDULED",
      by: ["recipient"],
    },
    recordNoShow: { from: ["SCHEDULED"], to: "NO_SHOW", by: ["recipient"] },
    takeBackAfterNoShow: { from: ["NO_SHOW"], to: "CANCELLED", by: ["sender", "system"] },
    cancelAppointment: { from: ["SCHEDULED"], to: "APPT_CANCELLED", by: ["recipient"] },
    recordIntake: { from: ["SCHEDULED"], to: "INTAKE_DONE", by: ["recipient"] },
    admit: { from: [...BEFORE_ADMISSION, "CANCEL_REQUESTED"], to: "ADMITTED", by: ["recipient"] },
    closeOnAttendance: { from: ["ADMITTED"], to: "ATTENDED", by: ["system"] },
    // The session that closed it was taken back.
    reopenAfterUndo: { from: ["ATTENDED"], to: "ADMITTED", by: ["system"] },
    closeNotStarted: { from: ["ADMITTED"], to: "NOT_STARTED", by: ["system"] },
    requestCancellation: {
      from: ["RECEIVED", "INFO_REQUESTED", ...BEFORE_ADMISSION],
      to: "CANCEL_REQUESTED",
      by: ["sender"],
    },
    confirmCancellation: { from: ["CANCEL_REQUESTED"], to: "CANCELLED", by: ["recipient"] },
    closeFilled: {
      from: ["SENT", "RECEIVED", "INFO_REQUESTED", "ACCEPTED", "CANCEL_REQUESTED"],
      to: "CANCELLED",
      by: ["system"],
    },
  },
});

/** The ends of a part. Of these ATTENDED alone can be left, when the session that closed it is taken back. */
export const ENDED: ReadonlySet<RecipientState> = new Set([...recipientMachine.terminal, "ATTENDED"]);

/** In these the loop is still open: somebody owes an answer. */
export function isLive(state: RecipientState): boolean {
  return state !== "DRAFT" && !ENDED.has(state);
}

/**
 * What a party may do now. An answer to a referral that was only sent receives it in the same
 * act, so the recipient is offered both.
 */
export function recipientActions(state: RecipientState, party: "sender" | "recipient"): RecipientCommand[] {
  const now = recipientMachine.available(state, party);
  if (party === "recipient" && state === "SENT") return [...now, ...recipientMachine.available("RECEIVED", party)];
  return now;
}

/**
 * Moves that tell the other side something new of the client, or bring client and recipient nearer:
 * each takes a consent that still stands (42 CFR 2.31(a)(6), (7); 2.13(a)). Declining, withdrawing,
 * cancelling and taking an acceptance back do not.
 */
export const UNDER_CONSENT: ReadonlySet<RecipientCommand> = new Set<RecipientCommand>([
  "requestInformation",
  "provideInformation",
  "accept",
  "reassign",
  "scheduleAppointment",
  "recordNoShow",
  "cancelAppointment",
  "recordIntake",
  "admit",
  "closeOnAttendance",
  "reopenAfterUndo",
  "closeNotStarted",
]);

/** Arranged with the client by whoever has the referral alone: by the client's choice, not before the choice. */
const BY_THE_CHOSEN: ReadonlySet<RecipientCommand> = new Set(["scheduleAppointment", "admit"]);

/**
 * What the recipient may do with its part now. Without a consent that stands nothing more is told of
 * the client, and nobody is admitted for whom no place is held or who went to somebody else.
 */
export function receivedActions(part: {
  readonly state: RecipientState;
  readonly holdsPlace: boolean;
  /** Not whether the packet is open: an emergency opens it and moves nothing. */
  readonly consentStands: boolean;
  readonly chosen: boolean;
}): RecipientCommand[] {
  return recipientActions(part.state, "recipient").filter(
    (command) =>
      (part.consentStands || !UNDER_CONSENT.has(command)) &&
      (part.chosen || !BY_THE_CHOSEN.has(command)) &&
      (command !== "admit" || part.holdsPlace),
  );
}

/** What the sender may do with one part now: moves, the client's choice, and taking note of an outcome. */
export function senderActions(part: {
  readonly state: RecipientState;
  readonly mode: "FIRST_ACCEPT" | "CLIENT_CHOICE";
  readonly acknowledgedAt: unknown;
  readonly chosen: boolean;
}): string[] {
  return [
    ...recipientActions(part.state, "sender").filter((command) => command !== "send"),
    ...(part.mode === "CLIENT_CHOICE" && part.state === "ACCEPTED" && !part.chosen ? ["choose"] : []),
    ...(ENDED.has(part.state) && part.acknowledgedAt === null ? ["acknowledge"] : []),
  ];
}
