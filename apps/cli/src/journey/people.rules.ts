import { invalid } from "@causeway/kernel";
import { readLines } from "@causeway/care";
import type { Seeded } from "../seeded.ts";

export interface Names {
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
}

interface PatientName {
  readonly use?: string;
  readonly family?: string;
  readonly given?: readonly string[];
}

/** Names of FHIR R4 Patients, one a line (NDJSON). Synthea marks made-up names by digits, which are taken off. */
export async function readPeople(path: string): Promise<Names> {
  const lines = await readLines(path, "people");
  const female = new Set<string>();
  const male = new Set<string>();
  const family = new Set<string>();
  for (const [index, line] of lines.entries()) {
    let patient: { resourceType?: string; gender?: string; name?: readonly PatientName[] };
    try {
      patient = JSON.parse(line) as typeof patient;
    } catch {
      throw invalid(["people"], `Line ${index + 1} of the people file is not JSON.`, "JSON");
    }
    if (patient.resourceType !== "Patient")
      throw invalid(["people"], `Line ${index + 1} of the people file is not a FHIR Patient.`, "COLUMNS");
    const name = patient.name?.find((each) => each.use === "official") ?? patient.name?.[0];
    const given = withoutDigits(name?.given?.[0]);
    const surname = withoutDigits(name?.family);
    if (given) (patient.gender === "female" ? female : male).add(given);
    if (surname) family.add(surname);
  }
  if (female.size === 0 || male.size === 0 || family.size === 0)
    throw invalid(["people"], "The people file has too few names.", "EMPTY");
  return { female: [...female], male: [...male], family: [...family] };
}

function withoutDigits(name: string | undefined): string {
  return (name ?? "").replaceAll(/\d/g, "").trim();
}

/** A full name, each part drawn on its own: no row of the discharges is a person of the people file. */
export function nameFor(sex: string, names: Names, chance: Seeded): { givenName: string; familyName: string } {
  const given = sex === "FEMALE" ? names.female : sex === "MALE" ? names.male : [...names.female, ...names.male];
  return { givenName: chance.pick(given), familyName: chance.pick(names.family) };
}
