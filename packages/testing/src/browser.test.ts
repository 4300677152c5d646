import { createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { startBrowser } from "./browser.ts";

const browser = await startBrowser();
afterAll(() => browser.close());

async function serve(headers: Record<string, string>, body: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => response.writeHead(200, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

test("a page is drawn with real fonts", async () => {
  const site = await serve(
    { "content-type": "text/html" },
    '<p><span id="a">iiiiiiiiii</span></p><p><span id="b">WWWWWWWWWW</span></p>',
  );
  const page = await browser.newPage();
  await page.goto(site.url);
  const width = async (id: string) => (await page.locator(id).boundingBox())?.width ?? 0;
  expect(await width("#a")).toBeGreaterThan(0);
  expect(await width("#b")).toBeGreaterThan(2 * (await width("#a")));
  await page.close();
  site.close();
});

test("web security is on: a page cannot read from another origin, and can from one that allows it", async () => {
  const closed = await serve({ "content-type": "text/plain" }, "secret");
  const open = await serve({ "content-type": "text/plain", "access-control-allow-origin": "*" }, "shared");
  const site = await serve({ "content-type": "text/html" }, "<p>here</p>");
  const page = await browser.newPage();
  await page.goto(site.url);
  const read = (url: string) =>
    page.evaluate(
      (target) =>
        fetch(target).then(
          (answer) => answer.text(),
          () => "refused",
        ),
      url,
    );
  expect(await read(open.url)).toBe("shared");
  expect(await read(closed.url)).toBe("refused");
  await page.close();
  for (const server of [closed, open, site]) server.close();
});
