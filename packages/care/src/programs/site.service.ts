import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { isTimeZone, pointOfPostalCode, refreshEntry, timeZoneAt } from "../directory/index.ts";
import { Site } from "./site.entity.ts";

export interface SiteInput {
  readonly name: string;
  readonly addressLine?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  /** IANA; without one, that of the coordinates or the ZIP code. */
  readonly timeZone?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly externalId?: string | null | undefined;
}

/**
 * @throws DomainError INVALID for a zone that does not exist or cannot be told; CONFLICT for an external id in use
 */
export async function createSite(tx: Transaction, input: SiteInput): Promise<{ siteId: string }> {
  authorise(tx.actor, "program.manage");
  const site = await tx.insert(Site, { ...placed(input), externalId: input.externalId ?? null });
  tx.audit({ action: "site.create", subjectType: "site", subjectId: site.id });
  return { siteId: site.id };
}

/** Changes a site; fields left out stay. */
export async function updateSite(
  tx: Transaction,
  input: Partial<SiteInput> & { siteId: string; expectedVersion?: number | null | undefined },
): Promise<{ siteId: string }> {
  authorise(tx.actor, "program.manage");
  const site = await tx.get(Site, input.siteId, { expectedVersion: input.expectedVersion, path: ["id"] });
  const { siteId, expectedVersion: _, ...changes } = input;
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<SiteInput>;
  // A new address is placed anew unless the point comes with it.
  const moved = given.postalCode !== undefined && given.latitude === undefined;
  await tx.update(Site, site, placed({ ...site, ...(moved ? { latitude: null, longitude: null } : {}), ...given }));
  tx.audit({ action: "site.update", subjectType: "site", subjectId: siteId });
  const programs = await tx.query<{ id: string }>("select id from programs where site_id = $1 and published", [siteId]);
  for (const { id } of programs) await refreshEntry(tx, id);
  return { siteId };
}

function placed(input: SiteInput): Omit<Site, "id" | "organisationId" | "createdAt" | "version" | "externalId"> {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 200) throw invalid("name", "A name has 1 to 200 characters.");
  const { latitude, longitude } = input;
  const given = typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : null;
  if (given && !(Math.abs(given.latitude) <= 90 && Math.abs(given.longitude) <= 180))
    throw invalid("latitude", "This is not a point on earth.");
  const point = given ?? (input.postalCode ? pointOfPostalCode(input.postalCode) : null);
  const timeZone = input.timeZone ?? (point ? timeZoneAt(point) : null);
  if (timeZone === null) throw invalid("timeZone", "The time zone cannot be told from the address; give it.");
  if (!isTimeZone(timeZone)) throw invalid("timeZone", "This is not a time zone.");
  return {
    name,
    addressLine: input.addressLine ?? null,
    city: input.city ?? null,
    region: input.region ?? null,
    postalCode: input.postalCode ?? null,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    timeZone,
    phone: input.phone ?? null,
  };
}
