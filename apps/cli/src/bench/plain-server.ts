import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { encodeId } from "@causeway/kernel";
import pg from "pg";
import type { InboxNode } from "./inbox.query.ts";
import { ID_KINDS, INBOX_SQL } from "./inbox.query.ts";

/**
 * The least that can answer the inbox: http, pg and one statement, under the same row security and with the same
 * pipelining as the API. A process of its own, started by the bench.
 * BENCH_SESSIONS=1 also finds out who asks, as the API must.
 */
const { DATABASE_URL = "", AUTHENTICATOR_URL = "", ORGANISATION_ID = "", NOW = "" } = process.env;
const looksUpSessions = process.env["BENCH_SESSIONS"] === "1";
const pooled = { max: 10, options: "-c timezone=UTC", pipeline: true };
const pool = new pg.Pool({ connectionString: DATABASE_URL, ...pooled });
const authenticators = new pg.Pool({ connectionString: AUTHENTICATOR_URL, ...pooled, max: 4 });

const SESSION_SQL = `select s.organisation_id from sessions s
  join memberships m on m.id = s.membership_id and m.organisation_id = s.organisation_id and m.person_id = s.person_id
  join organisations o on o.id = m.organisation_id
  where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and m.status = 'ACTIVE' and o.status = 'LIVE'`;

interface Corked {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

async function pipelined<T>(from: pg.Pool, statements: (client: pg.PoolClient) => readonly Promise<T>[]): Promise<T[]> {
  const client = await from.connect();
  try {
    const { stream } = (client as unknown as Corked).connection;
    stream.cork();
    const sent = statements(client);
    stream.uncork();
    return await Promise.all(sent);
  } finally {
    client.release();
  }
}

async function organisationOf(cookie: string): Promise<string> {
  if (!looksUpSessions) return ORGANISATION_ID;
  const token = /causeway=([^;]+)/.exec(cookie)?.[1] ?? "";
  const hash = createHash("sha256").update(token).digest();
  const answers = await pipelined(authenticators, (client) => [
    client.query("begin read only"),
    client.query({ name: "now", text: "select set_config('app.now', $1, true)", values: [NOW] }),
    client.query<{ organisation_id: string }>({ name: "session", text: SESSION_SQL, values: [hash, NOW] }),
    client.query("commit"),
  ]);
  return answers[2]?.rows[0]?.["organisation_id"] as string;
}

async function inbox(cookie: string): Promise<string> {
  const organisation = await organisationOf(cookie);
  const answers = await pipelined(pool, (client) => [
    client.query("begin read only"),
    client.query({
      name: "settings",
      text: "select set_config('app.organisation_id', $1, true), set_config('app.person_id', '', true), set_config('app.now', $2, true)",
      values: [organisation, NOW],
    }),
    client.query<{ nodes: InboxNode[] }>({ name: "inbox", text: INBOX_SQL, values: [organisation] }),
    client.query("commit"),
  ]);
  const nodes = (answers[2]?.rows[0] as { nodes: InboxNode[] } | undefined)?.nodes ?? [];
  for (const node of nodes) {
    node.id = encodeId(ID_KINDS.id, node.id);
    for (const relation of ["sender", "program", "enrollment", "grant"] as const) {
      const related = node[relation];
      if (related) related.id = encodeId(ID_KINDS[relation], related.id);
    }
  }
  return JSON.stringify({ data: { referralInbox: { nodes } } });
}

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    inbox(request.headers.cookie ?? "").then(
      (body) => response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(body),
      () => response.writeHead(500).end(),
    );
  });
});
server.listen(Number(process.env["PORT"]), "127.0.0.1", () => process.send?.("ready"));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
