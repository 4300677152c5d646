/**
 * What is hashed of an entry and of a batch, as SQL of builtin functions alone: the sealer and the verification write it
 * into their own statements, so that no function in the database can be replaced beneath them.
 */

/** The canonical form these expressions write; kept with each seal. */
export const AUDIT_FORM = 1;

/** Every column of an entry, in this order. A JSON array of fixed places: null is not "null", and no value runs into the next. */
export const CANONICAL_COLUMNS = [
  "id",
  "organisation_id",
  "at",
  "actor_kind",
  "actor_id",
  "action",
  "subject_type",
  "subject_id",
  "client_id",
  "purpose",
  "legal_basis",
  "consent_id",
  "fields",
  "outcome",
  "reason",
] as const;

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

const digestOf = (values: readonly string[]): string =>
  `sha256(convert_to(jsonb_build_array(${values.join(", ")})::text, 'UTF8'))`;

/** The hash of an entry of this alias. */
export function entryHash(alias: string): string {
  return digestOf(CANONICAL_COLUMNS.map((column) => (column === "at" ? instant(`${alias}.at`) : `${alias}.${column}`)));
}

/** Stands for an entry that was gone before it was sealed; no entry hashes to it. */
export const GONE = `sha256(convert_to('an entry that was gone before it was sealed', 'UTF8'))`;

/** What the first batch of an organisation follows. */
export const GENESIS = `decode(repeat('00', 32), 'hex')`;

/** The hash of a batch: of the one before, of what the seal says of itself, and of its entries in order. */
export function batchHash(parts: { previous: string; seal: string; joinedHashes: string }): string {
  const { previous, seal, joinedHashes } = parts;
  const header = digestOf([
    String(AUDIT_FORM),
    `${seal}.organisation_id`,
    `${seal}.batch`,
    `${seal}.entries`,
    instant(`${seal}.sealed_at`),
    `${seal}.drained`,
  ]);
  return `sha256(${previous} || ${header} || ${joinedHashes})`;
}
