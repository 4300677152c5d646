import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { EXAMPLES } from "./examples.ts";

const schema = buildSchema(readFileSync(new URL("../../../api/schema.graphql", import.meta.url), "utf8"));

test.each(EXAMPLES.map(({ query }) => [/(?:query|mutation) (\w+)/.exec(query)?.[1], query]))(
  "the example %s is an operation of the schema",
  (_, query) => {
    expect(validate(schema, parse(query ?? "")).map(({ message }) => message)).toEqual([]);
  },
);

test("an example that asks for what is not there would be found", () => {
  expect(validate(schema, parse("{ viewer { shoeSize } }"))).toHaveLength(1);
});
