import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BusinessCalendar } from "@causeway/identity";
import { URGENCIES, answerMinutes, deadlines, minutesUsed } from "./deadline.rules.ts";

const usual = (zone: string, closedDays: string[] = []): BusinessCalendar => ({
  zone,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "18:00" })),
  closedDays,
});
const newYork = usual("America/New_York");
const at = (text: string): Date => new Date(text);

describe("answer-deadlines", () => {
  it.each([
    // Friday 16:00 in New York: eight business hours end on Monday 14:00.
    ["ASAP", "2026-03-06T21:00:00Z", "2026-03-09T18:00:00Z"],
    // Monday 09:00: one business day ends on Tuesday 09:00.
    ["URGENT", "2026-03-09T13:00:00Z", "2026-03-10T13:00:00Z"],
    // Saturday noon counts from Monday 08:00; three business days end on Wednesday 18:00. Daylight time began on Sunday.
    ["ROUTINE", "2026-03-07T17:00:00Z", "2026-03-11T22:00:00Z"],
    // Saturday night: round the clock.
    ["STAT", "2026-03-07T23:30:00Z", "2026-03-08T01:30:00Z"],
  ] as const)("%s sent at %s is due at %s", (urgency, sent, due) => {
    expect(deadlines(urgency, at(sent), newYork).dueAt).toEqual(at(due));
  });

  it("uses the recipient's zone, not the sender's", () => {
    const sent = at("2026-03-10T22:30:00Z"); // 18:30 in New York, 15:30 in Los Angeles
    expect(deadlines("ASAP", sent, newYork).dueAt).toEqual(at("2026-03-11T20:00:00Z"));
    expect(deadlines("ASAP", sent, usual("America/Los_Angeles")).dueAt).toEqual(at("2026-03-11T20:30:00Z"));
  });

  it("reminds before it is due and expires after", () => {
    fc.assert(
      fc.property(fc.constantFrom(...URGENCIES), fc.integer({ min: 0, max: 3 * 365 * 1440 }), (urgency, minutes) => {
        const sent = new Date(at("2025-01-01T00:00:00Z").getTime() + minutes * 60_000);
        const { remindAt, dueAt, expiresAt } = deadlines(urgency, sent, newYork);
        expect(remindAt > sent && dueAt > remindAt && expiresAt > dueAt).toBe(true);
      }),
    );
  });

  it("stands still while information is awaited: time used before counts, the wait does not", () => {
    const sent = at("2026-03-09T13:00:00Z");
    const stopped = at("2026-03-09T18:00:00Z"); // five business hours later
    const spent = minutesUsed("URGENT", sent, stopped, newYork);
    expect(spent).toBe(300);
    expect(deadlines("URGENT", at("2026-03-20T13:00:00Z"), newYork, spent).dueAt).toEqual(at("2026-03-20T18:00:00Z"));
    expect(minutesUsed("STAT", sent, new Date(sent.getTime() + 45 * 60_000), newYork)).toBe(45);
    expect(answerMinutes("STAT", newYork)).toBe(120);
  });

  it("leaves out the days on which the recipient is closed, except where every hour counts", () => {
    const friday = at("2026-12-24T14:00:00Z"); // Thursday 09:00; Christmas is a Friday
    const closed = usual("America/New_York", ["2026-12-25"]);
    expect(deadlines("URGENT", friday, newYork).dueAt).toEqual(at("2026-12-25T14:00:00Z"));
    expect(deadlines("URGENT", friday, closed).dueAt).toEqual(at("2026-12-28T14:00:00Z"));
    expect(deadlines("STAT", friday, closed).dueAt).toEqual(at("2026-12-24T16:00:00Z"));
  });

  it("means by a day one of the recipient's own", () => {
    const short: BusinessCalendar = {
      zone: "America/New_York",
      hours: [
        { weekday: 2, opens: "09:00", closes: "13:00" },
        { weekday: 4, opens: "09:00", closes: "12:00" },
      ],
      closedDays: [],
    };
    // Tuesday 09:00: 3 days of four hours are 240 on Tuesday, 180 on Thursday, 240 on Tuesday, 60 on Thursday.
    expect(deadlines("ROUTINE", at("2026-03-10T13:00:00Z"), short).dueAt).toEqual(at("2026-03-19T14:00:00Z"));
  });
});
