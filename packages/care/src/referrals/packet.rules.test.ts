import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../consent/index.ts";
import { declineNote } from "./decline.rules.ts";
import { ageBand, checkNeeds } from "./enquiry.rules.ts";
import type { PacketSource } from "./packet.rules.ts";
import { checkPacket, packetContent } from "./packet.rules.ts";

const source: PacketSource = {
  details: {
    givenName: "Robin",
    familyName: "Harper",
    birthDate: "1990-05-17",
    sex: "UNKNOWN",
    email: "robin@example.org",
    emailSafe: false,
    phone: null,
    phoneSafe: true,
    phoneShared: true,
    voicemailAllowed: false,
    preferredChannel: "VOICE",
    preferredLanguage: "es",
    bestTime: null,
    postalCode: "01103",
  },
  primarySubstance: 5,
  paymentSource: 4,
  enrollment: {
    admittedOn: "2026-01-02",
    firstSessionOn: null,
    edition: "ASAM3",
    levelCode: "3.5",
    teds: { SUB1: 5, PREG: 2, MARSTAT: 1 },
  },
  edition: "ASAM3",
  levelCode: "2.1",
  urgency: "URGENT",
  reason: "Steps down",
  needs: [],
  sections: Object.fromEntries(CATEGORIES.map((category) => [category, `words on ${category}`])),
};

describe("a phone in a packet", () => {
  it("travels with every word on how it may be used", () => {
    const details = { ...source.details, phone: "+12025550100" };
    expect(packetContent({ ...source, details }, ["CONTACT"]).CONTACT?.facts).toMatchObject({
      phone: "+12025550100",
      phoneSafe: true,
      phoneShared: true,
      voicemailAllowed: false,
    });
  });
});

describe("packet-minimum", () => {
  it("holds the categories asked for and nothing else, whichever they are", () => {
    const right = fc.property(fc.subarray([...CATEGORIES]), (categories) => {
      const held = Object.keys(packetContent(source, categories)).toSorted();
      return (
        held.join() ===
        categories
          .filter((category) => category !== "COUNSELING_NOTES")
          .toSorted()
          .join()
      );
    });
    expect(fc.check(right)).toMatchObject({ failed: false });
  });

  it("takes of the record what belongs to a category, and leaves out what is not known", () => {
    const content = packetContent(source, ["CONTACT", "SUBSTANCE_USE", "RISK"]);
    expect(content).toEqual({
      // No phone, and so none of its flags.
      CONTACT: {
        facts: {
          email: "robin@example.org",
          emailSafe: false,
          preferredChannel: "VOICE",
          preferredLanguage: "es",
        },
        text: "words on CONTACT",
      },
      SUBSTANCE_USE: { facts: { primarySubstance: 5, SUB1: 5 }, text: "words on SUBSTANCE_USE" },
      RISK: { facts: { PREG: 2 }, text: "words on RISK" },
    });
    expect(JSON.stringify(content)).not.toContain("Harper");
  });

  it("refuses words on what is not in the packet, and a packet of nothing", () => {
    expect(() => checkPacket(["RISK"], { MEDICATIONS: "x" })).toThrow("not a category of the packet");
    expect(() => checkPacket(["DEMOGRAPHICS"], { DEMOGRAPHICS: "x" })).toThrow("not a category of the packet");
    expect(() => checkPacket([], {})).toThrow("at least one");
    expect(checkPacket(["RISK", "RISK"], { RISK: "x" })).toEqual({ categories: ["RISK"], sections: { RISK: "x" } });
  });
});

describe("counseling-notes-apart", () => {
  it("keeps counseling notes out of every packet", () => {
    expect(() => checkPacket(["RISK", "COUNSELING_NOTES"], {})).toThrow("never part of a packet");
    expect(packetContent(source, ["COUNSELING_NOTES"])).toEqual({});
  });
});

describe("two-stage-disclosure", () => {
  it.each([
    ["2008-03-11", "UNDER_18"],
    ["2008-03-10", "FROM_18_TO_25"],
    ["2000-03-11", "FROM_18_TO_25"],
    ["2000-03-10", "FROM_26_TO_44"],
    ["1981-03-10", "FROM_45_TO_64"],
    ["1961-03-10", "FROM_65"],
    [null, "UNKNOWN"],
    ["2027-01-01", "UNKNOWN"],
  ])("tells of someone born on %s no more than %s", (birthDate, band) => {
    expect(ageBand(birthDate, "2026-03-10")).toBe(band);
  });

  it("tells needs as codes, never as words", () => {
    expect(checkNeeds(["TRANSPORT", "CHILD_CARE", "TRANSPORT"])).toEqual(["TRANSPORT", "CHILD_CARE"]);
    expect(() => checkNeeds(["Robin needs a ride"])).toThrow("a code in capitals");
  });
});

describe("decline-with-reason", () => {
  it("asks words of a reason that is not of the list", () => {
    expect(declineNote("NO_CAPACITY", null)).toBeNull();
    expect(declineNote("OTHER", " moved ")).toBe("moved");
    expect(() => declineNote("OTHER", "  ")).toThrow("put in words");
  });
});
