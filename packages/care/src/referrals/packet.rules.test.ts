import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES } from "../consent/index.ts";
import { declineNote } from "./decline.rules.ts";
import { ageBand, checkNeeds } from "./enquiry.rules.ts";
import type { PacketSource, RecordFacts } from "./packet.rules.ts";
import { NEEDED_BY, checkPacket, packetContent } from "./packet.rules.ts";

const record: RecordFacts = {
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
  substances: [{ substance: 5, route: 4, frequency: 3, ageOfFirstUse: 19, observedOn: "2026-01-02" }],
  circumstances: { livingArrangement: 1, employment: 3, arrestsPast30Days: 1, pregnant: true, injectsDrugs: true },
  coverage: { paymentSource: 4, payerName: "MassHealth", planName: null, memberId: "M-100" },
  authorisation: {
    number: "A-7",
    edition: "ASAM3",
    levelCode: "2.1",
    approvedUnits: 12,
    unit: "DAY",
    startsOn: "2026-02-01",
    endsOn: "2026-03-01",
  },
  assessment: { assessedOn: "2026-01-02", edition: "ASAM3", ratings: { "1": "0", "5": "3" }, summary: "Craving" },
  stay: {
    admittedOn: "2026-01-02",
    firstSessionOn: null,
    edition: "ASAM3",
    levelCode: "3.5",
    teds: { SUB1: 5, PREG: 2, MARSTAT: 1, METHUSE: 1 },
  },
};
const source: PacketSource = {
  record,
  edition: "ASAM3",
  levelCode: "2.1",
  urgency: "URGENT",
  reason: "Steps down",
  needs: ["TRANSPORT"],
  sections: Object.fromEntries(CATEGORIES.map((category) => [category, `words on ${category}`])),
};

describe("a phone in a packet", () => {
  it("travels with every word on how it may be used", () => {
    const details = { ...record.details, phone: "+12025550100" };
    expect(packetContent({ ...source, record: { ...record, details } }, ["CONTACT"]).CONTACT?.facts).toMatchObject({
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
      SUBSTANCE_USE: {
        facts: {
          primarySubstance: 5,
          substance1: 5,
          route1: 4,
          frequency1: 3,
          ageOfFirstUse1: 19,
          observedOn1: "2026-01-02",
          SUB1: 5,
        },
        text: "words on SUBSTANCE_USE",
      },
      RISK: { facts: { pregnant: true, injectsDrugs: true, PREG: 2 }, text: "words on RISK" },
    });
    expect(JSON.stringify(content)).not.toMatch(/Harper|MassHealth|Craving/);
  });

  it("tells of coverage, assessment, history, medication, law and needs what the record knows", () => {
    const content = packetContent(source, [
      "COVERAGE",
      "ASSESSMENT",
      "TREATMENT_HISTORY",
      "MEDICATIONS",
      "LEGAL",
      "NEEDS",
    ]);
    expect(Object.fromEntries(Object.entries(content).map(([category, { facts }]) => [category, facts]))).toEqual({
      COVERAGE: {
        paymentSource: 4,
        payerName: "MassHealth",
        memberId: "M-100",
        authorisationNumber: "A-7",
        authorisedLevel: "ASAM3 2.1",
        authorisedUnits: "12 DAY",
        authorisedFrom: "2026-02-01",
        authorisedUntil: "2026-03-01",
      },
      ASSESSMENT: {
        assessedOn: "2026-01-02",
        assessmentEdition: "ASAM3",
        dimension1: "0",
        dimension5: "3",
        assessmentSummary: "Craving",
      },
      TREATMENT_HISTORY: { admittedOn: "2026-01-02", currentEdition: "ASAM3", currentLevelCode: "3.5" },
      MEDICATIONS: { METHUSE: 1 },
      LEGAL: { arrestsPast30Days: 1 },
      NEEDS: { needs: "TRANSPORT", livingArrangement: 1, employment: 3 },
    });
  });

  it("never needs more for a narrower purpose, and counseling notes for none", () => {
    for (const needed of Object.values(NEEDED_BY)) {
      expect(NEEDED_BY.TREATMENT).toEqual(expect.arrayContaining([...needed]));
      expect(needed).not.toContain("COUNSELING_NOTES");
    }
    expect(Object.keys(NEEDED_BY)).not.toContain("LEGAL_PROCEEDING");
  });

  it("holds all of a record for a reason alone", () => {
    const all = CATEGORIES.filter((category) => category !== "COUNSELING_NOTES");
    const ask = (categories: readonly string[], wholeRecordReason?: string) =>
      checkPacket({ categories, sections: {}, wholeRecordReason });
    expect(() => ask(all)).toThrow("Say why all of the record");
    expect(() => ask([...all, "RISK"], "  ")).toThrow("Say why all of the record");
    expect(ask(all, " Emergency transfer ").wholeRecordReason).toBe("Emergency transfer");
    expect(ask(all.slice(1), "no matter").wholeRecordReason).toBeNull();
  });

  it("refuses words on what is not in the packet, and a packet of nothing", () => {
    expect(() => checkPacket({ categories: ["RISK"], sections: { MEDICATIONS: "x" } })).toThrow(
      "not a category of the packet",
    );
    expect(() => checkPacket({ categories: ["DEMOGRAPHICS"], sections: { DEMOGRAPHICS: "x" } })).toThrow(
      "not a category of the packet",
    );
    expect(() => checkPacket({ categories: [], sections: {} })).toThrow("at least one");
    expect(checkPacket({ categories: ["RISK", "RISK"], sections: { RISK: "x" } })).toEqual({
      categories: ["RISK"],
      sections: { RISK: "x" },
      wholeRecordReason: null,
    });
  });
});

describe("counseling-notes-apart", () => {
  it("keeps counseling notes out of every packet", () => {
    expect(() => checkPacket({ categories: ["RISK", "COUNSELING_NOTES"], sections: {} })).toThrow(
      "never part of a packet",
    );
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
