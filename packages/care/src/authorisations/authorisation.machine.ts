import { defineMachine } from "@causeway/kernel";

export const AUTHORISATION_STATES = [
  "REQUESTED",
  "APPROVED",
  "PARTIAL",
  "PENDED",
  "DENIED",
  "APPEALED",
  "EXPIRED",
] as const;
export type AuthorisationState = (typeof AUTHORISATION_STATES)[number];
export type AuthorisationCommand = "approve" | "approvePartly" | "pend" | "deny" | "appeal" | "expire";
/** `clock`: what was granted ends by its last day alone. */
export type AuthorisationParty = "staff" | "clock";

const UNDECIDED = ["REQUESTED", "PENDED", "APPEALED"] as const;

/**
 * What a payer answers, as staff record it. A denial and what is undecided have no end by the clock: payers decide
 * late, and for days that are over.
 */
export const authorisationMachine = defineMachine<AuthorisationState, AuthorisationCommand, AuthorisationParty>({
  name: "authorisation",
  states: AUTHORISATION_STATES,
  initial: "REQUESTED",
  terminal: ["EXPIRED"],
  transitions: {
    approve: { from: UNDECIDED, to: "APPROVED", by: ["staff"] },
    approvePartly: { from: UNDECIDED, to: "PARTIAL", by: ["staff"] },
    deny: { from: UNDECIDED, to: "DENIED", by: ["staff"] },
    pend: { from: ["REQUESTED"], to: "PENDED", by: ["staff"] },
    appeal: { from: ["DENIED", "PARTIAL"], to: "APPEALED", by: ["staff"] },
    expire: { from: ["APPROVED", "PARTIAL"], to: "EXPIRED", by: ["clock"] },
  },
});
