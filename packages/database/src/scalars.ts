import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import type { ValueNode } from "graphql";

/** Refuses without saying what was given: a value may be personal. */
function refuse(expected: string): never {
  throw new GraphQLError(`Expected ${expected}.`, { extensions: { code: "BAD_USER_INPUT" } });
}

function text(node: ValueNode, expected: string): string {
  return node.kind === Kind.STRING ? node.value : refuse(expected);
}

const INSTANT = "an instant as in 2026-03-01T09:30:00Z";
const INSTANT_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function parseInstant(value: unknown): Date {
  if (typeof value !== "string" || !INSTANT_FORM.test(value) || !isDay(value.slice(0, 10))) return refuse(INSTANT);
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? refuse(INSTANT) : instant;
}

/** An instant: ISO 8601 with its offset coming in, UTC with milliseconds going out. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant, ISO 8601 with an offset; answered in UTC.",
  serialize(value) {
    const instant = value instanceof Date ? value : new Date(String(value));
    return Number.isNaN(instant.getTime()) ? refuse(INSTANT) : instant.toISOString();
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(text(node, INSTANT)),
});

const DAY = "a day as in 2026-03-01";

function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!match) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function parseDay(value: unknown): string {
  return typeof value === "string" && isDay(value) ? value : refuse(DAY);
}

/** A day of the calendar without a time or a zone, kept as the text `YYYY-MM-DD`. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: "LocalDate",
  description: "A day of the calendar, YYYY-MM-DD.",
  serialize: (value) => parseDay(typeof value === "string" ? value.slice(0, 10) : value),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(text(node, DAY)),
});
