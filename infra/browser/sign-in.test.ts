import { identityEntities } from "@causeway/identity";
import { FACTORY_PASSWORD, liveOrganisation } from "@causeway/identity/factory";
import { startBrowser } from "@causeway/testing";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { startDeployment } from "./deployment.fixture.ts";
import { flaws } from "./accessibility.fixture.ts";

const [browser, causeway] = await Promise.all([startBrowser(), startDeployment(identityEntities)]);
const organisation = await liveOrganisation(causeway.db, { name: "Harbour Point" });
afterAll(async () => {
  await browser.close();
  await causeway.close();
});

let page: Page;
beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(25_000);
  return () => page.close();
});

async function fillIn(email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a page asked for before signing in is shown after it", async () => {
  await page.goto(`${causeway.url}/graphiql`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await flaws(page)).toEqual([]);
  await fillIn(organisation.email("INTAKE"), FACTORY_PASSWORD);
  await page.getByText("Harbour Point", { exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/graphiql");
});

test("a wrong password is told in words, and a right one then works", async () => {
  await page.goto(causeway.url);
  await fillIn(organisation.email("OWNER"), "not the password");
  expect(await page.getByRole("alert").textContent()).toContain("The address or the password is not right.");
  await fillIn(organisation.email("OWNER"), FACTORY_PASSWORD);
  await page.getByRole("heading", { name: /^Good to see you/ }).waitFor();
});

test("after too many attempts the lock-out is told, also to the right password", async () => {
  await page.goto(causeway.url);
  const alert = page.getByRole("alert");
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await fillIn(organisation.email("CLINICIAN"), `wrong ${attempt}`);
    await page.getByRole("button", { name: "Sign in", disabled: false }).waitFor();
    await alert.waitFor();
    if ((await alert.textContent())?.includes("Too many attempts")) break;
  }
  await fillIn(organisation.email("CLINICIAN"), FACTORY_PASSWORD);
  await alert.getByText("Too many attempts").waitFor();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});
