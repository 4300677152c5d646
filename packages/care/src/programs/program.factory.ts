import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { ProgramInput } from "./program.service.ts";
import { createProgram, publishProgram } from "./program.service.ts";
import type { SiteInput } from "./site.service.ts";
import { createSite } from "./site.service.ts";
import { setProgramState } from "./state.service.ts";

/** A site with one open, published program (intensive outpatient, 10 places) unless told otherwise. */
export async function openProgram(
  db: Database,
  actor: Actor,
  options: { site?: Partial<SiteInput>; siteId?: string; published?: boolean } & Partial<ProgramInput> = {},
): Promise<{ siteId: string; programId: string }> {
  const { site, published = true, ...program } = options;
  return db.run(actor, async (tx) => {
    const siteId =
      options.siteId ??
      (
        await createSite(tx, {
          name: "Main site",
          city: "Springfield",
          region: "MA",
          postalCode: "01103",
          timeZone: "America/New_York",
          ...site,
        })
      ).siteId;
    const { programId } = await createProgram(tx, {
      name: "Evening IOP",
      edition: "ASAM3",
      levelCode: "2.1",
      capacity: 10,
      services: ["GROUP_COUNSELING", "INDIVIDUAL_COUNSELING"],
      payers: ["MEDICAID", "PRIVATE"],
      ...program,
      siteId,
    });
    if (published) await publishProgram(tx, { programId });
    else await setProgramState(tx, { programId, command: "open" });
    return { siteId, programId };
  });
}
