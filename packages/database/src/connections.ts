import { createHmac } from "node:crypto";

/** Connection strings of a deployment, one per role. */
export interface DatabaseUrls {
  readonly app: string;
  readonly relay: string;
  readonly authenticator: string;
}

/**
 * The login of a role, derived from the application's URL and the deployment's secret, so that
 * an operator gives one URL and one secret. `migrate` creates these logins.
 */
export function derivedLogin(
  appUrl: string,
  secret: string,
  role: "relay" | "authenticator",
): { user: string; password: string; url: string } {
  const url = new URL(appUrl);
  const user = `${decodeURIComponent(url.username)}_as_${role}`;
  const password = createHmac("sha256", secret).update(`database login ${role}`).digest("base64url");
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return { user, password, url: url.toString() };
}

export function databaseUrls(given: {
  databaseUrl: string;
  databaseRelayUrl?: string | undefined;
  databaseAuthenticatorUrl?: string | undefined;
  secret: string;
}): DatabaseUrls {
  return {
    app: given.databaseUrl,
    relay: given.databaseRelayUrl ?? derivedLogin(given.databaseUrl, given.secret, "relay").url,
    authenticator: given.databaseAuthenticatorUrl ?? derivedLogin(given.databaseUrl, given.secret, "authenticator").url,
  };
}
