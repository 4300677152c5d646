import type { AccountingDocument } from "@causeway/care";
import { accountingCsv, accountingHtml, makeAccounting } from "@causeway/care";
import type { Database } from "@causeway/database";
import type { Actor, Logger } from "@causeway/kernel";
import { DomainError, decodeId, describeError } from "@causeway/kernel";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ApiConfig } from "../graphql/context.ts";
import { authenticate, sessionCookie } from "../http/authentication.ts";

interface Asked {
  Params: { client: string };
  Querystring: { from?: string; to?: string };
}

/** Texts of a refusal by status; a client that is missing and another organisation's answer alike. */
const REFUSALS: Readonly<Record<string, readonly [status: number, words: string]>> = {
  UNAUTHENTICATED: [401, "Sign in first."],
  FORBIDDEN: [403, "This needs a permission that you do not have."],
  NOT_FOUND: [404, "There is nothing here."],
  INVALID: [400, "This period or id is not valid."],
};

/**
 * The accounting of disclosures of one client as a page to print and as a file (42 CFR 2.25): for whoever is signed in,
 * or holds a key, with the permissions for it. The address holds ids and days alone.
 */
export function addAccounting(
  server: FastifyInstance,
  { db, config, logger }: { db: Database; config: ApiConfig; logger: Logger },
): void {
  const serve = (path: string, type: string, write: (document: AccountingDocument) => string): void => {
    server.get<Asked>(path, async (request, reply) => {
      void reply.header("cache-control", "no-store").header("x-robots-tag", "noindex");
      let actor: Actor | null = null;
      try {
        actor = await authenticate(db, config, request, sessionCookie(config, request, reply));
        if (!actor) throw new DomainError("UNAUTHENTICATED", "Sign in first.");
        const clientId = decodeId("client", request.params.client, ["client"]);
        const { from, to } = request.query;
        const document = await db.run(actor, (tx) => makeAccounting(tx, { clientId, from, to }));
        return await reply.type(type).send(write(document));
      } catch (error) {
        if (actor && error instanceof DomainError && error.code === "FORBIDDEN")
          await db.recordDenial(actor, { action: "accounting.print", subjectType: "client", reason: error.code });
        return refuse(reply, error, logger);
      }
    });
  };
  serve("/accounting/:client", "text/html; charset=utf-8", accountingHtml);
  serve("/accounting/:client/csv", "text/csv; charset=utf-8", accountingCsv);
}

function refuse(reply: FastifyReply, error: unknown, logger: Logger): FastifyReply {
  const known = error instanceof DomainError ? REFUSALS[error.code] : undefined;
  if (!known) logger.error({ err: describeError(error) }, "an accounting could not be made");
  const [status, words] = known ?? [500, "That did not work. Please try again later."];
  return reply.code(status).type("text/plain; charset=utf-8").send(words);
}
