import { defineMachine } from "@causeway/kernel";

export const ENROLLMENT_STATES = [
  "INQUIRY",
  "PRE_SCREENED",
  "WAITLISTED",
  "OFFERED",
  "ADMITTED",
  "ACTIVE",
  "ON_LEAVE",
  "DISCHARGED",
  "CLOSED_NOT_ADMITTED",
] as const;
export type EnrollmentState = (typeof ENROLLMENT_STATES)[number];
export type EnrollmentCommand =
  | "preScreen"
  | "waitlist"
  | "offer"
  | "expireOffer"
  | "admit"
  | "start"
  | "unstart"
  | "startLeave"
  | "extendLeave"
  | "endLeave"
  | "discharge"
  | "close";
/** `attendance`: only a recorded session starts a stay, no person by hand. `system`: a clock. */
export type EnrollmentParty = "staff" | "attendance" | "system";

export const enrollmentMachine = defineMachine<EnrollmentState, EnrollmentCommand, EnrollmentParty>({
  name: "enrollment",
  states: ENROLLMENT_STATES,
  initial: "INQUIRY",
  terminal: ["DISCHARGED", "CLOSED_NOT_ADMITTED"],
  transitions: {
    preScreen: { from: ["INQUIRY"], to: "PRE_SCREENED", by: ["staff"] },
    waitlist: { from: ["PRE_SCREENED", "OFFERED"], to: "WAITLISTED", by: ["staff"] },
    offer: { from: ["PRE_SCREENED", "WAITLISTED"], to: "OFFERED", by: ["staff"] },
    expireOffer: { from: ["OFFERED"], to: "WAITLISTED", by: ["system"] },
    admit: { from: ["OFFERED"], to: "ADMITTED", by: ["staff"] },
    start: { from: ["ADMITTED"], to: "ACTIVE", by: ["attendance"] },
    // The session that began the stay was recorded by mistake.
    unstart: { from: ["ACTIVE"], to: "ADMITTED", by: ["attendance"] },
    startLeave: { from: ["ACTIVE"], to: "ON_LEAVE", by: ["staff"] },
    extendLeave: { from: ["ON_LEAVE"], to: "ON_LEAVE", by: ["staff"] },
    endLeave: { from: ["ON_LEAVE"], to: "ACTIVE", by: ["staff"] },
    discharge: { from: ["ACTIVE", "ON_LEAVE"], to: "DISCHARGED", by: ["staff"] },
    close: {
      from: ["INQUIRY", "PRE_SCREENED", "WAITLISTED", "OFFERED", "ADMITTED"],
      to: "CLOSED_NOT_ADMITTED",
      by: ["staff"],
    },
  },
});

/** States in which an enrollment holds a place in its program. */
export const HOLDING_STATES: ReadonlySet<EnrollmentState> = new Set(["ADMITTED", "ACTIVE", "ON_LEAVE"]);
