import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Party, RecipientCommand, RecipientState } from "./recipient.machine.ts";
import {
  RECIPIENT_STATES,
  isLive,
  receivedActions,
  recipientActions,
  recipientMachine,
  senderActions,
} from "./recipient.machine.ts";
import { settlement } from "./referral.machine.ts";

/** The legal moves, written out independently of the machine: state, party, command, next state. */
const LEGAL = `
DRAFT sender send SENT
DRAFT sender withdraw WITHDRAWN
SENT sender withdraw WITHDRAWN
SENT recipient receive RECEIVED
SENT system receive RECEIVED
SENT system expire EXPIRED
SENT system closeFilled CANCELLED
RECEIVED recipient accept ACCEPTED
RECEIVED recipient decline DECLINED
RECEIVED recipient reassign RECEIVED
RECEIVED recipient forward DECLINED
RECEIVED recipient requestInformation INFO_REQUESTED
RECEIVED sender requestCancellation CANCEL_REQUESTED
RECEIVED system expire EXPIRED
RECEIVED system closeFilled CANCELLED
INFO_REQUESTED sender provideInformation RECEIVED
INFO_REQUESTED sender requestCancellation CANCEL_REQUESTED
INFO_REQUESTED recipient decline DECLINED
INFO_REQUESTED recipient reassign INFO_REQUESTED
INFO_REQUESTED recipient forward DECLINED
INFO_REQUESTED system closeFilled CANCELLED
ACCEPTED recipient scheduleAppointment SCHEDULED
ACCEPTED recipient admit ADMITTED
ACCEPTED recipient decline DECLINED
ACCEPTED recipient undoAcceptance RECEIVED
ACCEPTED recipient reassign ACCEPTED
ACCEPTED recipient forward DECLINED
ACCEPTED sender requestCancellation CANCEL_REQUESTED
ACCEPTED system closeFilled CANCELLED
SCHEDULED recipient scheduleAppointment SCHEDULED
SCHEDULED recipient recordNoShow NO_SHOW
SCHEDULED recipient cancelAppointment APPT_CANCELLED
SCHEDULED recipient recordIntake INTAKE_DONE
SCHEDULED recipient admit ADMITTED
SCHEDULED recipient decline DECLINED
SCHEDULED recipient reassign SCHEDULED
SCHEDULED recipient forward DECLINED
SCHEDULED sender requestCancellation CANCEL_REQUESTED
NO_SHOW recipient scheduleAppointment SCHEDULED
NO_SHOW recipient admit ADMITTED
NO_SHOW recipient decline DECLINED
NO_SHOW recipient reassign NO_SHOW
NO_SHOW recipient forward DECLINED
NO_SHOW sender takeBackAfterNoShow CANCELLED
NO_SHOW system takeBackAfterNoShow CANCELLED
NO_SHOW sender requestCancellation CANCEL_REQUESTED
APPT_CANCELLED recipient scheduleAppointment SCHEDULED
APPT_CANCELLED recipient admit ADMITTED
APPT_CANCELLED recipient decline DECLINED
APPT_CANCELLED recipient reassign APPT_CANCELLED
APPT_CANCELLED recipient forward DECLINED
APPT_CANCELLED sender requestCancellation CANCEL_REQUESTED
INTAKE_DONE recipient scheduleAppointment SCHEDULED
INTAKE_DONE recipient admit ADMITTED
INTAKE_DONE recipient decline DECLINED
INTAKE_DONE recipient reassign INTAKE_DONE
INTAKE_DONE recipient forward DECLINED
INTAKE_DONE sender requestCancellation CANCEL_REQUESTED
CANCEL_REQUESTED recipient confirmCancellation CANCELLED
CANCEL_REQUESTED recipient admit ADMITTED
CANCEL_REQUESTED recipient decline DECLINED
CANCEL_REQUESTED system closeFilled CANCELLED
ADMITTED system closeOnAttendance ATTENDED
ADMITTED system closeNotStarted NOT_STARTED
ATTENDED system reopenAfterUndo ADMITTED`;
const legal = new Map(
  LEGAL.trim()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([state, party, command, next]) => [`${state} ${party} ${command}`, next]),
);
const parties: Party[] = ["sender", "recipient", "system"];
const commands = Object.keys(recipientMachine.transitions) as RecipientCommand[];

describe("referral-recipient-states", () => {
  it("allows each legal move and refuses every other, for each state, party and command", () => {
    const outcome = (state: RecipientState, party: Party, command: RecipientCommand): string => {
      try {
        return recipientMachine.next(state, command, party);
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    const all = RECIPIENT_STATES.flatMap((state) =>
      parties.flatMap((party) => commands.map((command) => [state, party, command] as const)),
    );
    const found = all.map((move) => [...move, outcome(...move)].join(" "));
    const told = all.map((move) => [...move, legal.get(move.join(" ")) ?? "ILLEGAL_TRANSITION"].join(" "));
    expect(found).toEqual(told);
    expect(found.filter((line) => !line.endsWith("ILLEGAL_TRANSITION"))).toHaveLength(legal.size);
  });

  it("offers a recipient the answers to a referral that was only sent", () => {
    expect(recipientActions("SENT", "recipient")).toEqual([
      "receive",
      "requestInformation",
      "accept",
      "reassign",
      "decline",
      "forward",
    ]);
    expect(recipientActions("SENT", "sender")).toEqual(["withdraw"]);
    expect(recipientActions("RECEIVED", "sender")).toEqual(["requestCancellation"]);
    expect(recipientActions("ATTENDED", "recipient")).toEqual([]);
  });

  it.each([
    [true, true, true, ["scheduleAppointment", "admit", "decline", "forward", "reassign", "undoAcceptance"]],
    [true, false, true, ["scheduleAppointment", "decline", "forward", "reassign", "undoAcceptance"]],
    [true, true, false, ["decline", "forward", "reassign", "undoAcceptance"]],
    [false, true, true, ["decline", "forward", "undoAcceptance"]],
  ])(
    "offers its recipient what would be taken: consent %s, place %s, chosen %s",
    (consentStands, place, chosen, offered) => {
      const actions = receivedActions({ state: "ACCEPTED", holdsPlace: place, consentStands, chosen });
      expect(actions.toSorted()).toEqual(offered.toSorted());
    },
  );

  it.each([
    ["CLIENT_CHOICE", false, true],
    ["CLIENT_CHOICE", true, false],
    ["FIRST_ACCEPT", true, false],
  ] as const)("offers its sender the choice once: %s, chosen %s", (mode, chosen, offered) => {
    const actions = senderActions({ state: "ACCEPTED", mode, chosen, acknowledgedAt: null });
    expect(actions.includes("choose")).toBe(offered);
  });
});

describe("referral-status-derived", () => {
  const facts = (state: RecipientState, cancelReason: string | null = null) => ({ state, cancelReason });

  it.each([
    ["OPEN", [facts("SENT"), facts("DECLINED")], null],
    ["OPEN", [facts("ATTENDED"), facts("CANCELLED", "FILLED_ELSEWHERE")], "fulfil"],
    ["OPEN", [facts("DECLINED"), facts("EXPIRED")], "end"],
    ["OPEN", [facts("DECLINED"), facts("DRAFT")], "end"],
    ["OPEN", [facts("WITHDRAWN"), facts("CANCELLED", "SENDER_REQUEST")], "endWithdrawn"],
    ["OPEN", [facts("CANCELLED", "FILLED_ELSEWHERE"), facts("NOT_STARTED")], "end"],
    // Who waits to be asked is asked before the whole of it counts as taken back.
    ["OPEN", [facts("WITHDRAWN"), facts("DRAFT")], "end"],
    ["OPEN", [facts("CANCELLED", "NO_SHOW"), facts("WITHDRAWN")], "end"],
    ["OPEN", [facts("DECLINED", "SENDER_REQUEST"), facts("WITHDRAWN")], "endWithdrawn"],
    ["UNFULFILLED", [facts("DECLINED")], null],
    ["FULFILLED", [facts("ATTENDED")], null],
    ["FULFILLED", [facts("ADMITTED"), facts("CANCELLED", "FILLED_ELSEWHERE")], "reopen"],
  ] as const)("%s with %j settles by %s", (state, recipients, command) => {
    expect(settlement(state, recipients)).toBe(command);
  });

  it("never ends a referral that has a live recipient and no attended one", () => {
    const right = fc.property(fc.array(fc.constantFrom(...RECIPIENT_STATES), { maxLength: 6 }), (states) => {
      const command = settlement(
        "OPEN",
        states.map((state) => facts(state)),
      );
      if (states.includes("ATTENDED")) return command === "fulfil";
      return !states.some(isLive) || command === null;
    });
    expect(fc.check(right)).toMatchObject({ failed: false });
  });
});
