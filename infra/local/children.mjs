// @ts-check
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { repository } from "./install.mjs";
import { home } from "./settings.mjs";
import { Refusal } from "./steps.mjs";

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<void>} ready the process said that it is ready
 * @property {Promise<string>} gone what it ended with, however that came about
 * @property {(patience: number) => Promise<void>} stop SIGTERM, and after `patience` milliseconds SIGKILL
 */

/** @param {string} log */
function lastLines(log) {
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-12).join("\n") : "";
}

/**
 * Starts a built program as a process of its own group: Ctrl-C in the terminal reaches the launcher alone, which then
 * stops things in order. The channel to it ends it should the launcher be killed (with-launcher.mjs).
 * @param {string} name
 * @param {string} program path below the repository
 * @param {NodeJS.ProcessEnv} env
 * @returns {Child}
 */
export function startChild(name, program, env) {
  const log = join(home, "logs", `${name}.log`);
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const out = openSync(log, "a", 0o600);
  const guard = new URL("with-launcher.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", guard, join(repository, program)], {
    cwd: repository,
    env,
    stdio: ["ignore", out, out, "ipc"],
    detached: true,
  });
  closeSync(out);
  let ended = false;
  /** @type {Promise<string>} */
  const gone = new Promise((resolve) => {
    const end = (/** @type {string} */ how) => {
      ended = true;
      resolve(how);
    };
    child.once("exit", (code, signal) => end(signal ?? `status ${code}`));
    child.once("error", (error) => end(error.message));
  });
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    child.on("message", (message) => message === "ready" && resolve());
    void gone.then((how) => reject(new Refusal(`The ${name} ended (${how}). The end of ${log}:\n${lastLines(log)}`)));
  });
  ready.catch(() => undefined);
  return {
    name,
    pid: child.pid ?? 0,
    ready,
    gone,
    async stop(patience) {
      if (ended) return;
      child.kill("SIGTERM");
      const waiting = new AbortController();
      const late = delay(patience, "late", { signal: waiting.signal }).catch(() => "");
      if ((await Promise.race([gone, late])) === "late") child.kill("SIGKILL");
      waiting.abort();
      await gone;
    },
  };
}

/**
 * Waits until `url` answers 200.
 * @param {string} url
 * @param {Child} child whose end is the end of waiting
 * @param {number} patience milliseconds
 */
export async function untilReady(url, child, patience) {
  const deadline = Date.now() + patience;
  let last = "no answer";
  const ended = child.ready.then(() => new Promise(() => undefined));
  const poll = async () => {
    while (Date.now() < deadline) {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
        if (answer.status === 200) return;
        last = `status ${answer.status}`;
      } catch {
        last = "no answer";
      }
      await delay(50);
    }
    throw new Refusal(`${url} did not become ready within ${patience / 1000} s (${last}).`);
  };
  await Promise.race([poll(), ended]);
}
