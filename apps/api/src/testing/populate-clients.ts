import {
  addCareTeamMember,
  addExternalId,
  createClient,
  mergeClients,
  recordCircumstances,
  recordSubstances,
  setCoverage,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { encodeId } from "@causeway/kernel";

/** All that can be known of a client beyond who they are. */
export async function populateClients(tx: Transaction, clientId: string): Promise<Readonly<Record<string, string>>> {
  const today = tx.now.toISOString().slice(0, 10);
  await recordSubstances(tx, { clientId, observedOn: today, substances: [{ substance: 5, route: 4 }] });
  await recordCircumstances(tx, { clientId, observedOn: today, circumstances: { livingArrangement: 1 } });
  await setCoverage(tx, { clientId, paymentSource: 4, memberId: "M-1", validFrom: today });
  await addExternalId(tx, { clientId, system: "county-ehr", value: "77" });
  const { careTeamMemberId } = await addCareTeamMember(tx, {
    clientId,
    role: "PROBATION",
    name: "Kim Sutter",
    startsOn: today,
  });
  const twin = { details: { givenName: "Robin", familyName: "Harper" } };
  const [survivor, twice] = [await createClient(tx, twin), await createClient(tx, twin)];
  const { clientMergeId } = await mergeClients(tx, { survivorId: survivor.clientId, mergedId: twice.clientId });
  const [external] = await tx.query<{ id: string }>("select id from client_external_ids");
  return {
    client_merge: encodeId("client_merge", clientMergeId),
    care_team_member: encodeId("care_team_member", careTeamMemberId),
    client_external_id: encodeId("client_external_id", external?.id ?? ""),
  };
}
