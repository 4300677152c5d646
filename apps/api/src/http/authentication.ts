import type { Credential } from "@causeway/identity";
import { actorFromApiKey, actorFromSession, apiKeyCredential, sessionCredential } from "@causeway/identity";
import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiConfig, SessionCookie } from "../graphql/context.ts";

/** `__Host-` binds the cookie to this host and to https; without https a browser would refuse it. */
export function cookieName(config: ApiConfig): string {
  return isSecure(config) ? "__Host-causeway" : "causeway";
}

function isSecure(config: ApiConfig): boolean {
  return config.publicUrl.startsWith("https:");
}

export function sessionCookie(config: ApiConfig, request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const name = cookieName(config);
  const options = { path: "/", httpOnly: true, sameSite: "strict", secure: isSecure(config) } as const;
  let held = request.cookies[name] ?? null;
  return {
    get token() {
      return held;
    },
    set: (token, expiresAt) => {
      held = token;
      void reply.setCookie(name, token, { ...options, expires: expiresAt });
    },
    clear: () => {
      held = null;
      void reply.clearCookie(name, options);
    },
  };
}

/**
 * Who asks: by the cookie of a session, or by a key in `Authorization: Bearer`.
 * A header that names nobody is refused rather than taken for an anonymous request.
 */
export async function authenticate(
  db: Database,
  config: ApiConfig,
  request: FastifyRequest,
  session: SessionCookie,
): Promise<Actor | null> {
  if (request.headers.authorization !== undefined) {
    const key = bearerOf(request);
    const actor = key === undefined ? null : await actorFromApiKey(db, config.secret, key);
    if (!actor) throw new DomainError("UNAUTHENTICATED", "This key is not valid.");
    return actor;
  }
  if (!session.token) return null;
  if (!isSameOrigin(request)) throw new DomainError("FORBIDDEN", "A session is used from its own site alone.");
  return actorFromSession(db, session.token);
}

/** What the asker came with, for a connection that outlives its request. Asked after `authenticate` let it through. */
export function credentialOf(config: ApiConfig, request: FastifyRequest, session: SessionCookie): Credential | null {
  const key = bearerOf(request);
  if (key !== undefined) return apiKeyCredential(config.secret, key);
  return session.token ? sessionCredential(session.token) : null;
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? "")?.[1];
}

/**
 * SameSite=Strict keeps the cookie out of requests of other sites; this keeps out other origins of
 * the same site, such as another port or subdomain. Programs send neither header.
 */
function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === request.headers.host;
  } catch {
    return false;
  }
}
