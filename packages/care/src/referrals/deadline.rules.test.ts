import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANSWER_MINUTES,
  URGENCIES,
  addBusinessMinutes,
  businessMinutes,
  deadlines,
  minutesSpent,
} from "./deadline.rules.ts";

const zone = "America/New_York";
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
    expect(deadlines(urgency, at(sent), zone).dueAt).toEqual(at(due));
  });

  it("uses the recipient's zone, not the sender's", () => {
    const sent = at("2026-03-10T22:30:00Z"); // 18:30 in New York, 15:30 in Los Angeles
    expect(deadlines("ASAP", sent, zone).dueAt).toEqual(at("2026-03-11T20:00:00Z"));
    expect(deadlines("ASAP", sent, "America/Los_Angeles").dueAt).toEqual(at("2026-03-11T20:30:00Z"));
  });

  it("reminds before it is due and expires after", () => {
    fc.assert(
      fc.property(fc.constantFrom(...URGENCIES), fc.integer({ min: 0, max: 3 * 365 * 1440 }), (urgency, minutes) => {
        const sent = new Date(at("2025-01-01T00:00:00Z").getTime() + minutes * 60_000);
        const { remindAt, dueAt, expiresAt } = deadlines(urgency, sent, zone);
        expect(remindAt > sent && dueAt > remindAt && expiresAt > dueAt).toBe(true);
      }),
    );
  });

  it("measures back exactly what it added, in any zone and season", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 * 365 * 1440 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom("America/New_York", "America/Phoenix", "Pacific/Honolulu", "Europe/Berlin"),
        (start, minutes, anywhere) => {
          const from = new Date(at("2025-01-01T00:00:00Z").getTime() + start * 60_000);
          expect(businessMinutes(from, addBusinessMinutes(from, minutes, anywhere), anywhere)).toBe(minutes);
        },
      ),
    );
  });

  it("stands still while information is awaited: time used before counts, the wait does not", () => {
    const sent = at("2026-03-09T13:00:00Z");
    const first = deadlines("URGENT", sent, zone);
    const stopped = at("2026-03-09T18:00:00Z"); // five business hours later
    const spent = minutesSpent("URGENT", stopped, first.expiresAt, zone);
    expect(spent).toBe(300);
    const resumed = deadlines("URGENT", at("2026-03-20T13:00:00Z"), zone, spent);
    expect(resumed.dueAt).toEqual(at("2026-03-20T18:00:00Z"));
    const stat = deadlines("STAT", sent, zone);
    expect(minutesSpent("STAT", new Date(sent.getTime() + 45 * 60_000), stat.expiresAt, zone)).toBe(45);
    expect(ANSWER_MINUTES.STAT).toBe(120);
  });
});
