import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const room = fileURLToPath(new URL("../", import.meta.url));
const FIRST_ROUTE_KB = 250;

/** The scripts that the first page asks for, with all they import before anything is shown. */
function firstScripts(): string[] {
  const page = readFileSync(`${room}dist/index.html`, "utf8");
  const asked = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? "");
  const seen = new Set<string>();
  const follow = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(`${room}dist${path}`, "utf8");
    for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) follow(`/assets/${name}`);
  };
  asked.forEach(follow);
  return [...seen];
}

test("the operations' types are those of the committed schema", () => {
  const said = execFileSync(process.execPath, [`${room}codegen.mjs`, "--check"], { encoding: "utf8" });
  expect(Number(/^(\d+) operation files/.exec(said)?.[1])).toBeGreaterThan(5);
});

test(`the first route is at most ${FIRST_ROUTE_KB} kB of scripts, gzipped`, () => {
  expect(existsSync(`${room}dist/index.html`), "npm run build").toBe(true);
  const scripts = firstScripts();
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(`${room}dist${path}`)).length, 0);
  // Less than this would mean that the scripts were not found.
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes / 1000).toBeLessThanOrEqual(FIRST_ROUTE_KB);
});
