import { createHash } from "node:crypto";
import { addDocument, documentName, isScannerTest, mediaTypeOf, openDocument, requireRoomFor } from "@causeway/care";
import { LARGEST_DOCUMENT } from "@causeway/care";
import type { Database } from "@causeway/database";
import { idempotently } from "@causeway/database";
import type { Actor, Logger } from "@causeway/kernel";
import { DomainError, describeError, encodeId, invalid } from "@causeway/kernel";
import type { ObjectStore } from "@causeway/storage";
import { newObjectKey } from "@causeway/storage";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ApiConfig } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import { authenticate, sessionCookie } from "../http/authentication.ts";
import { bodyOf, contentDisposition, headerText } from "./transfer.ts";

/** Bodies held in memory at once; more are asked to come back. */
const MOST_AT_ONCE = 8;
/** Of these, by one organisation: one that trickles its documents does not keep the others out. */
const MOST_OF_ONE = 3;

/** What a caller is told, by code; the rest is said in the body. */
const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  LIMIT_REACHED: 413,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

interface Options {
  readonly db: Database;
  readonly config: ApiConfig;
  readonly store: ObjectStore;
  readonly logger: Logger;
}

/**
 * Documents come and go over HTTP, each as it is, under the session or key that GraphQL takes. A session of a browser is
 * taken from its own site alone, and no form of another can send the header with the name.
 */
export async function addDocuments(server: FastifyInstance, options: Options): Promise<void> {
  const { db, config, store, logger } = options;
  let underWay = 0;
  const underWayOf = new Map<string, number>();

  /** Holds a place of an organisation while its document arrives. */
  const inItsPlace = async <T>({ organisationId }: Actor, work: () => Promise<T>): Promise<T> => {
    const held = underWayOf.get(organisationId) ?? 0;
    if (held >= MOST_OF_ONE) throw new DomainError("UNAVAILABLE", "Too many documents are on their way.");
    underWayOf.set(organisationId, held + 1);
    try {
      return await work();
    } finally {
      const left = (underWayOf.get(organisationId) ?? 1) - 1;
      if (left > 0) underWayOf.set(organisationId, left);
      else underWayOf.delete(organisationId);
    }
  };

  const actorOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Actor> => {
    const actor = await authenticate(db, config, request, sessionCookie(config, request, reply));
    if (!actor) throw new DomainError("UNAUTHENTICATED", "Sign in first.");
    return actor;
  };

  /** One map from failures to answers; what was not foreseen says nothing. */
  const answering = async (reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> => {
    void reply.header("cache-control", "no-store");
    try {
      return await work();
    } catch (error) {
      const known = error instanceof DomainError && error.code !== "INTERNAL" ? error : undefined;
      if (!known) logger.error({ err: describeError(error) }, "a document could not be handled");
      const { code, message, path, reason } = known ?? {
        code: "INTERNAL",
        message: "Something went wrong. It has been recorded.",
        path: [],
        reason: undefined,
      };
      if (code === "UNAVAILABLE") void reply.header("retry-after", "5");
      return reply.code(STATUS[code] ?? 400).send({ error: { code, message, path, reason } });
    }
  };

  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body is read by hand, after it is known who sends it and that there is room for it.
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));

    scope.post<{ Querystring: { part?: string; category?: string } }>("/documents", (request, reply) => {
      const announced = Number(request.headers["content-length"] ?? Number.NaN);
      // The rest of what is refused unread is let go by, so that the answer arrives; beyond all measure it is cut off.
      if (!(announced <= 4 * LARGEST_DOCUMENT)) void reply.header("connection", "close");
      return answering(reply, async () => {
        if (underWay >= MOST_AT_ONCE) throw new DomainError("UNAVAILABLE", "Too many documents are on their way.");
        underWay += 1;
        try {
          const actor = await actorOf(request, reply);
          const recipientId = idOf("referral_recipient", String(request.query.part ?? ""), ["part"]);
          const category = String(request.query.category ?? "");
          const given = headerText(request.headers["x-file-name"]);
          if (!Number.isInteger(announced)) throw invalid("document", "Say its length in content-length.");
          await refusalsKept(actor, "document.add", recipientId, () =>
            db.run(actor, (tx) => requireRoomFor(tx, { recipientId, category, bytes: announced })),
          );
          const bytes = await inItsPlace(actor, () => bodyOf(request.raw, Math.min(announced, LARGEST_DOCUMENT)));
          const claimed = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? null;
          const mediaType = mediaTypeOf(bytes, claimed);
          const name = documentName(given, mediaType);
          if (isScannerTest(bytes)) throw invalid("document", "This document is not taken.", "INFECTED");
          const document = { recipientId, category, bytes: bytes.length, name, mediaType, sha256: sha256(bytes) };
          const ids = await keep(actor, request, document, bytes);
          return reply.code(201).send({
            document: { id: encodeId("referral_document", ids.documentId), mediaType, sha256: document.sha256 },
          });
        } finally {
          underWay -= 1;
        }
      });
    });

    scope.get<{ Params: { id: string } }>("/documents/:id", { exposeHeadRoute: false }, (request, reply) =>
      answering(reply, async () => {
        const actor = await actorOf(request, reply);
        const documentId = idOfDocument(request.params.id);
        const opened = await refusalsKept(actor, "document.open", documentId, () =>
          db.run(actor, (tx) => openDocument(tx, { documentId, requireScan: config.requireScan })),
        );
        const bytes = await store.get(actor, opened.at);
        // Removed meanwhile, or not what was handed over.
        if (!bytes || sha256(bytes) !== opened.sha256) throw missing();
        if (opened.notice !== null) void reply.header("x-redisclosure-notice", opened.notice);
        return reply
          .header("content-disposition", contentDisposition(opened.name, opened.mediaType))
          .header("content-security-policy", "default-src 'none'; sandbox")
          .header("x-content-type-options", "nosniff")
          .type(opened.mediaType === "text/plain" ? "text/plain; charset=utf-8" : opened.mediaType)
          .send(bytes);
      }),
    );
  });

  /** Bytes first, then the row that leads to them: a row without bytes would be a promise. */
  async function keep(
    actor: Actor,
    request: FastifyRequest,
    document: Omit<Parameters<typeof addDocument>[1], "storageKey">,
    bytes: Buffer,
  ): Promise<{ documentId: string }> {
    const key = headerText(request.headers["idempotency-key"]) || null;
    const { part } = await db.run(actor, (tx) => requireRoomFor(tx, document));
    const { senderOrganisationId, recipientOrganisationId } = part;
    const at = { key: newObjectKey(), senderOrganisationId, recipientOrganisationId };
    await store.put(actor, at, bytes);
    let recorded = false;
    try {
      const ids = await db.run(actor, (tx) =>
        idempotently(tx, { key, operation: "addDocument", input: document }, () => {
          recorded = true;
          return addDocument(tx, { ...document, storageKey: at.key });
        }),
      );
      // The same key before: that document stands, and these bytes belong to nothing.
      if (!recorded) await discard(actor, at);
      return ids;
    } catch (error) {
      await discard(actor, at);
      throw error;
    }
  }

  async function discard(actor: Actor, at: Parameters<ObjectStore["delete"]>[1]): Promise<void> {
    await store.delete(actor, at).catch((error: unknown) => {
      logger.warn({ err: describeError(error) }, "bytes without a document were left in the store");
    });
  }

  /** A refusal for want of a permission or of consent is kept; and a closed document is no other than a missing one. */
  async function refusalsKept<T>(actor: Actor, action: string, subjectId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && (error.code === "FORBIDDEN" || error.code === "CONSENT_INVALID")) {
        const reason = error.reason ?? error.code;
        await db.recordDenial(actor, { action, subjectType: "referral_document", subjectId, reason });
      }
      if (action === "document.open" && error instanceof DomainError && error.isOutcome) throw missing();
      throw error;
    }
  }
}

/** An address that is no id names nothing, as one does that names nothing. */
function idOfDocument(given: string): string {
  try {
    return idOf("referral_document", given);
  } catch {
    throw missing();
  }
}

function missing(): DomainError {
  return new DomainError("NOT_FOUND", "No such document.", { path: ["id"] });
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
