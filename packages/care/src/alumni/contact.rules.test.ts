import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { decideContact, nextOpenHour, type ContactQuestion } from "./contact.rules.ts";

const NOON = new Date("2026-03-02T17:00:00Z"); // noon in New York
const fine: ContactQuestion = {
  now: NOON,
  zone: "America/New_York",
  deceased: false,
  doNotContact: false,
  optedIn: true,
  hasAddress: true,
  addressSafe: true,
  sentAt: [],
};
const ago = (hours: number) => new Date(NOON.getTime() - hours * 3_600_000);
const ZONES = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
];

describe("whether a client may be contacted", () => {
  it.each<[string, Partial<ContactQuestion>, unknown]>([
    ["contact-needs-opt-in: sends to who opted in", {}, { may: "SEND" }],
    ["contact-needs-opt-in: never without it", { optedIn: false }, { may: "NEVER", reason: "NO_OPT_IN" }],
    ["contact-do-not-contact: beats an opt-in", { doNotContact: true }, { may: "NEVER", reason: "DO_NOT_CONTACT" }],
    [
      "contact-do-not-contact: beats the lack of one",
      { doNotContact: true, optedIn: false },
      { may: "NEVER", reason: "DO_NOT_CONTACT" },
    ],
    ["never after death", { deceased: true, doNotContact: true }, { may: "NEVER", reason: "DECEASED" }],
    [
      "contact-safe-address: an unsafe address is off",
      { addressSafe: false },
      { may: "NEVER", reason: "UNSAFE_ADDRESS" },
    ],
    ["no address", { hasAddress: false, addressSafe: false }, { may: "NEVER", reason: "NO_ADDRESS" }],
    ["contact-frequency: one a day", { sentAt: [ago(23)] }, { may: "LATER", at: new Date(NOON.getTime() + 3_600_000) }],
    ["contact-frequency: the day has passed", { sentAt: [ago(24)] }, { may: "SEND" }],
    [
      "contact-frequency: three a week",
      { sentAt: [ago(30), ago(60), ago(167)] },
      { may: "LATER", at: new Date(NOON.getTime() + 3_600_000) },
    ],
    ["contact-frequency: the week has passed for the third", { sentAt: [ago(168), ago(30), ago(60)] }, { may: "SEND" }],
    [
      "contact-quiet-hours: the cap's end may fall into the night",
      { sentAt: [ago(14)] },
      { may: "LATER", at: new Date("2026-03-03T13:00:00Z") },
    ],
  ])("%s", (_, change, decision) => expect(decideContact({ ...fine, ...change })).toEqual(decision));
});

describe("contact-quiet-hours", () => {
  it.each([
    ["07:59 waits for 08:00", "America/New_York", "2026-03-02T12:59:59Z", "2026-03-02T13:00:00Z"],
    ["08:00 is open", "America/New_York", "2026-03-02T13:00:00Z", "2026-03-02T13:00:00Z"],
    ["20:59 is open", "America/New_York", "2026-03-03T01:59:59Z", "2026-03-03T01:59:59Z"],
    ["21:00 waits for the morning", "America/New_York", "2026-03-03T02:00:00Z", "2026-03-03T13:00:00Z"],
    [
      "the morning after clocks go forward comes an hour earlier",
      "America/New_York",
      "2026-03-08T03:00:00Z",
      "2026-03-08T12:00:00Z",
    ],
    [
      "the morning after clocks go back comes an hour later",
      "America/New_York",
      "2026-11-01T02:00:00Z",
      "2026-11-01T13:00:00Z",
    ],
    ["Arizona keeps its clocks", "America/Phoenix", "2026-07-01T14:30:00Z", "2026-07-01T15:00:00Z"],
    ["an unknown zone waits for 14:00 Eastern", null, "2026-03-02T15:00:00Z", "2026-03-02T19:00:00Z"],
    ["an unknown zone is open at 14:00 Eastern, also in summer", null, "2026-07-01T18:00:00Z", "2026-07-01T18:00:00Z"],
    ["a zone nobody knows is an unknown zone", "Mars/Olympus", "2026-03-02T15:00:00Z", "2026-03-02T19:00:00Z"],
  ])("%s", (_, zone, at, expected) =>
    expect(nextOpenHour(new Date(at), zone).toISOString()).toBe(new Date(expected).toISOString()),
  );

  const instant = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });

  it("answers an hour from eight to nine at night there, never earlier than asked and within a day", () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        const open = nextOpenHour(at, zone);
        const hour = DateTime.fromJSDate(open, { zone }).hour;
        expect(hour).toBeGreaterThanOrEqual(8);
        expect(hour).toBeLessThan(21);
        expect(open.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(open.getTime() - at.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
        expect(nextOpenHour(open, zone)).toEqual(open);
      }),
      { numRuns: 2000 },
    );
  });

  it("answers, where the zone is unknown, an hour that is open in each of the fifty states", () => {
    fc.assert(
      fc.property(instant, (at) => {
        const open = nextOpenHour(at, null);
        for (const zone of ZONES.slice(0, 7)) {
          const hour = DateTime.fromJSDate(open, { zone }).hour;
          expect(hour).toBeGreaterThanOrEqual(8);
          expect(hour).toBeLessThan(21);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
