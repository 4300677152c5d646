import type { ApiPerson } from "./api-person.ts";
import type { Case } from "./plan.rules.ts";

/** What may be told, and what a packet of the journey holds. */
export const CATEGORIES = ["DEMOGRAPHICS", "CONTACT", "COVERAGE", "REASON", "SUBSTANCE_USE"];

/** Adults sign for themselves; a minor's guardian signs (the rule of the state decides; here always the guardian). */
function signature(each: Case): Record<string, string> {
  return each.guardian === null
    ? { signerKind: "CLIENT", signerName: `${each.givenName} ${each.familyName}` }
    : {
        signerKind: "PARENT_OR_GUARDIAN",
        representativeKind: "PARENT",
        signerName: each.guardian,
        signerAuthority: "Parent",
      };
}

/** A client's written consent to treatment, with every element of 42 CFR 2.31, that names its recipients. Answers its id. */
export async function signConsent(
  owner: ApiPerson,
  each: Case,
  input: { clientId: string; recipients: readonly string[]; signedAt: Date; expiresAt?: Date; key?: string },
): Promise<string> {
  const { consent } = await owner.mutate<{ consent: { id: string } }>(
    "recordConsent",
    {
      clientId: input.clientId,
      recipientOrganisationIds: input.recipients,
      purpose: "TREATMENT",
      categories: CATEGORIES,
      description: "Who I am, how to reach me, who pays and what I use, to arrange my further care",
      signedAt: input.signedAt.toISOString(),
      expiresAt: (input.expiresAt ?? new Date(input.signedAt.getTime() + 365 * 86_400_000)).toISOString(),
      ...signature(each),
      revocationExplained: true,
      redisclosureExplained: true,
      idempotencyKey: `journey consent ${each.discharge.caseId} ${input.key ?? ""}`,
    },
    "consent { id }",
  );
  return consent.id;
}
