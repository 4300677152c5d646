import { describe, expect, it } from "vitest";
import { MovableClock } from "./clock.ts";
import { decodeId, encodeId, newId } from "./ids.ts";

describe("ids", () => {
  it("sort in the order they were asked for, also while the clock stands", () => {
    const clock = new MovableClock(new Date("2026-03-01T12:00:00Z"));
    const ids = Array.from({ length: 2000 }, () => newId(clock));
    clock.advance(1);
    ids.push(newId(clock));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("come back from their outside form, and only under their own prefix", () => {
    const id = newId();
    const outside = encodeId("referral", id);
    expect(decodeId("referral", outside)).toBe(id);
    expect(() => decodeId("client", outside)).toThrow("not the id of a client");
  });
});
