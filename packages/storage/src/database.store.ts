import type { Database } from "@causeway/database";
import type { ObjectStore } from "./object.store.ts";
import { checkKey } from "./object.store.ts";

/** Objects as rows of `stored_objects`, under row security: read exactly as the document that names them. */
export function databaseStore(db: Database): ObjectStore {
  return {
    async put(actor, at, bytes) {
      await db.run(actor, (tx) =>
        tx.query(
          `insert into stored_objects (key, sender_organisation_id, recipient_organisation_id, sealed, created_at)
           values ($1, $2, $3, $4, $5)`,
          [checkKey(at.key), at.senderOrganisationId, at.recipientOrganisationId, bytes, tx.now],
        ),
      );
    },
    async get(actor, at) {
      const [row] = await db.readWith<{ sealed: Buffer | null }>(actor, {
        sql: "select sealed from stored_objects where key = $1",
        values: [checkKey(at.key)],
      });
      return row?.sealed ?? null;
    },
    async delete(actor, at) {
      // The row stays, empty: nothing of two parties is ever taken away.
      await db.run(actor, (tx) =>
        tx.query("update stored_objects set sealed = null where key = $1", [checkKey(at.key)]),
      );
    },
  };
}
