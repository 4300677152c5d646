// Types for the console's operations, from the committed schema: one `x.generated.ts` beside each `x.graphql`.
// `node codegen.mjs --check` writes nothing and fails when a file is out of date.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";

const root = fileURLToPath(new URL(".", import.meta.url));
const check = process.argv.includes("--check");
const schema = buildSchema(readFileSync(join(root, "../api/schema.graphql"), "utf8"));

const config = {
  scalars: { ID: "string", DateTime: "string", LocalDate: "string", JSON: "unknown" },
  defaultScalarType: "string",
  enumsAsTypes: true,
  useTypeImports: true,
  skipTypename: true,
  avoidOptionals: false,
  documentMode: "documentNode",
  dedupeFragments: true,
  documentNodeImport: "@urql/core#TypedDocumentNode",
};

const sources = readdirSync(join(root, "src"), { recursive: true })
  .filter((name) => name.endsWith(".graphql"))
  .sort();
const drafts = [];
for (const source of sources) {
  const document = parse(readFileSync(join(root, "src", source), "utf8"));
  const body = await codegen({
    filename: source.replace(/\.graphql$/, ".generated.ts"),
    schema: undefined,
    schemaAst: schema,
    documents: [{ location: source, document }],
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
    config,
  });
  const head = `// Written by codegen.mjs from ${basename(source)} and schema.graphql; do not edit.`;
  // Exported by the generator, used by nobody.
  const inner = body.replace(/export (?=type Incremental<|const \w+FragmentDoc )/g, "");
  drafts.push(`${head}\n${inner}`);
}

// All in one go: starting the formatter is what takes time.
const BETWEEN = "// ---- next file ----\n";
const formatted = execFileSync(join(root, "../../node_modules/.bin/oxfmt"), ["--stdin-filepath=all.generated.ts"], {
  input: drafts.join(BETWEEN),
  encoding: "utf8",
  cwd: join(root, "../.."),
  maxBuffer: 64 * 1024 * 1024,
});
const stale = [];
for (const [index, part] of formatted.split(BETWEEN).entries()) {
  const source = sources[index];
  const target = join(root, "src", source.replace(/\.graphql$/, ".generated.ts"));
  const text = `${part.trim()}\n`;
  if (existsSync(target) && readFileSync(target, "utf8") === text) continue;
  stale.push(source);
  if (!check) writeFileSync(target, text);
}
if (check && stale.length > 0) {
  process.stderr.write(`Out of date, run \`npm run codegen -w @causeway/console\`: ${stale.join(", ")}\n`);
  process.exitCode = 1;
}
process.stdout.write(`${sources.length} operation files, ${stale.length} ${check ? "out of date" : "written"}.\n`);
