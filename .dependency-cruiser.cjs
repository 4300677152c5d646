// The arrows inside and between the rooms that package tags (turbo.json) cannot see. docs/architecture.md draws them.
const tests = "[.]test[.]tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle has no first module to read. A child entity imports its parent, never the reverse.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "features-meet-at-their-face",
      comment:
        "Features inside care reach each other only through index.ts; factories of test data build on each other.",
      severity: "error",
      from: { path: "^packages/care/src/([^/]+)/", pathNot: "^packages/care/src/factory/" },
      to: {
        path: "^packages/care/src/[^/]+/",
        pathNot: ["^packages/care/src/$1/", "^packages/care/src/[^/]+/index[.]ts$", "[.]factory[.]ts$"],
      },
    },
    {
      name: "factories-are-for-tests",
      comment: "Products of a factory never reach what runs.",
      severity: "error",
      from: { path: "^packages/care/src/", pathNot: "([.]factory[.]ts$|[.]test[.]ts$|/factory/)" },
      to: { path: "[.]factory[.]ts$" },
    },
    {
      name: "apps-import-no-apps",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: { path: "^apps/", pathNot: "^apps/$1/" },
    },
    {
      name: "packages-import-no-apps",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^apps/" },
    },
    {
      name: "console-stands-alone",
      comment: "The console knows only schema.graphql.",
      severity: "error",
      from: { path: "^apps/console/", pathNot: [tests] },
      to: { path: ["^packages/", "^apps/(?!console/)"] },
    },
    {
      name: "sources-import-no-tests",
      comment: "What runs in production needs neither tests nor their tools. Factories belong to tests.",
      severity: "error",
      from: {
        path: "^(apps|packages)/",
        pathNot: [tests, "^packages/testing/", "[.]factory[.]ts$", "[.]config[.]ts$", "^apps/[^/]+/src/testing/"],
      },
      to: {
        path: [
          tests,
          "^packages/testing/",
          "node_modules/(vitest|playwright-core|fast-check|graphql-http|smtp-server)/",
        ],
      },
    },
    {
      name: "one-door-to-the-data",
      comment:
        "Only the database package and the job queue open connections; bench and journey, to count beside it, do too.",
      severity: "error",
      from: {
        path: "^(apps|packages)/",
        pathNot: [
          tests,
          "^packages/(database|jobs|testing)/",
          "[.]factory[.]ts$",
          "^apps/[^/]+/src/(testing|bench|journey)/",
        ],
      },
      to: { path: "node_modules/pg/" },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // With TypeScript 7 the built-in reader silently sees nothing.
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["(^|/)dist/", "[.]d[.]ts$"] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["causeway-source", "import", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
