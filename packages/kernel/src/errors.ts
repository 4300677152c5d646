/**
 * Codes of failure. `OUTCOME_CODES` are foreseeable: the GraphQL face answers them as data
 * (`userErrors`); the others end a request as a coded GraphQL error.
 */
export const OUTCOME_CODES = [
  "INVALID",
  "NOT_FOUND",
  "STALE",
  "ILLEGAL_TRANSITION",
  "CONFLICT",
  "DUPLICATE",
  "NO_PLACE",
  "CONSENT_MISSING",
  "CONSENT_INVALID",
  "ALREADY_FILLED",
  "LIMIT_REACHED",
  "IDEMPOTENCY_MISMATCH",
  "LOCKED_OUT",
  "SIGN_IN_FAILED",
  "LINK_INVALID",
] as const;

export const FAULT_CODES = ["UNAUTHENTICATED", "FORBIDDEN", "UNAVAILABLE", "INTERNAL", "BAD_REQUEST"] as const;

export type OutcomeCode = (typeof OUTCOME_CODES)[number];
export type FaultCode = (typeof FAULT_CODES)[number];
export type ErrorCode = OutcomeCode | FaultCode;

export interface ErrorOptions {
  /** Path of the offending field in the input, e.g. `["recipients", "0", "programId"]`. */
  readonly path?: readonly string[];
  /** A finer machine-readable reason, e.g. `EXPIRED` under `CONSENT_INVALID`. */
  readonly reason?: string;
  /** For `STALE`: the id of the current record, so that the answer can show the difference. */
  readonly currentId?: string;
  /** Ids, as shown outside, of the caller's own records that stand in the way. */
  readonly related?: readonly string[];
  readonly cause?: unknown;
}

/**
 * A failure with a code, the path of the field, and words for a person.
 * The words never contain personal data nor the refused value.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly path: readonly string[];
  readonly reason: string | undefined;
  readonly currentId: string | undefined;
  readonly related: readonly string[];

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.path = options.path ?? [];
    this.reason = options.reason;
    this.currentId = options.currentId;
    this.related = options.related ?? [];
  }

  /** True for foreseeable outcomes, which a mutation answers as data. */
  get isOutcome(): boolean {
    return (OUTCOME_CODES as readonly string[]).includes(this.code);
  }
}

/** The one answer for a record that is missing and for one that is another organisation's. */
export function notFound(what: string, path: readonly string[] = ["id"]): DomainError {
  return new DomainError("NOT_FOUND", `No such ${what}.`, { path });
}

/** An input that breaks a rule. */
export function invalid(path: readonly string[] | string, message: string, reason?: string): DomainError {
  return new DomainError("INVALID", message, {
    path: typeof path === "string" ? path.split(".") : path,
    ...(reason === undefined ? {} : { reason }),
  });
}
