import { decodeId } from "@causeway/kernel";
import type { ApiPerson } from "./api-person.ts";
import { takesPayer } from "./plan.rules.ts";

/** A program of the public directory. Ids of the API, and the organisation's UUID. */
export interface FoundProgram {
  readonly id: string;
  readonly organisationId: string;
  readonly uuid: string;
}

/** The nearest programs that the public directory shows, one an organisation. */
export async function findNearest(
  owner: ApiPerson,
  want: { level: string; postalCode: string; payer: number; count: number },
): Promise<FoundProgram[]> {
  const { directoryPrograms } = await owner.query<{
    directoryPrograms: { nodes: { id: string; organisationId: string; payers: string[] }[] };
  }>(
    `query ($level: [String!], $zip: String) {
      directoryPrograms(edition: "ASAM3", levelCodes: $level, nearPostalCode: $zip, othersOnly: true, first: 100) { nodes { id organisationId payers } }
    }`,
    { level: [want.level], zip: want.postalCode },
  );
  const found: FoundProgram[] = [];
  for (const { id, organisationId, payers } of directoryPrograms.nodes) {
    if (found.length === want.count) break;
    if (found.some((other) => other.organisationId === organisationId) || !takesPayer(new Set(payers), want.payer))
      continue;
    found.push({ id, organisationId, uuid: decodeId("organisation", organisationId) });
  }
  return found;
}
