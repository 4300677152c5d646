import { DomainError } from "@causeway/kernel";

interface PostgresFailure {
  readonly code: string;
  readonly constraint?: string;
}

/** The Postgres failure inside an error of pg or TypeORM, or null. */
export function postgresFailure(error: unknown): PostgresFailure | null {
  const inner = (error as { driverError?: unknown }).driverError ?? error;
  const code = (inner as { code?: unknown }).code;
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code)) return null;
  const constraint = (inner as { constraint?: unknown }).constraint;
  return typeof constraint === "string" ? { code, constraint } : { code };
}

/** Failures after which the same transaction may simply be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = postgresFailure(error)?.code;
  return code === "40001" || code === "40P01";
}

/**
 * A database failure in words of the domain. The original is kept as cause, for its frames only:
 * its message and parameters may hold personal data and are never logged.
 */
export function translateFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const failure = postgresFailure(error);
  if (!failure) return error;
  // The constraint's name stays inside: it is a word of the schema, not of the API.
  const options = { cause: error };
  switch (failure.code) {
    case "23505":
      return new DomainError("CONFLICT", "A record like this exists already.", options);
    case "23503":
      return new DomainError("NOT_FOUND", "A record named here does not exist.", options);
    case "23514":
      return failure.constraint === "never_over_capacity"
        ? new DomainError("NO_PLACE", "The program has no free place.", options)
        : new DomainError("INVALID", "The values do not fit together.", options);
    case "42501":
      return new DomainError("FORBIDDEN", "This organisation may not do that.", options);
    case "22P02":
    case "22007":
    case "22008":
    case "22003":
    case "22021":
    case "22P05":
      return new DomainError("INVALID", "A value has the wrong form.", options);
    default:
      return error;
  }
}
