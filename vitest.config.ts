import { defineConfig } from "vitest/config";

const conditions = ["causeway-source"];

export default defineConfig({
  resolve: {
    conditions: [...conditions, "module", "development|production"],
    // Without this graphql is loaded once as a module and once as CommonJS, and refuses its own schema.
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  ssr: { resolve: { conditions: [...conditions, "module", "node", "development|production"] } },
  test: {
    include: ["{apps,packages,infra}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["packages/testing/src/postgres.setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
