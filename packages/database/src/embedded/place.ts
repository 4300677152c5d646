import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyBinaries, installedBinaries, linkLibraries, type Binaries } from "./binaries.ts";

/** The user the server runs as, where this process is root (PostgreSQL refuses root). */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server's files lie and who runs it. */
export interface Place {
  readonly binaries: Binaries;
  /** Holds `data`; the same as the asked folder unless the server's user cannot reach that one. */
  readonly folder: string;
  /** Undefined: the user of this process. */
  readonly user: ServerUser | undefined;
}

function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const ask = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      const user = { uid: ask("-u"), gid: ask("-g") };
      if (user.uid > 0 && user.gid > 0) return user;
    } catch {
      // No such user here: try the next.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user.',
  );
}

/** Tried for real rather than read from modes: access lists and mount options count as well. */
function runs(binaries: Binaries, folder: string, user: ServerUser | undefined): boolean {
  // The working folder is entered by the shell, as that user: the one given to spawn is entered before the user changes.
  const tries = 'cd "$1" && "$2/initdb" --version && "$2/postgres" --version';
  const args = ["-c", tries, "causeway-try", folder, join(binaries.root, "bin")];
  return spawnSync("/bin/sh", args, { cwd: "/", env: {}, stdio: "ignore", ...user }).status === 0;
}

function shelterIdentity(folder: string): string {
  const path = join(folder, "shelter.json");
  if (existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as { id: string }).id;
  const id = randomBytes(16).toString("hex");
  writeFileSync(path, JSON.stringify({ id }), { mode: 0o600 });
  return id;
}

/** Folders of other users are never entered: a shared temporary folder lets anyone make one under our name first. */
function openShelter(path: string, id: string): boolean {
  try {
    mkdirSync(path, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    const found = lstatSync(path);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    const mark = join(path, "belongs-to");
    if (!existsSync(mark) || readFileSync(mark, "utf8") !== id) {
      // Left over from a folder that was deleted, password and all: nothing in it can be opened again.
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { mode: 0o711 });
    }
  }
  chmodSync(path, 0o711);
  writeFileSync(join(path, "belongs-to"), id, { mode: 0o600 });
  return true;
}

/**
 * The folders outside `folder` that may hold its server's files. /var/tmp comes first: it outlives a restart of the machine.
 * Named by the folder's path, so that the same clone finds its own again.
 */
export function sheltersOf(folder: string): string[] {
  const key = createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16);
  return [...new Set(["/var/tmp", tmpdir(), "/tmp", "/var/lib", "/dev/shm"])].map((parent) =>
    join(parent, `causeway-${key}`),
  );
}

/**
 * Makes `folder` with those above it that are missing. Where the server runs as another user, it can pass through what
 * is made here whatever the umask; folders that were there before keep the mode their owner gave them.
 */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined || process.getuid?.() !== 0) return;
  for (let path = folder; path.startsWith(first); path = dirname(path)) chmodSync(path, 0o711);
}

/**
 * Finds binaries that can be run and a folder that can be reached by the user the server runs as.
 * Copies both out of the clone when root's clone lies below a folder closed to others.
 */
export function findPlace(folder: string): Place {
  const installed = installedBinaries();
  const linked = linkLibraries(installed);
  const user = serverUser();
  // Once the data lies outside it stays there, also when the clone is opened to others later.
  const sheltered = existsSync(join(folder, "shelter.json"));
  if (!sheltered && linked && runs(installed, folder, user)) return { binaries: installed, folder, user };
  if (!user) return { binaries: copyBinaries(installed, folder), folder, user };

  const id = shelterIdentity(folder);
  for (const shelter of sheltersOf(folder)) {
    if (!existsSync(dirname(shelter)) || !openShelter(shelter, id)) continue;
    const binaries = copyBinaries(installed, shelter);
    if (runs(binaries, shelter, user)) return { binaries, folder: shelter, user };
    rmSync(shelter, { recursive: true, force: true });
  }
  throw new Error(
    `PostgreSQL has to run as another user than root, and that user can reach neither ${folder} nor a temporary folder.`,
  );
}
