import type { AddressInfo } from "node:net";
import { listenOnPostgres } from "@causeway/database";
import type { Role } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { FACTORY_PASSWORD } from "@causeway/identity/factory";
import type { Clock } from "@causeway/kernel";
import { createLogger } from "@causeway/kernel";
import type { TestDatabase } from "@causeway/testing";
import { openStore } from "@causeway/storage";
import { openTestDatabase } from "@causeway/testing";
import { entities } from "../entities.ts";
import type { ApiConfig } from "../graphql/context.ts";
import type { LiveLimits } from "../live/live-hub.ts";
import { createServer } from "../server.ts";

export interface Answered<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors?: readonly { message: string; extensions: { code: string; [key: string]: unknown } }[];
  /** The whole body, for tests that compare bytes. */
  readonly body: string;
}

/** Answers of an operation that the test wrote itself: its assertions are the check, not a type. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** Somebody who sends operations; keeps the cookies of a browser. */
export interface TestClient {
  /**
   * Sends an operation. Errors of the request are data here: ask `errors`.
   * @typeParam Data what the test expects under `data`
   */
  execute<Data = Record<string, Loose>>(query: string, variables?: Record<string, unknown>): Promise<Answered<Data>>;
  /** The same, but a request that has errors fails the test. */
  run<Data = Record<string, Loose>>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** A bare request to this server with the cookies of this client. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestApi extends TestDatabase {
  readonly url: string;
  /** Of the deployment under test; tokens of links are made from it. */
  readonly secret: string;
  readonly publicUrl: string;
  /** A client that is signed in as nobody. */
  anonymous(headers?: Record<string, string>): TestClient;
  /** A client that signed in through the API as the member of that role. */
  signIn(organisation: OrganisationUnderTest, role?: Role): Promise<TestClient>;
  /** Lines of the server's log. */
  readonly log: readonly string[];
}

const SECRET = "a secret of a test, thirty-two long";

/** A real server on a port of its own, over a database of its own. Close it in `afterAll`. */
export async function openTestApi(
  options: { clock?: Clock; config?: Partial<ApiConfig>; liveLimits?: Partial<LiveLimits> } = {},
): Promise<TestApi> {
  const test = await openTestDatabase({ entities, ...(options.clock ? { clock: options.clock } : {}) });
  const log: string[] = [];
  const logger = createLogger("api", "info", { write: (line) => void log.push(line) });
  const config: ApiConfig = {
    environment: "test",
    publicUrl: "http://127.0.0.1",
    secret: SECRET,
    demo: false,
    webhookAllow: [],
    requireScan: false,
    ...options.config,
  };
  const { liveLimits = {} } = options;
  const listen = listenOnPostgres(test.urls.app);
  const store = openStore({ secret: config.secret, storage: undefined, s3: undefined }, test.db);
  const server = await createServer({ db: test.db, config, logger, store, listen, liveLimits });
  await server.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const api: TestApi = {
    ...test,
    url,
    secret: config.secret,
    publicUrl: config.publicUrl,
    log,
    anonymous: (headers) => client(url, headers),
    async signIn(organisation, role = "OWNER") {
      const signedIn = client(url);
      const answer = await signedIn.run<{ signIn: { userErrors: { code: string }[] } }>(
        "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }",
        { input: { email: organisation.email(role), password: FACTORY_PASSWORD } },
      );
      const [error] = answer.signIn.userErrors;
      if (error) throw new Error(`signing in as ${role} failed: ${error.code}`);
      return signedIn;
    },
    async close() {
      await server.close();
      await test.close();
    },
  };
  return api;
}

function client(url: string, headers: Record<string, string> = {}): TestClient {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, url), {
      ...init,
      headers: { ...headers, ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined) continue;
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  };
  const execute: TestClient["execute"] = async (query, variables) => {
    const response = await request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const body = await response.text();
    return { status: response.status, headers: response.headers, body, ...JSON.parse(body) };
  };
  return {
    execute,
    fetch: request,
    async run(query, variables) {
      const { data, errors } = await execute<Loose>(query, variables);
      if (errors) throw new Error(`the request failed: ${errors.map((error) => error.message).join("; ")}`);
      return data;
    },
  };
}
