import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const env = { DATABASE_URL: "postgres://app@localhost/x", CAUSEWAY_SECRET: "a secret of a test, thirty-two long" };

describe("a demonstration in production", () => {
  it("is refused where it would open the mailbox", () => {
    expect(() => readConfig({ ...env, NODE_ENV: "production", CAUSEWAY_DEMO: "1" })).toThrow(/CAUSEWAY_DEMO=data/);
    expect(() => readConfig({ ...env, CAUSEWAY_DEMO: "1" })).toThrow(/CAUSEWAY_DEMO=data/);
    expect(readConfig({ ...env, NODE_ENV: "development", CAUSEWAY_DEMO: "1" }).demo).toBe(true);
  });

  it("loads its data when that is asked for by name", () => {
    expect(readConfig({ ...env, NODE_ENV: "production", CAUSEWAY_DEMO: "data" }).demo).toBe(true);
    expect(readConfig({ ...env, NODE_ENV: "production" }).demo).toBe(false);
  });
});
