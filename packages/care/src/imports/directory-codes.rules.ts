/**
 * What the service codes of SAMHSA's National Directory mean here.
 *
 * Levels follow the survey behind the directory (N-SSATS questionnaire, settings offered), which names for each setting
 * the ASAM level, third edition, that it is "similar to". Where it names several, the lowest is taken, since nothing in
 * a listing shows more, unless the row itself does.
 */
export interface SettingRule {
  readonly edition: "ASAM3";
  readonly level: string;
  /** TEDS SERVICES: the same setting in the discharge records. */
  readonly tedsService: number;
}

const SETTINGS: Readonly<Record<string, SettingRule>> = {
  // Regular outpatient: "ASAM Level I, outpatient, non-intensive".
  ORT: { edition: "ASAM3", level: "1", tedsService: 7 },
  // Outpatient methadone, buprenorphine or naltrexone: level 1 with medication (the OTP/OTS variant of ASAM 1).
  OMB: { edition: "ASAM3", level: "1", tedsService: 7 },
  // Intensive outpatient: "ASAM Level II.1, 9 or more hours per week".
  OIT: { edition: "ASAM3", level: "2.1", tedsService: 6 },
  // Day treatment or partial hospitalisation: "ASAM Level II.5, 20 or more hours per week".
  ODT: { edition: "ASAM3", level: "2.5", tedsService: 6 },
  // Outpatient detoxification: "ASAM Levels I-D and II-D".
  OD: { edition: "ASAM3", level: "1-WM", tedsService: 8 },
  // Long-term residential, more than 30 days: "ASAM Levels III.3 and III.1".
  RL: { edition: "ASAM3", level: "3.1", tedsService: 5 },
  // Short-term residential, 30 days or fewer: "ASAM Level III.5".
  RS: { edition: "ASAM3", level: "3.5", tedsService: 4 },
  // Residential detoxification: "ASAM Level III.2-D"; see MEDICATED_DETOXIFICATION.
  RD: { edition: "ASAM3", level: "3.2-WM", tedsService: 2 },
  // Hospital inpatient treatment: "ASAM Levels IV and III.7"; the setting is a hospital, hence 4.
  HIT: { edition: "ASAM3", level: "4", tedsService: 3 },
  // Hospital inpatient detoxification: "ASAM Levels IV-D and III.7-D"; a hospital, hence 4-WM.
  HID: { edition: "ASAM3", level: "4-WM", tedsService: 1 },
};

/** Codes of a setting; `OP`, `RES` and `HI` only name the group these belong to. */
export const SETTING_CODES = Object.keys(SETTINGS);

/** "Medication routinely used during detoxification": with it residential detoxification is medically monitored. */
const MEDICATED_DETOXIFICATION = "MDET";

/** The level a setting code stands for in a row with these codes; undefined when it is not a setting. */
export function settingOf(code: string, rowCodes: ReadonlySet<string>): SettingRule | undefined {
  const rule = Object.hasOwn(SETTINGS, code) ? SETTINGS[code] : undefined;
  if (code === "RD" && rule && rowCodes.has(MEDICATED_DETOXIFICATION)) return { ...rule, level: "3.7-WM" };
  return rule;
}

/** Who pays, by the words programs use. */
export const PAYERS: Readonly<Record<string, string>> = {
  MC: "MEDICARE",
  MD: "MEDICAID",
  PI: "PRIVATE",
  SF: "SELF_PAY",
  MI: "MILITARY_INSURANCE",
  SI: "STATE_PLAN",
  FSA: "GOVERNMENT_FUNDS",
  SAMF: "BLOCK_GRANT",
  ITU: "TRIBAL_FUNDS",
  NP: "NO_CHARGE",
  PA: "PAYMENT_ASSISTANCE",
  SS: "SLIDING_SCALE",
};

export const POPULATIONS: Readonly<Record<string, string>> = {
  ADLT: "ADULTS",
  CHLD: "ADOLESCENTS",
  AD: "ADOLESCENTS",
  YAD: "YOUNG_ADULTS",
  TAY: "YOUNG_ADULTS",
  SNR: "OLDER_ADULTS",
  SE: "OLDER_ADULTS",
  FEM: "WOMEN",
  MALE: "MEN",
  WN: "WOMEN",
  MN: "MEN",
  PW: "PREGNANT",
  GL: "LGBTQ",
  VET: "VETERANS",
  ADM: "ACTIVE_MILITARY",
  MF: "MILITARY_FAMILIES",
  CJ: "CRIMINAL_JUSTICE",
  DU: "DUI",
  DUO: "DUI",
  CO: "CO_OCCURRING",
  COPSU: "CO_OCCURRING_PAIN",
  HV: "HIV",
  XA: "SEXUAL_ABUSE",
  DV: "DOMESTIC_VIOLENCE",
  TRMA: "TRAUMA",
};

/** ISO 639 codes; English is always spoken. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  SP: "es",
  AH: "ase",
  F4: "ar",
  F17: "zh",
  F19: "ht",
  F25: "fa",
  F28: "fr",
  F30: "de",
  F31: "el",
  F35: "he",
  F36: "hi",
  F37: "hmn",
  F42: "it",
  F43: "ja",
  F47: "ko",
  F66: "pl",
  F67: "pt",
  F70: "ru",
  F81: "tl",
  F92: "vi",
  N24: "oj",
  N40: "ypk",
};

/** Categories of the code list whose codes are services of every program of the site. */
const SERVICE_CATEGORIES = new Set(["OM", "TAP", "TRSRV", "RSS", "ECS", "AS", "OTHR"]);
/** Category that belongs to withdrawal management alone. */
const DETOXIFICATION_CATEGORY = "DETOX";

/** One line of the code list. */
export interface ServiceCode {
  readonly category: string;
  readonly code: string;
  readonly name: string;
}

/** Codes of programs are no longer than this. */
const LONGEST_CODE = 40;

/** A service as programs name it: the label in capitals, without what stands in brackets, as many words as fit. */
export function serviceName(label: string): string {
  const words = label
    .replaceAll(/\(.*?(\)|$)/g, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
  while (words.join("_").length > LONGEST_CODE && words.length > 1) words.pop();
  return words.join("_").slice(0, LONGEST_CODE);
}

export interface Offer {
  readonly services: readonly string[];
  readonly payers: readonly string[];
  readonly populations: readonly string[];
  readonly languages: readonly string[];
}

/** What a program of the given setting offers, from all codes of its row. */
export function offerOf(
  setting: SettingRule,
  settingCode: string,
  rowCodes: ReadonlySet<string>,
  list: ReadonlyMap<string, ServiceCode>,
): Offer {
  const withdrawal = setting.level.endsWith("-WM");
  const services = new Set<string>();
  // Level 1 with medication is told from level 1 by what it offers.
  if (settingCode === "OMB") services.add("MEDICATION_FOR_OPIOID_USE_DISORDER");
  for (const code of rowCodes) {
    const known = list.get(code);
    if (!known) continue;
    if (SERVICE_CATEGORIES.has(known.category) || (withdrawal && known.category === DETOXIFICATION_CATEGORY)) {
      services.add(serviceName(known.name));
    }
  }
  const of = (table: Readonly<Record<string, string>>, initial: readonly string[] = []): string[] => {
    const found = [...rowCodes].flatMap((code) => (Object.hasOwn(table, code) ? [table[code] as string] : []));
    return [...new Set([...initial, ...found])].toSorted();
  };
  return {
    services: [...services].toSorted(),
    payers: of(PAYERS),
    populations: of(POPULATIONS),
    languages: of(LANGUAGES, ["en"]),
  };
}
