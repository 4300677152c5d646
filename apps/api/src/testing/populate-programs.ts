import { addCredential, addProgramStaff, setProgramPrices, setProgramSlots, updateProgram } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";

/** All that a program can have, and a change of it. */
export async function populatePrograms(
  db: Database,
  self: OrganisationUnderTest,
  programs: { readonly programId: string; readonly stayProgramId: string },
): Promise<Readonly<Record<string, string>>> {
  const { programId, stayProgramId } = programs;
  return db.run(self.actor("OWNER"), async (tx) => {
    await updateProgram(tx, { programId, agesMin: 18, hoursPerWeekMax: 30 });
    const slot = { weekday: 1, startsAtLocal: "18:00", minutes: 180, modality: "GROUP", telehealth: false } as const;
    await setProgramSlots(tx, { programId, slots: [slot] });
    await setProgramPrices(tx, { programId, prices: [{ unit: "DAY", amountMinor: 35_000, currency: "USD" }] });
    const { credentialId } = await addCredential(tx, {
      programId,
      kind: "LICENCE",
      issuer: "State of Massachusetts",
      number: "L-1",
      expiresOn: "2027-01-31",
    });
    const [member] = await tx.query<{ id: string }>("select id from memberships where role = 'CLINICIAN'");
    const { programStaffId } = await addProgramStaff(tx, { programId, memberId: member?.id ?? "", role: "COUNSELOR" });
    return {
      program_credential: encodeId("program_credential", credentialId),
      program_staff: encodeId("program_staff", programStaffId),
      stay_program: encodeId("program", stayProgramId),
    };
  });
}
