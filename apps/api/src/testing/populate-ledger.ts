import { Coverage, compareLanesOf, requestAuthorisation, setCoverage } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { encodeId } from "@causeway/kernel";

/** A coverage, an authorisation that was asked of it, and an alert that nothing is granted yet. */
export async function populateLedger(
  db: Database,
  owner: Actor,
  stay: { readonly enrollmentId: string; readonly clientId: string },
): Promise<Readonly<Record<string, string>>> {
  const today = db.clock.now().toISOString().slice(0, 10);
  const made = await db.run(owner, async (tx) => {
    await setCoverage(tx, { clientId: stay.clientId, paymentSource: 4, validFrom: today });
    const coverages = await tx.find(Coverage, { clientId: stay.clientId }, { order: { createdAt: "ASC" } });
    const coverageId = coverages.at(-1)?.id ?? "";
    const asked = await requestAuthorisation(tx, {
      enrollmentId: stay.enrollmentId,
      coverageId,
      serviceCode: "H0015",
      unit: "DAY",
      units: 12,
      startsOn: today,
      endsOn: `${Number(today.slice(0, 4)) + 1}-01-01`,
    });
    await compareLanesOf(tx, stay.enrollmentId);
    return { coverageId, ...asked };
  });
  return {
    coverage: encodeId("coverage", made.coverageId),
    authorisation: encodeId("authorisation", made.authorisationId),
  };
}
