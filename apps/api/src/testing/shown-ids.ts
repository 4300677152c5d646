import { decodeId, kindOfId } from "@causeway/kernel";

/** UUIDs of everything that an answer shows. */
export function idsIn(body: string): Set<string> {
  const found = new Set(body.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
  for (const [id] of body.matchAll(/\b[a-z_]+_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g)) {
    const kind = kindOfId(id);
    if (kind !== null) found.add(decodeId(kind, id));
  }
  return found;
}
