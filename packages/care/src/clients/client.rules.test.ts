import { describe, expect, it } from "vitest";
import { checkPastDay, safeChannels, zoneOfClient } from "./client.rules.ts";

describe("the zone of a client", () => {
  it.each([
    ["what they gave", "America/Denver", "01103", "America/Denver"],
    ["that of their ZIP code", null, "96813", "Pacific/Honolulu"],
    ["that of a ZIP+4", null, "85001-1234", "America/Phoenix"],
    ["unknown with a code that is none", null, "00000", null],
    ["unknown without either", null, null, null],
  ])("is %s", (_, given, postalCode, zone) => {
    expect(zoneOfClient(given, postalCode)).toBe(zone);
  });
});

/** `contact-safe-address` */
describe("channels on which nobody but the client is met", () => {
  const reachable = {
    email: "robin@example.org",
    emailSafe: true,
    phone: "+12025550101",
    phoneSafe: true,
    phoneShared: false,
    postalCode: "01103",
    homeMailAllowed: true,
  };
  it.each([
    ["all of them", {}, ["EMAIL", "SMS", "VOICE", "MAIL"]],
    ["no mail that others read", { emailSafe: false }, ["SMS", "VOICE", "MAIL"]],
    ["no unsafe phone", { phoneSafe: false }, ["EMAIL", "MAIL"]],
    ["no phone of a household", { phoneShared: true }, ["EMAIL", "MAIL"]],
    ["no letter home unless allowed", { homeMailAllowed: false }, ["EMAIL", "SMS", "VOICE"]],
    ["none without an address", { email: null, phone: null, postalCode: null }, []],
  ])("are %s", (_, change, channels) => {
    expect(safeChannels({ ...reachable, ...change })).toEqual(channels);
  });
});

describe("a day that something was seen on", () => {
  it("has begun somewhere on earth", () => {
    const now = new Date("2026-03-02T11:00:00Z");
    expect(checkPastDay(now, "2026-03-03", "on")).toBe("2026-03-03");
    expect(() => checkPastDay(now, "2026-03-04", "on")).toThrow("not come yet");
    expect(() => checkPastDay(new Date("2026-03-02T09:00:00Z"), "2026-03-03", "on")).toThrow("not come yet");
  });
});
