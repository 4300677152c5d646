import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { PACKET_OPENED_BY, TABLES } from "@causeway/database";
import { figure } from "@causeway/testing";
import { describe, expect, it } from "vitest";

/**
 * `one-road-out`: every place by which a person's details could leave is on a list here, with why it is none or which
 * accounting it has. A new table that two organisations see, a new reader of packets, a new export or a new writer of
 * the accounting fails this test until somebody has said so.
 */
const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Sources that run: no tests, no factories of data, nothing that only operators and measurements run. */
function sources(): Map<string, string> {
  const found = new Map<string, string>();
  for (const room of ["apps", "packages"])
    for (const entry of readdirSync(join(root, room), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name));
      const runs =
        /^(apps|packages)[/][^/]+[/]src[/].*[.]ts$/.test(path) && !/[.](test|factory|d|generated)[.]ts$/.test(path);
      if (!entry.isFile() || !runs || /[/](testing|bench|journey|demo|console)[/]/.test(path)) continue;
      found.set(path, readFileSync(join(root, path), "utf8"));
    }
  return found;
}

/** How a table that two organisations see is read by the one that does not own it. */
const TWO_PARTY: Readonly<Record<string, "no details" | "accounted" | "as the packet" | "the discloser's alone">> = {
  // Ids, purpose, categories and dates of a reach; never whose.
  consent_grants: "no details",
  // The de-identified enquiry: level, age band, class of payer, needs as codes.
  referral_recipients: "no details",
  referral_awards: "no details",
  referral_threads: "no details",
  outside_links: "no details",
  // Written by the recipient itself about its own emergency.
  emergency_accesses: "no details",
  referral_packets: "accounted",
  referral_messages: "as the packet",
  referral_documents: "as the packet",
  stored_objects: "as the packet",
  disclosures: "the discloser's alone",
};

interface Road {
  /** What a source that takes this road says. */
  readonly says: RegExp;
  /** Who may, and why. */
  readonly may: Readonly<Record<string, string>>;
}

const ROADS: Readonly<Record<string, Road>> = {
  "writes the accounting": {
    says: /into disclosures\b|insert\(\s*Disclosure\b/,
    may: { "packages/care/src/consent/disclose.service.ts": "the road itself" },
  },
  "reads packets": {
    // Whether there is one that opens tells nothing of it.
    says: /(find|findOne|get|readOne|readPage)\(\s*(actor,\s*)?ReferralPacket\b|(?<!exists \(\s*select( 1)? )(from|join) referral_packets\b/,
    may: {
      "packages/care/src/referrals/packet.service.ts": "discloses each read",
      "packages/care/src/disclosures/break-glass.service.ts": "asks whether one is there, and tells nothing of it",
      "packages/care/src/consent/disclosure.query.ts": "the discloser's own, for its mark",
      "packages/care/src/referrals/possible-duplicates.query.ts":
        "ids and numbers of the recipient's own referrals, among packets that are open to it",
      "packages/care/src/threads/side.service.ts": "its categories, for the accounting of what is read beside it",
    },
  },
  "writes a file of rows": {
    says: /\btoCsv\(/,
    may: {
      "packages/care/src/csv.rules.ts": "how",
      "packages/care/src/teds/extract.service.ts": "to a state: a line for each client in it",
      "packages/care/src/disclosures/accounting.rules.ts": "to the client whose accounting it is",
      "packages/care/src/reports/report-csv.rules.ts":
        "numbers by group for the organisation's own staff, small ones hidden outside it",
    },
  },
};

function strangers(road: Road, files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([path, text]) => road.says.test(text) && !(path in road.may)).map(([path]) => path);
}

describe("one-road-out", () => {
  const files = sources();

  it.each(Object.entries(ROADS))("who %s is on the list", (_, road) => {
    expect(strangers(road, files)).toEqual([]);
    // Each that is listed still takes it: a list of what is gone hides what comes.
    const gone = Object.keys(road.may).filter((path) => !road.says.test(files.get(path) ?? ""));
    expect(gone).toEqual([]);
  });

  it.each<[string, string]>([
    ["writes the accounting", "await tx.query(`insert into disclosures (id) values ($1)`)"],
    ["writes the accounting", "await tx.insert(Disclosure, line)"],
    ["reads packets", "await tx.findOne(ReferralPacket, { id })"],
    ["reads packets", "select content from referral_packets where id = $1"],
    ["writes a file of rows", "return toCsv(columns, rows)"],
  ])("finds a stranger that %s", (road, text) => {
    const planted = new Map([...files, ["packages/care/src/elsewhere/leak.service.ts", text]]);
    expect(strangers(ROADS[road] as Road, planted)).toEqual(["packages/care/src/elsewhere/leak.service.ts"]);
  });

  it("knows of every table that two organisations see how the other reads it", () => {
    const shared = Object.entries(TABLES).flatMap(([table, spec]) =>
      spec.kind === "two-party" ? [[table, spec] as const] : [],
    );
    expect(shared.map(([table]) => table).toSorted()).toEqual(Object.keys(TWO_PARTY).toSorted());
    for (const [table, { recipientSees, recipientInserts }] of shared) {
      const how = TWO_PARTY[table];
      // What hangs on a packet is seen while a consent opens it, or through what is.
      if (how === "as the packet" && table !== "stored_objects") {
        expect(recipientSees).toContain(`referral_packets.referral_recipient_id = ${table}.referral_recipient_id`);
        expect(recipientSees).toContain(` and ${PACKET_OPENED_BY.consent}`);
      }
      if (table === "stored_objects") expect(recipientSees).toContain("from referral_documents d where");
      if (how === "the discloser's alone") expect(recipientSees).toBe("false");
      if (table === "disclosures") expect(recipientInserts).toContain("kind = 'READ'");
    }
    figure(
      "one-road-out",
      `${files.size} sources read; ${shared.length} tables of two organisations, ${Object.values(ROADS).length} roads, ${Object.values(ROADS).flatMap((road) => Object.keys(road.may)).length} who take them, 0 strangers`,
    );
  });
});
