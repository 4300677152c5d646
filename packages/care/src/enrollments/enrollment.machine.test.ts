import { describe, expect, it } from "vitest";
import type { EnrollmentCommand, EnrollmentParty, EnrollmentState } from "./enrollment.machine.ts";
import { ENROLLMENT_STATES, enrollmentMachine } from "./enrollment.machine.ts";

/** `enrollment-states`, written down a second time and from the other side: by state, not by command. */
const ALLOWED: Record<EnrollmentState, Partial<Record<`${EnrollmentParty} ${EnrollmentCommand}`, EnrollmentState>>> = {
  INQUIRY: { "staff preScreen": "PRE_SCREENED", "staff close": "CLOSED_NOT_ADMITTED" },
  PRE_SCREENED: { "staff waitlist": "WAITLISTED", "staff offer": "OFFERED", "staff close": "CLOSED_NOT_ADMITTED" },
  WAITLISTED: { "staff offer": "OFFERED", "staff close": "CLOSED_NOT_ADMITTED" },
  OFFERED: {
    "system expireOffer": "WAITLISTED",
    "staff waitlist": "WAITLISTED",
    "staff admit": "ADMITTED",
    "staff close": "CLOSED_NOT_ADMITTED",
  },
  ADMITTED: { "attendance start": "ACTIVE", "staff close": "CLOSED_NOT_ADMITTED" },
  ACTIVE: { "attendance unstart": "ADMITTED", "staff startLeave": "ON_LEAVE", "staff discharge": "DISCHARGED" },
  ON_LEAVE: { "staff extendLeave": "ON_LEAVE", "staff endLeave": "ACTIVE", "staff discharge": "DISCHARGED" },
  DISCHARGED: {},
  CLOSED_NOT_ADMITTED: {},
};
const COMMANDS = Object.keys(enrollmentMachine.transitions) as EnrollmentCommand[];

describe.each(ENROLLMENT_STATES)("an enrollment that is %s", (state) => {
  it.each(
    COMMANDS.flatMap((command) =>
      (["staff", "attendance", "system"] as const).map((party) => [party, command] as const),
    ),
  )("given by %s: %s", (party, command) => {
    const expected = ALLOWED[state][`${party} ${command}`];
    if (expected) expect(enrollmentMachine.next(state, command, party)).toBe(expected);
    else
      expect(() => enrollmentMachine.next(state, command, party)).toThrow(
        expect.objectContaining({ code: "ILLEGAL_TRANSITION", reason: state }),
      );
    expect(enrollmentMachine.available(state, party).includes(command)).toBe(expected !== undefined);
  });
});
