import { Badge } from "@mantine/core";

type Tone = "waiting" | "good" | "ended" | "attention" | "neutral";

/** Colour helps, words carry: no state is told by colour alone. */
const TONES: Record<string, Tone> = {
  SENT: "waiting",
  RECEIVED: "waiting",
  OPEN: "waiting",
  INFO_REQUESTED: "attention",
  CANCEL_REQUESTED: "attention",
  NO_SHOW: "attention",
  APPT_CANCELLED: "attention",
  NOT_STARTED: "attention",
  EXPIRED: "attention",
  UNFULFILLED: "attention",
  WAITLISTED: "attention",
  PAUSED: "attention",
  FAILED: "attention",
  ACCEPTED: "good",
  SCHEDULED: "good",
  INTAKE_DONE: "good",
  ADMITTED: "good",
  ATTENDED: "good",
  FULFILLED: "good",
  ACTIVE: "good",
  LIVE: "good",
  OFFERED: "waiting",
  DECLINED: "ended",
  CANCELLED: "ended",
  WITHDRAWN: "ended",
  DISCHARGED: "ended",
  CLOSED: "ended",
  REVOKED: "ended",
};

const COLOURS: Record<Tone, string> = {
  waiting: "blue",
  good: "teal",
  ended: "gray",
  attention: "orange",
  neutral: "gray",
};

export function StateBadge({ state, words }: { state: string; words: (state: string) => string }) {
  const tone = TONES[state] ?? "neutral";
  return (
    <Badge
      className="state"
      data-tone={tone}
      color={COLOURS[tone]}
      variant="light"
      radius="sm"
      size="md"
      tt="none"
      fw={600}
    >
      {words(state)}
    </Badge>
  );
}
