import { parseArgs } from "node:util";

/** Exit codes: 0 done, 1 failed or a finding, 2 asked for wrongly (nothing was touched). */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Printed for `causeway <name> --help`. */
  readonly usage: string;
  /** @returns the exit code */
  run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number>;
}

/** The command was not understood, or what it was given cannot be used. Ends with words and no stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export type OptionValues<T extends Record<string, { readonly type: "string" | "boolean" }>> = {
  readonly [K in keyof T]?: T[K]["type"] extends "boolean" ? boolean : string;
};

/** Options by name, strict: an unknown one is an error. */
export function optionsOf<T extends Record<string, { readonly type: "string" | "boolean" }>>(
  args: readonly string[],
  options: T,
): OptionValues<T> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as OptionValues<T>;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A whole number of at least `lowest`. */
export function wholeNumber(name: string, value: string | undefined, lowest: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < lowest) {
    throw new UsageError(`--${name} has to be a whole number, ${lowest} or more.`);
  }
  return number;
}
