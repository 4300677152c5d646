import type { Database } from "@causeway/database";
import { confirmOpeningsByLink, openingsShown } from "@causeway/care";
import { openLink } from "@causeway/identity";
import { escapeHtml } from "@causeway/messaging";
import { describeError, DomainError, type Logger } from "@causeway/kernel";
import type { FastifyInstance, FastifyReply } from "fastify";
import { optOut } from "../alumni/opt-out.ts";

/**
 * Pages behind the links of mails, for people who have no account. A GET changes nothing: mail programs and scanners
 * follow links by themselves. The pages say as little as the mails (42 CFR 2.12).
 */
export async function addLinks(
  server: FastifyInstance,
  options: { db: Database; secret: string; logger: Logger },
): Promise<void> {
  const { db, secret, logger } = options;
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The form has no fields, and one-click unsubscribing (RFC 8058) one that says nothing.
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: 1024 }, (_request, _body, done) =>
      done(null, null),
    );

    const answering = async (reply: FastifyReply, work: () => Promise<string>) => {
      void reply.header("cache-control", "no-store").header("x-robots-tag", "noindex").type("text/html; charset=utf-8");
      try {
        return await work();
      } catch (error) {
        const invalid = error instanceof DomainError && error.code === "LINK_INVALID";
        if (!invalid) logger.error({ err: describeError(error) }, "a link could not be followed");
        void reply.code(invalid ? 404 : 500);
        return page(invalid ? "This link is not valid any more." : "That did not work. Please try again later.");
      }
    };

    scope.get<{ Params: { token: string } }>("/u/:token", (request, reply) =>
      answering(reply, async () => {
        await openLink(db, { token: request.params.token, purpose: "stop-messages" });
        return page("Stop these messages?", '<form method="post"><button>Stop all messages to me</button></form>');
      }),
    );

    scope.post<{ Params: { token: string } }>("/u/:token", (request, reply) =>
      answering(reply, async () => {
        const { actor, subjectId } = await openLink(db, { token: request.params.token, purpose: "stop-messages" });
        await db.run(actor, (tx) => optOut(tx, { clientId: subjectId, channel: "EMAIL", by: "SIGNED_LINK", secret }));
        return page("You will get no more of these messages.");
      }),
    );

    // What a page of these shows stands in the directory for all to see.
    scope.get<{ Params: { token: string } }>("/o/:token", (request, reply) =>
      answering(reply, async () => {
        const { actor, subjectId } = await openLink(db, { token: request.params.token, purpose: "confirm-openings" });
        const { name, siteName, openings, capacity } = await db.run(actor, (tx) => openingsShown(tx, subjectId));
        return page(
          `${escapeHtml(name)}, ${escapeHtml(siteName)}: ${openings} of ${capacity} places are shown as free. Is that right?`,
          '<form method="post"><button>Yes, confirm</button></form><p>If it is not, sign in and correct it.</p>',
        );
      }),
    );

    scope.post<{ Params: { token: string } }>("/o/:token", (request, reply) =>
      answering(reply, async () => {
        const { token } = request.params;
        const { actor, subjectId, issuedAt } = await openLink(db, { token, purpose: "confirm-openings" });
        await db.run(actor, (tx) => confirmOpeningsByLink(tx, { programId: subjectId, issuedAt }));
        return page("Thank you, it is confirmed.");
      }),
    );
  });
}

function page(words: string, more = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Messages</title></head>
<body style="font-family:sans-serif;max-width:30em;margin:4em auto;padding:0 1em"><h1 style="font-size:1.2em">${words}</h1>${more}</body></html>
`;
}
