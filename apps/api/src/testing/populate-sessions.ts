import { Attendance } from "@causeway/care";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** What the days of a program leave on record. */
export async function populateSessions(
  { db }: TestApi,
  self: OrganisationUnderTest,
  stay: { readonly sessionId: string },
): Promise<Readonly<Record<string, string>>> {
  const [attendance] = await db.run(self.actor("OWNER"), (tx) => tx.find(Attendance, { sessionId: stay.sessionId }));
  return { attendance: encodeId("attendance", attendance?.id ?? "") };
}
