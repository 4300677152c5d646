/** What a row behind a number counts toward. */
export const REPORT_PARTS = ["NUMERATOR", "DENOMINATOR", "BASELINE", "APART"] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export const REPORT_DIMENSIONS = ["PROGRAM", "LEVEL", "PAYER", "SUBSTANCE", "BAND"] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

/**
 * How the parts of a metric become its value.
 * SHARE, RATIO and AVERAGE: numerator ÷ denominator. A SHARE counts records, of which the numerator are some;
 * an AVERAGE adds up a measure over the records of its denominator; a RATIO divides one sum by another.
 * CHANGE: (numerator − baseline) ÷ denominator, two shares of the same records. COUNT: the numerator.
 */
export type MetricShape = "SHARE" | "RATIO" | "AVERAGE" | "CHANGE" | "COUNT";

export const REPORT_UNITS = ["SHARE", "DAYS", "HOURS", "CLIENTS", "STAYS"] as const;
export type ReportUnit = (typeof REPORT_UNITS)[number];

export const REFERRAL_DIRECTIONS = ["RECEIVED", "SENT"] as const;
export type ReferralDirection = (typeof REFERRAL_DIRECTIONS)[number];

export interface Metric {
  /** In lower camel case: its query is `<name>Report`. */
  readonly name: string;
  /** The formula in words, as the query's description shows it. */
  readonly formula: string;
  readonly shape: MetricShape;
  readonly unit: ReportUnit;
  /** What it is asked about: a window of days, referrals sent within one, or an instant. */
  readonly asked: "WINDOW" | "REFERRALS" | "INSTANT";
  /** Kind of the records behind each of its parts: the prefix of their ids. */
  readonly records: Partial<Readonly<Record<ReportPart, string>>>;
  /** Dimensions it cannot be broken down by, beside BAND where it has none. */
  readonly undivided?: readonly ReportDimension[];
  /** What `APART` counts, and what a `BAND` is, in words. */
  readonly apart?: string;
  readonly bands?: string;
  /** Value from which a figure calls for attention. */
  readonly alertAt?: number;
  /** One SELECT of facts, in SQL: see `fact`. */
  readonly facts: string;
}

/** Which parts a metric of this shape has, beside APART. */
export const PARTS_OF: Readonly<Record<MetricShape, readonly ReportPart[]>> = {
  SHARE: ["NUMERATOR", "DENOMINATOR"],
  RATIO: ["NUMERATOR", "DENOMINATOR"],
  AVERAGE: ["NUMERATOR", "DENOMINATOR"],
  CHANGE: ["NUMERATOR", "DENOMINATOR", "BASELINE"],
  COUNT: ["NUMERATOR"],
};

export interface Amounts {
  readonly numerator: number;
  readonly denominator: number;
  readonly baseline: number;
}

/** Null where there is nothing to divide by. */
export function valueOf(shape: MetricShape, amounts: Amounts): number | null {
  const { numerator, denominator, baseline } = amounts;
  if (shape === "COUNT") return numerator;
  if (denominator === 0) return null;
  return (shape === "CHANGE" ? numerator - baseline : numerator) / denominator;
}

/** What a figure is of; null where it is not broken down by that. */
export interface FigureKey {
  readonly programId: string | null;
  readonly programName: string | null;
  readonly edition: string | null;
  readonly levelCode: string | null;
  readonly payer: number | null;
  readonly substance: number | null;
  readonly band: number | null;
}

/** A number and what it is made of. Null: the metric has no such part, or it is suppressed. */
export interface Figure extends FigureKey {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly baseline: number | null;
  readonly apart: number | null;
  readonly value: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  /** Something of it is withheld: a small cell, or one that would give a small one away. */
  readonly suppressed: boolean;
  readonly alert: boolean;
}

export interface Report {
  readonly total: Figure;
  readonly groups: readonly Figure[];
}
