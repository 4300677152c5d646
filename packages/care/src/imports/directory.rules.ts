import { v5 } from "uuid";
import type { Point } from "../directory/index.ts";
import { pointOfPostalCode, timeZoneAt } from "../directory/index.ts";
import type { Offer, ServiceCode } from "./directory-codes.rules.ts";
import { SETTING_CODES, offerOf, settingOf } from "./directory-codes.rules.ts";

/** The columns of the directory, in its order. */
export const DIRECTORY_COLUMNS = [
  "name1",
  "name2",
  "street1",
  "street2",
  "city",
  "state",
  "zip",
  "phone",
  "intake1",
  "intake2",
  "intake1a",
  "intake2a",
  "service_code_info",
] as const;

export type DirectoryRow = Readonly<Record<(typeof DIRECTORY_COLUMNS)[number], string>>;

export interface PlannedProgram extends Offer {
  readonly id: string;
  readonly settingCode: string;
  readonly name: string;
  readonly edition: string;
  readonly level: string;
}

export interface PlannedSite {
  readonly id: string;
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly name: string;
  readonly addressLine: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  readonly phone: string | null;
  readonly externalId: string;
  readonly programs: readonly PlannedProgram[];
}

export interface PlannedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sites: readonly PlannedSite[];
}

export type RefusalReason =
  | "NO_NAME"
  | "NAME_TOO_LONG"
  | "NO_STREET"
  | "ZIP_NOT_FIVE_DIGITS"
  | "ZIP_UNKNOWN"
  | "SAME_SITE";

/** A row that did not become a site. */
export interface Refusal {
  readonly line: number;
  readonly reason: RefusalReason;
  /** For SAME_SITE: the line of the site it repeats; its codes were added there. */
  readonly sameAsLine?: number;
}

/** A row that was taken, and something an operator should look at. */
export interface Remark {
  readonly line: number;
  readonly remark: "NO_SETTING" | "UNKNOWN_CODES" | "SHARED_ADDRESS";
  /** UNKNOWN_CODES: the codes. SHARED_ADDRESS: line of the first row with this name, street and ZIP. */
  readonly detail?: string;
}

export interface DirectoryPlan {
  readonly rowsRead: number;
  readonly organisations: readonly PlannedOrganisation[];
  readonly refusals: readonly Refusal[];
  readonly remarks: readonly Remark[];
  /** Names as spelled in the file; spaces apart they are the organisations. */
  readonly spellings: number;
}

/** Every id of an import comes from the row's own words, so that a second import meets its first. */
const NAMESPACE = "7c1f5f0a-52a5-5b1e-9f0e-2f6d1a1a6f52";
const idFrom = (...words: readonly string[]): string => v5(words.join("\u001f"), NAMESPACE);

/** Spaces apart, the same text. */
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** The part of a row by which a site is told from another: its service codes are not. */
const IDENTITY = ["name1", "name2", "street1", "street2", "city", "state", "zip", "phone"] as const;

/** Codes of a row, once each: categories are parted by `*`, codes by spaces. */
export function codesOf(serviceCodeInfo: string): ReadonlySet<string> {
  return new Set(serviceCodeInfo.split(/[\s*]+/).filter((code) => code !== ""));
}

interface Draft {
  readonly line: number;
  readonly row: DirectoryRow;
  readonly codes: Set<string>;
  readonly place: Point;
}

/**
 * What an import of these rows will write: one organisation a distinct name, one site a row, one program a setting code.
 * Pure: the same rows give the same plan, ids included. `rowsRead` = sites + refusals.
 */
export function planDirectory(rows: readonly DirectoryRow[], list: ReadonlyMap<string, ServiceCode>): DirectoryPlan {
  const drafts = new Map<string, Draft>();
  const refusals: Refusal[] = [];
  const remarks: Remark[] = [];
  const addresses = new Map<string, number>();
  for (const [index, raw] of rows.entries()) {
    const line = index + 2;
    const row = Object.fromEntries(DIRECTORY_COLUMNS.map((column) => [column, plain(raw[column])])) as DirectoryRow;
    const placed = placeOf(row);
    if (typeof placed === "string") {
      refusals.push({ line, reason: placed });
      continue;
    }
    const codes = new Set(codesOf(row.service_code_info));
    const id = idFrom("site", ...IDENTITY.map((column) => row[column]));
    const twin = drafts.get(id);
    if (twin) {
      for (const code of codes) twin.codes.add(code);
      refusals.push({ line, reason: "SAME_SITE", sameAsLine: twin.line });
      continue;
    }
    drafts.set(id, { line, row, codes, place: placed });
    const address = [row.name1, row.street1, row.zip].join("\u001f");
    const first = addresses.get(address);
    if (first === undefined) addresses.set(address, line);
    else remarks.push({ line, remark: "SHARED_ADDRESS", detail: String(first) });
  }
  const byName = new Map<string, PlannedSite[]>();
  for (const [id, draft] of drafts) {
    const unknown = [...draft.codes].filter((code) => !list.has(code));
    if (unknown.length > 0) remarks.push({ line: draft.line, remark: "UNKNOWN_CODES", detail: unknown.join(" ") });
    const site = siteOf(id, draft, list);
    if (site.programs.length === 0) remarks.push({ line: draft.line, remark: "NO_SETTING" });
    const { name1 } = draft.row;
    const sites = byName.get(name1);
    if (sites) sites.push(site);
    else byName.set(name1, [site]);
  }
  return {
    rowsRead: rows.length,
    organisations: [...byName].map(([name, sites]) => ({
      id: idFrom("organisation", name),
      name,
      timeZone: sites[0]?.timeZone ?? "UTC",
      sites,
    })),
    refusals,
    remarks: remarks.toSorted((a, b) => a.line - b.line),
    spellings: new Set(rows.map((row) => row.name1)).size,
  };
}

function placeOf(row: DirectoryRow): RefusalReason | Point {
  if (row.name1 === "") return "NO_NAME";
  if (row.name1.length > 300) return "NAME_TOO_LONG";
  if (row.street1 === "") return "NO_STREET";
  if (!/^\d{5}$/.test(row.zip)) return "ZIP_NOT_FIVE_DIGITS";
  return pointOfPostalCode(row.zip) ?? "ZIP_UNKNOWN";
}

/** The lookup's grid is coarse: along the border it answers a neighbour's zone, for a ZIP that keeps this country's time. */
const ACROSS_THE_BORDER: Readonly<Record<string, string>> = {
  "America/Moncton": "America/New_York",
  "America/Toronto": "America/New_York",
  "America/Winnipeg": "America/Chicago",
  "America/Regina": "America/Denver",
  "America/Edmonton": "America/Denver",
  "America/Vancouver": "America/Los_Angeles",
  "America/Tijuana": "America/Los_Angeles",
  "America/Hermosillo": "America/Phoenix",
  "America/Ciudad_Juarez": "America/Denver",
  "America/Chihuahua": "America/Chicago",
  "America/Matamoros": "America/Chicago",
};

function zoneAt(place: Point): string {
  const zone = timeZoneAt(place);
  return Object.hasOwn(ACROSS_THE_BORDER, zone) ? (ACROSS_THE_BORDER[zone] as string) : zone;
}

function siteOf(id: string, draft: Draft, list: ReadonlyMap<string, ServiceCode>): PlannedSite {
  const { row, place, line, codes } = draft;
  const programs = SETTING_CODES.filter((code) => codes.has(code)).flatMap((code): PlannedProgram[] => {
    const setting = settingOf(code, codes);
    if (!setting) return [];
    return [
      {
        id: idFrom("program", id, code),
        settingCode: code,
        name: plain(list.get(code)?.name ?? code).slice(0, 200),
        edition: setting.edition,
        level: setting.level,
        ...offerOf(setting, code, codes, list),
      },
    ];
  });
  return {
    id,
    line,
    name: (row.name2 === "" ? row.name1 : row.name2).slice(0, 200),
    addressLine: [row.street1, row.street2].filter((part) => part !== "").join(", "),
    city: row.city,
    region: row.state,
    postalCode: row.zip,
    ...place,
    timeZone: zoneAt(place),
    phone: row.phone === "" ? null : row.phone,
    externalId: `national-directory/${id}`,
    programs,
  };
}
