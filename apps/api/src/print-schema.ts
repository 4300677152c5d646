import { writeFile } from "node:fs/promises";
import { lexicographicSortSchema, printSchema } from "graphql";
import { apiSchema } from "./schema.ts";

/** The schema as committed at apps/api/schema.graphql. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(apiSchema()))}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  await writeFile(new URL("../schema.graphql", import.meta.url), printedSchema());
}
