import { recordRestriction, writeCounselingNote } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";

/** What is kept apart from a client's record, or from others: a counselor's note, and what the client asked. */
export async function populateApart(
  db: Database,
  self: OrganisationUnderTest,
  stay: { readonly clientId: string; readonly enrollmentId: string },
): Promise<Readonly<Record<string, string>>> {
  const heldOn = db.clock.now().toISOString().slice(0, 10);
  const note = { ...stay, text: "Spoke of what brought them here", heldOn };
  const { counselingNoteId } = await db.run(self.actor("CLINICIAN"), (tx) => writeCounselingNote(tx, note));
  const { disclosureRestrictionId } = await db.run(self.actor("OWNER"), (tx) =>
    recordRestriction(tx, {
      clientId: stay.clientId,
      kind: "SELF_PAID",
      request: "Paid in full; nothing to the plan",
      requestedOn: heldOn,
      payerName: "Plan North",
      serviceFrom: "2020-01-01",
      serviceUntil: "2020-02-01",
    }),
  );
  return {
    counseling_note: encodeId("counseling_note", counselingNoteId),
    disclosure_restriction: encodeId("disclosure_restriction", disclosureRestrictionId),
  };
}
