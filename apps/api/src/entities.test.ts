import { cloneDatabase, entityDrift } from "@causeway/testing";
import { afterAll, expect, test } from "vitest";
import { entities } from "./entities.ts";

const database = await cloneDatabase();
afterAll(() => database.drop());

test("columns, types and nullability of every entity are those of the migrated schema", async () => {
  const { columns, findings } = await entityDrift(entities, database.ownerUrl);
  expect(findings).toEqual([]);
  expect(columns).toBeGreaterThan(entities.length);
});
