import type { Database } from "@causeway/database";
import type { Config } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import { databaseStore } from "./database.store.ts";
import { diskStore } from "./disk.store.ts";
import type { ObjectStore } from "./object.store.ts";
import { s3Store } from "./s3.store.ts";
import { sealed } from "./sealed.store.ts";

/**
 * The store of a deployment: the database, unless CAUSEWAY_STORAGE names a folder (`disk:/srv/causeway`) or a bucket
 * (`s3:https://endpoint/bucket`). What is in it is sealed, whichever it is.
 * @throws DomainError BAD_REQUEST naming the variable that is missing or wrong, never its value
 */
export function openStore(config: Pick<Config, "secret" | "storage" | "s3">, db: Database): ObjectStore {
  return sealed(plainStore(config, db), config.secret);
}

function plainStore({ storage, s3 }: Pick<Config, "storage" | "s3">, db: Database): ObjectStore {
  if (storage === undefined || storage === "database") return databaseStore(db);
  const [, kind, where = ""] = /^(disk|s3):(.+)$/s.exec(storage) ?? [];
  if (kind === "disk") return diskStore(where);
  if (kind === "s3" && URL.canParse(where) && /^https?:$/.test(new URL(where).protocol)) {
    if (!s3)
      throw new DomainError("BAD_REQUEST", "CAUSEWAY_STORAGE=s3: needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.");
    return s3Store({ bucketUrl: where, ...s3 });
  }
  throw new DomainError("BAD_REQUEST", "CAUSEWAY_STORAGE is database, disk:/path or s3:https://endpoint/bucket.");
}
