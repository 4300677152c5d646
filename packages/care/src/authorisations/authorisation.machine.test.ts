import { describe, expect, it } from "vitest";
import type { AuthorisationCommand, AuthorisationParty, AuthorisationState } from "./authorisation.machine.ts";
import { AUTHORISATION_STATES, authorisationMachine } from "./authorisation.machine.ts";

/** `authorisation-states`, written down a second time and from the other side: by state, not by command. */
const ALLOWED: Record<
  AuthorisationState,
  Partial<Record<`${AuthorisationParty} ${AuthorisationCommand}`, AuthorisationState>>
> = {
  REQUESTED: {
    "staff approve": "APPROVED",
    "staff approvePartly": "PARTIAL",
    "staff deny": "DENIED",
    "staff pend": "PENDED",
  },
  PENDED: { "staff approve": "APPROVED", "staff approvePartly": "PARTIAL", "staff deny": "DENIED" },
  APPROVED: { "clock expire": "EXPIRED" },
  PARTIAL: { "staff appeal": "APPEALED", "clock expire": "EXPIRED" },
  DENIED: { "staff appeal": "APPEALED" },
  APPEALED: { "staff approve": "APPROVED", "staff approvePartly": "PARTIAL", "staff deny": "DENIED" },
  EXPIRED: {},
};
const COMMANDS = Object.keys(authorisationMachine.transitions) as AuthorisationCommand[];

describe.each(AUTHORISATION_STATES)("an authorisation that is %s", (state) => {
  it.each(COMMANDS.flatMap((command) => (["staff", "clock"] as const).map((party) => [party, command] as const)))(
    "given by %s: %s",
    (party, command) => {
      const expected = ALLOWED[state][`${party} ${command}`];
      if (expected) expect(authorisationMachine.next(state, command, party)).toBe(expected);
      else
        expect(() => authorisationMachine.next(state, command, party)).toThrow(
          expect.objectContaining({ code: "ILLEGAL_TRANSITION", reason: state }),
        );
      expect(authorisationMachine.available(state, party).includes(command)).toBe(expected !== undefined);
    },
  );
});
