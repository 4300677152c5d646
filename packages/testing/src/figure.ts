import { appendFileSync } from "node:fs";

/**
 * Reports what a proof measured, e.g. `figure("one-winner", "1000 of 1000 races overlapped, 1 winner each")`.
 * `npm run prove` gathers these into its table; elsewhere they are a line of output.
 */
export function figure(check: string, measured: string): void {
  const file = process.env["CAUSEWAY_FIGURES"];
  if (file) appendFileSync(file, `${JSON.stringify({ check, measured })}\n`);
  else process.stdout.write(`${check}: ${measured}\n`);
}
