import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { codeToSend } from "@causeway/care";
import type { TestOutsidePart } from "@causeway/care/factory";
import { namedReceiver, outsidePart } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { startBrowser } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let browser: Awaited<ReturnType<typeof startBrowser>>;
/** Where pictures of the pages are put, for a person to look at. */
const PICTURES = process.env["CAUSEWAY_PICTURES"];

beforeAll(async () => {
  [api, browser] = await Promise.all([openTestApi(), startBrowser()]);
  harbour = await liveOrganisation(api.db, { name: "Harbour Recovery" });
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const sender = () => harbour.actor("INTAKE");
const codeOf = async ({ linkId }: TestOutsidePart) =>
  (await api.db.run(sender(), (tx) => codeToSend(tx, { linkId, secret: api.secret })))?.code ?? "";

describe("`outside-by-link`: in a browser", () => {
  it("a receiver opens, answers and prints on a telephone, without a script, and other sites get nothing", async () => {
    const receiver = await namedReceiver(api.db, sender(), { phone: "+15185550142" });
    const asked = await outsidePart(api.db, sender(), {
      receiver,
      sections: { REASON: "Finished twenty-eight days.\nWants evening groups, close to a bus line." },
    });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const page = await context.newPage();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(api.url)) elsewhere.push(request.url());
      expect(request.headers()["referer"]).toBeUndefined();
    });
    page.on("console", (message) => complaints.push(message.text()));
    const picture = async (name: string): Promise<void> => {
      if (!PICTURES) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    };
    const wide = async () => (await page.locator("main").boundingBox())?.width ?? 999;

    await page.goto(`${api.url}/r/${asked.token}`);
    await page.getByRole("heading", { name: "A document is waiting for you" }).waitFor();
    await picture("1-link");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByText("it is on its way").waitFor();
    await page.getByLabel("Type the six digits of your code").fill("999 999");
    await page.getByRole("button", { name: "Open the document" }).click();
    await page.getByText("That code is not right").waitFor();
    await picture("2-code");
    await page.getByLabel("Type the six digits of your code").fill(await codeOf(asked));
    await page.getByRole("button", { name: "Open the document" }).click();
    await page.getByRole("heading", { name: "Harbour Recovery asks you to take a client" }).waitFor();
    expect(await wide()).toBeLessThanOrEqual(390);
    await page.getByText("Decline", { exact: true }).first().click();
    await picture("3-enquiry");
    await page.getByText("Accept", { exact: true }).click();
    await page.getByRole("button", { name: "Accept this client" }).click();
    await page.getByText("Your answer was recorded.").waitFor();
    await page.getByRole("link", { name: "Open the packet" }).click();
    await page.getByText("Wants evening groups").waitFor();
    await picture("4-packet");
    await page.getByRole("link", { name: "Page for printing" }).click();
    await page.getByText("Print it with your browser").waitFor();
    await page.emulateMedia({ media: "print" });
    await picture("5-print");
    expect(await page.getByText("Print it with your browser").isVisible()).toBe(false);
    expect(await page.getByText("42 CFR part 2 prohibits").first().isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("link", { name: "Back" }).click();
    await page.getByRole("link", { name: "Back to the answer" }).click();
    await page.getByText("Set an appointment").click();
    await picture("6-accepted");
    await page.getByRole("button", { name: "I am done: close this page" }).click();
    await page.getByText("The link opens again with a new code.").waitFor();
    await page.goto(`${api.url}/r/${"x".repeat(43)}`);
    await page.getByRole("heading", { name: "This document is no longer available" }).waitFor();
    await picture("7-gone");
    expect(elsewhere).toEqual([]);
    // The policy of the page refused nothing of its own.
    expect(complaints.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
    await context.close();
  });

  it("a page of another site cannot answer with a browser that is in", async () => {
    const receiver = await namedReceiver(api.db, sender(), { phone: "+15185550142" });
    const asked = await outsidePart(api.db, sender(), { receiver });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${api.url}/r/${asked.token}`);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Type the six digits of your code").fill(await codeOf(asked));
    await page.getByRole("button", { name: "Open the document" }).click();
    await page.getByText("Accept", { exact: true }).waitFor();
    const hidden = await page
      .locator("form", { has: page.locator('input[value="accept"]') })
      .locator("input[type=hidden]")
      .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { outerHTML: string }).outerHTML).join(""));
    const evil = await context.newPage();
    // The same server by another name is another site.
    const action = `${api.url}/r/${asked.token}/answer`;
    await evil.route("http://evil.localhost/", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${action}">${hidden}<button>Win a prize</button></form>`,
      }),
    );
    await evil.goto("http://evil.localhost/");
    await evil.getByRole("button", { name: "Win a prize" }).click();
    await evil.getByRole("heading", { name: "That did not work" }).waitFor();
    const [row] = await api.db.run(sender(), (tx) =>
      tx.query<{ state: string }>("select state from referral_recipients where id = $1", [asked.recipientId]),
    );
    expect(row?.state).toBe("SENT");
    await context.close();
  });
});
