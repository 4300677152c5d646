import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const packages = fileURLToPath(new URL("packages", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      // Tests run the sources, not what was built last.
      { find: /^@causeway\/(\w+)$/, replacement: `${packages}/$1/src/index.ts` },
      { find: /^@causeway\/(\w+)\/(\w+)$/, replacement: `${packages}/$1/src/$2/index.ts` },
      // Without this graphql is loaded once as a module and once as CommonJS, and refuses its own schema.
      { find: /^graphql$/, replacement: "graphql/index.js" },
    ],
  },
  // As tsconfig.base.json has it; said again because the packages' own settings leave the test files out.
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: false },
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
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
