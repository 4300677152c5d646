import { mkdirSync, mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Makes one JavaScript file of a TypeScript program and the sources it imports, so that a test can start it as a
 * process of its own: to kill it, or to have two of them race.
 * @param source the program, such as `new URL("./racer.factory.ts", import.meta.url)`
 * @returns path of the file, for `node` or `fork`; it lies in node_modules, where it finds its packages
 */
export async function compileProgram(source: URL): Promise<string> {
  const cache = join(repository, "node_modules", ".cache", "causeway-programs");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "program-"));
  const name = `${basename(source.pathname, ".ts")}.mjs`;
  await build({
    configFile: join(repository, "vitest.config.ts"),
    logLevel: "error",
    build: {
      ssr: fileURLToPath(source),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  return join(folder, name);
}
