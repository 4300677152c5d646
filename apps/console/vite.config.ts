import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    // Browsers that know light-dark() by themselves: its replacement for older ones ignores the scheme set by Mantine.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The content security policy of the API has no `data:` for scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      onLog(level, log, report) {
        // Marks of server rendering, which this has none of.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  server: {
    proxy: { "/graphql": process.env.CAUSEWAY_API ?? "http://127.0.0.1:4000" },
  },
});
