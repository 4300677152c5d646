import { documentToScan, recordScan, scanDocumentJob as job } from "@causeway/care";
import { DomainError, jobActor } from "@causeway/kernel";
import { work } from "../work.ts";

/**
 * Has a new document scanned, for the sender, who sees it in every state. A scanner that does not answer is asked again;
 * given up, the document stays in quarantine and the job stands among the dead letters.
 */
export const scanDocument = work(
  job,
  async ({ db, store, scanner, config }, { organisationId, documentId }) => {
    const actor = jobActor(organisationId, job.name);
    const at = await db.run(actor, (tx) => documentToScan(tx, documentId));
    if (!at) return;
    if (!scanner) {
      if (config.requireScan) throw new DomainError("UNAVAILABLE", "No scanner is configured, and one is required.");
      await db.run(actor, (tx) => recordScan(tx, { documentId, verdict: "unscanned", scanner: null }));
      return;
    }
    const bytes = await store.get(actor, at);
    if (!bytes) throw new DomainError("UNAVAILABLE", "The document is not in the store.");
    const verdict = await scanner.scan(bytes);
    if (verdict === "unavailable") throw new DomainError("UNAVAILABLE", "The scanner does not answer.");
    await db.run(actor, (tx) => recordScan(tx, { documentId, verdict, scanner: scanner.name }));
  },
  // Slow beside all other work, and at times away.
  { queue: "documents" },
);
