// @ts-check
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { repository } from "./install.mjs";
import { Refusal } from "./steps.mjs";

/** Everything that is kept between starts. CAUSEWAY_HOME puts it elsewhere. */
export const home = process.env.CAUSEWAY_HOME ? resolve(process.env.CAUSEWAY_HOME) : join(repository, ".causeway");

/**
 * Others may pass through (the database server may run as another user), none may look; secrets have mode 0600.
 */
export function makeHome() {
  mkdirSync(join(home, "logs"), { recursive: true, mode: 0o711 });
}

/**
 * @template T
 * @param {string} name
 * @returns {T | null}
 */
export function readKept(name) {
  try {
    return JSON.parse(readFileSync(join(home, name), "utf8"));
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  const draft = join(home, `${name}.draft`);
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(draft, join(home, name));
}

/** @typedef {{ secret: string, databasePassword: string }} Secrets */

/** Made at the first start. @returns {Secrets} */
export function secrets() {
  const kept = /** @type {Secrets | null} */ (readKept("secrets.json"));
  if (kept) return kept;
  const made = {
    secret: randomBytes(32).toString("base64url"),
    databasePassword: randomBytes(24).toString("base64url"),
  };
  keep("secrets.json", made);
  return made;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") return resolve(false);
      const because = error.code === "EACCES" ? "needs more rights" : "is not an address of this machine";
      reject(new Refusal(`${host}:${port} cannot be listened on: it ${because}.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/**
 * The port that was asked for, or from 4000 upwards the first that is free.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ host: string, port: number, moved: boolean }>}
 */
export async function address(env) {
  const host = env.HOST || "127.0.0.1";
  if (env.PORT) {
    const port = Number(env.PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Refusal("PORT has to be a number from 1 to 65535.");
    }
    if (!(await isFree(port, host))) {
      throw new Refusal(`Port ${port} (PORT) is taken by another program. Stop it, or choose another PORT.`);
    }
    return { host, port, moved: false };
  }
  for (let port = 4000; port < 4100; port += 1) {
    if (await isFree(port, host)) return { host, port, moved: port !== 4000 };
  }
  throw new Refusal("No port from 4000 to 4099 is free. Choose one with PORT.");
}

/**
 * The real services that the environment names in place of the embedded ones.
 * @param {NodeJS.ProcessEnv} env
 */
export function services(env) {
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
    throw new Refusal(
      "DATABASE_OWNER_URL is set but DATABASE_URL is not: the application never runs as the owner role.",
    );
  }
  const embedded = !env.DATABASE_URL;
  const asked = process.argv.includes("--demo") || ["1", "data"].includes(env.CAUSEWAY_DEMO ?? "");
  const declined = process.argv.includes("--no-demo") || env.CAUSEWAY_DEMO === "0";
  return { embedded, demo: asked || (embedded && !declined) };
}
