import { createHash, randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { acceptReferral, recordScan, revokeConsent } from "@causeway/care";
import { openProgram, sentReferral, type TestReferral } from "@causeway/care/factory";
import { createApiClient } from "@causeway/identity";
import { FACTORY_PASSWORD, type OrganisationUnderTest, liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, decodeId, encodeId, jobActor, newId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Loose, TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let sender: TestClient;
let receiver: TestClient;
let other: TestClient;
let programId: string;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(5000)]);

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const stranger = await liveOrganisation(api.db, { name: "Stranger" });
  sender = await api.signIn(harbour, "INTAKE");
  receiver = await api.signIn(meadow, "INTAKE");
  other = await api.signIn(stranger, "INTAKE");
  programId = (await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 50 })).programId;
});
afterAll(() => api?.close());

async function accepted(): Promise<TestReferral & { part: string }> {
  const { organisationId } = meadow;
  const referral = await sentReferral(api.db, harbour.actor("INTAKE"), [{ programId, organisationId }]);
  const recipientId = referral.recipientIds[0] ?? "";
  await api.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId }));
  return { ...referral, part: encodeId("referral_recipient", recipientId) };
}

interface Upload {
  readonly by?: TestClient;
  readonly name?: string;
  readonly category?: string;
  readonly bytes?: Buffer;
  readonly headers?: Record<string, string>;
}
async function upload(part: string, options: Upload = {}): Promise<{ status: number; body: string; id: string }> {
  const { by = sender, name = "Robin Harper – plan.pdf", category = "REASON", bytes = PDF, headers = {} } = options;
  const response = await by.fetch(`/documents?part=${part}&category=${category}`, {
    method: "POST",
    headers: { "x-file-name": encodeURIComponent(name), "content-type": "application/octet-stream", ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  const body = await response.text();
  return { status: response.status, body, id: response.status === 201 ? JSON.parse(body).document.id : "" };
}
const scan = (id: string, verdict: "clean" | "infected" = "clean") =>
  api.db.run(jobActor(harbour.organisationId, "test"), (tx) =>
    recordScan(tx, { documentId: decodeId("referral_document", id), verdict, scanner: "test" }),
  );
async function passed(part: string, options: Upload = {}): Promise<string> {
  const { id, body } = await upload(part, options);
  expect(body).toContain(id || "an id");
  await scan(id);
  return id;
}
const errorOf = ({ status, body }: { status: number; body: string }) => {
  const { code, reason, path } = JSON.parse(body).error;
  return { status, code, reason, path };
};

describe("documents-as-the-packet: over HTTP", () => {
  it("takes a document and hands it over as it was, under its name and with the notice", async () => {
    const { part } = await accepted();
    const id = await passed(part);
    const response = await receiver.fetch(`/documents/${id}`);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition":
        "attachment; filename=\"document.pdf\"; filename*=UTF-8''Robin%20Harper%20%E2%80%93%20plan.pdf",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-redisclosure-notice": "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    });
    const own = await sender.fetch(`/documents/${id}`);
    expect(own.headers.get("x-redisclosure-notice")).toBeNull();
    // Personal data is in no log: neither the name nor where it is kept.
    expect(api.log.join("\n")).not.toContain("Harper");
    expect(api.log.some((line) => line.includes('"/documents/:id"'))).toBe(true);
  });

  it("keeps the bytes sealed", async () => {
    const { part } = await accepted();
    const marked = Buffer.from("Robin Harper uses nothing since May");
    await passed(part, { bytes: marked, name: "a.txt" });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: api.clone.adminUrl });
    await client.connect();
    const { rows } = await client.query<{ sealed: Buffer }>("select sealed from stored_objects");
    await client.end();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.sealed?.includes("Robin"))).toEqual([]);
  });

  it("answers a missing, foreign, closed, unscanned and garbled id byte for byte alike", async () => {
    const referral = await accepted();
    const id = await passed(referral.part);
    const waiting = await upload(referral.part);
    const answers = new Map<string, string>();
    const ask = async (what: string, by: TestClient, path: string) => {
      const response = await by.fetch(path);
      answers.set(what, `${response.status} ${response.headers.get("content-type")} ${await response.text()}`);
    };
    await ask("missing", receiver, `/documents/${encodeId("referral_document", newId())}`);
    await ask("foreign", other, `/documents/${id}`);
    await ask("unscanned", receiver, `/documents/${waiting.id}`);
    await ask("garbled", receiver, "/documents/..%2f..%2fetc%2fpasswd");
    await ask("of another kind", receiver, `/documents/${referral.part}`);
    expect((await receiver.fetch(`/documents/${id}`)).status).toBe(200);
    await api.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId: referral.consentId }));
    await ask("closed", receiver, `/documents/${id}`);
    expect(answers.size).toBe(6);
    expect([...new Set(answers.values())]).toEqual([
      '404 application/json; charset=utf-8 {"error":{"code":"NOT_FOUND","message":"No such document.","path":["id"]}}',
    ]);
    expect((await sender.fetch(`/documents/${id}`)).status).toBe(200);
  });

  it("is for who is signed in and may read packets, and from its own site alone", async () => {
    const { part } = await accepted();
    const id = await passed(part);
    const anonymous = api.anonymous();
    expect((await anonymous.fetch(`/documents/${id}`)).status).toBe(401);
    expect(await upload(part, { by: anonymous })).toMatchObject({ status: 401 });
    const reader = await api.signIn(meadow, "READ_ONLY");
    expect((await reader.fetch(`/documents/${id}`)).status).toBe(403);
    expect(await upload(part, { by: await api.signIn(meadow, "CLINICIAN") })).toMatchObject({ status: 403 });
    const elsewhere = { origin: "https://elsewhere.example" };
    expect(await upload(part, { headers: elsewhere })).toMatchObject({ status: 403 });
    expect((await receiver.fetch(`/documents/${id}`, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(
      403,
    );
    // What a form of another site can send has no such header, and so no name.
    expect(errorOf(await upload(part, { headers: { "x-file-name": "" } }))).toMatchObject({ code: "INVALID" });
  });

  it("is open to a program with a key of the scopes it takes", async () => {
    const { part } = await accepted();
    const keyOf = async (scopes: string[]) => {
      let key = "";
      await api.db.run(meadow.actor("OWNER"), (tx) =>
        createApiClient(tx, { name: "EHR", scopes, expiresInDays: 30, secret: api.secret }, (made) => {
          key = made;
        }),
      );
      return api.anonymous({ authorization: `Bearer ${key}` });
    };
    const program = await keyOf(["referral.read", "referral.respond", "packet.read"]);
    const { id, status } = await upload(part, { by: program });
    expect(status).toBe(201);
    await scan(id);
    expect((await program.fetch(`/documents/${id}`)).status).toBe(200);
    expect((await (await keyOf(["referral.read"])).fetch(`/documents/${id}`)).status).toBe(403);
  });
});

describe("documents-scanned: what is uploaded", () => {
  it.each<[string, Upload, object]>([
    ["a page called PDF", { bytes: Buffer.from("<script>alert(1)</script>") }, { status: 400, reason: "TYPE" }],
    ["a program", { bytes: Buffer.from("4d5a900003000000", "hex") }, { status: 400, reason: "TYPE" }],
    ["a PDF called text", { headers: { "content-type": "text/plain" } }, { status: 400, reason: "TYPE" }],
    ["a PDF with a program's name", { name: "plan.pdf.exe" }, { status: 400, reason: "NAME" }],
    ["a path", { name: "../../etc/cron.d/x.pdf" }, { status: 400, reason: "NAME" }],
    ["a header in a name", { name: "a\r\nset-cookie: x=1.pdf" }, { status: 400, reason: "NAME" }],
    ["a turned name", { name: "plan\u202efdp.exe.pdf" }, { status: 400, reason: "NAME" }],
    ["a name that is not encoded", { headers: { "x-file-name": "%E0%A4%A" } }, { status: 400, path: ["name"] }],
    ["nothing", { bytes: Buffer.alloc(0) }, { status: 400, code: "INVALID" }],
    [
      "the test of scanners",
      {
        bytes: Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("")),
        name: "a.txt",
      },
      { status: 400, reason: "INFECTED" },
    ],
    ["what the consent does not cover", { category: "RISK" }, { status: 400, code: "CONSENT_INVALID" }],
    ["counseling notes", { category: "COUNSELING_NOTES" }, { status: 400, reason: "NEVER_IN_PACKETS" }],
    ["a category that is none", { category: "x" }, { status: 400, code: "INVALID" }],
  ])("is refused: %s", async (_, options, refusal) => {
    const { part } = await accepted();
    const refused = await upload(part, options);
    expect(errorOf(refused)).toMatchObject(refusal);
    // Nothing of what was sent is said back.
    expect(refused.body).not.toMatch(/script|cron|cookie|fdp/);
  });

  it("is refused by the length it announces, before it is read, and by the length it has", async () => {
    const { part } = await accepted();
    const big = await upload(part, { bytes: Buffer.alloc(10 * 1024 * 1024 + 1, "a"), name: "a.txt" });
    expect(errorOf(big)).toMatchObject({ status: 413, code: "LIMIT_REACHED" });
    const whole = Buffer.alloc(10 * 1024 * 1024, "a");
    expect((await upload(part, { bytes: whole, name: "a.txt" })).status).toBe(201);
    const chunked = await sender.fetch(`/documents?part=${part}&category=REASON`, {
      method: "POST",
      headers: { "x-file-name": "a.pdf", "content-type": "application/pdf" },
      body: new ReadableStream({ start: (c) => (c.enqueue(new Uint8Array(PDF)), c.close()) }),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(400);
  });

  it("is answered for a part of nobody as for one that is not there", async () => {
    const { part } = await accepted();
    const foreign = await upload(part, { by: other });
    const missing = await upload(encodeId("referral_recipient", newId()), { by: other });
    expect(foreign).toEqual(missing);
    expect(errorOf(foreign)).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  it("leaves no document behind when it breaks off half way", async () => {
    const referral = await accepted();
    const cookie = await cookieOf();
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${api.url}/documents?part=${referral.part}&category=REASON`, {
        method: "POST",
        headers: { "content-length": "100000", "x-file-name": "a.pdf", "content-type": "application/pdf", cookie },
      });
      request.on("error", () => resolve());
      request.on("close", () => resolve());
      request.write(PDF, () => request.destroy());
    });
    const { documents } = await threadOf(referral.part);
    expect(documents).toEqual([]);
    expect((await upload(referral.part)).status).toBe(201);
  });

  it("of one organisation that trickle in do not keep the others out", async () => {
    const referral = await accepted();
    const cookie = await cookieOf();
    const slow = [1, 2, 3].map(() => {
      const request = httpRequest(`${api.url}/documents?part=${referral.part}&category=REASON`, {
        method: "POST",
        headers: { "content-length": "100000", "x-file-name": "a.pdf", "content-type": "application/pdf", cookie },
      });
      request.on("error", () => undefined);
      request.write(PDF);
      return request;
    });
    await expect.poll(async () => (await upload(referral.part)).status, { timeout: 10_000 }).toBe(503);
    expect((await upload(referral.part, { by: receiver })).status).toBe(201);
    for (const request of slow) request.destroy();
    await expect.poll(async () => (await upload(referral.part)).status, { timeout: 10_000 }).toBe(201);
  });

  async function cookieOf(): Promise<string> {
    const response = await api.anonymous().fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: "mutation ($i: SignInInput!) { signIn(input: $i) { userErrors { code } } }",
        variables: {
          i: {
            email: harbour.email("INTAKE"),
            password: FACTORY_PASSWORD,
          },
        },
      }),
    });
    return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }

  it("is one document for one key, and another body under the key is refused", async () => {
    const { part } = await accepted();
    const headers = { "idempotency-key": "upload-1" };
    const [one, two] = [await upload(part, { headers }), await upload(part, { headers })];
    expect(one.status).toBe(201);
    expect(two.id).toBe(one.id);
    const changed = await upload(part, { headers, bytes: Buffer.concat([PDF, Buffer.from("x")]) });
    expect(errorOf(changed)).toMatchObject({ code: "IDEMPOTENCY_MISMATCH" });
    expect((await threadOf(part)).documents).toHaveLength(1);
    await scan(one.id);
    const response = await sender.fetch(`/documents/${one.id}`);
    expect(
      createHash("sha256")
        .update(Buffer.from(await response.arrayBuffer()))
        .digest("hex"),
    ).toBe(JSON.parse(one.body).document.sha256);
  });
});

const THREAD = `thread { side unread canWrite
  messages(last: 10) { totalCount nodes { id side text notice writtenBy } pageInfo { hasPreviousPage } }
  documents { id side name state category mediaType bytes downloadPath notice writtenBy availableActions access { canRead canRemove } } }`;

async function threadOf(part: string, by: TestClient = sender): Promise<Loose> {
  const answer =
    by === sender
      ? await by.run(`query ($id: ID!) { at: node(id: $id) { ... on ReferralRecipient { ${THREAD} } } }`, { id: part })
      : await by.run(`query ($id: ID!) { at: receivedReferral(id: $id) { ${THREAD} } }`, { id: part });
  return answer["at"].thread;
}
const POST = `mutation ($input: PostReferralMessageInput!) {
  postReferralMessage(input: $input) { message { id text side notice writtenBy } userErrors { code reason path } } }`;

describe("thread-as-the-packet: in GraphQL", () => {
  it("shows each side the exchange as it may see it", async () => {
    const referral = await accepted();
    const { part } = referral;
    const post = (by: TestClient, text: string) =>
      by.run(POST, { input: { referralRecipientId: part, text, idempotencyKey: text } });
    const posted = await post(sender, "Robin comes on Monday");
    expect(posted["postReferralMessage"]).toMatchObject({
      message: { text: "Robin comes on Monday", side: "SENDER", notice: null },
      userErrors: [],
    });
    expect(posted["postReferralMessage"].message.writtenBy).toBeTruthy();
    expect((await post(sender, "Robin comes on Monday"))["postReferralMessage"].message.id).toBe(
      posted["postReferralMessage"].message.id,
    );
    clock.advance(1000);
    await post(receiver, "We expect them");
    const id = await passed(part);
    expect(await threadOf(part, receiver)).toMatchObject({
      side: "RECIPIENT",
      unread: 1,
      canWrite: true,
      messages: {
        totalCount: 2,
        nodes: [
          {
            side: "SENDER",
            text: "Robin comes on Monday",
            notice: expect.stringContaining("42 CFR"),
            writtenBy: null,
          },
          { side: "RECIPIENT", text: "We expect them", notice: null, writtenBy: expect.any(String) },
        ],
      },
      documents: [
        {
          id,
          name: "Robin Harper – plan.pdf",
          state: "CLEAN",
          category: "REASON",
          bytes: PDF.length,
          downloadPath: `/documents/${id}`,
          notice: expect.stringContaining("42 CFR"),
          writtenBy: null,
          availableActions: [],
          access: { canRead: true, canRemove: false },
        },
      ],
    });
    expect((await threadOf(part, receiver))["unread"]).toBe(0);
    await api.db.run(harbour.actor("INTAKE"), (tx) => revokeConsent(tx, { consentId: referral.consentId }));
    expect(await threadOf(part, receiver)).toMatchObject({
      canWrite: false,
      messages: { totalCount: 1, nodes: [{ text: "We expect them" }] },
      documents: [],
    });
    expect(await threadOf(part)).toMatchObject({ messages: { totalCount: 2 }, documents: [{ id }] });
    expect((await post(receiver, "Too late"))["postReferralMessage"]).toMatchObject({
      message: null,
      userErrors: [{ code: "CONSENT_INVALID", reason: "ENDED" }],
    });
    const document = "query ($id: ID!) { referralDocument(id: $id) { name } }";
    expect(await receiver.run(document, { id })).toEqual({ referralDocument: null });
    expect(await sender.run(document, { id })).toEqual({ referralDocument: { name: "Robin Harper – plan.pdf" } });
  });
});
