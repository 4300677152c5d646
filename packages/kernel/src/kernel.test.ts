import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { MovableClock } from "./clock.ts";
import { DomainError } from "./errors.ts";
import { decodeId, encodeId, kindOfId, newId } from "./ids.ts";
import { createLogger, describeError } from "./logger.ts";
import { defineMachine } from "./machine.ts";

describe("ids", () => {
  it("go out and come back for every UUID and kind", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom("referral", "client", "check_in"), (uuid, kind) => {
        const id = encodeId(kind, uuid);
        expect(decodeId(kind, id)).toBe(uuid);
        expect(kindOfId(id)).toBe(kind);
      }),
    );
  });

  it("of another kind, or no ids at all, are refused without being repeated", () => {
    const client = encodeId("client", newId());
    fc.assert(
      fc.property(fc.oneof(fc.constant(client), fc.string()), (value) => {
        let refusal: unknown;
        try {
          decodeId("referral", value, ["input", "id"]);
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toMatchObject({ code: "INVALID", path: ["input", "id"] });
        expect((refusal as Error).message).toBe("This is not the id of a referral.");
      }),
    );
  });

  it("sort by the clock they were made by", () => {
    const clock = new MovableClock(new Date("2026-01-01T00:00:00Z"));
    const early = newId(clock);
    clock.advance(1);
    expect(newId(clock) > early).toBe(true);
    clock.set(new Date("2025-01-01T00:00:00Z"));
    expect(newId(clock) < early).toBe(true);
  });
});

describe("a state machine", () => {
  const table = {
    name: "door",
    states: ["OPEN", "SHUT", "GONE"] as const,
    initial: "OPEN" as const,
    terminal: ["GONE"] as const,
    transitions: {
      shut: { from: ["OPEN"], to: "SHUT", by: ["porter"] },
      open: { from: ["SHUT"], to: "OPEN", by: ["porter", "guest"] },
      remove: { from: ["OPEN", "SHUT"], to: "GONE", by: ["porter"] },
    } as const,
  };

  it("moves along its table, offers what it would accept, and refuses the rest", () => {
    const door = defineMachine<"OPEN" | "SHUT" | "GONE", "shut" | "open" | "remove", "porter" | "guest">(table);
    for (const state of door.states) {
      for (const party of ["porter", "guest"] as const) {
        const offered = door.available(state, party);
        for (const command of ["shut", "open", "remove"] as const) {
          const move = (): string => door.next(state, command, party);
          if (offered.includes(command)) expect(door.states).toContain(move());
          else expect(move).toThrow(DomainError);
        }
      }
    }
    expect(door.available("SHUT", "guest")).toEqual(["open"]);
  });

  it.each([
    ["door", '"open" is not possible for a door that is "open".'],
    ["entry door", '"open" is not possible for an entry door that is "open".'],
  ])("refuses in words: %s", (name, words) => {
    expect(() =>
      defineMachine({ ...table, name } as never).next("OPEN" as never, "open" as never, "porter" as never),
    ).toThrow(words);
  });

  it.each([
    ["an unknown state", { initial: "AJAR" }, /unknown state AJAR/],
    [
      "a state nobody reaches",
      { transitions: { remove: { from: ["OPEN"], to: "GONE", by: [] }, open: { from: ["SHUT"], to: "OPEN", by: [] } } },
      /unreachable SHUT/,
    ],
    ["a state without a way out", { terminal: [] }, /no way out of GONE/],
    [
      "an end that goes on",
      { transitions: { ...table.transitions, revive: { from: ["GONE"], to: "OPEN", by: [] } } },
      /terminal GONE/,
    ],
  ])("with %s stops the process at start", (_, change, message) => {
    expect(() => defineMachine({ ...table, ...change } as never)).toThrow(message);
  });
});

describe("configuration", () => {
  const enough = { DATABASE_URL: "postgres://x", CAUSEWAY_SECRET: "s".repeat(32) };

  it("names what is missing or wrong and never its value", () => {
    const read = (): unknown => readConfig({ CAUSEWAY_SECRET: "short-secret", PORT: "99999999" });
    expect(read).toThrow(/DATABASE_URL.*|CAUSEWAY_SECRET/);
    expect(read).not.toThrow(/short-secret|99999999/);
  });

  it("refuses a moved clock in production and takes it elsewhere", () => {
    const moved = { ...enough, CAUSEWAY_NOW: "2026-01-01T00:00:00Z" };
    expect(() => readConfig({ ...moved, NODE_ENV: "production" })).toThrow(/refused in production/);
    expect(readConfig({ ...moved, NODE_ENV: "test" }).now?.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("logging of errors", () => {
  it("keeps name, code and frames, and drops the words of strangers", () => {
    const lines: string[] = [];
    const logger = createLogger("test", "info", { write: (line) => void lines.push(line) });
    const failure = Object.assign(new Error("duplicate key (email)=(jane@example.org)"), {
      code: "23505",
      parameters: ["jane"],
    });
    logger.error({ err: failure, client: { email: "jane@example.org" } }, "failed");
    expect(lines.join("")).not.toMatch(/jane/);
    expect(lines.join("")).toMatch(/23505/);
    expect(describeError(new DomainError("STALE", "words of our own"))).toMatchObject({
      message: "words of our own",
      code: "STALE",
    });
  });
});
