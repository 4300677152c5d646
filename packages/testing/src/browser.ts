import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { inject } from "vitest";

/** Requests the browser would make on its own account: a test run talks to loopback only. */
const NO_BACKGROUND_NETWORK = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

/**
 * Unpacks the Chromium that npm installed into the run's own folder, once per run.
 * The package unpacks into the temporary folder of its process and changes that process' environment:
 * hence a process and a temporary folder of its own. Naming a Lambda runtime makes it unpack its libraries as well.
 */
function unpackedChromium(): string {
  const folder = join(inject("causewayRun").folder, "chromium");
  if (existsSync(folder)) return folder;
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { mode: 0o700 });
  const packageUrl = pathToFileURL(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  const unpack = `const { default: chromium } = await import(process.argv[1]); await (chromium.default ?? chromium).executablePath()`;
  execFileSync(process.execPath, ["--input-type=module", "-e", unpack, packageUrl.href], {
    env: { PATH: process.env.PATH, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
  const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
  writeFileSync(join(draft, "fonts.conf"), fonts);
  try {
    renameSync(draft, folder);
  } catch {
    // Another test file was faster; its copy is as good.
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Libraries that a bare system lacks come with the package; those of the system are preferred where they serve. */
function libraryPath(folder: string): Record<string, string> {
  const alone = spawnSync(join(folder, "chromium"), ["--version"], { stdio: "ignore" }).status === 0;
  return alone ? {} : { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
}

/** Starts Chromium without a window; it ends with the process that started it. */
export async function startBrowser(): Promise<Browser> {
  const folder = unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    // The sandbox needs rights that containers and root do not have. Web security stays on.
    args: ["--no-sandbox", "--headless=shell", ...NO_BACKGROUND_NETWORK],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: inject("causewayRun").folder,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      ...libraryPath(folder),
    },
  });
}
