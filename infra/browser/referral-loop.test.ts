import { startBrowser } from "@causeway/testing";
import type { Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { flaws } from "./accessibility.fixture.ts";
import { startDeployment, type SignIn } from "./deployment.fixture.ts";

const [browser, causeway] = await Promise.all([startBrowser(), startDeployment([], { demo: true })]);
afterAll(async () => {
  await browser.close();
  await causeway.close();
});
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((context) => context.close()));
});

/** A person at a browser of their own. */
async function person(organisation: string, role: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const { email, password } = causeway.signIns.find(
    (each) => each.organisation.startsWith(organisation) && each.role === role,
  ) as SignIn;
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  open.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(causeway.url);
  // By keyboard alone: the first field has the focus.
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Good to see you/ }).waitFor();
  return page;
}

async function visit(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(causeway.url + path);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

test("a referral is sent under a new consent, told of, accepted, its packet read under the notice, and closed by the revocation", async () => {
  const sender = await person("Harbor", "INTAKE");
  await visit(sender, "/clients", "Clients");
  const name = (await sender.locator(".row-link").first().textContent()) ?? "";
  await sender.locator(".row-link").first().click();
  await sender.getByRole("heading", { level: 1 }).waitFor();
  const clientPath = new URL(sender.url()).pathname;
  await sender.getByRole("link", { name: "Refer", exact: true }).click();
  await sender.getByText(name).waitFor();
  await sender.getByLabel("Level of care").selectOption("ASAM3 2.5");
  await sender.getByRole("textbox", { name: "Reason" }).fill("Needs the days to be filled");
  await sender.getByRole("button", { name: "Ask Meadow Lane Treatment Center, Day program" }).click();
  await sender.getByRole("button", { name: "Enter a signed consent" }).click();
  const paper = sender.getByRole("group", { name: "What the paper covers" });
  expect(await paper.getByRole("checkbox", { checked: true }).count()).toBe(0);
  for (const covered of [
    "Who the client is",
    "How to reach the client",
    "Coverage",
    "Level and reason",
    "Substance use",
    "Medications",
  ])
    await paper.getByLabel(covered).check();
  await sender
    .getByRole("region", { name: "What the packet holds" })
    .getByRole("checkbox", { name: "Medications" })
    .check();
  await sender.getByRole("textbox", { name: "Medications" }).fill("None at present");
  await sender.getByLabel(/^How much and what kind/).fill("Who I am, how to reach me, who pays, what I use");
  await sender.getByLabel("Signed on").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await sender.getByLabel("Ends on").fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10));
  await sender.getByLabel("Name of the signer").fill(name);
  await sender.getByLabel("The right to revoke was explained").check();
  await sender.getByLabel("What may happen after disclosure was explained").check();
  expect(await flaws(sender)).toEqual([]);
  await sender.getByRole("button", { name: "Enter the consent" }).click();
  await sender.getByRole("button", { name: "Enter the consent" }).waitFor({ state: "detached" });
  expect(await flaws(sender)).toEqual([]);
  await sender.getByRole("button", { name: "Send the referral" }).click();
  await sender
    .getByRole("region", { name: "Meadow Lane Treatment Center" })
    .getByText("Sent", { exact: true })
    .first()
    .waitFor();
  const number =
    /Referral (\S+)/.exec((await sender.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[1] ?? "";
  expect(number).not.toBe("");
  const referralPath = new URL(sender.url()).pathname;

  const receiver = await person("Meadow", "INTAKE", "dark");
  await visit(receiver, "/inbox?state=waiting", "Referral inbox");
  await receiver
    .getByRole("link", { name: /^\S+-\S+$/ })
    .first()
    .waitFor();
  expect(await flaws(receiver)).toEqual([]);
  await receiver.locator(`.row-link:text("${number}")`).click();
  await receiver.getByRole("heading", { level: 1, name: `Referral ${number}` }).waitFor();
  // Before the answer: an enquiry, and nobody's name.
  const family = name.split(",")[0] ?? "";
  expect(await receiver.locator("main").textContent()).not.toContain(family);
  const packet = receiver.getByRole("region", { name: "Packet" });
  await packet.getByText("It opens once you are the chosen recipient").waitFor();
  expect(await packet.getByRole("button").count()).toBe(0);
  await receiver.getByRole("button", { name: "Accept", exact: true }).click();
  await receiver.locator(".state").getByText("Accepted").waitFor();
  await receiver.getByRole("button", { name: "Open the packet" }).click();
  await receiver.getByText("42 CFR part 2 prohibits unauthorized use or disclosure of these records.").waitFor();
  expect(await packet.textContent()).toContain(family);
  expect(await packet.textContent()).toContain("None at present");
  expect(await receiver.getByRole("button", { name: "Admit", exact: true }).count()).toBe(1);
  await receiver.getByRole("button", { name: "Open the messages" }).click();
  await receiver.getByLabel("Message", { exact: true }).fill("We expect them at nine");
  await receiver.getByRole("button", { name: "Send the message" }).click();
  await receiver.getByText("We expect them at nine").waitFor();
  const plan = {
    name: "Directions – März.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Second door on the left"),
  };
  await receiver.locator("input[type=file]").setInputFiles(plan);
  await receiver.getByText(plan.name).waitFor();
  expect(await flaws(receiver)).toEqual([]);

  // The worker tells the sender; the bell looks again by itself.
  await sender.getByRole("button", { name: /unread/ }).waitFor({ timeout: 60_000 });
  await sender.getByRole("button", { name: /unread/ }).click();
  await sender.getByRole("button", { name: new RegExp(`^${number}.*accepted`) }).click();
  await sender.getByRole("heading", { level: 1, name: `Referral ${number}` }).waitFor();
  await sender.reload();
  await sender.locator(".state").getByText("Accepted").first().waitFor();
  await sender.getByRole("button", { name: "Open the messages" }).click();
  await sender.getByText("We expect them at nine").waitFor();
  await sender.getByText(plan.name).waitFor();

  // The client's page lists the referral, and is where the consent is revoked.
  await visit(sender, clientPath, /./);
  await sender.getByRole("region", { name: "Referrals" }).getByRole("link", { name: number }).waitFor();
  const consent = sender.getByRole("region", { name: "Consent for Meadow Lane Treatment Center" }).first();
  await consent.getByText("In force").waitFor();
  await consent.getByRole("button", { name: "Revoke …" }).click();
  expect(await flaws(sender)).toEqual([]);
  await consent.getByRole("button", { name: "Revoke the consent" }).click();
  await consent.locator(".state").getByText("Revoked").waitFor();
  await visit(sender, referralPath, `Referral ${number}`);
  await sender.getByText(/^The client’s consent was revoked on/).waitFor();
  expect(await flaws(sender)).toEqual([]);
  await receiver.reload();
  await receiver.getByRole("alert").getByText("The client’s consent does not stand now").waitFor();
  await packet.getByText("Closed to you: the client’s consent does not stand now.").waitFor();
  expect(await packet.getByRole("button").count()).toBe(0);
  expect(await receiver.getByRole("button", { name: "Admit", exact: true }).count()).toBe(0);
  expect(await receiver.locator("main").textContent()).not.toContain(family);
  expect(await flaws(receiver)).toEqual([]);
}, 180_000);

test("a decline takes two clicks, and its reason stands in the course", async () => {
  const receiver = await person("Meadow", "INTAKE");
  await visit(receiver, "/inbox?state=waiting", "Referral inbox");
  await receiver.locator(".row-link").first().click();
  await receiver.getByRole("button", { name: "Decline …" }).click();
  await receiver.getByRole("menuitem", { name: "No place free" }).click();
  await receiver.locator(".state").getByText("Declined").waitFor();
  expect(await receiver.getByRole("region", { name: "Course" }).textContent()).toContain("No place free");
  expect(await receiver.getByRole("button", { name: "Accept", exact: true }).count()).toBe(0);
}, 120_000);

test("another organisation's referral is not found, as one that does not exist is", async () => {
  const receiver = await person("Meadow", "INTAKE");
  await visit(receiver, "/inbox", "Referral inbox");
  const link = (await receiver.locator(".row-link").first().getAttribute("href")) ?? "";
  await visit(receiver, link, /^Referral \S+/);
  const stranger = await person("Summit", "INTAKE");
  await visit(stranger, link, "Referral");
  const foreign = await stranger.locator("main").innerHTML();
  await visit(stranger, `${link.slice(0, -2)}${link.endsWith("00") ? "01" : "00"}`, "Referral");
  expect(await stranger.locator("main").innerHTML()).toBe(foreign);
  expect(foreign).toContain("Not found");
}, 120_000);
