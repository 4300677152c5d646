// @ts-check
import { performance } from "node:perf_hooks";

/** A foreseeable stop: its message is printed as it is, without a stack. */
export class Refusal extends Error {}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Runs one step and prints its line with the time it took; in a terminal the line counts while it runs.
 * The work may give back a remark, printed behind the time.
 * @template T
 * @param {string} name
 * @param {(remark: (text: string) => void) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const began = performance.now();
  const label = `  ${name.padEnd(28)}`;
  let remark = "";
  const terminal = process.stdout.isTTY === true;
  const draw = () => process.stdout.write(`\r${label}${seconds(performance.now() - began)}`);
  const timer = terminal ? setInterval(draw, 100) : undefined;
  const end = (/** @type {string} */ outcome) => {
    clearInterval(timer);
    const line = `${label}${seconds(performance.now() - began).padStart(7)}${outcome}`;
    process.stdout.write(`${terminal ? "\r" : ""}${line}\n`);
  };
  try {
    const result = await work((text) => (remark = text));
    end(remark && `  ${remark}`);
    return result;
  } catch (error) {
    end("  failed");
    throw error;
  }
}
