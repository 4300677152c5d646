import { useEffect, useState } from "react";

const day = new Intl.DateTimeFormat("en-US", { day: "numeric", month: "short", year: "numeric" });
const MOMENT = { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" } as const;
const thisYear = new Intl.DateTimeFormat("en-US", MOMENT);
const anyYear = new Intl.DateTimeFormat("en-US", { ...MOMENT, year: "numeric" });
const full = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });

const STEPS = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3_600 },
  { unit: "day", seconds: 86_400 },
] as const;

/** "in 3 hours", "2 days ago"; whole units, rounded towards now so that a deadline never looks further away than it is. */
export function fromNow(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 60) return "now";
  const step = STEPS.findLast((each) => Math.abs(seconds) >= each.seconds) ?? STEPS[0];
  return relative.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** "Mar 2, 3:05 PM", with the year when it is not this one; in the reader's own zone. */
export function moment(at: Date, now: Date): string {
  return (at.getFullYear() === now.getFullYear() ? thisYear : anyYear).format(at);
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A moment, in the reader's own zone; the whole of it on hover and for assistive technology. */
export function When({ at, form = "moment" }: { at: string; form?: "moment" | "day" | "relative" }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={full.format(date)}>
      {form === "relative" ? fromNow(date, now) : form === "day" ? day.format(date) : moment(date, now)}
    </time>
  );
}

/** A calendar day without a zone, such as a birth date: never shifted. */
export function Day({ on }: { on: string }) {
  const [year, month, date] = on.split("-").map(Number);
  return <time dateTime={on}>{day.format(new Date(year ?? 0, (month ?? 1) - 1, date))}</time>;
}

interface DueClockProps {
  dueAt: string;
  sentAt?: string | null | undefined;
  /** Under a heading that says what is due. */
  short?: boolean;
}

/** The answer clock of a referral: calm while there is time, amber in the last quarter, red when past. */
export function DueClock({ dueAt, sentAt, short = false }: DueClockProps) {
  const now = useNow();
  const due = new Date(dueAt);
  const left = due.getTime() - now.getTime();
  const whole = sentAt ? due.getTime() - new Date(sentAt).getTime() : 0;
  const tone = left < 0 ? "late" : whole > 0 && left < whole / 4 ? "soon" : "calm";
  return (
    <span className={`due due-${tone}`}>
      {short ? left < 0 && "Late: due " : left < 0 ? "Answer was due " : "Answer due "}
      <When at={dueAt} form="relative" />
    </span>
  );
}
