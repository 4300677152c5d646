import { UnrecoverableError } from "bullmq";

/** What is kept of an error: a code as message, and where it arose. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";
}

const CODE = /^[A-Za-z0-9_.-]{1,64}$/;
const FRAME = /^ {4}at (?:async |new )?[\w$.<>#[\] ]*\(?(?:file:\/\/|node:|\/)[^\s()]*:\d+:\d+\)?$/;

/**
 * Reduces an error to what may be stored and shown to operators. An error's text can quote what it was about (a name
 * that broke a constraint, an address that bounced), so only its code or class and its stack frames remain.
 */
export function failureOf(error: unknown): Error {
  // Thrown by this package alone, with a code as message; BullMQ knows it by its class.
  if (error instanceof UnrecoverableError && CODE.test(error.message)) return error;
  if (!(error instanceof Error)) return new JobFailure("Error");
  const code = [propertyOf(error, "code"), error.name, error.constructor.name].find(
    (each): each is string => typeof each === "string" && CODE.test(each),
  );
  const failure = new JobFailure(code ?? "Error");
  const frames = (error.stack ?? "").split("\n").filter((line) => FRAME.test(line));
  failure.stack = [`${failure.name}: ${failure.message}`, ...frames].join("\n");
  return failure;
}

function propertyOf(error: Error, key: string): unknown {
  return Reflect.get(error, key);
}
