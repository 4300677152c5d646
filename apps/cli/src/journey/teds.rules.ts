import { readCsv } from "@causeway/care";

/**
 * A discharge as TEDS-D publishes it, with the labels of the file turned into the codes of the codebook. Undefined where
 * the file holds nothing (−9 in the codebook).
 */
export interface TedsDischarge {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  /** CASEID. */
  readonly caseId: string;
  /** Two capital letters, from the FIPS code; null where the code is not a state's. */
  readonly state: string | null;
  /** Years, both included. */
  readonly age: { readonly from: number; readonly to: number };
  readonly sex: "FEMALE" | "MALE" | "UNKNOWN";
  /** SERVICES, 1 to 8. */
  readonly serviceAtAdmission: number;
  /** SERVICES_D. */
  readonly serviceAtDischarge: number;
  /** REASON, 1 to 7. */
  readonly reason: number;
  /** PRIMPAY, 1 to 7. */
  readonly payer: number | undefined;
  /** Other fields at admission, by their TEDS name. */
  readonly admission: Readonly<Record<string, number>>;
  /** The same at discharge, named with `_D`. */
  readonly discharge: Readonly<Record<string, number>>;
}

export interface TedsRefusal {
  readonly line: number;
  /** Columns whose label the codebook does not have, or that are empty though nothing can be done without them. */
  readonly columns: readonly string[];
}

const numbered = (...labels: readonly string[]): ReadonlyMap<string, number> =>
  new Map(labels.map((label, i) => [label, i + 1]));

export const REASONS = numbered(
  "Treatment completed",
  "Dropped out",
  "Terminated by facility",
  "Transferred",
  "Incarcerated",
  "Death",
  "Other",
);

const SERVICES = numbered(
  "Detox 24hr Hospital",
  "Detox 24hr Residential",
  "Rehab Hospital",
  "Rehab Short-term (≤30 days)",
  "Rehab Long-term (>30 days)",
  "Intensive Outpatient",
  "Non-intensive Outpatient",
  "Outpatient Detox",
);

const PAYMENT = numbered(
  "Self-pay",
  "Private insurance",
  "Medicare",
  "Medicaid",
  "Other government",
  "No charge",
  "Other",
);

const SUBSTANCES = numbered(
  "None",
  "Alcohol",
  "Cocaine/crack",
  "Marijuana/hashish",
  "Heroin",
  "Non-Rx methadone",
  "Other opiates/synthetics",
  "PCP",
  "Hallucinogens",
  "Methamphetamine/speed",
  "Other amphetamines",
  "Other stimulants",
  "Benzodiazepines",
  "Other tranquilizers",
  "Barbiturates",
  "Other sedatives/hypnotics",
  "Inhalants",
  "OTC medications",
  "Other drugs",
);

const EMPLOYMENT = numbered("Full-time", "Part-time", "Unemployed", "Not in labor force");
const LIVING = numbered("Homeless", "Dependent living", "Independent living");
const ARRESTS: ReadonlyMap<string, number> = new Map([
  ["None", 0],
  ["Once", 1],
  ["Two or more", 2],
]);
const FREQUENCY = numbered("No use past month", "Some use", "Daily use");
const SELF_HELP = numbered(
  "No attendance",
  "1-3 times/month",
  "4-7 times/month",
  "8-30 times/month",
  "Some attendance, frequency unknown",
);
const YES_NO = numbered("Yes", "No");

/** Columns that become a TEDS field: column, field, codes. */
const ADMISSION = [
  ["primary_substance_admit", "SUB1", SUBSTANCES],
  ["secondary_substance_admit", "SUB2", SUBSTANCES],
  ["tertiary_substance_admit", "SUB3", SUBSTANCES],
  ["route_primary", "ROUTE1", numbered("Oral", "Smoking", "Inhalation", "Injection", "Other")],
  ["frequency_primary_admit", "FREQ1", FREQUENCY],
  ["employment_admit", "EMPLOY", EMPLOYMENT],
  ["living_arrangement_admit", "LIVARAG", LIVING],
  ["arrests_admit", "ARRESTS", ARRESTS],
  ["self_help_attendance_admit", "FREQ_ATND_SELF_HELP", SELF_HELP],
  [
    "referral_source",
    "PSOURCE",
    numbered(
      "Self/Individual",
      "Alcohol/drug provider",
      "Other healthcare",
      "School",
      "Employer/EAP",
      "Other community",
      "Criminal justice/DUI/DWI",
    ),
  ],
  // "One prior" means one or more.
  [
    "prior_treatments",
    "NOPRIOR",
    new Map([
      ["No prior", 0],
      ["One prior", 1],
    ]),
  ],
  [
    "wait_time_days",
    "DAYWAIT",
    new Map([
      ["Same day", 0],
      ["1-7 days", 1],
      ["8-14 days", 2],
      ["15-30 days", 3],
      ["31+ days", 4],
    ]),
  ],
  ["medication_assisted_therapy", "METHUSE", YES_NO],
  ["has_cooccurring_mental_health", "PSYPROB", YES_NO],
  ["pregnant", "PREG", YES_NO],
  ["veteran_status", "VET", YES_NO],
] as const satisfies readonly (readonly [string, string, ReadonlyMap<string, number>])[];

const DISCHARGE = [
  ["primary_substance_discharge", "SUB1_D", SUBSTANCES],
  ["secondary_substance_discharge", "SUB2_D", SUBSTANCES],
  ["tertiary_substance_discharge", "SUB3_D", SUBSTANCES],
  ["frequency_primary_discharge", "FREQ1_D", FREQUENCY],
  ["employment_discharge", "EMPLOY_D", EMPLOYMENT],
  ["living_arrangement_discharge", "LIVARAG_D", LIVING],
  ["arrests_discharge", "ARRESTS_D", ARRESTS],
  ["self_help_attendance_discharge", "FREQ_ATND_SELF_HELP_D", SELF_HELP],
] as const satisfies readonly (readonly [string, string, ReadonlyMap<string, number>])[];

/** AGE groups of the codebook, in years; the eldest group is open and taken to end at 79. */
const AGES: ReadonlyMap<string, { from: number; to: number }> = new Map(
  ["12-14", "15-17", "18-20", "21-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-64", "65-79"].map(
    (group) => {
      const [from, to] = group.split("-").map(Number) as [number, number];
      return [group === "65-79" ? "65+" : group, { from, to }] as const;
    },
  ),
);

/** FIPS 5-2 codes of states. */
const STATES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "1 AL,2 AK,4 AZ,5 AR,6 CA,8 CO,9 CT,10 DE,11 DC,12 FL,13 GA,15 HI,16 ID,17 IL,18 IN,19 IA,20 KS,21 KY,22 LA,23 ME,24 MD,25 MA," +
    "26 MI,27 MN,28 MS,29 MO,30 MT,31 NE,32 NV,33 NH,34 NJ,35 NM,36 NY,37 NC,38 ND,39 OH,40 OK,41 OR,42 PA,44 RI,45 SC,46 SD,47 TN," +
    "48 TX,49 UT,50 VT,51 VA,53 WA,54 WV,55 WI,56 WY,72 PR"
  )
    .split(",")
    .map((pair) => pair.split(" ") as [string, string]),
);

export const TEDS_COLUMNS = [
  "patient_id",
  "age_group",
  "sex",
  "service_type_admit",
  "service_type_discharge",
  "payment_source",
  "state",
  "discharge_reason",
  ...ADMISSION.map(([column]) => column),
  ...DISCHARGE.map(([column]) => column),
] as const;

export type TedsColumns = Readonly<Record<(typeof TEDS_COLUMNS)[number], string>>;

export function readTeds(path: string): Promise<TedsColumns[]> {
  return readCsv(path, TEDS_COLUMNS, "teds");
}

/** Rows with their codes, and the rows whose labels the codebook does not have. */
export function codeTeds(rows: readonly TedsColumns[]): { discharges: TedsDischarge[]; refusals: TedsRefusal[] } {
  const discharges: TedsDischarge[] = [];
  const refusals: TedsRefusal[] = [];
  const cases = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    const wrong: string[] = [];
    const optional = (column: keyof TedsColumns, codes: ReadonlyMap<string, number>): number | undefined => {
      const label = row[column];
      if (label === "") return undefined;
      const code = codes.get(label);
      if (code === undefined) wrong.push(column);
      return code;
    };
    const needed = <T>(column: keyof TedsColumns, codes: ReadonlyMap<string, T>): T => {
      const code = codes.get(row[column]);
      if (code === undefined) wrong.push(column);
      return code as T;
    };
    const fields = (
      table: readonly (readonly [string, string, ReadonlyMap<string, number>])[],
    ): Record<string, number> =>
      Object.fromEntries(
        table.flatMap(([column, field, codes]) => {
          const code = optional(column as keyof TedsColumns, codes);
          return code === undefined ? [] : [[field, code] as const];
        }),
      );
    if (row.patient_id === "" || cases.has(row.patient_id)) wrong.push("patient_id");
    cases.add(row.patient_id);
    const discharge: TedsDischarge = {
      line,
      caseId: row.patient_id,
      state: STATES[row.state] ?? null,
      age: needed("age_group", AGES),
      sex: row.sex === "Female" ? "FEMALE" : row.sex === "Male" ? "MALE" : "UNKNOWN",
      serviceAtAdmission: needed("service_type_admit", SERVICES),
      serviceAtDischarge: needed("service_type_discharge", SERVICES),
      reason: needed("discharge_reason", REASONS),
      payer: optional("payment_source", PAYMENT),
      admission: fields(ADMISSION),
      discharge: fields(DISCHARGE),
    };
    if (wrong.length > 0) refusals.push({ line, columns: wrong });
    else discharges.push(discharge);
  }
  return { discharges, refusals };
}
