type Tone = "waiting" | "good" | "ended" | "attention";

/** Colour helps, words carry: no state is told by colour alone. */
const TONES: Record<string, Tone> = {
  SENT: "waiting",
  RECEIVED: "waiting",
  OPEN: "waiting",
  OFFERED: "waiting",
  INQUIRY: "waiting",
  PRE_SCREENED: "waiting",
  INFO_REQUESTED: "attention",
  CANCEL_REQUESTED: "attention",
  NO_SHOW: "attention",
  APPT_CANCELLED: "attention",
  NOT_STARTED: "attention",
  EXPIRED: "attention",
  UNFULFILLED: "attention",
  WAITLISTED: "attention",
  ON_LEAVE: "attention",
  PAUSED: "attention",
  ACCEPTED: "good",
  SCHEDULED: "good",
  INTAKE_DONE: "good",
  ADMITTED: "good",
  ATTENDED: "good",
  FULFILLED: "good",
  ACTIVE: "good",
};

export function StateBadge({ state, words }: { state: string; words: (state: string) => string }) {
  return (
    <span className="state" data-tone={TONES[state] ?? "ended"}>
      {words(state)}
    </span>
  );
}
