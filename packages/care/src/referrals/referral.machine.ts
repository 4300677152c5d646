import { defineMachine } from "@causeway/kernel";
import type { RecipientState } from "./recipient.machine.ts";
import { isLive } from "./recipient.machine.ts";

export const REFERRAL_STATES = ["DRAFT", "OPEN", "FULFILLED", "UNFULFILLED", "WITHDRAWN"] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];
export type ReferralCommand = "send" | "openNextWave" | "withdraw" | "fulfil" | "end" | "endWithdrawn" | "reopen";

/** The sender's referral over all its recipients. Its ends are derived from theirs. */
export const referralMachine = defineMachine<ReferralState, ReferralCommand, "sender" | "system">({
  name: "referral",
  states: REFERRAL_STATES,
  initial: "DRAFT",
  terminal: ["WITHDRAWN"],
  transitions: {
    send: { from: ["DRAFT"], to: "OPEN", by: ["sender"] },
    openNextWave: { from: ["UNFULFILLED"], to: "OPEN", by: ["sender", "system"] },
    withdraw: { from: ["DRAFT", "UNFULFILLED"], to: "WITHDRAWN", by: ["sender"] },
    fulfil: { from: ["OPEN", "UNFULFILLED"], to: "FULFILLED", by: ["system"] },
    reopen: { from: ["FULFILLED"], to: "OPEN", by: ["system"] },
    end: { from: ["OPEN"], to: "UNFULFILLED", by: ["system"] },
    endWithdrawn: { from: ["OPEN", "UNFULFILLED"], to: "WITHDRAWN", by: ["system"] },
  },
});

/** What the sender may do with the whole of it. An open one is taken back part by part, and its end derived from theirs. */
export function referralActions(state: ReferralState): ReferralCommand[] {
  const now = referralMachine.available(state, "sender");
  return state === "OPEN" ? [...now, "withdraw"] : now;
}

export interface RecipientFacts {
  readonly state: RecipientState;
  readonly cancelReason: string | null;
}

/** Why a recipient's part was cancelled. */
export const CANCEL_REASONS = ["SENDER_REQUEST", "CONSENT_REVOKED", "FILLED_ELSEWHERE", "NO_SHOW"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];
const TAKEN_BACK: ReadonlySet<string> = new Set<CancelReason>(["SENDER_REQUEST", "CONSENT_REVOKED"]);

/**
 * The command that the recipients' states call for, or null when the referral stays as it is:
 * open while one is live, fulfilled when one was attended, withdrawn when the sender took all
 * back and nobody waits to be asked, otherwise unfulfilled. Recipients of waves not yet opened do not count else.
 */
export function settlement(state: ReferralState, recipients: readonly RecipientFacts[]): ReferralCommand | null {
  // The first session was taken back.
  if (state === "FULFILLED") return recipients.some((recipient) => recipient.state === "ATTENDED") ? null : "reopen";
  if (state !== "OPEN" && state !== "UNFULFILLED") return null;
  const asked = recipients.filter((recipient) => recipient.state !== "DRAFT");
  if (asked.some((recipient) => recipient.state === "ATTENDED")) return "fulfil";
  if (asked.length === 0 || asked.some((recipient) => isLive(recipient.state))) return null;
  // One that was asked back and has declined since ended by the sender's wish all the same.
  const takenBack = asked.every(
    ({ state: s, cancelReason }) =>
      s === "WITHDRAWN" || ((s === "CANCELLED" || s === "DECLINED") && TAKEN_BACK.has(cancelReason ?? "")),
  );
  if (takenBack && asked.length === recipients.length) return "endWithdrawn";
  return state === "OPEN" ? "end" : null;
}
