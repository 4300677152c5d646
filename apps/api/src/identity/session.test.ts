import { FACTORY_PASSWORD, liveOrganisation } from "@causeway/identity/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestApi } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
});
afterAll(() => api?.close());

const VIEWER = "{ viewer { kind permissions membership { displayName role } organisation { id name status } } }";

describe("signing in through the API", () => {
  it("answers who is there, and nobody without a session", async () => {
    const owner = await api.signIn(harbour, "OWNER");
    const { viewer } = await owner.run(VIEWER);
    expect(viewer).toMatchObject({
      kind: "PERSON",
      membership: { role: "OWNER" },
      organisation: { name: "Harbour", status: "LIVE" },
    });
    expect(viewer.permissions).toContain("organisation.manage");
    const reader = await (await api.signIn(harbour, "READ_ONLY")).run(VIEWER);
    expect(reader.viewer.permissions).not.toContain("client.details.read");
    expect((await api.anonymous().run(VIEWER)).viewer).toBeNull();
  });

  it("sets a cookie that no script reads and no other site sends, and ends it on signing out", async () => {
    const client = api.anonymous();
    const signedIn = await client.execute(
      "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { organisation { name } } userErrors { code } } }",
      { input: { email: meadow.email("INTAKE"), password: FACTORY_PASSWORD } },
    );
    expect(signedIn.data.signIn).toEqual({ viewer: { organisation: { name: "Meadow" } }, userErrors: [] });
    const cookie = signedIn.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect((await client.run(VIEWER)).viewer.organisation.name).toBe("Meadow");
    const token = /causeway=([^;]+)/.exec(cookie)?.[1];
    const replay = api.anonymous({ cookie: `causeway=${token}` });
    expect((await replay.run(VIEWER)).viewer.organisation.name).toBe("Meadow");
    await client.run("mutation { signOut { userErrors { code } } }");
    expect((await client.run(VIEWER)).viewer).toBeNull();
    expect((await replay.run(VIEWER)).viewer).toBeNull();
  });

  it("one-session-a-browser: ends the session that it takes the place of, and no other of that person", async () => {
    const SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }";
    const TWICE =
      "mutation ($input: SignInInput!) { a: signIn(input: $input) { userErrors { code } } b: signIn(input: $input) { userErrors { code } } }";
    const input = { email: meadow.email("CLINICIAN"), password: FACTORY_PASSWORD };
    const tokensOf = (headers: Headers) =>
      headers.getSetCookie().map((line) => /causeway=([^;]+)/.exec(line)?.[1] ?? "");
    const isIn = async (token: string) =>
      (await api.anonymous({ cookie: `causeway=${token}` }).run(VIEWER)).viewer !== null;
    const [elsewhere = ""] = tokensOf((await api.anonymous().execute(SIGN_IN, { input })).headers);
    const browser = api.anonymous();
    const [first = ""] = tokensOf((await browser.execute(SIGN_IN, { input })).headers);
    const wrong = await browser.run(SIGN_IN, { input: { ...input, password: "not the password" } });
    expect(wrong.signIn.userErrors).toEqual([{ code: "SIGN_IN_FAILED" }]);
    expect(await isIn(first)).toBe(true);
    const [second = ""] = tokensOf((await browser.execute(SIGN_IN, { input })).headers);
    expect([await isIn(first), await isIn(second), await isIn(elsewhere)]).toEqual([false, true, true]);
    const both = tokensOf((await browser.execute(TWICE, { input })).headers);
    expect(await Promise.all([second, ...both].map(isIn))).toEqual([
      false,
      ...both.map((_, i) => i === both.length - 1),
    ]);
    expect(await isIn(elsewhere)).toBe(true);
  });
});
