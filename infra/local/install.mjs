// @ts-check
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "./steps.mjs";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** The lowest Node this runs on, from package.json. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  const lowest = /(\d+)\.(\d+)/.exec(engines.node) ?? [];
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = [Number(lowest[1]), Number(lowest[2])];
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    throw new Refusal(`Node ${wantedMajor}.${wantedMinor} or newer is needed; this is ${process.versions.node}.`);
  }
  if (process.platform === "win32") throw new Refusal("Windows is not supported; use WSL, Linux or macOS.");
}

/**
 * Whether node_modules holds what the lock file says, read from the record npm leaves there.
 * Packages for other platforms may be missing.
 */
export function isInstalled() {
  try {
    const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(repository, path), "utf8")).packages;
    const locked = read("package-lock.json");
    const installed = read("node_modules/.package-lock.json");
    return Object.entries(locked).every(([path, wanted]) => {
      if (!path.includes("node_modules/")) return true;
      if (wanted.link) return existsSync(join(repository, path));
      const found = installed[path];
      if (found) return found.version === wanted.version && existsSync(join(repository, path));
      return wanted.optional === true || wanted.devOptional === true;
    });
  } catch {
    return false;
  }
}

/**
 * Runs a program to its end, quietly: what it says is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, tail?: number }} [options]
 * @returns {Promise<string>} what it wrote to stdout and stderr
 */
export function runQuietly(command, args, { env = process.env, tail = 60 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (said += text));
    }
    child.once("error", (error) => reject(new Refusal(`${command} could not be run: ${error.message}`)));
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(said);
      const shown = said.trimEnd().split("\n").slice(-tail).join("\n");
      reject(new Refusal(`${command} ${args.slice(0, 3).join(" ")} ended with ${signal ?? code}.\n${shown}`));
    });
  });
}

/** Installs exactly what the lock file says, development packages included: they build the rest. */
export async function install() {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  if (npm && /\.c?js$/.test(npm)) await runQuietly(process.execPath, [npm, ...args]);
  else await runQuietly("npm", args);
}

const quietTools = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };

/**
 * @param {readonly string[]} args
 * @returns {Promise<string>}
 */
export function turbo(args) {
  const program = join(repository, "node_modules", "turbo", "bin", "turbo");
  return runQuietly(process.execPath, [program, ...args], { env: { ...process.env, ...quietTools } });
}

/** Builds every workspace; what has not changed comes from the cache. */
export async function build() {
  const said = await turbo(["run", "build", "--output-logs=errors-only", "--no-color"]);
  return /Cached:\s+(\d+) cached, (\d+) total/.exec(said)?.slice(1).join(" of ") ?? "";
}
