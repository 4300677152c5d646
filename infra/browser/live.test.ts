import { once } from "node:events";
import { acceptReferral, careEntities } from "@causeway/care";
import { openProgram, sentReferral } from "@causeway/care/factory";
import { createApiClient, identityEntities } from "@causeway/identity";
import { FACTORY_PASSWORD, liveOrganisation } from "@causeway/identity/factory";
import { figure, startBrowser } from "@causeway/testing";
import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it, vi } from "vitest";
import { flaws } from "./accessibility.fixture.ts";
import { startDeployment } from "./deployment.fixture.ts";

const [browser, causeway] = await Promise.all([
  startBrowser(),
  startDeployment([...identityEntities, ...careEntities], { apis: 2 }),
]);
const { db, urls } = causeway;
const harbour = await liveOrganisation(db, { name: "Harbour Point" });
const meadow = await liveOrganisation(db, { name: "Meadow Lane" });
const { programId } = await openProgram(db, meadow.actor("ADMIN"), { capacity: 500 });
afterAll(async () => {
  await browser.close();
  await causeway.close();
});

const until = (what: () => void, timeout = 30_000): Promise<void> => vi.waitFor(what, { timeout, interval: 5 });
const refer = () => sentReferral(db, harbour.actor("ADMIN"), [{ programId, organisationId: meadow.organisationId }]);

/** The cookie of a member who signed in at that process; sessions are rows, so every process knows it. */
async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }",
      variables: { input: { email, password: FACTORY_PASSWORD } },
    }),
  });
  return /^[^;]+/.exec(answer.headers.getSetCookie()[0] ?? "")?.[0] ?? "";
}

interface Heard {
  text: string;
  closed: boolean;
  readonly at: number[];
  close(): void;
}

async function subscribe(url: string, headers: Record<string, string>): Promise<Heard> {
  const control = new AbortController();
  const response = await fetch(`${url}/graphql/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query: "subscription { referralInboxChanged { type referral { id state number } } }" }),
    signal: control.signal,
  });
  expect(response.status).toBe(200);
  const heard: Heard = { text: "", closed: false, at: [], close: () => control.abort() };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk, { stream: true });
      for (let i = text.split("event: next").length; i > 1; i--) heard.at.push(performance.now());
      heard.text += text;
    }
  };
  read()
    .catch(() => undefined)
    .finally(() => (heard.closed = true));
  await until(() => expect(heard.text).toContain("id: "));
  return heard;
}

async function asAdmin<R extends object>(sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: causeway.adminUrl });
  await client.connect();
  try {
    return (await client.query<R & pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
}

const listening = "from pg_stat_activity where application_name = 'causeway-feed' and datname = current_database()";

describe("two API processes and a worker", () => {
  it("what is done through one is told by the other, also after its ear was cut off", async () => {
    const [first = "", second = ""] = urls;
    const cookie = await signIn(first, meadow.email("INTAKE"));
    const heard = await subscribe(second, { cookie });
    const { recipientIds } = await refer();
    await until(() => expect(heard.text).toContain("referral.sent"));
    const id = /"id":"(referral_recipient_\w+)"/.exec(heard.text)?.[1] ?? "";
    const asked = performance.now();
    const accepted = await fetch(`${first}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({
        query: "mutation ($input: RecipientMoveInput!) { acceptReferral(input: $input) { userErrors { code } } }",
        variables: { input: { id } },
      }),
    });
    expect(await accepted.json()).toEqual({ data: { acceptReferral: { userErrors: [] } } });
    await until(() => expect(heard.text).toContain("referral.accepted"));
    const ms = Math.round((heard.at.at(-1) ?? 0) - asked);
    figure("live-across-processes", `an acceptance through one process was told by the other after ${ms} ms`);
    expect(recipientIds).toHaveLength(1);

    await until(() => expect(heard.closed).toBe(false));
    const [before] = await asAdmin<{ pid: number }>(`select pid ${listening}`);
    await asAdmin(`select pg_terminate_backend(pid) ${listening}`);
    await refer();
    const told = heard.at.length;
    await until(() => expect(heard.at.length).toBeGreaterThan(told));
    await vi.waitFor(
      async () => {
        const [after] = await asAdmin<{ pid: number }>(`select pid ${listening}`);
        expect(after).toBeDefined();
        expect(after?.pid).not.toBe(before?.pid);
      },
      { timeout: 15_000, interval: 50 },
    );
    heard.close();
  }, 90_000);

  it("two hundred subscribers are told of one referral, at a bounded cost", async () => {
    const [first = "", second = ""] = urls;
    const roles = ["OWNER", "ADMIN", "INTAKE", "CLINICIAN", "OUTREACH", "READ_ONLY", "UTILISATION_REVIEW"] as const;
    const callers: Record<string, string>[] = [];
    for (const role of roles) callers.push({ cookie: await signIn(first, meadow.email(role)) });
    for (const name of ["One", "Two"]) {
      const client = {
        name,
        scopes: ["referral.read", "organisation.read"],
        expiresInDays: 1,
        secret: causeway.secret,
      };
      await db.run(meadow.actor("OWNER"), (tx) =>
        createApiClient(tx, client, (key) => void callers.push({ authorization: `Bearer ${key}` })),
      );
    }
    const memory = async () =>
      Number(/^process_resident_memory_bytes (\S+)/m.exec(await (await fetch(`${second}/metrics`)).text())?.[1]) / 1e6;
    const empty = await memory();
    const heard: Heard[] = [];
    // Twelve a caller and process: nine callers, two processes.
    for (let i = 0; i < 200; i++) heard.push(await subscribe(i % 2 ? first : second, callers[(i >> 1) % 9] ?? {}));
    const full = await memory();
    const sent = performance.now();
    await refer();
    await until(() => expect(heard.every(({ at }) => at.length === 1)).toBe(true));
    const delays = heard.map(({ at }) => (at[0] ?? 0) - sent).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(delays[Math.floor((delays.length - 1) * share)] ?? 0);
    figure(
      "live-many",
      `${heard.length} subscribers: told after ${at(0.5)} ms (median) to ${at(1)} ms (last), sending included; ${Math.round(((full - empty) * 1000) / 100)} kB each`,
    );
    expect(full - empty).toBeLessThan(100);
    for (const one of heard) one.close();
  }, 120_000);
});

async function person(email: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(causeway.url);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(FACTORY_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: /^Good to see you/ }).waitFor();
  return page;
}

describe("the console", () => {
  it("shows what came, and how it stands, without anybody loading anything", async () => {
    const receiver = await person(meadow.email("INTAKE"));
    await receiver.goto(`${causeway.url}/inbox`);
    await receiver.getByRole("heading", { level: 1, name: "Referral inbox" }).waitFor();
    const rows = receiver.locator(".row-link");
    const loads: string[] = [];
    receiver.on("framenavigated", (frame) => void loads.push(frame.url()));
    const { recipientIds, referralId } = await refer();
    const [{ number } = { number: "" }] = await asAdmin<{ number: string }>(
      `select number from referrals where id = '${referralId}'`,
    );
    await receiver.locator(`.row-link:text("${number}")`).waitFor();
    await receiver.getByRole("button", { name: /unread/ }).waitFor();
    expect(loads).toEqual([]);
    expect(await flaws(receiver)).toEqual([]);
    expect(await rows.count()).toBeGreaterThan(0);

    // The page of the referral itself, while a colleague accepts it.
    await receiver.locator(`.row-link:text("${number}")`).click();
    await receiver.getByRole("heading", { level: 1, name: `Referral ${number}` }).waitFor();
    await receiver.getByRole("button", { name: "Accept", exact: true }).waitFor();
    await db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId: recipientIds[0] ?? "" }));
    await receiver.locator(".state").getByText("Accepted").waitFor();
    await receiver.getByRole("button", { name: "Accept", exact: true }).waitFor({ state: "detached" });
    await receiver.context().close();
  }, 120_000);
});

describe("a process that stops", () => {
  it("ends its streams without a last word, so that their clients go on elsewhere and miss nothing", async () => {
    const [first = "", second = ""] = urls;
    const cookie = await signIn(first, meadow.email("ADMIN"));
    const heard = await subscribe(second, { cookie });
    const [, stopping] = causeway.apis;
    const began = performance.now();
    stopping?.kill("SIGTERM");
    await until(() => expect(heard.closed).toBe(true));
    if (stopping && stopping.exitCode === null) await once(stopping, "exit");
    figure(
      "live-drained",
      `a process with an open stream ended ${((performance.now() - began) / 1000).toFixed(1)} s after SIGTERM`,
    );
    expect(stopping?.exitCode).toBe(0);
    expect(heard.text).not.toContain("event: complete");
    await refer();
    const position =
      heard.text
        .match(/^id: (\d+)$/gm)
        ?.at(-1)
        ?.slice(4) ?? "";
    const again = await subscribe(first, { cookie, "last-event-id": position });
    await until(() => expect(again.text).toContain("referral.sent"));
    again.close();
  }, 60_000);
});
