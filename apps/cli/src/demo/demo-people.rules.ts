/** Words that demonstrations are made of. All invented. */
export const GIVEN = {
  FEMALE: ["Amara", "Brigid", "Celia", "Delphine", "Esme", "Farah", "Greta", "Hollis", "Ingrid", "Junia"],
  MALE: ["Anselm", "Bastian", "Corin", "Dorian", "Emeric", "Felix", "Gareth", "Hugo", "Ivor", "Jasper"],
} as const;
export const FAMILY = [
  "Aldridge",
  "Beaumont",
  "Carrow",
  "Delacroix",
  "Ellery",
  "Fontaine",
  "Garrick",
  "Hawthorne",
  "Ingram",
  "Jessup",
  "Kestrel",
  "Larkin",
];

export interface DemoProgram {
  readonly key: string;
  readonly name: string;
  readonly level: string;
  readonly capacity: number;
  readonly services: readonly string[];
  readonly payers: readonly string[];
}

export interface DemoOrganisation {
  readonly key: string;
  readonly name: string;
  readonly alias: string;
  readonly timeZone: string;
  readonly site: {
    readonly name: string;
    readonly addressLine: string;
    readonly city: string;
    readonly region: string;
    readonly postalCode: string;
  };
  readonly people: Readonly<Record<"OWNER" | "INTAKE" | "CLINICIAN", string>>;
  readonly programs: readonly DemoProgram[];
}

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  {
    key: "harbor",
    name: "Harbor Recovery Services",
    alias: "Harbor office",
    people: { OWNER: "Josephine Marlow", INTAKE: "Theo Lindqvist", CLINICIAN: "Renata Osei" },
    timeZone: "America/New_York",
    site: {
      name: "Harbor, Springfield",
      addressLine: "12 Pier Street",
      city: "Springfield",
      region: "MA",
      postalCode: "01103",
    },
    programs: [
      {
        key: "iop",
        name: "Evening intensive outpatient",
        level: "2.1",
        capacity: 40,
        services: ["GROUP_COUNSELING", "INDIVIDUAL_COUNSELING", "RELAPSE_PREVENTION"],
        payers: ["MEDICAID", "PRIVATE", "SELF_PAY"],
      },
      {
        key: "op",
        name: "Outpatient counseling",
        level: "1",
        capacity: 60,
        services: ["INDIVIDUAL_COUNSELING", "FAMILY_COUNSELING"],
        payers: ["MEDICAID", "MEDICARE", "PRIVATE"],
      },
    ],
  },
  {
    key: "meadow",
    name: "Meadow Lane Treatment Center",
    alias: "Meadow office",
    people: { OWNER: "Walter Imrie", INTAKE: "Paloma Reyes", CLINICIAN: "Niall Carberry" },
    timeZone: "America/New_York",
    site: {
      name: "Meadow Lane, Worcester",
      addressLine: "200 Meadow Lane",
      city: "Worcester",
      region: "MA",
      postalCode: "01604",
    },
    programs: [
      {
        key: "residential",
        name: "Residential treatment",
        level: "3.5",
        capacity: 24,
        services: ["GROUP_COUNSELING", "CASE_MANAGEMENT_SERVICE"],
        payers: ["MEDICAID", "PRIVATE"],
      },
      {
        key: "php",
        name: "Day program",
        level: "2.5",
        capacity: 20,
        services: ["GROUP_COUNSELING", "COGNITIVE_BEHAVIORAL_THERAPY"],
        payers: ["MEDICAID", "PRIVATE", "MEDICARE"],
      },
    ],
  },
  {
    key: "summit",
    name: "Summit Outpatient Partners",
    alias: "Summit office",
    people: { OWNER: "Constance Adeyemi", INTAKE: "Marek Dvorak", CLINICIAN: "Sylvie Tran" },
    timeZone: "America/Chicago",
    site: {
      name: "Summit, Chicago",
      addressLine: "900 West Lake Street",
      city: "Chicago",
      region: "IL",
      postalCode: "60607",
    },
    programs: [
      {
        key: "iop",
        name: "Intensive outpatient",
        level: "2.1",
        capacity: 30,
        services: ["GROUP_COUNSELING", "CONTINGENCY_MANAGEMENT_MOTIVATIONAL"],
        payers: ["MEDICAID", "SELF_PAY"],
      },
      {
        key: "op",
        name: "Outpatient with medication",
        level: "1",
        capacity: 50,
        services: ["INDIVIDUAL_COUNSELING", "MEDICATION_FOR_OPIOID_USE_DISORDER"],
        payers: ["MEDICAID", "MEDICARE"],
      },
    ],
  },
];

/** Roles that sign in to a demonstration, in each organisation. */
export const DEMO_ROLES = ["OWNER", "INTAKE", "CLINICIAN"] as const;
