import type { ServiceCode } from "@causeway/care";
import { DIRECTORY_COLUMNS } from "@causeway/care";
import type { DirectoryRow } from "@causeway/care";
import type { Seeded } from "../seeded.ts";
import type { Names } from "./people.rules.ts";
import type { TedsColumns } from "./teds.rules.ts";
import { TEDS_COLUMNS } from "./teds.rules.ts";

/** Input of the same shape as the real files, made up, for a journey without any. */
export interface Input {
  readonly directory: readonly DirectoryRow[];
  readonly codes: ReadonlyMap<string, ServiceCode>;
  readonly teds: readonly TedsColumns[];
  /** The discharges as a CSV file, for the count that does not share the replay's code. */
  readonly tedsFile: Buffer;
  readonly people: Names;
}

const PLACES = [
  ["Alabaster", "AL", "35007"],
  ["Birmingham", "AL", "35203"],
  ["Montgomery", "AL", "36104"],
  ["Albany", "NY", "12207"],
  ["Syracuse", "NY", "13202"],
  ["Buffalo", "NY", "14202"],
  ["Portland", "OR", "97204"],
  ["Salem", "OR", "97301"],
  ["Eugene", "OR", "97401"],
] as const;
const FIPS: Readonly<Record<string, string>> = { AL: "1", NY: "36", OR: "41" };

const WORDS = ["Harbor", "Meadow", "Summit", "River", "Cedar", "Lantern", "Bridge", "Orchard", "Prairie", "Willow"];
const KINDS = ["Center", "House", "Partners", "Institute"];

const CODES: readonly (readonly [category: string, code: string, name: string])[] = [
  ["SET", "OP", "Outpatient"],
  ["SET", "OIT", "Intensive outpatient treatment"],
  ["SET", "ORT", "Regular outpatient treatment"],
  ["SET", "ODT", "Outpatient day treatment or partial hospitalization"],
  ["SET", "OD", "Outpatient detoxification"],
  ["SET", "RS", "Short-term residential"],
  ["SET", "RL", "Long-term residential"],
  ["SET", "RD", "Residential detoxification"],
  ["SET", "HID", "Hospital inpatient detoxification"],
  ["SET", "HIT", "Hospital inpatient treatment"],
  ["TAP", "CBT", "Cognitive behavioral therapy"],
  ["TAP", "RELP", "Relapse prevention"],
  ["ECS", "GCO", "Group counseling"],
  ["PAY", "MD", "Medicaid"],
  ["PAY", "MC", "Medicare"],
  ["PAY", "PI", "Private health insurance"],
  ["PAY", "SF", "Cash or self-payment"],
  ["PAY", "FSA", "Federal, or any government funding for substance use treatment program"],
  ["AGE", "ADLT", "Adults"],
  ["AGE", "CHLD", "Children/adolescents"],
];
const SETTINGS = ["OIT", "ORT", "ODT", "OD", "RS", "RL", "RD", "HID", "HIT"] as const;

/** Labels and their shares in a hundred, near enough to the nation's. */
const REASONS = {
  "Treatment completed": 42,
  "Dropped out": 25,
  Transferred: 20,
  "Terminated by facility": 6,
  Other: 5,
  Incarcerated: 1,
  Death: 1,
};
const SERVICES = {
  "Non-intensive Outpatient": 52,
  "Intensive Outpatient": 14,
  "Detox 24hr Residential": 14,
  "Rehab Short-term (≤30 days)": 10,
  "Rehab Long-term (>30 days)": 7,
  "Detox 24hr Hospital": 1,
  "Rehab Hospital": 1,
  "Outpatient Detox": 1,
};
const PAYMENT = { "": 55, Medicaid: 28, "Private insurance": 7, "Self-pay": 5, Medicare: 5 };
const AGE_GROUPS = ["15-17", "18-20", "21-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-64", "65+"];

/**
 * @param size rows of the directory and of the discharge file; `transferred` of these, the last ones, end with a
 *   transfer, so that a small journey has referrals of every course
 */
export function generateInput(
  chance: Seeded,
  size: { facilities: number; discharges: number; transferred?: number },
): Input {
  const transferred = size.discharges - (size.transferred ?? 0);
  const teds = Array.from({ length: size.discharges }, (_, i): TedsColumns => {
    const row = discharge(chance.of(`discharge ${i}`), i);
    return i < transferred ? row : { ...row, discharge_reason: "Transferred" };
  });
  return {
    directory: Array.from({ length: size.facilities }, (_, i) => facility(chance.of(`facility ${i}`), i)),
    codes: new Map(CODES.map(([category, code, name]) => [code, { category, code, name }])),
    teds,
    tedsFile: Buffer.from(
      [TEDS_COLUMNS.join(","), ...teds.map((row) => TEDS_COLUMNS.map((column) => row[column]).join(","))].join("\n"),
    ),
    people: {
      female: ["Ada", "Bea", "Cora", "Dina", "Edith", "Faye", "Gwen"],
      male: ["Abel", "Bram", "Cyrus", "Dale", "Emil", "Ford", "Glen"],
      family: ["Ashford", "Birch", "Calloway", "Dunmore", "Eastman", "Fairley", "Grange", "Holloway"],
    },
  };
}

function facility(chance: Seeded, index: number): DirectoryRow {
  const [city, state, zip] = PLACES[index % PLACES.length] as (typeof PLACES)[number];
  const offered = SETTINGS.filter((code) => chance.chance(code === "OIT" || code === "ORT" ? 0.9 : 0.5));
  // Each place has all services somewhere, so that every discharge finds its program.
  const settings = index < PLACES.length ? SETTINGS : offered;
  return {
    ...(Object.fromEntries(DIRECTORY_COLUMNS.map((column) => [column, ""])) as DirectoryRow),
    name1: `${WORDS[index % WORDS.length]} ${KINDS[Math.floor(index / WORDS.length) % KINDS.length]} of ${city}`,
    street1: `${index + 1} Main Street`,
    city,
    state,
    zip,
    phone: "202-555-0100",
    service_code_info: `SA * OP ${settings.join(" ")} * CBT RELP * GCO * MD MC PI SF FSA * ADLT CHLD`,
  };
}

function discharge(chance: Seeded, index: number): TedsColumns {
  const [, state] = chance.pick(PLACES);
  const service = drawn(chance, SERVICES);
  return {
    ...(Object.fromEntries(TEDS_COLUMNS.map((column) => [column, ""])) as Record<
      (typeof TEDS_COLUMNS)[number],
      string
    >),
    patient_id: String(1000 + index),
    age_group: chance.pick(AGE_GROUPS),
    sex: chance.pick(["Male", "Male", "Female"]),
    service_type_admit: service,
    // Services change within an episode in about one of sixty.
    service_type_discharge: chance.chance(0.016) ? drawn(chance, SERVICES) : service,
    payment_source: drawn(chance, PAYMENT),
    state: FIPS[state] ?? "1",
    // Every reason at least once where there are rows enough.
    discharge_reason: Object.keys(REASONS)[index] ?? drawn(chance, REASONS),
    primary_substance_admit: chance.pick(["Alcohol", "Heroin", "Methamphetamine/speed", "Marijuana/hashish"]),
    living_arrangement_admit: chance.pick(["", "Independent living", "Homeless"]),
  };
}

function drawn(chance: Seeded, shares: Readonly<Record<string, number>>): string {
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  let left = chance.next() * total;
  for (const [label, share] of Object.entries(shares)) {
    left -= share;
    if (left < 0) return label;
  }
  return Object.keys(shares)[0] ?? "";
}
