import { defineMachine } from "@causeway/kernel";

export const DOCUMENT_STATES = ["QUARANTINED", "CLEAN", "NOT_SCANNED", "REFUSED", "REMOVED"] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export type DocumentCommand = "pass" | "passUnscanned" | "refuse" | "remove";

/**
 * A document is handed to nobody before the scanner has spoken. Where none is configured it passes as NOT_SCANNED, and
 * says so. What was sent is not taken back: only a draft's documents are removed.
 */
export const documentMachine = defineMachine<DocumentState, DocumentCommand, "system" | "sender">({
  name: "document",
  states: DOCUMENT_STATES,
  initial: "QUARANTINED",
  terminal: ["REFUSED", "REMOVED"],
  transitions: {
    pass: { from: ["QUARANTINED", "NOT_SCANNED"], to: "CLEAN", by: ["system"] },
    passUnscanned: { from: ["QUARANTINED"], to: "NOT_SCANNED", by: ["system"] },
    refuse: { from: ["QUARANTINED", "NOT_SCANNED"], to: "REFUSED", by: ["system"] },
    remove: { from: ["QUARANTINED", "CLEAN", "NOT_SCANNED"], to: "REMOVED", by: ["sender"] },
  },
});
