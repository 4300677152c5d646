import type { Database } from "@causeway/database";
import type { Actor, Clock, Config, Logger } from "@causeway/kernel";
import { DomainError } from "@causeway/kernel";
import type { Credential } from "@causeway/identity";
import type { Listening } from "../live/subscription.ts";

/** What the API needs of the configuration. */
export type ApiConfig = Pick<Config, "environment" | "publicUrl" | "secret" | "demo" | "webhookAllow" | "requireScan">;

/** Sets and clears the cookie of a session; the token itself reaches no script of a page. */
export interface SessionCookie {
  /** Token of the session that this request came with or has opened since, or null. */
  readonly token: string | null;
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** What a subscription is opened by; a query and a mutation have none. */
export interface LiveConnection {
  readonly credential: Credential;
  open(listening: Listening): Promise<AsyncGenerator<Readonly<Record<string, unknown>>>>;
}

/** One request, as resolvers see it. */
export interface RequestContext {
  /** Null until somebody signed in. Known before any resolver runs. */
  actor: Actor | null;
  readonly db: Database;
  readonly clock: Clock;
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly requestId: string;
  readonly session: SessionCookie;
  readonly live?: LiveConnection;
  /** Who acts by the token of a session that was opened in this request. */
  actorOfSession(token: string): Promise<Actor | null>;
}

/** @throws DomainError UNAUTHENTICATED when nobody is signed in */
export function actorOf(context: RequestContext): Actor {
  if (!context.actor) throw new DomainError("UNAUTHENTICATED", "Sign in first.");
  return context.actor;
}
