import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { NewConsent } from "./consent.service.ts";
import { recordConsent } from "./consent.service.ts";

const DAY = 86_400_000;

/** A whole consent to treatment, signed yesterday, for 90 days, over what a packet usually holds. */
export async function signedConsent(
  db: Database,
  actor: Actor,
  input: Pick<NewConsent, "clientId" | "recipientOrganisationIds"> & Partial<NewConsent>,
): Promise<{ consentId: string }> {
  const now = db.clock.now().getTime();
  return db.run(actor, (tx) =>
    recordConsent(tx, {
      purpose: "TREATMENT",
      categories: ["DEMOGRAPHICS", "CONTACT", "COVERAGE", "REASON", "SUBSTANCE_USE", "MEDICATIONS"],
      description: "Who I am, how to reach me, who pays, and what I use, to arrange my care",
      signedAt: new Date(now - DAY),
      expiresAt: new Date(now + 90 * DAY),
      signerKind: "CLIENT",
      signerName: "Robin Harper",
      revocationExplained: true,
      redisclosureExplained: true,
      refusalExplained: true,
      ...input,
    }),
  );
}
