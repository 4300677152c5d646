import type { ApiPerson } from "./api-person.ts";
import type { Case } from "./plan.rules.ts";

/** What may be told, and what a packet of the journey holds. */
export const CATEGORIES = ["DEMOGRAPHICS", "CONTACT", "COVERAGE", "REASON", "SUBSTANCE_USE"];

/** Adults sign for themselves; for a minor the law of the state decides whether a parent signs too, and the API knows it. */
async function signature(
  owner: ApiPerson,
  each: Case,
  signing: { clientId: string; signedAt: string },
): Promise<Record<string, string>> {
  const own = { signerKind: "CLIENT", signerName: `${each.givenName} ${each.familyName}` };
  if (each.guardian === null) return own;
  const { consentSigners } = await owner.query<{ consentSigners: { who: string } }>(
    "query ($clientId: ID!, $signedAt: DateTime) { consentSigners(clientId: $clientId, signedAt: $signedAt) { who } }",
    signing,
  );
  return consentSigners.who === "MINOR_AND_PARENT"
    ? { ...own, coSignerKind: "PARENT", coSignerName: each.guardian }
    : own;
}

/** A client's written consent to treatment, with every element of 42 CFR 2.31, that names its recipients. Answers its id. */
export async function signConsent(
  owner: ApiPerson,
  each: Case,
  input: { clientId: string; recipients: readonly string[]; signedAt: Date; expiresAt?: Date; key?: string },
): Promise<string> {
  const { clientId } = input;
  const signedAt = input.signedAt.toISOString();
  const { consent } = await owner.mutate<{ consent: { id: string } }>(
    "recordConsent",
    {
      clientId,
      recipientOrganisationIds: input.recipients,
      purpose: "TREATMENT",
      categories: CATEGORIES,
      description: "Who I am, how to reach me, who pays and what I use, to arrange my further care",
      signedAt,
      expiresAt: (input.expiresAt ?? new Date(input.signedAt.getTime() + 365 * 86_400_000)).toISOString(),
      ...(await signature(owner, each, { clientId, signedAt })),
      revocationExplained: true,
      redisclosureExplained: true,
      idempotencyKey: `journey consent ${each.discharge.caseId} ${input.key ?? ""}`,
    },
    "consent { id }",
  );
  return consent.id;
}
