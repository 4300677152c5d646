import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { OutsideLink, ReferralRecipient } from "@causeway/care";
import {
  answerByLink,
  askForCode,
  holderOf,
  inSession,
  leaveSession,
  openPacket,
  packetLabels,
  postReferralMessage,
  proveCode,
  readMessages,
  requireOpenLink,
  viewAsOutside,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { keyedHash, Organisation, openLink } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import { describeError, DomainError } from "@causeway/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ServerOptions } from "../http/server-options.ts";
import { enquiryPage } from "./enquiry.page.ts";
import { codePage, DONE_PAGE, FAILED_PAGE, GONE_PAGE, PAGE_POLICY, refused } from "./outside.page.ts";
import { messagesPage } from "./messages.page.ts";
import { packetPage } from "./packet.page.ts";

/** All that a receiver off the platform may do, for the one organisation that stands for it. */
const GRANTS: ReadonlySet<string> = new Set(["referral.read", "referral.respond", "packet.read"]);
const COOKIE = "causeway-link";
/** An answer that there is nothing comes no sooner, so that its time does not tell why. */
const GONE_AFTER_MS = 150;
const FORM_BYTES = 65_536;
const FOREIGN_FORM = "That form was not of this page. Please try again.";

type Request = FastifyRequest<{ Params: { token: string }; Querystring: { n?: string } }>;

/** Another page is shown next, so that a step back or anew repeats nothing. */
interface Away {
  readonly to: string;
}

/** Who came by a link. */
interface Visit {
  readonly linkId: string;
  readonly holder: Actor;
  readonly path: string;
  /** A code can reach the receiver by text. */
  readonly texts: boolean;
  /** Of the browser; proves nothing by itself. */
  readonly session: string | null;
}

/**
 * Pages for receivers that are not on the platform: no account, no script, one part of one referral. The part comes from
 * the link and the right from the code that was sent apart; a request says neither.
 */
export async function addOutside(server: FastifyInstance, { db, config, logger }: ServerOptions): Promise<void> {
  const secure = config.publicUrl.startsWith("https:");

  const visitOf = async (request: Request): Promise<Visit> => {
    const { token } = request.params;
    const { actor, subjectId: linkId } = await openLink(db, { token, purpose: "outside-referral" });
    const { organisationId, hasPhone } = await db.run(actor, (tx) => holderOf(tx, linkId));
    return {
      linkId,
      // From here on it acts as the receiver, never as the sender whose token it is.
      holder: { ...actor, organisationId, grants: GRANTS },
      path: `/r/${token}`,
      // No carrier of texts is there yet, and production has no local mailbox to look into.
      texts: hasPhone && config.environment !== "production",
      session: request.cookies[COOKIE] ?? null,
    };
  };

  /** Work for a browser that proved the code; null for any other. */
  const inside = <T>(
    visit: Visit,
    work: (tx: Transaction, open: { link: OutsideLink; part: ReferralRecipient }) => Promise<T>,
  ): Promise<T | null> =>
    db.run(visit.holder, async (tx) => {
      const open = await requireOpenLink(tx, visit.linkId);
      return (await inSession(tx, open.link, visit.session)) ? work(tx, open) : null;
    });

  const proofOf = (visit: Visit, nonce: string): string =>
    keyedHash(config.secret, "outside form", `${visit.linkId} ${visit.session} ${nonce}`).toString("base64url");

  const showEnquiry = async (request: Request, visit: Visit, refusal = ""): Promise<string | null> => {
    const view = await inside(visit, (tx, { part }) => viewAsOutside(tx, part));
    if (!view) return null;
    const nonce = randomUUID();
    return enquiryPage({ path: visit.path, view, nonce, proof: proofOf(visit, nonce), told: request.query.n, refusal });
  };

  const showPacket = (visit: Visit, print: boolean): Promise<string | Away | null> =>
    inside<string>(visit, async (tx, { part }) => {
      const packet = await openPacket(tx, { recipientId: part.id });
      if (print) tx.audit({ action: "packet.print", subjectType: "referral_recipient", subjectId: part.id });
      const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
      const labels = await packetLabels(tx);
      return packetPage({ path: visit.path, number: part.number, timeZone, packet, labels, print, at: tx.now });
    });

  const showMessages = (visit: Visit, refusal = ""): Promise<string | null> =>
    inside(visit, async (tx, { part }) => {
      const { messages } = await readMessages(tx, { recipientId: part.id, limit: 100, backwards: true });
      const { sender, timeZone } = await viewAsOutside(tx, part);
      const nonce = randomUUID();
      const proof = proofOf(visit, nonce);
      return messagesPage({ path: visit.path, sender, timeZone, messages, nonce, proof, refusal });
    });

  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, new Map(new URLSearchParams(String(body)))),
    );

    const page = (
      work: (request: Request, reply: FastifyReply) => Promise<string | Away | null>,
    ): ((request: Request, reply: FastifyReply) => Promise<unknown>) => {
      return async (request, reply) => {
        const began = performance.now();
        void reply
          .header("cache-control", "no-store")
          .header("x-robots-tag", "noindex")
          .header("content-security-policy", PAGE_POLICY)
          .type("text/html; charset=utf-8");
        try {
          if (request.method === "POST" && !isSameSite(request)) return await reply.code(403).send(FAILED_PAGE);
          const shown = (await work(request, reply)) ?? { to: `/r/${request.params.token}?n=out` };
          return typeof shown === "string" ? shown : reply.redirect(shown.to, 303);
        } catch (error) {
          const code = error instanceof DomainError ? error.code : "INTERNAL";
          // Not the chosen one, or not yet.
          if (request.method === "GET" && code === "CONFLICT")
            return reply.redirect(`/r/${request.params.token}?n=shut`, 303);
          if (code === "LINK_INVALID" || code === "CONSENT_INVALID") {
            await delay(Math.max(0, GONE_AFTER_MS - (performance.now() - began)));
            return reply.code(404).send(GONE_PAGE);
          }
          logger.error({ err: describeError(error) }, "a page of a link could not be made");
          return reply.code(500).send(FAILED_PAGE);
        }
      };
    };
    const back = ({ path }: Visit, told?: string): Away => ({ to: told ? `${path}?n=${told}` : path });

    scope.get(
      "/r/:token",
      page(async (request) => {
        const visit = await visitOf(request);
        const { path, texts } = visit;
        const shown = await showEnquiry(request, visit);
        return shown ?? codePage({ path, texts, told: request.query.n });
      }),
    );

    scope.post(
      "/r/:token/code",
      page(async (request) => {
        const visit = await visitOf(request);
        await db.run(visit.holder, async (tx) => {
          const { link } = await requireOpenLink(tx, visit.linkId);
          if (visit.texts) await askForCode(tx, link);
        });
        return back(visit, "asked");
      }),
    );

    scope.post(
      "/r/:token/open",
      page(async (request, reply) => {
        const visit = await visitOf(request);
        const code = fieldsOf(request).get("code") ?? "";
        const proven = await db.run(visit.holder, async (tx) => {
          const { link } = await requireOpenLink(tx, visit.linkId);
          return proveCode(tx, { link, code, secret: config.secret });
        });
        if (proven.token === null) return back(visit, "wrong");
        void reply.setCookie(COOKIE, proven.token, { path: visit.path, httpOnly: true, sameSite: "strict", secure });
        return back(visit);
      }),
    );

    scope.get(
      "/r/:token/packet",
      page(async (request) => showPacket(await visitOf(request), false)),
    );
    scope.get(
      "/r/:token/print",
      page(async (request) => showPacket(await visitOf(request), true)),
    );

    scope.get(
      "/r/:token/messages",
      page(async (request) => showMessages(await visitOf(request))),
    );

    scope.post(
      "/r/:token/messages",
      page(async (request, reply) => {
        const visit = await visitOf(request);
        const fields = fieldsOf(request);
        const nonce = fields.get("nonce") ?? "";
        if (fields.get("proof") !== proofOf(visit, nonce)) {
          void reply.code(403);
          return showMessages(visit, refused(FOREIGN_FORM));
        }
        try {
          return await inside<Away>(visit, async (tx, { link, part }) => {
            if (await tx.once(`outside-message ${link.id} ${nonce}`))
              await postReferralMessage(tx, { recipientId: part.id, text: fields.get("text") ?? "" });
            return { to: `${visit.path}/messages` };
          });
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== "INVALID") throw error;
          void reply.code(422);
          return showMessages(visit, refused(error.message));
        }
      }),
    );

    scope.post(
      "/r/:token/answer",
      page(async (request, reply) => {
        const visit = await visitOf(request);
        const fields = fieldsOf(request);
        const nonce = fields.get("nonce") ?? "";
        if (visit.session === null) return null;
        if (fields.get("proof") !== proofOf(visit, nonce)) {
          void reply.code(403);
          return showEnquiry(request, visit, refused(FOREIGN_FORM));
        }
        try {
          const answered = await db.run(visit.holder, (tx) =>
            answerByLink(tx, {
              linkId: visit.linkId,
              session: visit.session ?? "",
              nonce,
              version: Number(fields.get("version")),
              move: fields.get("move") ?? "",
              fields,
            }),
          );
          if (answered === null) return null;
          return answered.ended ? DONE_PAGE : back(visit, "saved");
        } catch (error) {
          if (!(error instanceof DomainError) || !error.isOutcome || error.code === "LINK_INVALID") throw error;
          void reply.code(error.code === "INVALID" ? 422 : 409);
          return showEnquiry(request, visit, refused(error.message));
        }
      }),
    );

    scope.post(
      "/r/:token/leave",
      page(async (request, reply) => {
        const visit = await visitOf(request);
        await inside(visit, (tx, { link }) => leaveSession(tx, link));
        void reply.clearCookie(COOKIE, { path: visit.path });
        return back(visit, "left");
      }),
    );
  });
}

function fieldsOf(request: FastifyRequest): ReadonlyMap<string, string> {
  return request.body instanceof Map ? (request.body as Map<string, string>) : new Map();
}

/** A browser says where a form came from. No referrer is ever sent, so that `Origin` is empty here. */
function isSameSite(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}
