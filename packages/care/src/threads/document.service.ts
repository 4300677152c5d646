import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import type { Category } from "../consent/index.ts";
import { CATEGORIES, ConsentGrant, NEVER_IN_PACKETS, consentInvalid } from "../consent/index.ts";
import { Referral, referralEvent } from "../referrals/index.ts";
import { ReferralDocument } from "./document.entity.ts";
import { documentMachine } from "./document.machine.ts";
import { LARGEST_DOCUMENT, LARGEST_TOTAL, MOST_DOCUMENTS } from "./document.rules.ts";
import type { Standing } from "./side.service.ts";
import { discloseToRecipient, readsTheOther, requireOpen, standingAt } from "./side.service.ts";

export interface DocumentPlace {
  readonly recipientId: string;
  readonly category: string;
  readonly bytes: number;
}

export interface NewDocument extends DocumentPlace {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Where the bytes of a document are, and between whom. */
export interface DocumentBytes {
  readonly key: string;
  readonly senderOrganisationId: string;
  readonly recipientOrganisationId: string;
}

/**
 * Whether such a document may be added here: asked before its bytes are taken in, and again as it is recorded.
 * @throws DomainError NOT_FOUND; FORBIDDEN; CONFLICT (ENDED); CONSENT_INVALID; INVALID; LIMIT_REACHED
 */
export async function requireRoomFor(tx: Transaction, input: DocumentPlace): Promise<Standing> {
  const standing = await standingAt(tx, input.recipientId);
  const { part, side } = standing;
  const covered = await coveredBy(tx, standing);
  if (!(CATEGORIES as readonly string[]).includes(input.category))
    throw invalid("category", "This is not a category of the list.");
  if (NEVER_IN_PACKETS.has(input.category as Category))
    throw invalid("category", "Counseling notes are handed to nobody this way.", "NEVER_IN_PACKETS");
  if (!covered.includes(input.category)) throw consentInvalid("CATEGORY_NOT_COVERED", ["category"]);
  if (input.bytes < 1) throw invalid("document", "A document is not empty.");
  const full = (words: string): DomainError => new DomainError("LIMIT_REACHED", words, { path: ["document"] });
  if (input.bytes > LARGEST_DOCUMENT) throw full("A document has at most 10 MiB.");
  const [used] = await tx.query<{ count: number; bytes: number }>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::int as bytes from referral_documents
     where referral_recipient_id = $1 and side = $2 and state not in ('REFUSED', 'REMOVED')`,
    [part.id, side],
  );
  if ((used?.count ?? 0) >= MOST_DOCUMENTS) throw full("A referral carries at most 20 documents of a side.");
  if ((used?.bytes ?? 0) + input.bytes > LARGEST_TOTAL) throw full("The documents of a side have at most 50 MiB.");
  return standing;
}

/** What a document may be about: of a draft what its packet will hold, then what its consent covers. */
async function coveredBy(tx: Transaction, standing: Standing): Promise<readonly string[]> {
  const { part, side } = standing;
  if (side === "SENDER" && part.state === "DRAFT") {
    authorise(tx.actor, "packet.read");
    authorise(tx.actor, "referral.send");
    return (await tx.get(Referral, part.referralId)).categories;
  }
  await requireOpen(tx, standing);
  const grant = part.grantId === null ? null : await tx.findOne(ConsentGrant, { id: part.grantId });
  return grant?.categories ?? [];
}

/**
 * Records a document whose bytes are in the store. Nobody is handed it before it was scanned.
 * @throws DomainError as `requireRoomFor`
 */
export async function addDocument(tx: Transaction, input: NewDocument): Promise<{ documentId: string }> {
  // One at a time for a part: two that arrive together do not both take the last of its room.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`documents ${input.recipientId}`]);
  const { part, side } = await requireRoomFor(tx, input);
  const document = await tx.insert(ReferralDocument, {
    referralRecipientId: part.id,
    senderOrganisationId: part.senderOrganisationId,
    recipientOrganisationId: part.recipientOrganisationId,
    side,
    authorKind: tx.actor.kind,
    authorId: tx.actor.id,
    name: input.name,
    mediaType: input.mediaType,
    bytes: input.bytes,
    sha256: input.sha256,
    category: input.category as Category,
    state: documentMachine.initial,
    storageKey: input.storageKey,
  });
  tx.audit({
    action: "document.add",
    subjectType: "referral_document",
    subjectId: document.id,
    fields: [input.category],
  });
  await announce(tx, "referral.document-added", document, part);
  return { documentId: document.id };
}

/**
 * Takes a document back while the referral is a draft. Later it stays: what was sent was disclosed.
 * @throws DomainError NOT_FOUND; FORBIDDEN; CONFLICT (SENT); ILLEGAL_TRANSITION
 */
export async function removeDocument(
  tx: Transaction,
  input: { documentId: string; expectedVersion?: number | null | undefined },
): Promise<{ documentId: string }> {
  authorise(tx.actor, "packet.read");
  authorise(tx.actor, "referral.send");
  const document = await tx.get(ReferralDocument, input.documentId, { expectedVersion: input.expectedVersion });
  const { part, side } = await standingAt(tx, document.referralRecipientId);
  if (side !== "SENDER") throw notFound("referral document");
  if (part.state !== "DRAFT")
    throw new DomainError("CONFLICT", "A document of a referral that was sent is not taken back.", { reason: "SENT" });
  const state = documentMachine.next(document.state, "remove", "sender");
  await tx.update(ReferralDocument, document, { state });
  tx.audit({ action: "document.remove", subjectType: "referral_document", subjectId: document.id });
  await announce(tx, "referral.document-removed", document, part);
  return { documentId: document.id };
}

/**
 * The documents of a part that the actor's side may see; to the recipient this tells names, and so it is a disclosure.
 * @throws DomainError NOT_FOUND; FORBIDDEN; CONSENT_INVALID
 */
export async function readDocuments(tx: Transaction, input: { recipientId: string }): Promise<{ ids: string[] }> {
  authorise(tx.actor, "packet.read");
  const standing = await standingAt(tx, input.recipientId);
  const documents = await tx.find(ReferralDocument, { referralRecipientId: standing.part.id });
  const readable = await readsTheOther(tx, standing);
  return tell(
    tx,
    standing,
    documents.filter((document) => document.state !== "REMOVED" && (readable || document.side === standing.side)),
  );
}

/** One of them, by its id; alike where it is missing or not open. */
export async function readDocument(tx: Transaction, input: { documentId: string }): Promise<{ ids: string[] }> {
  authorise(tx.actor, "packet.read");
  const document = await tx.get(ReferralDocument, input.documentId);
  const standing = await standingAt(tx, document.referralRecipientId);
  if (document.side !== standing.side && !(await readsTheOther(tx, standing))) throw notFound("referral document");
  return tell(tx, standing, [document]);
}

async function tell(
  tx: Transaction,
  { part, side }: Standing,
  documents: readonly ReferralDocument[],
): Promise<{ ids: string[] }> {
  const others = documents.filter((document) => document.side !== side);
  if (others.length > 0) {
    if (side === "RECIPIENT") await discloseToRecipient(tx, part, [...new Set(others.map((one) => one.category))]);
    else tx.audit({ action: "document.list", subjectType: "referral_recipient", subjectId: part.id });
  }
  return { ids: documents.map((document) => document.id) };
}

export interface OpenedDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly at: DocumentBytes;
  /** Goes along to the recipient (42 CFR 2.32); null on the way to the sender, or to who handed it over. */
  readonly notice: string | null;
}

/**
 * Opens a document for download: a disclosure to the recipient each time, of the document's own category.
 * @throws DomainError NOT_FOUND, alike for what is missing, foreign, closed, or not passed by the scanner; FORBIDDEN;
 *   CONSENT_INVALID
 */
export async function openDocument(
  tx: Transaction,
  input: { documentId: string; requireScan: boolean },
): Promise<OpenedDocument> {
  authorise(tx.actor, "packet.read");
  const document = await tx.get(ReferralDocument, input.documentId);
  if (!(document.state === "CLEAN" || (document.state === "NOT_SCANNED" && !input.requireScan)))
    throw notFound("referral document");
  const standing = await standingAt(tx, document.referralRecipientId);
  const { part, side } = standing;
  if (document.side !== side && !(await readsTheOther(tx, standing))) throw notFound("referral document");
  const discloses = side === "RECIPIENT" && document.side === "SENDER";
  const { notice } = discloses ? await discloseToRecipient(tx, part, [document.category]) : { notice: null };
  tx.audit({
    action: "document.open",
    subjectType: "referral_document",
    subjectId: document.id,
    fields: [document.category],
  });
  const { name, mediaType, sha256 } = document;
  return { name, mediaType, sha256, at: bytesOf(document), notice };
}

/** For the worker, acting for the sender: where the bytes to scan are; null once that was decided. */
export async function documentToScan(tx: Transaction, documentId: string): Promise<DocumentBytes | null> {
  const document = await tx.findOne(ReferralDocument, { id: documentId });
  return document?.state === "QUARANTINED" ? bytesOf(document) : null;
}

/** What the scanner said; `unscanned` where this deployment has none. */
export async function recordScan(
  tx: Transaction,
  input: { documentId: string; verdict: "clean" | "infected" | "unscanned"; scanner: string | null },
): Promise<void> {
  const document = await tx.get(ReferralDocument, input.documentId);
  const command = ({ clean: "pass", infected: "refuse", unscanned: "passUnscanned" } as const)[input.verdict];
  const state = documentMachine.next(document.state, command, "system");
  const scannedAt = input.verdict === "unscanned" ? null : tx.now;
  await tx.update(ReferralDocument, document, { state, scannedAt, scanner: input.scanner });
  tx.audit({
    action: `document.${state === "REFUSED" ? "refuse" : "pass"}`,
    subjectType: "referral_document",
    subjectId: document.id,
    reason: state,
  });
  const { part } = await standingAt(tx, document.referralRecipientId);
  await announce(tx, state === "REFUSED" ? "referral.document-refused" : "referral.document-ready", document, part);
}

/** For the worker: where the bytes are of what was refused or removed; null of what is kept. */
export async function documentToDiscard(tx: Transaction, documentId: string): Promise<DocumentBytes | null> {
  const document = await tx.findOne(ReferralDocument, { id: documentId });
  return document && documentMachine.terminal.has(document.state) ? bytesOf(document) : null;
}

function bytesOf(document: ReferralDocument): DocumentBytes {
  const { storageKey: key, senderOrganisationId, recipientOrganisationId } = document;
  return { key, senderOrganisationId, recipientOrganisationId };
}

/**
 * Tells the sender, and the recipient of what it may know: of its own documents everything, of the sender's that one may
 * be opened. Before that not even that there is one: of a draft its program has not heard at all.
 */
async function announce(
  tx: Transaction,
  type: Parameters<typeof referralEvent>[0],
  document: ReferralDocument,
  part: Standing["part"],
): Promise<void> {
  const { senderOrganisationId, recipientOrganisationId } = part;
  const isTold =
    document.side === "RECIPIENT" ||
    (type === "referral.document-ready" && (await readsTheOther(tx, { part, side: "RECIPIENT" })));
  const audience = isTold ? [senderOrganisationId, recipientOrganisationId] : [senderOrganisationId];
  const { refIds, ...event } = referralEvent(type, part, audience);
  // Of a draft no job is owed to the program it names either.
  const parties = part.state === "DRAFT" ? { senderOrganisationId } : refIds;
  tx.emit({ ...event, refIds: { ...parties, documentId: document.id } });
}
