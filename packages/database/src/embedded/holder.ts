import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number. */
export interface Holder {
  readonly pid: number;
  /** When the process began, as the system tells it; opaque. */
  readonly began: string;
}

/** The folder is held by a process that still runs. */
export class HeldByAnother extends Error {
  override readonly name = "HeldByAnother";
  constructor(
    readonly path: string,
    readonly pid: number,
  ) {
    super(`${path} is in use by process ${pid}.`);
  }
}

/** The beginning of process `pid`, or null when there is no such process (a zombie counts as none). */
export function processBegan(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") {
    try {
      // The command in brackets may itself hold spaces and brackets: count fields after the last one.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

export function isAlive(holder: Holder): boolean {
  return processBegan(holder.pid) === holder.began;
}

function readHolder(path: string): { text: string; holder: Holder } | null {
  try {
    const text = readFileSync(path, "utf8");
    return { text, holder: JSON.parse(text) as Holder };
  } catch {
    return null;
  }
}

/**
 * Takes the lock file at `path` for this process and returns the release.
 * A lock left by a process that was killed is taken over.
 * @throws HeldByAnother when a living process (this one included) holds it.
 */
export function takeHold(path: string): () => void {
  const own: Holder = { pid: process.pid, began: processBegan(process.pid) ?? "" };
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const found = readHolder(path);
      if (found && isAlive(found.holder)) throw new HeldByAnother(path, found.holder.pid);
      takeAway(path, found?.text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readHolder(path)?.holder.pid === own.pid) rmSync(path, { force: true });
  };
}

/** Two starts may find the same dead lock; the slower one must not remove the faster one's fresh lock. */
function takeAway(path: string, deadText: string | undefined): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken && taken.text !== deadText) {
    try {
      linkSync(aside, path);
    } catch {
      // A third start came between: its lock stands, and the one set aside will find it in use.
    }
  }
  rmSync(aside, { force: true });
}
