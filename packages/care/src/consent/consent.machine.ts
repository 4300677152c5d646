import { defineMachine } from "@causeway/kernel";

export type ConsentState = "ACTIVE" | "HELD" | "REVOKED" | "FALSE" | "ENDED";
export type ConsentCommand = "revoke" | "hold" | "lift" | "flagFalse" | "recordEvent";

const STANDING = ["ACTIVE", "HELD"] as const;

/**
 * A consent is recorded once signed. An oral wish to revoke holds it until the writing is there or the wish is taken
 * back; it ends by revocation (42 CFR 2.31(a)(6)), by its stated event (2.31(a)(7)), or when it is known to be false
 * (2.31(c)(4)). That its date has passed is read off the date.
 */
export const consentMachine = defineMachine<ConsentState, ConsentCommand, "discloser">({
  name: "consent",
  states: ["ACTIVE", "HELD", "REVOKED", "FALSE", "ENDED"],
  initial: "ACTIVE",
  terminal: ["REVOKED", "FALSE", "ENDED"],
  transitions: {
    revoke: { from: STANDING, to: "REVOKED", by: ["discloser"] },
    hold: { from: ["ACTIVE"], to: "HELD", by: ["discloser"] },
    lift: { from: ["HELD"], to: "ACTIVE", by: ["discloser"] },
    flagFalse: { from: STANDING, to: "FALSE", by: ["discloser"] },
    recordEvent: { from: STANDING, to: "ENDED", by: ["discloser"] },
  },
});

/** What the discloser may do with a consent now; one for a monitor that is irrevocable is neither revoked nor held. */
export function consentActions(consent: {
  readonly state: ConsentState;
  readonly irrevocable: boolean;
  readonly expiryEvent: string | null;
}): ConsentCommand[] {
  return consentMachine
    .available(consent.state, "discloser")
    .filter((command) => !(consent.irrevocable && (command === "revoke" || command === "hold")))
    .filter((command) => command !== "recordEvent" || consent.expiryEvent !== null);
}
