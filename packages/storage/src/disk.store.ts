import { mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { DomainError } from "@causeway/kernel";
import type { ObjectStore } from "./object.store.ts";
import { checkKey, newObjectKey } from "./object.store.ts";

/**
 * Objects as files below a folder. A file is written beside its place, forced to the disk and then renamed: a crash
 * leaves it whole or not at all.
 */
export function diskStore(root: string): ObjectStore {
  if (!isAbsolute(root)) throw new DomainError("BAD_REQUEST", "The folder of stored objects is an absolute path.");
  const folderOf = (key: string): string => join(root, checkKey(key).slice(0, 2));
  return {
    put: (_actor, { key }, bytes) =>
      orUnavailable(async () => {
        const folder = folderOf(key);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const draft = join(folder, `${newObjectKey()}.part`);
        const file = await open(draft, "wx", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, join(folder, key));
        const entries = await open(folder, "r");
        await entries.sync().finally(() => entries.close());
      }),
    get: (_actor, { key }) => orUnavailable(() => unlessMissing(() => readFile(join(folderOf(key), key)), null)),
    delete: (_actor, { key }) => orUnavailable(() => unlessMissing(() => unlink(join(folderOf(key), key)), undefined)),
  };
}

async function unlessMissing<T, M>(work: () => Promise<T>, missing: M): Promise<T | M> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return missing;
    throw error;
  }
}

/** A disk that is full or away is no fault of who asks. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new DomainError("UNAVAILABLE", "The store does not answer.", { cause });
  }
}
