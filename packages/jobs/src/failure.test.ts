import { expect, test } from "vitest";
import { failureOf } from "./failure.ts";

test("an error is reduced to its code and its frames", () => {
  const text = "Jane Doe <jane@example.org>\n    at Jane Doe (1980-02-29)\n    at Jane (/home/jane-doe)";
  const failure = failureOf(
    Object.assign(new Error(text), { code: "23505", detail: "Key (email)=(jane@example.org)" }),
  );
  expect(failure.message).toBe("23505");
  expect(failure.stack).toMatch(/^JobFailure: 23505\n {4}at .*failure\.test\.ts:\d+:\d+\)?/);
  expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/jane|1980/i);
});

test.each<[unknown, string]>([
  [new TypeError("Jane"), "TypeError"],
  [Object.assign(new Error("Jane"), { code: "Jane Doe" }), "Error"],
  [Object.assign(new Error("Jane"), { code: 42 }), "Error"],
  [Object.assign(new Error("Jane"), { name: "Jane Doe" }), "Error"],
  ["Jane Doe", "Error"],
  [undefined, "Error"],
])("without a usable code the class stands for it: %#", (error, message) => {
  expect(failureOf(error).message).toBe(message);
});
