import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

export type { Logger };

/**
 * Structured logs on standard output. Errors are reduced to name, code and stack frames:
 * messages of databases and libraries may quote values, and values here may be personal.
 */
export function createLogger(name: string, level = "info", destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    serializers: { err: describeError, error: describeError },
    redact: { paths: ["*.password", "*.token", "*.email", "*.parameters", "*.query"], censor: "[redacted]" },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Descriptions made here: the serializer meets them a second time, and leaves them as they are. */
const descriptions = new WeakSet<object>();

/** What may be logged of an error: never its message unless it is one of ours. */
export function describeError(error: unknown): Record<string, unknown> {
  if (typeof error === "object" && error !== null && descriptions.has(error)) return error as Record<string, unknown>;
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const description = {
    name: error.name,
    ...(typeof code === "string" ? { code } : {}),
    ...(error.name === "DomainError" ? { message: error.message } : {}),
    frames: (error.stack ?? "")
      .split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 12),
  };
  descriptions.add(description);
  return description;
}
