import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { clockFrom, fileClock, setFileClock } from "./clock.ts";
import { readConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "causeway-clock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a clock shared through a file", () => {
  it("shows a move to every reader at once, and goes on from there", () => {
    const path = join(folder, "clock");
    const [api, worker] = [fileClock(path), clockFrom({ now: undefined, clockFile: path })];
    for (const to of ["2026-03-01T12:00:00.000Z", "2026-09-01T12:00:00.000Z"]) {
      setFileClock(path, new Date(to));
      for (const clock of [api, worker]) {
        const ahead = clock.now().getTime() - Date.parse(to);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThan(5_000);
      }
    }
    expect(api.now() <= api.now()).toBe(true);
  });

  it("is refused in production", () => {
    const env = {
      DATABASE_URL: "postgres://app@localhost/x",
      CAUSEWAY_SECRET: "s".repeat(32),
      CAUSEWAY_CLOCK_FILE: "/x",
    };
    expect(() => readConfig({ ...env, NODE_ENV: "production" })).toThrow(/refused in production/);
    expect(readConfig({ ...env, NODE_ENV: "development" }).clockFile).toBe("/x");
  });

  it("gives way to the machine's clock when nothing is configured", () => {
    expect(Math.abs(clockFrom({ now: undefined, clockFile: undefined }).now().getTime() - Date.now())).toBeLessThan(
      1_000,
    );
  });
});
