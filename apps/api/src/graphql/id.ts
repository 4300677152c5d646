import { decodeId } from "@causeway/kernel";

/**
 * The UUID behind an id of the given kind.
 * @param path of the field in the input, for the `userError`
 * @throws DomainError INVALID; the value is never part of the words
 */
export function idOf(prefix: string, value: string, path: readonly string[] = ["id"]): string {
  return decodeId(prefix, value, path);
}

/** The same for a field that may be left out; undefined and null both answer undefined. */
export function optionalIdOf(
  prefix: string,
  value: string | null | undefined,
  path: readonly string[] = ["id"],
): string | undefined {
  return value === null || value === undefined ? undefined : decodeId(prefix, value, path);
}
