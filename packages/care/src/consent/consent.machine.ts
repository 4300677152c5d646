import { defineMachine } from "@causeway/kernel";

export type ConsentState = "ACTIVE" | "REVOKED";
export type ConsentCommand = "revoke";

/** A consent is recorded once signed and ends by revocation (42 CFR 2.31(a)(6)); expiry is read off its date. */
export const consentMachine = defineMachine<ConsentState, ConsentCommand, "discloser">({
  name: "consent",
  states: ["ACTIVE", "REVOKED"],
  initial: "ACTIVE",
  terminal: ["REVOKED"],
  transitions: { revoke: { from: ["ACTIVE"], to: "REVOKED", by: ["discloser"] } },
});
